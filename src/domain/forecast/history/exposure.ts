import { dayNumber } from '../../calendar/days.js';
import type { Grain, Steps } from './steps.js';
import type { TradingDays } from './trading-days.js';

const DAYS_A_MONTH = 365.25 / 12;

/**
 * How much of a usual month each month is, by its trading days: a February and a July that sell alike a day do not sell
 * alike (the trading-day effect: Young 1965, Estimating Trading-Day Variation in Monthly Economic Time Series, Bureau of
 * the Census). Other steps are as long as each other.
 *
 * @returns one number a step of the history and of the horizon
 */
export function exposureOf(
  grain: Grain,
  { starts, ahead }: Pick<Steps, 'starts' | 'ahead'>,
  horizon: number,
  trading: TradingDays,
): readonly number[] | undefined {
  if (grain !== 'month') return undefined;
  const coming = Array.from({ length: horizon + 1 }, (_, step) => ahead(step + 1));
  const edges = [...starts, ...coming].map((start) => trading.stepFrom(dayNumber(start)));
  const usual = (DAYS_A_MONTH / 7) * trading.perWeek;
  return edges.slice(0, -1).map((edge, step) => ((edges[step + 1] ?? edge) - edge) / usual);
}
