import { fingerprint, readCursor, writeCursor } from '../../cursor.js';
import type { Alert } from './alert-service.js';
import { ALERT_KINDS, type AlertKind, PRIORITIES, type Priority } from './finding.js';

export const SHOWN_ALERTS = ['open', 'new', 'snoozed', 'resolved', 'all'] as const;

export interface AlertsRequest {
  readonly show: (typeof SHOWN_ALERTS)[number];
  /** All where none is named. */
  readonly kinds: readonly AlertKind[];
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface AlertList {
  readonly rows: readonly Alert[];
  readonly total: number;
  /** That match but are of other kinds than those asked for. */
  readonly others: number;
  /** Of all that match, those with none left out. */
  readonly byPriority: Readonly<Partial<Record<Priority, number>>>;
  readonly byKind: Readonly<Partial<Record<AlertKind, number>>>;
  readonly snoozed: number;
  readonly cursorAfter: (rows: number) => string | undefined;
}

const SHOWS: Readonly<Record<AlertsRequest['show'], (state: Alert['state']) => boolean>> = {
  open: (state) => state === 'new' || state === 'seen',
  new: (state) => state === 'new',
  snoozed: (state) => state === 'snoozed',
  resolved: (state) => state === 'resolved',
  all: () => true,
};

/**
 * A page of alerts: open ones before others, the gravest first, then by money; resolved ones latest first.
 *
 * @throws ClerkError `invalid_input` for a cursor of another list.
 */
export function pageOfAlerts(
  alerts: readonly Alert[],
  { show, kinds, limit, cursor }: AlertsRequest,
  shopId: string,
): AlertList {
  const print = fingerprint(shopId, ['alerts', show, kinds]);
  const start = readCursor(cursor, print);
  const shown = alerts.filter(({ state }) => SHOWS[show](state));
  const wanted = shown.filter(({ record }) => kinds.length === 0 || kinds.includes(record.kind)).sort(before);
  return {
    rows: wanted.slice(start, start + limit),
    total: wanted.length,
    others: shown.length - wanted.length,
    byPriority: counted(
      PRIORITIES,
      wanted.map(({ priority }) => priority),
    ),
    byKind: counted(
      ALERT_KINDS,
      wanted.map(({ record }) => record.kind),
    ),
    snoozed: alerts.filter(({ state }) => state === 'snoozed').length,
    cursorAfter: (rows) => (start + rows < wanted.length ? writeCursor(start + rows, print) : undefined),
  };
}

const STATE_ORDER: readonly Alert['state'][] = ['new', 'seen', 'snoozed', 'resolved'];

function before(a: Alert, b: Alert): number {
  const done = Number(a.state === 'resolved') - Number(b.state === 'resolved');
  if (done !== 0) return done;
  const id = a.record.alert_id < b.record.alert_id ? -1 : 1;
  if (a.state === 'resolved')
    return a.record.changed_at === b.record.changed_at
      ? id
      : a.record.changed_at < b.record.changed_at
        ? 1
        : -1;
  return (
    PRIORITIES.indexOf(a.priority) - PRIORITIES.indexOf(b.priority) ||
    (b.finding?.risk ?? 0) - (a.finding?.risk ?? 0) ||
    STATE_ORDER.indexOf(a.state) - STATE_ORDER.indexOf(b.state) ||
    id
  );
}

function counted<T extends string>(names: readonly T[], values: readonly T[]): Partial<Record<T, number>> {
  const counts: Partial<Record<T, number>> = {};
  for (const name of names) {
    const count = values.filter((value) => value === name).length;
    if (count > 0) counts[name] = count;
  }
  return counts;
}
