import type { Alert } from '../domain/advice/alerts/alert-service.js';
import { dayOf } from '../domain/calendar/days.js';
import type { Shop } from '../domain/open-shop.js';
import { type Amounts, present } from './amounts.js';
import { nextStep } from './next-call.js';

const STEPS_SHOWN = 3;

/** An alert as it is shown: what is the matter now, else what was said when it was raised. */
export function alertView(
  { record, state, finding, priority }: Alert,
  amounts: Amounts,
  shop: Pick<Shop, 'serves'>,
) {
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
    already_lost: finding?.lost === undefined ? undefined : amounts.shown(Math.round(finding.lost)),
    arithmetic: finding?.arithmetic,
    since: since === undefined || since > raised_on ? raised_on : since,
    occurrence: occurrence > 1 ? occurrence : undefined,
    evidence: finding?.evidence,
    ...(state === 'resolved' ? {} : nextStep('next_call', finding?.next, shop)),
    history: history.length > 1 ? history.slice(-STEPS_SHOWN) : undefined,
  });
}
