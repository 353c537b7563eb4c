import { AFTER, BEFORE, type Op, VAGUE } from '../../words/comparison-words.js';
import { scaledAlike } from '../../words/comparisons.js';
import type { Found } from '../../words/found.js';
import { type Parsed, phrases, words } from '../../words/grammar.js';
import {
  COUNTED,
  COUNTS,
  CURRENCIES,
  PARTS,
  PERCENTS,
  SCALES,
  SHARED,
  SHIFTS,
  SMALL,
  TENS,
} from '../../words/number-words.js';
import { findNumbers, type NumberValue } from '../../words/numbers.js';
import type { Token } from '../../words/tokens.js';

/** A number of a query: an amount of money, an age in months, or neither. */
export interface Quantity {
  readonly of: 'money' | 'months' | 'number';
  /** Exact and plain, as written; an age in months. */
  readonly value: string;
  readonly currency?: string | undefined;
  /** How many months its unit is. */
  readonly unit?: number;
  readonly note?: string | undefined;
}

/** A bound, or two; without `op` the number stands alone. */
export interface Bound {
  readonly op: Op | undefined;
  readonly numbers: readonly Quantity[];
}

export type Reading = Parsed<Bound | { readonly unclear: string }>;

const BEFORE_HERE: Readonly<Record<string, Op>> = {
  ...BEFORE,
  ...said('at_most', 'max price|maximum price|price max'),
  ...said('at_least', 'min price|minimum price|price min'),
};
const AFTER_HERE: Readonly<Record<string, Op>> = {
  ...AFTER,
  'ke andar': 'at_most',
  'ke under': 'at_most',
  'ke andar andar': 'at_most',
  'and younger': 'at_most',
  'and older': 'at_least',
  'or cheaper': 'at_most',
  'and cheaper': 'at_most',
  'ke neeche': 'under',
  'se pehle': 'under',
  'se bade': 'over',
  'se badi': 'over',
  'se chhote': 'under',
  'se chhoti': 'under',
  'se chote': 'under',
  'se choti': 'under',
  'se chota': 'under',
};
const before = phrases(BEFORE_HERE);
const after = phrases(AFTER_HERE);

/** A bound as a field has it: max price 500, max price: 500. */
function said(op: Op, names: string): Record<string, Op> {
  return Object.fromEntries(
    names.split('|').flatMap((name) => ['', ' is', ' of', ' =', ' :'].map((sign) => [name + sign, op])),
  );
}

const vague = words(VAGUE);
const opening = words('between|from|in between|in the range of|in the range|ranging from');
const joint = words('and|to|till|until|upto|up to|through|-|–|—|se|aur|&');
const CLOSING = 'ke beech|ke bich|ke beech mein|ke beech me|ke beech ka|ke beech ki|ke beech ke|tak|range';
const closing = words(CLOSING);
const UNITS: Readonly<Record<string, number>> = {
  ...{
    day: 0,
    days: 0,
    din: 0,
    week: 0.25,
    weeks: 0.25,
    wk: 0.25,
    wks: 0.25,
    hafte: 0.25,
    hafta: 0.25,
    hafton: 0.25,
  },
  ...{
    month: 1,
    months: 1,
    mo: 1,
    mos: 1,
    mth: 1,
    mths: 1,
    mnth: 1,
    mnths: 1,
    mahine: 1,
    mahina: 1,
    maheene: 1,
    mahino: 1,
    mahinon: 1,
  },
  ...{
    year: 12,
    years: 12,
    yr: 12,
    yrs: 12,
    saal: 12,
    sal: 12,
    salon: 12,
    saalon: 12,
    baras: 12,
    varsh: 12,
    yo: 12,
  },
};
const units = phrases(UNITS);

/** Words of numbers that are no slips of other words, and those that others may be slips of. */
export const NUMBER_WORDS: readonly string[] = [
  ...Object.keys({ ...UNITS, ...BEFORE_HERE, ...AFTER_HERE, ...CURRENCIES, ...PERCENTS, ...COUNTS }),
  ...[SMALL, TENS, SCALES, PARTS, SHIFTS, SHARED].flatMap((table) => [...table.keys()]),
  ...COUNTED,
  ...VAGUE.split('|'),
  ...CLOSING.split('|'),
];
export const COMMON_NUMBER_WORDS: readonly string[] =
  'under|below|above|between|less|more|older|younger|cheaper|than|within|months|month|years|year|weeks|thousand|rupees|lakh|least|most'.split(
    '|',
  );

