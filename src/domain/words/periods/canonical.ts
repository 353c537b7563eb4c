import { type Span, span, startOf, type Unit } from '../../calendar/spans.js';
import { bothEnds, type Days } from './reading.js';

const WHOLE: readonly { readonly unit: Unit; readonly text: (span: Span) => string }[] = [
  { unit: 'day', text: ({ first }) => first.toString() },
  { unit: 'month', text: ({ first }) => first.toString().slice(0, 7) },
  { unit: 'quarter', text: ({ first }) => `${first.year}-Q${Math.ceil(first.month / 3)}` },
  { unit: 'year', text: ({ first }) => String(first.year) },
];

/** Words that `period.named` of query_sales reads as the same days, today: a name where there is one. */
export function canonicalName(days: Days): string {
  if (days.named !== undefined) return days.named;
  const { first, last } = days;
  if (first === undefined) return last === undefined ? 'all' : `until ${last.toString()}`;
  if (last === undefined) return `since ${first.toString()}`;
  const both = bothEnds(days);
  const whole = WHOLE.find(
    ({ unit }) =>
      both !== undefined && startOf(unit, first, 1).equals(first) && span(unit, first).last.equals(last),
  );
  return whole?.text({ first, last }) ?? `${first.toString()}..${last.toString()}`;
}
