import { FINE_PER_MINOR, QUANTITY_SCALE, RATE_SCALE } from '../money.js';
import type { LineDraft, SaleDraft } from './amounts.js';
import type { Sale, SaleLine } from './sale.js';

const FINE_PER_STEP = FINE_PER_MINOR / QUANTITY_SCALE;
/** A gross up to here times a rate, doubled for rounding, is still a whole number that a double holds exactly. */
const LARGEST_GROSS = Number.MAX_SAFE_INTEGER / (4 * RATE_SCALE);

/**
 * What `priceInBigInts` makes of a document, several times quicker, where every step stays among the whole numbers
 * that a double holds exactly; undefined where it might not, and for what is rare or refused: a discount of the
 * whole document, a price base quantity, a discount larger than its line.
 */
export function priceInNumbers(draft: SaleDraft): Sale | undefined {
  const { lines: drafts, discount, round_to: roundTo, ...document } = draft;
  if (discount !== undefined && discount !== 0) return undefined;
  let exact = (document.freight ?? 0) * FINE_PER_MINOR;
  const lines: SaleLine[] = [];
  for (const line of drafts) {
    const gross = line.unit_price * line.quantity * FINE_PER_STEP;
    const size = Math.abs(gross);
    if (size > LARGEST_GROSS || line.price_base_quantity !== undefined) return undefined;
    const taken = takenOff(line, gross);
    if (Math.abs(taken) > size) return undefined;
    const net = gross - taken;
    const rate = line.tax_rate ?? 0;
    const tax = divide(net * rate, document.tax_included === true ? RATE_SCALE + rate : RATE_SCALE);
    exact += document.tax_included === true ? net : net + tax;
    if (!Number.isSafeInteger(exact)) return undefined;
    lines.push(lineOf(line, taken, tax));
  }
  const step = roundTo ?? 1;
  const total = divide(exact, FINE_PER_MINOR * step) * step;
  const rounding = total * FINE_PER_MINOR - exact;
  return { ...document, ...(rounding === 0 ? {} : { rounding }), total, lines };
}

/** The discount of a line in fine units, with the sign of its gross. */
function takenOff(line: LineDraft, gross: number): number {
  const byRate = line.discount_rate === undefined ? 0 : divide(gross * line.discount_rate, RATE_SCALE);
  const stated = (line.discount ?? 0) * FINE_PER_MINOR;
  return gross < 0 ? byRate - stated : byRate + stated;
}

/** The keys stand in the order of the schema, as in a line that was read back. */
function lineOf(draft: LineDraft, discount: number, tax: number): SaleLine {
  const { product_id, description, quantity, unit_price } = draft;
  const line: SaleLine =
    product_id !== undefined && description === undefined
      ? { product_id, quantity, unit_price }
      : { ...goodsOf(draft), quantity, unit_price };
  if (discount !== 0) line.discount = discount;
  if (tax !== 0) line.tax = tax;
  if (draft.unit_cost !== undefined) line.unit_cost = draft.unit_cost;
  if (draft.mark !== undefined) line.mark = draft.mark;
  return line;
}

function goodsOf({ product_id, description }: LineDraft): Pick<SaleLine, 'product_id' | 'description'> {
  if (description === undefined) return product_id === undefined ? {} : { product_id };
  return product_id === undefined ? { description } : { product_id, description };
}

/** `numerator / denominator` as a whole number, halves to the even neighbour, of safe whole numbers. */
function divide(numerator: number, denominator: number): number {
  const size = Math.abs(numerator);
  const rest = size % denominator;
  const quotient = (size - rest) / denominator;
  const up = rest * 2 > denominator || (rest * 2 === denominator && quotient % 2 === 1);
  const rounded = up ? quotient + 1 : quotient;
  return numerator < 0 && rounded !== 0 ? -rounded : rounded;
}
