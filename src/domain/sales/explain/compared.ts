import { Temporal } from 'temporal-polyfill';
import { resolveComparison } from '../query/comparison.js';
import type { QueryRequest } from '../query/request.js';
import { baseOf, type Days, type Subject } from './subject.js';

/** Two stretches of days beside each other. */
export interface Compared {
  readonly days: Required<Days>;
  readonly before: Required<Days>;
  /** Only the part that is known stands beside the same part of the other. */
  readonly cut: boolean;
  /** The caller asked for it. */
  readonly asked: boolean;
}

/**
 * What an answer's days are set beside: the first period asked for, or for one that was not asked for the period before
 * of the same length. Days that are still to come, or after the books end, are left out on both sides. Nothing where an end
 * is open, where all is still to come, or where only part of the days before is in the books.
 */
export function comparedDays(subject: Subject): Compared | undefined {
  const { query, answer, days, knownTo, sales, settings } = subject;
  const { from, to } = days;
  if (from === undefined || to === undefined || from > knownTo) return undefined;
  const index = (query.compare ?? []).findIndex((text) => text !== 'previous_bucket');
  const asked = answer.receipt.compared_with?.[index];
  if (index < 0 && (query.compare ?? []).length > 0) return undefined;
  const date = query.period?.date ?? 'sold';
  const other =
    asked ??
    resolveComparison(
      'previous_period',
      { from, to, date },
      query.grain,
      'compare',
      settings,
      new Date(answer.receipt.as_of),
    ).period;
  if (other.from === undefined || other.to === undefined) return undefined;
  if (asked === undefined && (sales.first === undefined || other.from < sales.first)) return undefined;
  if (to <= knownTo)
    return {
      days: { from, to },
      before: { from: other.from, to: other.to },
      cut: false,
      asked: asked !== undefined,
    };
  const length = Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(knownTo)).days;
  const end = Temporal.PlainDate.from(other.from).add({ days: length }).toString();
  return {
    days: { from, to: knownTo },
    before: { from: other.from, to: [end, other.to].sort()[0] ?? end },
    cut: true,
    asked: asked !== undefined,
  };
}

/** The query of a subject held to other days. */
export function withDays(subject: Subject, days: Compared['days']): QueryRequest {
  const base = baseOf(subject);
  return { ...base, period: { ...base.period, ...days } };
}

/** How the columns end that set these days beside others. */
export function columnsOf({ from }: Compared['before']): string {
  return `vs_${from.replaceAll('-', '')}`;
}
