import { Temporal } from 'temporal-polyfill';
import { resolveComparison } from '../query/comparison.js';
import type { QueryRequest } from '../query/request.js';
import { baseOf, type Days, type Subject } from './subject.js';
import { daysWords } from './wording.js';

/** Months and years differ by so many days at most. */
const ALIKE_DAYS = 3;

/** Days that end within the last one where that is today, or its like. */
export interface Stretch extends Required<Days> {
  /** Hour of the last day up to which is counted, `hh:00`; all of it where absent. */
  readonly until?: string | undefined;
}

/** Two stretches of days beside each other. */
export interface Compared {
  readonly days: Stretch;
  readonly before: Stretch;
  /** Only the part that is known stands beside the same part of the other. */
  readonly cut: boolean;
  /** What the caller asked for, all of it; nothing where it was not asked for. */
  readonly asked: { readonly days: Required<Days>; readonly columns: string } | undefined;
}

/**
 * What an answer's days are set beside: the first period asked for, or for one that was not asked for the period before
 * of the same length. What is still to come, down to the hour, or after the books end, is left out on both sides. Nothing
 * where an end is open, where all is still to come, or where only part of the days before is in the books.
 */
export function comparedDays(subject: Subject): Compared | undefined {
  const { query, answer, days, sales, settings } = subject;
  const { from, to } = days;
  if (from === undefined || to === undefined) return undefined;
  const index = (query.compare ?? []).findIndex((text) => text !== 'previous_bucket');
  const wanted = answer.receipt.compared_with?.[index];
  if (index < 0 && (query.compare ?? []).length > 0) return undefined;
  const date = query.period?.date ?? 'sold';
  const other =
    wanted ??
    resolveComparison(
      'previous_period',
      { from, to, date },
      query.grain,
      'compare',
      settings,
      new Date(answer.receipt.as_of),
    ).period;
  if (other.from === undefined || other.to === undefined) return undefined;
  if (wanted === undefined && (sales.first === undefined || other.from < sales.first)) return undefined;
  const whole = { from: other.from, to: other.to };
  const parts = sameParts(subject, { from, to }, whole);
  if (parts === undefined) return undefined;
  const asked = wanted === undefined ? undefined : { days: whole, columns: wanted.columns.replace('…_', '') };
  return { ...parts, asked };
}

/** The part of some days that is over, and the same part of others; undefined where nothing is. */
function sameParts(
  { knownTo, now, query }: Subject,
  { from, to }: Required<Days>,
  other: Required<Days>,
): Omit<Compared, 'asked'> | undefined {
  if (from > knownTo) return undefined;
  const today = now.slice(0, 10);
  const running = (query.period?.date ?? 'sold') === 'sold' && knownTo === today && to >= today;
  const alike =
    Math.abs(daysBetween(from, to) - daysBetween(other.from, other.to)) <= ALIKE_DAYS || to > knownTo;
  if (to <= knownTo && !(running && alike)) return { days: { from, to }, before: other, cut: false };
  const until = running && now.slice(11, 13) !== '00' ? `${now.slice(11, 13)}:00` : undefined;
  const last = running && until === undefined ? later(today, -1) : knownTo;
  if (last < from) return undefined;
  const end = later(other.from, daysBetween(from, last));
  if (end > other.to) return { days: { from, to: knownTo }, before: other, cut: false };
  return { days: { from, to: last, until }, before: { from: other.from, to: end, until }, cut: true };
}

function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days;
}

function later(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** The query of a subject held to one stretch of days, and where those are cut at an hour to what came before it in both. */
export function withDays(
  subject: Subject,
  { days, before }: Pick<Compared, 'days' | 'before'>,
): QueryRequest {
  const base = baseOf(subject);
  const { from, to, until } = days;
  const held = { ...base, period: { ...base.period, from, to } };
  if (until === undefined) return held;
  const filters = base.filters ?? [];
  const or_group = 1 + Math.max(0, ...filters.map(({ or_group: group = 0 }) => group));
  return {
    ...held,
    filters: [
      ...filters,
      { member: 'order_date', op: 'is_not', values: [to, before.to], or_group },
      { member: 'hour_of_day', op: 'less_than', values: [String(Number(until.slice(0, 2)))], or_group },
    ],
  };
}

/** Days with the word before them, and the hour they are counted up to. */
export function stretchWords(days: Stretch): string {
  return `${daysWords(days)}${days.until === undefined ? '' : `, up to ${days.until}`}`;
}

/** How the columns end that set these days beside others. */
export function columnsOf({ from }: Stretch): string {
  return `vs_${from.replaceAll('-', '')}`;
}
