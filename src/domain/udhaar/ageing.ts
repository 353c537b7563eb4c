import type { Ageing } from './view.js';

const DAY_MS = 86_400_000;
const MIDNIGHT = 'T00:00:00.000Z';

/** Whole days from one date to another; negative where `to` comes first. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}

/** The date so many days after another. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, -MIDNIGHT.length);
}

/** The later of two dates. */
export function laterDay(a: string, b: string): string {
  if (a > b) return a;
  return b;
}

/** Sorts open amounts by days past their due date. A debt is overdue from the day after it falls due. */
export function ageing(
  debts: Iterable<{ readonly due: string; readonly left: number }>,
  date: string,
): Ageing {
  const sums = { not_due: 0, days_1_30: 0, days_31_60: 0, days_61_90: 0, days_over_90: 0 };
  for (const { due, left } of debts) sums[bucket(daysBetween(due, date))] += left;
  return sums;
}

function bucket(daysOverdue: number): keyof Ageing {
  if (daysOverdue <= 0) return 'not_due';
  if (daysOverdue <= 30) return 'days_1_30';
  if (daysOverdue <= 60) return 'days_31_60';
  if (daysOverdue <= 90) return 'days_61_90';
  return 'days_over_90';
}
