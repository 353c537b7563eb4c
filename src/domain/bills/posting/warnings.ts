import { FINE_PER_MINOR } from '../../money.js';
import type { BillItem } from '../bill.js';
import type { ProposedLine } from './line.js';
import type { ShelfProduct } from './shelf.js';

/** From this change of cost on, in percent, a person should look. */
const JUMP = 10;

/** What stands out in a line: costs in fine units, money in minor units, rates in ten-thousandths. */
export type Warning =
  | { readonly kind: 'cost_jump'; readonly percent: number; readonly was: number; readonly on?: string }
  | { readonly kind: 'cost_above_price'; readonly price: number }
  | { readonly kind: 'cost_above_mrp'; readonly mrp: number }
  | { readonly kind: 'tax_differs'; readonly bill: number; readonly product: number }
  | { readonly kind: 'hsn_differs'; readonly bill: string; readonly product: string }
  | { readonly kind: 'packs_by_cost' }
  | { readonly kind: 'stock_not_kept' }
  | { readonly kind: 'no_price' };

/** Compares a line with the last purchase of its product and with what the books say of it. */
export function warningsOf(
  { match, make, unit_cost: cost, unit }: ProposedLine,
  item: BillItem,
): readonly Warning[] {
  const { product } = match;
  if (product === undefined) return make === undefined ? [] : [{ kind: 'no_price' }];
  return [
    ...(cost === undefined ? [] : costWarnings(product, cost)),
    ...taxWarnings(product, item),
    ...(unit?.by === 'cost' && unit.packs ? [{ kind: 'packs_by_cost' as const }] : []),
    ...(product.track_stock === false ? [{ kind: 'stock_not_kept' as const }] : []),
  ];
}

function costWarnings(product: ShelfProduct, cost: number): Warning[] {
  const { last_cost: last, last_on: on, cost: stated, price, mrp } = product;
  const was = last ?? (stated === undefined ? undefined : stated * FINE_PER_MINOR);
  const percent =
    was === undefined || was === 0 || cost === 0 ? 0 : Math.round(((cost - was) / was) * 1_000) / 10;
  return [
    ...(was !== undefined && Math.abs(percent) >= JUMP
      ? [
          {
            kind: 'cost_jump' as const,
            percent,
            was,
            ...(last === undefined || on === undefined ? {} : { on }),
          },
        ]
      : []),
    ...(price !== undefined && cost > price * FINE_PER_MINOR
      ? [{ kind: 'cost_above_price' as const, price }]
      : []),
    ...(mrp !== undefined && cost > mrp * FINE_PER_MINOR ? [{ kind: 'cost_above_mrp' as const, mrp }] : []),
  ];
}

function taxWarnings({ tax_rate: tax, hsn }: ShelfProduct, { taxRate, hsn: printed }: BillItem): Warning[] {
  // A shorter HSN code is the heading of a longer one.
  const sameCode =
    hsn === undefined || printed === undefined || hsn.startsWith(printed) || printed.startsWith(hsn);
  return [
    ...(tax !== undefined && taxRate !== undefined && tax !== taxRate
      ? [{ kind: 'tax_differs' as const, bill: taxRate, product: tax }]
      : []),
    ...(sameCode ? [] : [{ kind: 'hsn_differs' as const, bill: printed, product: hsn }]),
  ];
}
