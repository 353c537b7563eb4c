const DAY_MS = 86_400_000;

/** Days from 1970-01-01 to a date. */
export function dayNumber(date: string): number {
  return Math.round(Date.parse(date) / DAY_MS);
}

/** The date so many days after 1970-01-01, as `yyyy-mm-dd`. */
export function dayOf(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

/** Day of the week of a day number: 1 (Monday) to 7 (ISO 8601). */
export function weekdayOf(number: number): number {
  // 1970-01-01 was a Thursday.
  return ((((number + 3) % 7) + 7) % 7) + 1;
}
