import { dayNumber, dayOf } from '../../calendar/days.js';
import type { DailyDemand, DemandHistory } from './demand-history.js';
import { stepDrivers } from './step-drivers.js';
import { type SoldOut, stepsOf } from './steps.js';
import { supplyGaps } from './supply-gaps.js';

/** One whole week of a product's sales, Monday first. */
export interface ObservedWeek {
  /** First day, yyyy-mm-dd. */
  readonly start: string;
  /** Net of what came back; made up for days out of stock. */
  readonly units: number;
  /** Mean price that a unit was sold at, discounts taken off, major units; the latest one in a week without a sale. */
  readonly price: number;
  /** Share of the days with a sale on which there was a discount. */
  readonly promoted: number;
  /** Share of the days that lie in the shopping days of a festival. */
  readonly festival: number;
}

/** Most weeks that are looked at. */
const MOST_WEEKS = 104;
/** Discounts smaller than this share of a day's price are rounding. */
const LEAST_DISCOUNT = 0.01;

/** The weeks of a product that can be learned from: without those mostly out of stock, closed or in a gap of supply. */
export function observedWeeks(daily: DailyDemand, history: DemandHistory, soldOut: SoldOut): ObservedWeek[] {
  const { first, prices, discounted } = daily;
  const missing = new Set([...supplyGaps(daily), ...soldOut]);
  const { starts, values } = stepsOf(daily, history, 'week', missing);
  const after = dayNumber(starts.at(-1) ?? history.last);
  const steps = { starts, ahead: (step: number) => dayOf(after + 7 * step) };
  const festivals = stepDrivers(daily, steps, { grain: 'week', horizon: 1 }).filter(
    ({ name }) => name !== 'price' && name !== 'discount',
  );
  let price: number | undefined;
  return starts
    .flatMap((start, index): ObservedWeek[] => {
      const from = dayNumber(start) - first;
      const days = Array.from({ length: 7 }, (_, day) => from + day).filter(
        (day) => prices[day] !== undefined,
      );
      if (days.length > 0) price = days.reduce((sum, day) => sum + (prices[day] ?? 0), 0) / days.length;
      const units = values[index];
      if (units === undefined || price === undefined || !(price > 0)) return [];
      const offers = days.filter((day) => (discounted[day] ?? 0) >= LEAST_DISCOUNT).length;
      const festival = festivals.reduce((sum, each) => sum + (each.values[index] ?? 0), 0);
      return [
        {
          start,
          units,
          price,
          promoted: days.length === 0 ? 0 : offers / days.length,
          festival: Math.min(1, festival),
        },
      ];
    })
    .slice(-MOST_WEEKS);
}
