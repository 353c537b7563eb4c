import { Duplicates } from '../../../src/domain/bills/duplicates.js';
import type { Shop } from '../../../src/domain/open-shop.js';
import type { Table } from '../../../src/domain/ports/store/table.js';
import { billRecord, itemOf, itemsOfBill } from '../bills/record.js';

const items = [itemOf('Soap', 12_000, 3_000)];
const FIRST = billRecord({ id: 'first', items, number: 'G-17', file: 'one' });
/** The very same file once more. */
const AGAIN = billRecord({ id: 'again', items, number: 'G-17', file: 'one' });
/** Seller and sum are the same, the number is not. */
const ALIKE = billRecord({ id: 'alike', items, number: 'G-18', file: 'other', date: '2026-03-29' });

export const AGAIN_ALERT = `bill_duplicate:${AGAIN.bill_id}`;
export const ALIKE_ALERT = `bill_duplicate:${ALIKE.bill_id}`;

/** What becomes of three bills for twelve soaps, of which the second and third may be the first. */
export class ScriptedBills {
  readonly #shop: Shop;
  readonly #table: Table;
  /** Day on which they are read. */
  readonly #day: number;

  constructor(shop: Shop, table: Table, day: number) {
    this.#shop = shop;
    this.#table = table;
    this.#day = day;
  }

  /** Does what the script has for a day; returns how many soaps it brings. */
  async play(day: number): Promise<number> {
    const { alerts } = this.#shop;
    switch (day - this.#day) {
      case 0:
        for (const record of [FIRST, AGAIN, ALIKE]) await this.#read(record);
        return 0;
      case 2:
        await this.#post(FIRST.bill_id);
        return 12;
      case 4:
        await alerts.update(
          ALIKE_ALERT,
          { action: 'resolve', reason: 'Came twice that week.' },
          key('resolve'),
        );
        return 0;
      case 6:
        await this.#post(ALIKE.bill_id);
        return 12;
      case 10:
        await this.#shop.postings.reverse(ALIKE.bill_id, key('reverse'));
        return -12;
      default:
        return 0;
    }
  }

  async #read(record: typeof FIRST): Promise<void> {
    const shopId = this.#shop.settings.shop_id;
    const duplicates = await new Duplicates(this.#table, shopId).find(record.file.sha256, record.bill);
    await this.#table.putMany(itemsOfBill(this.#table, shopId, { ...record, duplicates }));
  }

  async #post(bill: string): Promise<void> {
    const answers = { lines: [{ line: 1, product: 'soap' }] };
    const { code } = await this.#shop.postings.propose(bill, answers);
    await this.#shop.postings.post(bill, answers, code, key(`post ${bill}`));
  }
}

function key(text: string): { key: string; payload: unknown } {
  return { key: `year bill ${text}`, payload: text };
}
