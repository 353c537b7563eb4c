import { dayOf } from '../../calendar/days.js';
import { type AlertRecord, MOST_STEPS, type Step } from './alert-record.js';
import { alertId, type Finding } from './finding.js';

/** Where time stands: the moment, and the day in the shop. */
export interface Now {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** yyyy-mm-dd. */
  readonly today: string;
}

/** What a person does with an alert. */
export type Update =
  | { readonly action: 'seen' | 'reopen'; readonly reason?: string }
  | { readonly action: 'snooze'; readonly until: string; readonly reason?: string }
  | { readonly action: 'resolve'; readonly reason: string };

/**
 * What becomes of an alert when its cause is looked at again; undefined where nothing does. A cause that was gone and is
 * back is a new occurrence of the same alert. One that was resolved by hand stays so while its cause is the same and
 * has not grown.
 */
export function after(
  record: AlertRecord | undefined,
  finding: Finding | undefined,
  now: Now,
): AlertRecord | undefined {
  if (finding === undefined) return record === undefined ? undefined : gone(record, now);
  if (record === undefined) return finding.raises ? raised(undefined, finding, now) : undefined;
  if (record.state !== 'resolved' || !finding.raises) return undefined;
  const { settled } = record;
  const same = settled !== undefined && settled.cause === finding.cause && finding.size <= settled.size;
  return same ? undefined : raised(record, finding, now);
}

/** How an alert counts today: one whose snooze is over is new again. */
export function stateOf({ state, until }: AlertRecord, today: string): AlertRecord['state'] {
  return state === 'snoozed' && until !== undefined && until <= today ? 'new' : state;
}

/** An alert after what a person did with it; `finding` is its cause now, if there is one. */
export function updated(
  record: AlertRecord,
  update: Update,
  finding: Finding | undefined,
  now: Now,
): AlertRecord {
  const { until: _, settled: __, ...rest } = record;
  const by = { by_hand: true, ...(update.reason === undefined ? {} : { reason: update.reason }) } as const;
  switch (update.action) {
    case 'seen':
      return { ...rest, state: 'seen', ...step(record, { what: 'seen', ...by }, now) };
    case 'snooze': {
      const { until } = update;
      return {
        ...rest,
        state: 'snoozed',
        until,
        ...step(record, { what: 'snoozed', ...by, until }, now),
      };
    }
    case 'resolve':
      return {
        ...rest,
        state: 'resolved',
        ...(finding === undefined ? {} : { settled: { cause: finding.cause, size: finding.size } }),
        ...step(record, { what: 'resolved', ...by }, now),
      };
    case 'reopen':
      return { ...rest, state: 'new', ...step(record, { what: 'reopened', ...by }, now) };
  }
}

function raised(before: AlertRecord | undefined, finding: Finding, now: Now): AlertRecord {
  return {
    alert_id: alertId(finding),
    kind: finding.kind,
    subject: finding.subject,
    state: 'new',
    occurrence: (before?.occurrence ?? 0) + 1,
    raised_on: now.today,
    said: finding.says,
    ...(finding.risk === undefined ? {} : { risk: Math.round(finding.risk) }),
    ...step(before, { what: 'raised' }, now),
  };
}

/** The cause is gone. Of one that was resolved by hand it is only noted, so that it can come back. */
function gone(record: AlertRecord, now: Now): AlertRecord | undefined {
  const { until: _, settled, ...rest } = record;
  if (record.state === 'resolved') {
    return settled === undefined ? undefined : { ...rest, ...step(record, { what: 'gone' }, now) };
  }
  return { ...rest, state: 'resolved', ...step(record, { what: 'gone' }, now) };
}

function step(
  record: Pick<AlertRecord, 'history'> | undefined,
  made: Omit<Step, 'at'>,
  { at }: Now,
): Pick<AlertRecord, 'history' | 'changed_at'> {
  return {
    history: [...(record?.history ?? []), { at, ...made }].slice(-MOST_STEPS),
    changed_at: at,
  };
}

/** The day after which an alert may no longer be snoozed. */
export function farthestSnooze(today: number): string {
  return dayOf(today + 365);
}
