import { Temporal } from 'temporal-polyfill';
import { dayNumber, dayOf, weekdayOf } from '../../calendar/days.js';
import type { DailyDemand, DemandHistory } from './demand-history.js';
import { TradingDays } from './trading-days.js';

export const GRAINS = ['day', 'week', 'month'] as const;
export type Grain = (typeof GRAINS)[number];

/** Most steps ahead of each grain. */
export const MOST_AHEAD: Record<Grain, number> = { day: 90, week: 26, month: 12 };

/** Steps that the backtest of each grain looks ahead, whatever is asked for. */
export const TESTED: Record<Grain, number> = { day: 28, week: 13, month: 6 };

/** A series on the calendar of its grain. */
export interface Steps {
  /** First day of each step of the history, yyyy-mm-dd. */
  readonly starts: readonly string[];
  readonly values: readonly (number | undefined)[];
  /** First day of the step so many after the history, from 1 on. */
  readonly ahead: (step: number) => string;
  /** Steps in a season. */
  readonly period: number;
  /** Steps in a year, where that is another season. */
  readonly yearly: number | undefined;
}

/** Days that cannot be counted: of one series, out of stock. */
export type SoldOut = ReadonlySet<number>;

/**
 * Puts a series on the calendar of a grain. Days are trading days; weeks (from Monday) and months are whole ones, and
 * a day on which the shop was closed counts as it does in every such week: as nothing sold. What is missing because
 * the product was out of stock is made up from the days that are known, where they are at least half of the step.
 */
export function stepsOf(series: DailyDemand, history: DemandHistory, grain: Grain, soldOut: SoldOut): Steps {
  const last = dayNumber(history.last);
  if (grain === 'day') return dailySteps(series, new TradingDays(history.closures.weekdays), last, soldOut);
  const { startOf, next } = CALENDARS[grain];
  const starts: string[] = [];
  const values: (number | undefined)[] = [];
  let start = startOf(series.first) === series.first ? series.first : next(startOf(series.first));
  for (; next(start) <= last + 1; start = next(start)) {
    starts.push(dayOf(start));
    values.push(sumOf(series, history, start, next(start), soldOut));
  }
  const first = start;
  return {
    starts,
    values,
    ahead: (step) => {
      let day = first;
      for (let count = 1; count < step; count += 1) day = next(day);
      return dayOf(day);
    },
    period: grain === 'month' ? 12 : 1,
    yearly: grain === 'week' ? 52 : undefined,
  };
}

function dailySteps(series: DailyDemand, trading: TradingDays, last: number, soldOut: SoldOut): Steps {
  const starts: string[] = [];
  const values: (number | undefined)[] = [];
  const after = trading.stepFrom(last + 1);
  for (let step = trading.stepFrom(series.first); step < after; step += 1) {
    const day = trading.dayOf(step);
    starts.push(dayOf(day));
    values.push(soldOut.has(day) ? undefined : series.values[day - series.first]);
  }
  return {
    starts,
    values,
    ahead: (step) => dayOf(trading.dayOf(after + step - 1)),
    period: trading.perWeek,
    yearly: Math.round((365.25 / 7) * trading.perWeek),
  };
}

/** What was sold from one day to the day before another; nothing where too little of it is known. */
function sumOf(
  { first, values }: DailyDemand,
  { closures }: DemandHistory,
  from: number,
  until: number,
  soldOut: SoldOut,
): number | undefined {
  let sum = 0;
  let known = 0;
  for (let day = from; day < until; day += 1) {
    if (soldOut.has(day)) continue;
    known += 1;
    sum += closures.days.has(day) ? 0 : (values[day - first] ?? 0);
  }
  const length = until - from;
  return known * 2 < length ? undefined : (sum * length) / known;
}

interface Calendar {
  /** First day of the step that a day lies in. */
  readonly startOf: (day: number) => number;
  /** First day of the step after the one that begins on a day. */
  readonly next: (start: number) => number;
}

const CALENDARS: Record<Exclude<Grain, 'day'>, Calendar> = {
  week: { startOf: (day) => day - (weekdayOf(day) - 1), next: (start) => start + 7 },
  month: {
    startOf: (day) => dayNumber(`${dayOf(day).slice(0, 7)}-01`),
    next: (start) => dayNumber(Temporal.PlainDate.from(dayOf(start)).add({ months: 1 }).toString()),
  },
};
