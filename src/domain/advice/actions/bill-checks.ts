import type { AlertRecord } from '../alerts/alert-record.js';
import type { Action } from './action.js';
import type { Before, Given } from './given.js';

/** How two alike bills stand when it is advised to check them. */
export function beforeCheck({ evidence }: Pick<Action, 'evidence'>): Before {
  const { posted, other_posted: both, other_bill: other } = evidence;
  return { posted: posted === true, ...(both === true ? { other_bill: String(other) } : {}) };
}

/** The bills of which it is to be known whether they stand in the books. */
export function billsOf({ kind, subject, before }: Given): string[] {
  if (kind !== 'check_bill') return [];
  return before.other_bill === undefined ? [subject.id] : [subject.id, before.other_bill];
}

/** Whether one of the bills that stood in the books does so no more. */
export function isTakenBack(given: Given, books: ReadonlySet<string>): boolean {
  return given.before.posted === true && billsOf(given).some((id) => !books.has(id));
}

/** Whether a person resolved the alert of a bill since it was advised to check it. */
export function isSettled({ kind, at: since, alerts }: Given, records: readonly AlertRecord[]): boolean {
  return (
    kind === 'check_bill' &&
    records.some(
      ({ alert_id: id, history }) =>
        alerts.includes(id) &&
        history.some(({ at, what, by_hand: byHand }) => what === 'resolved' && byHand === true && at > since),
    )
  );
}
