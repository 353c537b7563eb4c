import { elementAt } from '../random.js';
import type { Day } from './days.js';

/** Demand by month, January first; one is an average month. */
const SEASONS = {
  summer: [0.65, 0.8, 1.15, 1.5, 1.65, 1.25, 0.9, 0.85, 0.85, 0.95, 0.8, 0.65],
  monsoon: [1.08, 0.98, 0.85, 0.78, 0.75, 1.05, 1.3, 1.3, 1.12, 0.92, 0.92, 0.95],
  winter: [1.25, 1.05, 0.9, 0.8, 0.75, 0.8, 0.9, 1, 1, 1.1, 1.15, 1.3],
  school: [0.85, 0.85, 1, 0.9, 0.8, 2.1, 1.5, 1, 0.8, 0.75, 0.85, 0.8],
} as const satisfies Record<string, readonly number[]>;
export type SeasonName = keyof typeof SEASONS;

/** Demand of a season on a day: half way into a month its own figure, in between the way to the next. */
export function seasonOn(season: SeasonName, day: Day): number {
  const months: readonly number[] = SEASONS[season];
  const position = day.month - 1 + (day.dayOfMonth - 15) / 30.5 + 12;
  const month = Math.floor(position);
  const share = position - month;
  return elementAt(months, month % 12) * (1 - share) + elementAt(months, (month + 1) % 12) * share;
}
