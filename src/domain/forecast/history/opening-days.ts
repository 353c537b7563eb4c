import { weekdayOf } from '../../calendar/days.js';

/** Days on which the shop was closed, as far as its own sales tell. */
export interface Closures {
  /** Day numbers without any sale on which an open shop would have sold something. */
  readonly days: ReadonlySet<number>;
  /** Days of the week, 1 (Monday) to 7, on which the shop does not open any more. */
  readonly weekdays: ReadonlySet<number>;
}

/** A day without a sale counts as closed where chance alone would leave one in a thousand open days without. */
const UNLIKELY = 0.001;
/** Days to either side that tell how busy the shop is. */
const AROUND = 28;
/** Latest weeks that tell whether a day of the week is kept. */
const WEEKS = 8;
const FEWEST_WEEKS = 3;

/**
 * Reads from the number of sales a day when a shop was closed. Sales of an open day are taken to follow a Poisson law
 * with the mean of the days around that had sales: of a busy shop a day without any is a closed day, of a quiet one
 * it is a day without demand.
 *
 * @param counts sales by day number; days without a sale may be left out.
 * @param first first day to look at.
 * @param last last day to look at, included.
 */
export function closures(counts: ReadonlyMap<number, number>, first: number, last: number): Closures {
  const perDay = Array.from({ length: last - first + 1 }, (_, index) => counts.get(first + index) ?? 0);
  const days = new Set<number>();
  const around = new Window(perDay);
  for (const [index, count] of perDay.entries()) {
    const mean = around.meanAt(index);
    if (count === 0 && Math.exp(-mean) < UNLIKELY) days.add(first + index);
  }
  return { days, weekdays: closedWeekdays(perDay, around.meanAt(perDay.length - 1), weekdayOf(last)) };
}

/** @param lastWeekday day of the week of the last count. */
function closedWeekdays(perDay: readonly number[], mean: number, lastWeekday: number): Set<number> {
  const closed = new Set<number>();
  for (let back = 0; back < 7; back += 1) {
    const counts: number[] = [];
    for (let week = 0; week < WEEKS; week += 1) {
      const count = perDay[perDay.length - 1 - back - 7 * week];
      if (count !== undefined) counts.push(count);
    }
    const none = counts.every((count) => count === 0);
    if (none && counts.length >= FEWEST_WEEKS && Math.exp(-mean * counts.length) < UNLIKELY)
      closed.add(((lastWeekday - 1 - back + 7) % 7) + 1);
  }
  return closed;
}

/** Mean of the days with sales around each day. */
class Window {
  readonly #sums: number[] = [0];
  readonly #busy: number[] = [0];

  constructor(perDay: readonly number[]) {
    for (const [index, count] of perDay.entries()) {
      this.#sums.push((this.#sums[index] ?? 0) + count);
      this.#busy.push((this.#busy[index] ?? 0) + (count > 0 ? 1 : 0));
    }
  }

  meanAt(index: number): number {
    const from = Math.max(0, index - AROUND);
    const to = Math.min(this.#sums.length - 1, index + AROUND + 1);
    const busy = (this.#busy[to] ?? 0) - (this.#busy[from] ?? 0);
    return busy === 0 ? 0 : ((this.#sums[to] ?? 0) - (this.#sums[from] ?? 0)) / busy;
  }
}
