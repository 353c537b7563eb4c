import type { Subject } from './subject.js';
import { daysWords, dayWords } from './wording.js';

/** The days of an answer as they follow a figure: where all are asked for, since when there are any; where they are not over, how far. */
export function soFar({ days, knownTo, now, sales, dated }: Subject): string {
  const { from, to } = days;
  if (from === undefined && to === undefined)
    return dated && sales.first !== undefined ? ` since the first sale, on ${dayWords(sales.first)}` : '';
  if (from === undefined || to === undefined || to <= knownTo || from > knownTo) return ` ${daysWords(days)}`;
  return ` ${daysWords({ from, to: knownTo })}, ${endWords({ knownTo, now })}`;
}

/** Why days that are asked for are not all counted. */
export function endWords({ knownTo, now }: Pick<Subject, 'knownTo' | 'now'>): string {
  return knownTo === now.slice(0, 10) ? 'so far' : 'where the books end';
}
