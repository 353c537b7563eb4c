import type { Alert } from '../domain/advice/alerts/alert-service.js';
import { dayOf } from '../domain/calendar/days.js';
import { type Amounts, present } from './amounts.js';

const STEPS_SHOWN = 3;

/** An alert as it is shown: what is the matter now, else what was said when it was raised. */
export function alertView({ record, state, finding, priority }: Alert, amounts: Amounts) {
  const { alert_id, kind, history, occurrence, raised_on } = record;
  const since = finding === undefined ? undefined : dayOf(finding.since);
  const risk = finding === undefined ? record.risk : finding.risk;
  return present({
    alert_id,
    kind,
    priority,
    state,
    snoozed_until: state === 'snoozed' ? record.until : undefined,
    about: record.subject.name,
    says: finding?.says ?? record.said,
    at_risk: risk === undefined ? undefined : amounts.shown(Math.round(risk)),
    arithmetic: finding?.arithmetic,
    since: since === undefined || since > raised_on ? raised_on : since,
    occurrence: occurrence > 1 ? occurrence : undefined,
    evidence: finding?.evidence,
    next_call: state === 'resolved' ? undefined : finding?.next,
    history: history.length > 1 ? history.slice(-STEPS_SHOWN) : undefined,
  });
}
