import { dayNumber } from '../../calendar/days.js';
import { fromUnits, QUANTITY_SCALE } from '../../money.js';
import { type ProductFacts, rateOf } from '../facts/facts.js';
import type { Given } from './given.js';
import { daysFrom, type Since } from './since.js';

/** What became of advice: whether it was followed, and what came of it. Money in minor units. */
export interface Outcome {
  readonly given: Given;
  readonly followed: 'yes' | 'no' | 'not_yet' | 'cannot_tell';
  /** What it brought, where that can be told. */
  readonly effect: number | undefined;
  readonly says: string;
}

export interface Judged {
  readonly given: Given;
  readonly since: Since;
  /** As it is known today; undefined for customers and bills. */
  readonly product: ProductFacts | undefined;
  readonly today: string;
  readonly digits: number;
  /** Whether one of two alike bills was taken back. */
  readonly reversed: boolean;
  /** Whether a person resolved the alert since. */
  readonly settled: boolean;
}

/** Days after which what was not done counts as not followed, */
const PATIENCE = 14;
/** and after which a change of price or stock is looked at. */
const LEAST_DAYS = 14;
/** Chance of 95 % that a difference is none of chance, in standard deviations. */
const SURE = 1.96;

/** Whether advice was followed, and what came of it as far as that can be told. */
export function judge(judged: Judged): Outcome {
  const followed = followedOf(judged);
  if (followed !== 'yes')
    return {
      given: judged.given,
      followed,
      effect: undefined,
      says: NOT_DONE[followed],
    };
  return { given: judged.given, followed, ...EFFECTS[judged.given.kind](judged) };
}

const NOT_DONE: Readonly<Record<Exclude<Outcome['followed'], 'yes'>, string>> = {
  no: 'Not done within two weeks.',
  not_yet: 'Not done yet.',
  cannot_tell: 'It was not in the books twice: whether someone looked at it cannot be told.',
};

function followedOf({ given, since, product, today, reversed, settled }: Judged): Outcome['followed'] {
  const price = product?.record?.price;
  const done: Record<Given['kind'], boolean> = {
    reorder: since.supplied > 0,
    collect: since.paid > 0,
    reprice: price !== undefined && price !== given.before.price,
    mark_down: price !== undefined && price < (given.before.price ?? 0),
    discard: since.discarded > 0,
    count: since.counted !== undefined,
    check_bill: reversed || settled,
  };
  if (done[given.kind]) return 'yes';
  if (daysFrom(given.on, today) < PATIENCE) return 'not_yet';
  return given.kind === 'check_bill' && given.before.posted !== true ? 'cannot_tell' : 'no';
}

type Effect = Pick<Outcome, 'effect' | 'says'>;
const untold = (why: string): Effect => ({
  effect: undefined,
  says: `Done. Cannot tell what it brought: ${why}.`,
});

const EFFECTS: Readonly<Record<Given['kind'], (judged: Judged) => Effect>> = {
  reorder: sold,
  collect: ({ since, given, digits }) => ({
    effect: since.paid,
    says: `${fromUnits(since.paid, digits)} paid since, of ${fromUnits(given.before.owed ?? 0, digits)} asked for.`,
  }),
  reprice: earned,
  mark_down: cleared,
  discard: ({ since }) => ({
    effect: undefined,
    says: `Done: ${since.discarded / QUANTITY_SCALE} units taken off the books.`,
  }),
  count: ({ since, given, digits }) => {
    const difference = (since.counted ?? 0) / QUANTITY_SCALE;
    const { cost } = given.before;
    return {
      effect: cost === undefined ? undefined : Math.round(difference * cost),
      says: `Done: the count differed by ${difference} units${cost === undefined ? '' : `, ${fromUnits(Math.round(difference * cost), digits)} at cost`}.`,
    };
  },
  check_bill: ({ given, digits, reversed }) =>
    reversed
      ? {
          effect: Math.round(given.stake),
          says: `The bill was taken back: ${fromUnits(Math.round(given.stake), digits)} not counted twice.`,
        }
      : { effect: undefined, says: 'Looked at: its alert was resolved by hand.' },
};

