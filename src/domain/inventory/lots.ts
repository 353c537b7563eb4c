import { invalid } from '../errors.js';
import { type Lot, lotKey } from './movement.js';
import { refused } from './refusals.js';

/** What tells a lot apart, and nothing else. */
export function lotOf({ batch, expires }: Lot): Lot {
  return { ...(batch === undefined ? {} : { batch }), ...(expires === undefined ? {} : { expires }) };
}

/**
 * The one of these lots that a batch number, an expiry date or both mean; undefined where there is none.
 *
 * @throws ClerkError `invalid_input` where it could be several.
 */
export function matching<L extends Lot>(lots: readonly L[], wanted: Lot, field: string): L | undefined {
  const { batch, expires } = wanted;
  const fits = lots.filter(
    (lot) =>
      (batch === undefined || lot.batch === batch) && (expires === undefined || lot.expires === expires),
  );
  const exact = fits.find((lot) => lotKey(lot) === lotKey(wanted));
  if (fits.length < 2 || exact !== undefined) return exact ?? fits[0];
  throw invalid(`${field}${batch === undefined ? 'batch' : 'expires_on'}`, 'Several lots fit this.', {
    fix: 'Send batch and expires_on, both.',
    valid: shown(fits),
  });
}

/**
 * {@link matching}, of what must be there.
 *
 * @throws ClerkError `refused` with the lots there are.
 */
export function named<L extends Lot>(lots: readonly L[], wanted: Lot, field: string): L {
  const found = matching(lots, wanted, field);
  if (found !== undefined) return found;
  throw refused(
    `${field}${wanted.batch === undefined ? 'expires_on' : 'batch'}`,
    'There is no such lot at this location.',
    'Name one that is there (list_products with product shows them), or leave batch and expires_on out.',
    shown(lots),
  );
}

function shown(lots: readonly Lot[]): string[] {
  return lots
    .slice(0, 10)
    .map(({ batch, expires }) => [batch, expires].filter((part) => part !== undefined).join(', '));
}
