import type { Days, Subject } from './subject.js';
import { daysWords, dayWords } from './wording.js';

/** What the books of an answer hold: since when, and how far. */
type Held = Pick<Subject, 'knownTo' | 'now' | 'sales' | 'query'>;

/** The days of an answer as they follow a figure: where all are asked for, since when there are any. */
export function soFar(subject: Subject): string {
  const { days, sales, dated } = subject;
  if (days.from !== undefined || days.to !== undefined) return whenWords(subject, days);
  return dated && sales.first !== undefined ? ` since the first sale, on ${dayWords(sales.first)}` : '';
}

/** Days as they follow a figure: where they are not over, how far; where the books begin within or after them, that. */
export function whenWords(held: Held, days: Days): string {
  const { from, to } = days;
  const { knownTo, now } = held;
  const begin = beginWords(held, days);
  if (from === undefined || to === undefined || from > knownTo) return ` ${daysWords(days)}${begin}`;
  if (to > knownTo) return ` ${daysWords({ from, to: knownTo })}, ${endWords(held)}${begin}`;
  return ` ${daysWords(days)}${to === now.slice(0, 10) ? ', so far' : ''}${begin}`;
}

/** Whether the books hold the first of these days. */
export function begun(held: Held, { from }: Days): boolean {
  const first = firstDay(held);
  return from === undefined || first === undefined || first <= from;
}

/** Whether the books begin after these days. */
export function beforeBooks(held: Held, { to }: Days): boolean {
  const first = firstDay(held);
  return to !== undefined && first !== undefined && to < first;
}

function beginWords(held: Held, days: Days): string {
  const first = firstDay(held);
  if (first === undefined || begun(held, days)) return '';
  return beforeBooks(held, days)
    ? `, before the books begin, on ${dayWords(first)}`
    : `, in books that begin on ${dayWords(first)}`;
}

/** Goods may be required or shipped before the day of the first sale; of those days nothing is known to be missing. */
function firstDay({ sales, query }: Held): string | undefined {
  return (query.period?.date ?? 'sold') === 'sold' ? sales.first : undefined;
}

/** Why days that are asked for are not all counted. */
function endWords({ knownTo, now }: Held): string {
  return knownTo >= now.slice(0, 10) ? 'so far' : 'where the books end';
}
