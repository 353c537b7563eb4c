import { invalid } from '../../errors.js';

/** @throws ClerkError `invalid_input` for text that is no day of the calendar. */
export function checkDate(field: string, value: string): void {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T00:00:00Z`) : undefined;
  // A day that a month has not, such as 30 February, comes back as another.
  if (day !== undefined && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value)) return;
  throw invalid(field, `"${value.slice(0, 40)}" is not a day of the calendar.`, {
    fix: 'Send a date as yyyy-mm-dd, e.g. 1997-12-31.',
  });
}