/** What sold beyond the stock that there was: without new goods it could not have. */
function sold({ given, product, today, digits }: Judged): Effect {
  const { on_hand: had, margin } = given.before;
  if (product === undefined || had === undefined || margin === undefined)
    return untold('stock, price or cost was not known');
  const days = daysFrom(given.on, today);
  if (days < 7) return untold('a week has not passed');
  const units = soldFrom(product, dayNumber(given.on), Math.min(dayNumber(today), dayNumber(given.on) + 28));
  const beyond = Math.max(0, units - Math.max(0, had) / QUANTITY_SCALE);
  const effect = Math.round(beyond * margin);
  return {
    effect,
    says: `${figure(beyond)} units sold that the stock of then would not have covered: ${fromUnits(effect, digits)} of margin.`,
  };
}

/** Profit a day after the change beside that of four weeks before, as far as it is beyond the noise of days. */
function earned({ given, product, today, digits }: Judged): Effect {
  const { sold_a_day: rate, margin } = given.before;
  const price = product?.record?.price;
  if (product === undefined || rate === undefined || margin === undefined || price === undefined)
    return untold('price, cost or sales were not known');
  const days = daysFrom(given.on, today);
  if (days < LEAST_DAYS) return untold('two weeks have not passed');
  const on = dayNumber(given.on);
  const until = Math.min(dayNumber(today), on + 28);
  const after = dailyFrom(product, on, until);
  const before = dailyFrom(product, on - 28, on);
  const unit = margin + (price - (given.before.price ?? price));
  const gain = mean(after) * unit - mean(before) * margin;
  const noise =
    SURE *
    Math.sqrt(
      (variance(after) * unit ** 2) / after.length + (variance(before) * margin ** 2) / before.length,
    );
  if (Math.abs(gain) <= noise)
    return untold(`profit a day changed by ${shown(gain, digits)}, which days differ by anyway`);
  const effect = Math.round(gain * after.length);
  return {
    effect,
    says: `Profit a day changed by ${shown(gain, digits)} (95 % between ${shown(gain - noise, digits)} and ${shown(gain + noise, digits)}), ${shown(effect, digits)} in ${after.length} days.`,
  };
}

/** What sold beyond the pace of then, at the new price, as far as it is beyond chance (a Poisson law). */
function cleared({ given, product, today, digits }: Judged): Effect {
  const price = product?.record?.price;
  const { sold_a_day: rate } = given.before;
  if (product === undefined || price === undefined || rate === undefined)
    return untold('its sales were not known');
  const days = Math.min(28, daysFrom(given.on, today));
  if (days < 7) return untold('a week has not passed');
  const on = dayNumber(given.on);
  const units = soldFrom(product, on, on + days);
  const more = units - rate * days;
  if (more <= SURE * Math.sqrt(Math.max(1, rate * days)))
    return untold(`${figure(units)} units sold, about as many as before`);
  const effect = Math.round(more * price);
  return { effect, says: `${figure(more)} units sold beyond the pace of before: ${shown(effect, digits)}.` };
}

function dailyFrom({ sold: days }: ProductFacts, from: number, until: number): number[] {
  return Array.from({ length: until - from }, (_, index) => (days.get(from + index) ?? 0) / QUANTITY_SCALE);
}

function soldFrom(product: ProductFacts, from: number, until: number): number {
  return dailyFrom(product, from, until).reduce((sum, each) => sum + each, 0);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / Math.max(1, values.length);
}

function variance(values: readonly number[]): number {
  const middle = mean(values);
  return values.reduce((sum, each) => sum + (each - middle) ** 2, 0) / Math.max(1, values.length - 1);
}

function figure(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function shown(minor: number, digits: number): string {
  return fromUnits(Math.round(minor), digits).toFixed(digits);
}

/** Pace of a product's sales up to yesterday, in units a day. */
export function paceOf(product: ProductFacts, today: string): number {
  return rateOf(product, dayNumber(today) - 1);
}
