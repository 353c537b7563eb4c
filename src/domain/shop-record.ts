import { ClerkError } from './errors.js';
import { shopKey } from './ports/store/repository.js';
import { type Table, WriteCancelled } from './ports/store/table.js';
import { ShopSettings } from './shop.js';

/**
 * Makes sure the settings fit the books: a shop keeps the currency it was opened with, since amounts are stored in its
 * minor units. The first server to use a shop writes its settings down, unless it may not write.
 *
 * @throws ClerkError `not_configured` when the books are in another currency.
 */
export async function claimShop(table: Table, settings: ShopSettings, readOnly: boolean): Promise<void> {
  const slot = { PK: shopKey(settings.shop_id), SK: 'SETTINGS' };
  const item = await table.get(slot);
  if (item !== undefined) {
    const stored = ShopSettings.parse(JSON.parse(item.body));
    if (stored.currency === settings.currency) return;
    throw new ClerkError(
      'not_configured',
      `The books of shop ${settings.shop_id} are in ${stored.currency}, and this server is set to ${settings.currency}.`,
      { fix: `The operator sets --currency ${stored.currency}, or opens another shop with --shop.` },
    );
  }
  if (readOnly) return;
  try {
    await table.transact([
      { item: { ...slot, type: 'shop', v: 1, body: JSON.stringify(settings) }, when: 'absent' },
    ]);
  } catch (error) {
    if (!(error instanceof WriteCancelled)) throw error;
    // Another server wrote it just now; what it wrote must fit as well.
    await claimShop(table, settings, readOnly);
  }
}
