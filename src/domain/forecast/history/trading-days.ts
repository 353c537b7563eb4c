import { weekdayOf } from '../../calendar/days.js';

/**
 * The days on which a shop trades, numbered one after the other: weekdays on which it never opens are no gaps in its
 * calendar but no part of it.
 */
export class TradingDays {
  /** Days of the week, 1 to 7, in order. */
  readonly #weekdays: readonly number[];

  constructor(closedWeekdays: ReadonlySet<number>) {
    const open = [1, 2, 3, 4, 5, 6, 7].filter((weekday) => !closedWeekdays.has(weekday));
    this.#weekdays = open.length === 0 ? [1, 2, 3, 4, 5, 6, 7] : open;
  }

  /** Trading days in a week. */
  get perWeek(): number {
    return this.#weekdays.length;
  }

  trades(day: number): boolean {
    return this.#weekdays.includes(weekdayOf(day));
  }

  /** Number of the first trading day on a day or after it. */
  stepFrom(day: number): number {
    const weekday = weekdayOf(day);
    const week = (day - (weekday - 1) - MONDAY) / 7;
    return week * this.perWeek + this.#weekdays.filter((each) => each < weekday).length;
  }

  /** Day number of a trading day. */
  dayOf(step: number): number {
    const week = Math.floor(step / this.perWeek);
    const weekday = this.#weekdays[step - week * this.perWeek] ?? 1;
    return week * 7 + MONDAY + (weekday - 1);
  }
}

/** The first Monday: 1970-01-05. */
const MONDAY = 4;