/** What numbers a query holds, by the token each begins at. */
export class Quantities {
  readonly #tokens: readonly Token[];
  readonly #numbers: ReadonlyMap<number, Found<NumberValue>>;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
    this.#numbers = new Map(findNumbers(tokens).map((found) => [found.first, found]));
  }

  /** A range, a comparison or a bare number that begins here. */
  read(from: number): Reading | undefined {
    return this.#range(from) ?? this.#comparison(from) ?? this.#following(from);
  }

  /** `between 500 and 1000`, `6 months to 2 years`. */
  #range(from: number): Reading | undefined {
    const tokens = this.#tokens;
    const open = opening(tokens, from);
    const low = this.#quantity(open?.next ?? from);
    const middle = low && joint(tokens, low.next);
    const high = middle && this.#quantity(middle.next);
    if (low === undefined || middle === undefined || high === undefined) return undefined;
    const close = closing(tokens, high.next);
    const word = tokens[low.next]?.word ?? '';
    if (open === undefined && close === undefined && (word === 'and' || word === 'aur' || word === '&'))
      return undefined;
    const next = close?.next ?? high.next;
    if ('unclear' in low.value) return { next, value: low.value };
    if ('unclear' in high.value) return { next, value: high.value };
    const [least, most] = alike(this.#scaled(low.value, open?.next ?? from, middle.next), high.value);
    if (least.of !== most.of)
      return { next, value: { unclear: 'The two ends are of different kinds. Give both in one unit' } };
    if (Number(least.value) > Number(most.value))
      return { next, value: { unclear: `${least.value} is more than ${most.value}. Put the lesser first` } };
    return { next, value: { op: 'between', numbers: [least, most] } };
  }

  /** 5-8k is 5,000 to 8,000. */
  #scaled(low: Quantity, from: number, to: number): Quantity {
    const [first, second] = [this.#numbers.get(from), this.#numbers.get(to)];
    if (low.of === 'months' || first === undefined || second === undefined) return low;
    if ('unclear' in first || 'unclear' in second) return low;
    const { value } = scaledAlike(this.#tokens, first, first.value, second, second.value);
    return { ...low, value };
  }

  /** `under 5000`, `older than a year`. */
  #comparison(from: number): Reading | undefined {
    const tokens = this.#tokens;
    const op = before(tokens, from);
    const number = op && this.#quantity(skipPriced(tokens, op.next));
    if (op !== undefined && number !== undefined) {
      if ('unclear' in number.value) return { next: number.next, value: number.value };
      return { next: number.next, value: { op: op.value, numbers: [number.value] } };
    }
    const open = vague(tokens, from);
    const about = open && this.#quantity(open.next);
    if (about === undefined) return undefined;
    const text = tokens
      .slice(from, about.next)
      .map((token) => token.text)
      .join(' ');
    return {
      next: about.next,
      value: { unclear: `"${text.slice(0, 60)}" is not exact. Give a range, such as between 4000 and 6000` },
    };
  }

  /** `5000 or less`, `2 saal se kam`, and a number alone. */
  #following(from: number): Reading | undefined {
    const number = this.#quantity(from);
    if (number === undefined) return undefined;
    if ('unclear' in number.value) return { next: number.next, value: number.value };
    const plus = this.#tokens[number.next]?.word === '+' ? units(this.#tokens, number.next + 1) : undefined;
    if (plus !== undefined && number.value.of === 'number') {
      const least = age(number.value.value, plus.value);
      return { next: plus.next, value: 'unclear' in least ? least : { op: 'at_least', numbers: [least] } };
    }
    const op = after(this.#tokens, number.next);
    // Ek kutta is a dog.
    if (op === undefined && number.next === from + 1 && this.#tokens[from]?.word === 'ek') return undefined;
    if (op === undefined) return { next: number.next, value: { op: undefined, numbers: [number.value] } };
    return { next: op.next, value: { op: op.value, numbers: [number.value] } };
  }

  #quantity(from: number): Parsed<Quantity | { readonly unclear: string }> | undefined {
    const tokens = this.#tokens;
    const number = this.#numbers.get(from);
    if (number === undefined) {
      const { word } = tokens[from] ?? {};
      const unit =
        word === 'a' || word === 'an' || word === 'one' || word === 'ek'
          ? units(tokens, from + 1)
          : undefined;
      return unit && { next: skipOld(tokens, unit.next), value: age('1', unit.value) };
    }
    const next = number.last + 1;
    if ('unclear' in number) return { next, value: { unclear: number.unclear } };
    const { value, unit, currency } = number.value;
    if (unit === 'percent') return { next, value: { unclear: `"${value} %" is no price and no age` } };
    if (unit === 'money') return { next, value: { of: 'money', value, currency } };
    const glue = tokens[next]?.word === '-' ? next + 1 : next;
    const span = units(tokens, glue);
    if (span === undefined) return { next, value: { of: 'number', value } };
    return { next: skipOld(tokens, span.next), value: age(value, span.value) };
  }
}

/** An age in months; a quarter of a month is a week, 0 a day. */
function age(value: string, unit: number): Quantity | { readonly unclear: string } {
  const months = Number(value) * unit;
  if (unit === 0.25 && Number.isInteger(months) && months > 0 && months <= 6)
    return {
      of: 'months',
      value: String(months),
      unit,
      note: weeksNote(value, months),
    };
  if (unit < 1 || !Number.isInteger(months) || months < 0)
    return { unclear: 'Ages are in whole months or years. Write e.g. under 3 months' };
  return { of: 'months', value: String(months), unit };
}

function weeksNote(weeks: string, months: number): string {
  return `${weeks} weeks were read as ${months} month(s).`;
}

/** Of two ends one may leave its unit out: 2 to 4 months, Rs 500 to 1000. */
function alike(low: Quantity, high: Quantity): [Quantity, Quantity] {
  if (low.of === 'number' && high.of === 'money')
    return [{ ...low, of: 'money', currency: high.currency }, high];
  if (high.of === 'number' && low.of === 'money')
    return [low, { ...high, of: 'money', currency: low.currency }];
  if (low.of === 'number' && high.of === 'months') {
    const months = Number(low.value) * (high.unit ?? 1);
    return [{ ...high, value: String(months), note: high.note && weeksNote(low.value, months) }, high];
  }
  return [low, high];
}

const priced = words('a price of|price|a budget of|budget of|the price of|an age of|age|the age of');
const old = words(
  'old|- old|of age|in age|age|ki umar|ki umra|ki umar ka|ki umar ke|ki umar ki|ka|ki|ke|purana|purane',
);

function skipPriced(tokens: readonly Token[], from: number): number {
  return priced(tokens, from)?.next ?? from;
}

function skipOld(tokens: readonly Token[], from: number): number {
  return old(tokens, from)?.next ?? from;
}
