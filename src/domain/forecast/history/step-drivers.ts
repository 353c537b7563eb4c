import { dayNumber, dayOf } from '../../calendar/days.js';
import { FESTIVALS, festivalDays } from '../../calendar/festivals.js';
import type { DailyDemand } from './demand-history.js';
import type { Grain, Steps } from './steps.js';

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

/** Occurrences of a festival without which its effect cannot be told from that of the time it fell on. */
const LEAST_OCCURRENCES: Record<Grain, number> = { day: 2, week: 2, month: 3 };

/**
 * What is known to move the demand of a series: its price where it changed, discounts, and the festivals whose shopping
 * days its history holds often enough. A festival that lies in the same month each year is part of a month's season.
 * Ahead, the latest price stays and nothing is discounted.
 *
 * @param price price of a unit from now on, major units; the latest one sold at when absent.
 */
export function stepDrivers(
  series: DailyDemand,
  { starts, ahead }: Pick<Steps, 'starts' | 'ahead'>,
  { grain, horizon, price }: { readonly grain: Grain; readonly horizon: number; readonly price?: number },
): StepDriver[] {
  const coming = Array.from({ length: horizon + 1 }, (_, index) => ahead(index + 1));
  const edges = [...starts, ...coming].map(dayNumber);
  const spans = edges.slice(0, -1).map((from, index) => ({ from, until: edges[index + 1] ?? from + 1 }));
  return [
    ...priceDriver(series, spans, starts.length, price),
    ...discountDriver(series, spans, starts.length),
    ...festivalDrivers(spans, starts.length, grain),
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

function festivalDrivers(spans: readonly DaySpan[], past: number, grain: Grain): StepDriver[] {
  const [from = 0, until = 0] = [spans[0]?.from, spans[past]?.from];
  return FESTIVALS.flatMap((festival) => {
    const days = festivalDays(festival);
    const seen = days.filter((day) => day + 1 - SHOPPING_DAYS >= from && day < until);
    if (seen.length < LEAST_OCCURRENCES[grain]) return [];
    const months = new Set(seen.map((day) => dayOf(day).slice(5, 7)));
    if (grain === 'month' && months.size < 2) return [];
    const values = spans.map((span) => {
      const shopping = days.reduce(
        (sum, day) =>
          sum + Math.max(0, Math.min(span.until, day + 1) - Math.max(span.from, day + 1 - SHOPPING_DAYS)),
        0,
      );
      return shopping / (span.until - span.from);
    });
    return [{ name: festival, kind: 'flag' as const, values }];
  });
}

function daysIn<T>(values: readonly T[], first: number, { from, until }: DaySpan): readonly T[] {
  return values.slice(Math.max(0, from - first), Math.max(0, until - first));
}

function mean(values: readonly (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : known.reduce((sum, value) => sum + value, 0) / known.length;
}
