import type { ProductAdvice } from '../domain/pricing/assess.js';
import type { Bound, BoundName } from '../domain/pricing/bounds.js';
import { brokenBy } from '../domain/pricing/bounds.js';
import type { Doubtful } from '../domain/products/doubtful-price.js';
import { BOUND_WORDS, money, type Shown } from './pricing-words.js';

/** What to do where a price would have to lie above this bound. */
const WAYS_OUT: Partial<Record<BoundName, string>> = {
  mrp: 'Check cost and mrp (save_product), lower margin_floor_percent, or send the goods back.',
  price_now: 'To clear stock no price is raised: lower margin_floor_percent, or leave it out.',
  too_far: 'That is more likely a slip: check cost, price (save_product) and margin_floor_percent.',
  reach:
    'What sells beyond that cannot be told: check cost, margin_floor_percent and price (save_product), or go there by steps.',
  competitors:
    'Buy cheaper, lower margin_floor_percent, or leave those prices out (import_file can end one: until).',
};

const DOUBTS: Record<Doubtful, string> = {
  above_mrp: 'above the MRP',
  far_from_price: 'more than three times away from the price now',
};

/** The two bounds that leave no price, and the way out. */
export function clashSentences({ advice: { clash } }: ProductAdvice, shown: Shown): string[] {
  if (clash === undefined) return [];
  const { least, most } = clash;
  return [
    `No price keeps both: ${BOUND_WORDS[least.name]} asks at least ${money(least.least ?? 0, shown)}, ${BOUND_WORDS[most.name]} at most ${money(most.most ?? 0, shown)}. ${WAYS_OUT[most.name] ?? 'Leave one of the two out.'}`,
  ];
}

/** Which bounds the price now breaks, and how the mend stands to the largest change. */
export function mendSentences({ advice, terms }: ProductAdvice, shown: Shown): string[] {
  const { broken, recommended, range } = advice;
  if (broken.length === 0) return [];
  const said = [`The price now breaks ${broken.map((name) => BOUND_WORDS[name]).join(' and ')}.`];
  if (recommended === undefined || range === undefined) return said;
  const still = brokenBy(recommended.price, range.bounds);
  const step = range.bounds.find(({ name }) => name === 'largest_step');
  if (still.length > 0)
    said.push(
      `${money(recommended.price, shown)} does not keep ${still.map((name) => BOUND_WORDS[name]).join(' and ')} yet: it is as near as the largest change allows.`,
    );
  else if (step !== undefined && brokenBy(terms.price, [step]).length > 0)
    said.push('The largest change holds from the nearest price that keeps what is broken.');
  return said;
}

/** Not of a markdown, nor where no price is named that they could bound. */
export function boundSentence({ advice, test, standing, markdown }: ProductAdvice, shown: Shown): string[] {
  const { bit, range, broken, verdict } = advice;
  if (standing !== undefined || markdown !== undefined) return [];
  if (verdict === 'cannot_tell' && test === undefined) return [];
  const names = new Set(bit);
  const named = (range?.bounds ?? []).filter(({ name }) => names.has(name));
  if (named.length === 0 || broken.length > 0) return [];
  return [`Bounded by ${named.map((each) => boundWords(each, shown)).join(' and ')}.`];
}

/** Competitors' prices that do not count, and why. */
export function rivalSentences({ rivals, terms }: ProductAdvice, shown: Shown): string[] {
  return rivals.flatMap(({ price, seller, doubtful }) =>
    doubtful === undefined
      ? []
      : [
          `${seller === undefined ? 'The competitor’s price' : `${seller}’s price`} of ${money(price, shown)} does not count: it is ${DOUBTS[doubtful]}${doubtful === 'above_mrp' ? ` of ${money(terms.mrp ?? 0, shown)}` : ''}. ${seller === undefined ? 'Send' : 'Import'} the right one, or correct the product’s own (save_product).`,
        ],
  );
}

function boundWords({ name, least, most }: Bound, shown: Shown): string {
  const ends = [
    ...(least === undefined ? [] : [`at least ${money(least, shown)}`]),
    ...(most === undefined ? [] : [`at most ${money(most, shown)}`]),
  ];
  return `${BOUND_WORDS[name]} (${ends.join(', ')})`;
}
