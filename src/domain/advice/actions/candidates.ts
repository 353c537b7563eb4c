import type { Alert } from '../alerts/alert-service.js';
import { type AlertKind, type Finding, PRIORITIES, type ToolCall } from '../alerts/finding.js';
import { ACTION_KINDS, type Action, type ActionKind, actionKey } from './action.js';

/** What an alert calls for. A spike or a bias calls for nothing by itself: stock or forecasts follow. */
const CALLS_FOR: Readonly<Partial<Record<AlertKind, ActionKind>>> = {
  above_mrp: 'reprice',
  negative_margin: 'reprice',
  expired: 'discard',
  below_zero: 'count',
  sales_drop: 'count',
  out_of_stock: 'reorder',
  low_stock: 'reorder',
  overdue_credit: 'collect',
  over_limit: 'collect',
  bill_duplicate: 'check_bill',
  expiring: 'mark_down',
  dead_stock: 'mark_down',
};

type Open = Alert & { readonly finding: Finding };

/**
 * What open alerts call for, one action a subject, the most money at stake first. Snoozed alerts call for nothing. What
 * orders and prices should be is not worked out here; what is already on order is.
 */
export function candidates(alerts: readonly Alert[]): Action[] {
  const groups = new Map<string, { kind: ActionKind; alerts: Open[] }>();
  for (const alert of alerts) {
    const { finding, state } = alert;
    const kind = CALLS_FOR[alert.record.kind];
    if (kind === undefined || finding === undefined || (state !== 'new' && state !== 'seen')) continue;
    const key = actionKey({ kind, subject: finding.subject });
    const group = groups.get(key) ?? { kind, alerts: [] };
    group.alerts.push({ ...alert, finding });
    groups.set(key, group);
  }
  return [...groups.values()].map(({ kind, alerts: own }) => actionOf(kind, own)).sort(byStake);
}

export function byStake(a: Action, b: Action): number {
  return (
    Number(a.pending ?? false) - Number(b.pending ?? false) ||
    b.stake - a.stake ||
    PRIORITIES.indexOf(a.priority) - PRIORITIES.indexOf(b.priority) ||
    ACTION_KINDS.indexOf(a.kind) - ACTION_KINDS.indexOf(b.kind) ||
    (a.subject.id < b.subject.id ? -1 : 1)
  );
}

function actionOf(kind: ActionKind, alerts: readonly Open[]): Action {
  const sorted = alerts.toSorted((a, b) => (b.finding.risk ?? 0) - (a.finding.risk ?? 0));
  const [first] = sorted;
  if (first === undefined) throw new Error('an action without an alert');
  const { finding } = first;
  // Lots add up; two views of one debt, price or shortage do not.
  const lots = sorted.filter(({ finding: { part } }) => part !== undefined);
  const risk = (part: readonly Open[]): number =>
    part.reduce((sum, each) => sum + (each.finding.risk ?? 0), 0);
  const stake = lots.length > 1 ? Math.max(risk(lots), finding.risk ?? 0) : (finding.risk ?? 0);
  const gone = sorted.flatMap(({ finding: { lost } }) => lost ?? []);
  return {
    kind,
    subject: finding.subject,
    priority: PRIORITIES.find((priority) => alerts.some((each) => each.priority === priority)) ?? 'low',
    stake,
    ...(gone.length === 0 ? {} : { lost: gone.reduce((sum, each) => sum + each, 0) }),
    arithmetic: lots.length > 1 ? lots.map((lot) => lot.finding.arithmetic).join('; ') : finding.arithmetic,
    why: sorted.map((alert) => alert.finding.says),
    evidence: Object.assign({}, ...sorted.toReversed().map((alert) => alert.finding.evidence)),
    alerts: sorted.map(({ record }) => record.alert_id),
    expected: { text: EXPECTED[kind] },
    call: callOf(kind, sorted),
  };
}

const PRICING =
  'Which other price to ask, and what it brings, is still being worked out: ask again in some seconds.';

/** What can be said before a job has looked at it. */
const EXPECTED: Readonly<Record<ActionKind, string>> = {
  reorder:
    'The order is still being worked out: ask again in some seconds. Until then the figure is by late sales.',
  collect: 'Cannot tell what part is paid: too little is known of earlier reminders.',
  reprice: PRICING,
  mark_down: PRICING,
  discard:
    'Nobody buys spoilt goods, and stock and figures are right again; what they cost is lost either way.',
  count: 'Stock and figures are right again; cannot tell which way the count goes.',
  check_bill: 'What is counted or paid twice is saved, if it is the same bill.',
  chase: 'An order would come no sooner than what is on its way.',
};

function callOf(kind: ActionKind, alerts: readonly Open[]): Action['call'] {
  const [first] = alerts;
  const next = first?.finding.next ?? { tool: 'list_alerts', arguments: {} };
  if (kind === 'discard')
    return {
      tool: 'adjust_stock',
      arguments: {
        kind: 'wastage',
        lines: alerts.flatMap(({ finding: { next: own } }) => own.arguments.lines ?? []),
        note: 'expired',
      },
    };
  if (kind === 'count')
    return {
      tool: 'adjust_stock',
      arguments: { kind: 'count', lines: [{ product: first?.finding.subject.id, ...locationOf(next) }] },
      fill_in: ['lines[0].quantity: what lies there'],
    };
  return next;
}

function locationOf({ arguments: { lines } }: ToolCall): { location?: string } {
  const [line]: unknown[] = Array.isArray(lines) ? lines : [];
  return typeof line === 'object' && line !== null && 'location' in line && typeof line.location === 'string'
    ? { location: line.location }
    : {};
}
