import { dayNumber } from '../../calendar/days.js';
import { FESTIVALS, festivalDays } from '../../calendar/festivals.js';
import type { DailyDemand } from './demand-history.js';
import type { Steps } from './steps.js';

/** Days before a festival on which people shop for it, the festival itself included. */
const SHOPPING_DAYS = 10;
/** Least ratio of the dearest to the cheapest day that makes a price worth looking at. */
const LEAST_CHANGE = 1.03;

/** Something that moves demand, known for every step of the history and of the horizon. */
export interface StepDriver {
  readonly name: string;
  readonly kind: 'price' | 'flag';
  readonly values: readonly number[];
}

/**
 * What is known to move the demand of a series: its price where it changed, discounts, and the festivals whose shopping
 * days its history holds, at least half of them. Ahead, the latest price stays and nothing is discounted.
 *
 * @param price price of a unit from now on, major units; the latest one sold at when absent.
 */
export function stepDrivers(
  series: DailyDemand,
  { starts, ahead }: Pick<Steps, 'starts' | 'ahead'>,
  horizon: number,
  price?: number,
): StepDriver[] {
  const coming = Array.from({ length: horizon + 1 }, (_, index) => ahead(index + 1));
  const edges = [...starts, ...coming].map(dayNumber);
  const spans = edges.slice(0, -1).map((from, index) => ({ from, until: edges[index + 1] ?? from + 1 }));
  return [
    ...priceDriver(series, spans, starts.length, price),
    ...discountDriver(series, spans, starts.length),
    ...festivalDrivers(spans, starts.length),
  ];
}

/** From a day to the day before another. */
interface DaySpan {
  readonly from: number;
  readonly until: number;
}

function priceDriver(
  series: DailyDemand,
  spans: readonly DaySpan[],
  past: number,
  next: number | undefined,
): StepDriver[] {
  const known = spans.slice(0, past).map((span) => mean(daysIn(series.prices, series.first, span)));
  const stated = known.filter((each): each is number => each !== undefined && each > 0);
  let [current] = stated;
  const last = stated.at(-1);
  if (current === undefined || last === undefined) return [];
  const all = next === undefined ? stated : [...stated, next];
  if (Math.max(...all) < LEAST_CHANGE * Math.min(...all)) return [];
  const values = spans.map((_, step) => {
    const price = step < past ? known[step] : (next ?? last);
    if (price !== undefined && price > 0) current = price;
    return current ?? last;
  });
  return [{ name: 'price', kind: 'price', values }];
}

function discountDriver(series: DailyDemand, spans: readonly DaySpan[], past: number): StepDriver[] {
  const values = spans.map((span, step) =>
    step < past ? (mean(daysIn(series.discounted, series.first, span)) ?? 0) : 0,
  );
  return values.some((value) => value > 0) ? [{ name: 'discount', kind: 'flag', values }] : [];
}

function festivalDrivers(spans: readonly DaySpan[], past: number): StepDriver[] {
  return FESTIVALS.flatMap((festival) => {
    const days = festivalDays(festival);
    const values = spans.map(({ from, until }) => {
      const shopping = days.reduce(
        (sum, day) => sum + Math.max(0, Math.min(until, day + 1) - Math.max(from, day + 1 - SHOPPING_DAYS)),
        0,
      );
      return shopping / (until - from);
    });
    const seen = values.slice(0, past).reduce((sum, share, step) => sum + share * lengthOf(spans[step]), 0);
    return seen >= SHOPPING_DAYS / 2 ? [{ name: festival, kind: 'flag' as const, values }] : [];
  });
}

function lengthOf(span: DaySpan | undefined): number {
  return span === undefined ? 0 : span.until - span.from;
}

function daysIn<T>(values: readonly T[], first: number, { from, until }: DaySpan): readonly T[] {
  return values.slice(Math.max(0, from - first), Math.max(0, until - first));
}

function mean(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : known.reduce((sum, value) => sum + value, 0) / known.length;
}
