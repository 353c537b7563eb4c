import { Temporal } from 'temporal-polyfill';
import { invalid } from '../errors.js';
import type { Pet, PRECISIONS } from './records.js';

const OLDEST_MONTHS = 1_800;
const AGE = /^(?:about\s+|approx\.?\s+|~\s*)?(\d{1,4}(?:\.5)?)\s*(days?|weeks?|months?|years?)(?:\s+old)?$/i;

export interface Birth {
  readonly born: string;
  readonly born_precision: (typeof PRECISIONS)[number];
}

/**
 * A birth from a date, a month, a year or an age: `2026-01-31`, `2026-01`, `2026`, `3 months`, `about 2 years`. A month
 * stands for its 15th, a year for its 1st of July; but never for a day to come.
 *
 * @throws ClerkError `invalid_input` naming `born`.
 */
export function readBirth(said: string, today: string): Birth {
  const text = said.trim();
  const now = Temporal.PlainDate.from(today);
  const [, count, unit] = AGE.exec(text) ?? [];
  if (count !== undefined && unit !== undefined) return ofAge(Number(count), unit.toLowerCase(), now);
  const precision = { 4: 'year', 7: 'month', 10: 'day' } as const;
  const known =
    text.length === 4 || text.length === 7 || text.length === 10 ? precision[text.length] : undefined;
  if (known === undefined || !/^\d{4}(?:-\d{2}){0,2}$/.test(text)) throw strange(text);
  const day = { year: `${text}-07-01`, month: `${text}-15`, day: text }[known];
  const born = read(day) ?? fail(text);
  const first = Temporal.PlainDate.from({
    year: born.year,
    month: known === 'year' ? 1 : born.month,
    day: known === 'day' ? born.day : 1,
  });
  if (Temporal.PlainDate.compare(first, now) > 0)
    throw invalid('born', `${text} is in the future.`, { fix: 'Send when it was born, e.g. 2026-01-31.' });
  if (monthsBetween(born.toString(), today) > OLDEST_MONTHS) throw strange(text);
  const kept = Temporal.PlainDate.compare(born, now) > 0 ? now : born;
  return { born: kept.toString(), born_precision: known };
}

function ofAge(count: number, unit: string, now: Temporal.PlainDate): Birth {
  const [whole, half] = [Math.floor(count), count % 1 !== 0];
  const back = unit.startsWith('year')
    ? { months: Math.round(count * 12) }
    : unit.startsWith('month')
      ? { months: whole, days: half ? 15 : 0 }
      : { days: Math.round(count * (unit.startsWith('week') ? 7 : 1)) };
  const born = now.subtract(back).toString();
  if (monthsBetween(born, now.toString()) > OLDEST_MONTHS) throw strange(`${count} ${unit}`);
  return {
    born,
    born_precision: unit.startsWith('day') ? 'day' : unit.startsWith('year') ? 'year' : 'month',
  };
}

function read(day: string): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from(day, { overflow: 'reject' });
  } catch {
    return undefined;
  }
}

function fail(text: string): never {
  throw strange(text);
}

function strange(text: string) {
  return invalid('born', `"${text.slice(0, 40)}" is no birth date and no age.`, {
    fix: 'Send e.g. 2026-01-31, 2026-01, 2026 or "3 months".',
  });
}

/** Completed months from one day to a later one; below 0 where it is earlier. */
export function monthsBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'months' }).months;
}

/** The day so many months before. */
export function monthsBefore(day: string, months: number): string {
  return Temporal.PlainDate.from(day).subtract({ months }).toString();
}

/** Completed days of age. */
export function ageInDays(born: string, today: string): number {
  return Temporal.PlainDate.from(born).until(today, { largestUnit: 'days' }).days;
}

/** An age for people: `5 weeks`, `about 4 months`, `2 years 3 months`. */
export function ageText({ born, born_precision: precision }: Pet, today: string): string | undefined {
  if (born === undefined) return undefined;
  const about = precision === 'day' ? '' : 'about ';
  const months = monthsBetween(born, today);
  if (months < 3 && precision !== 'year') {
    const days = ageInDays(born, today);
    return about + (days < 14 ? counted(days, 'day') : counted(Math.floor(days / 7), 'week'));
  }
  const [years, rest] = [Math.floor(months / 12), months % 12];
  if (years === 0) return about + counted(months, 'month');
  const fine = rest > 0 && precision !== 'year' ? ` ${counted(rest, 'month')}` : '';
  return about + counted(years, 'year') + fine;
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
