import { Temporal } from 'temporal-polyfill';
import { localDate, zonedMoment } from '../time.js';
import type { DateCell } from './dates.js';

const MOST_REMEMBERED = 50_000;

/** What is wrong with a sale after today. */
export const FUTURE = 'is after today in the shop';

/** Moments of sale in the shop's time zone, quick for many on the same days. */
export class Moments {
  /** Today in the shop. */
  readonly today: string;
  readonly #timeZone: string;
  readonly #known = new Map<string, { readonly date: string; readonly at: string }>();
  /** UTC offset of each local date that has only one. */
  readonly #offsets = new Map<string, string | undefined>();

  constructor(timeZone: string, now: Date) {
    this.today = localDate(now, timeZone);
    this.#timeZone = timeZone;
  }

  /** The shop's own date and the moment as RFC 3339, of a date that may state a time and an offset. */
  of(cell: DateCell): { readonly date: string; readonly at: string } {
    const key = `${cell.date}${cell.time ?? ''}${cell.offset ?? ''}`;
    let moment = this.#known.get(key);
    if (moment === undefined) {
      moment = this.#work(cell);
      if (this.#known.size >= MOST_REMEMBERED) this.#known.clear();
      this.#known.set(key, moment);
    }
    return moment;
  }

  #work({ date, time = '00:00:00', offset }: DateCell): { date: string; at: string } {
    if (offset !== undefined) {
      const at = zonedMoment(`${date}T${time}${offset}`, this.#timeZone);
      return { date: at.slice(0, 10), at };
    }
    const known = this.#offsets.has(date) ? this.#offsets.get(date) : this.#look(date);
    const at =
      known === undefined ? zonedMoment(`${date}T${time}`, this.#timeZone) : `${date}T${time}${known}`;
    return { date: at.slice(0, 10), at };
  }

  #look(date: string): string | undefined {
    const next = Temporal.PlainDate.from(date).add({ days: 1 }).toString();
    const start = zonedMoment(`${date}T00:00:00`, this.#timeZone).slice(19);
    const end = zonedMoment(`${next}T00:00:00`, this.#timeZone).slice(19);
    const offset = start === end ? start : undefined;
    this.#offsets.set(date, offset);
    return offset;
  }
}
