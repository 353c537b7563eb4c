import { dayNumber } from '../../calendar/days.js';
import type { ObservedWeek } from '../../forecast/history/observed-weeks.js';
import type { Observations } from './estimate.js';

const YEAR = 365.25;
/** Fewest weeks of a history whose season of the year can be told from its trend. */
const SEASONAL_WEEKS = 60;

/**
 * A product's weeks with what else moved demand beside the price: promotions, the shop's customers, trend, and the season:
 * one wave of the year (Hyndman and Athanasopoulos 2021, Forecasting: Principles and Practice, 7.4), in less than about a
 * year a bend of the trend; and the shopping days of festivals.
 *
 * @param customers sales documents by week
 */
export function observationsOf(
  weeks: readonly ObservedWeek[],
  customers: ReadonlyMap<string, number>,
): Observations {
  const days = weeks.map(({ start }) => dayNumber(start));
  const [first, last] = [days[0] ?? 0, days.at(-1) ?? 0];
  const trend = days.map((day) => (day - (first + last) / 2) / YEAR);
  const wave = (of: (angle: number) => number): number[] => days.map((day) => of((2 * Math.PI * day) / YEAR));
  const season =
    weeks.length >= SEASONAL_WEEKS ? [wave(Math.sin), wave(Math.cos)] : [trend.map((each) => each * each)];
  return {
    at: days.map((day) => Math.round(day / 7)),
    units: weeks.map(({ units }) => units),
    prices: weeks.map(({ price }) => price),
    controls: [
      weeks.map(({ promoted }) => promoted),
      weeks.map(({ start }) => Math.log(Math.max(1, customers.get(start) ?? 1))),
      trend,
      ...season,
      weeks.map(({ festival }) => festival),
    ],
  };
}
