import { type AlertKind, type Finding, PRIORITIES, type Priority } from './finding.js';

/** Money at risk, as a share of what the shop takes in a day, from which on an alert has a priority. */
const SHARES: Readonly<Record<Priority, number>> = { critical: 1, high: 0.25, medium: 0.05, low: 0 };

/** Whatever the money: what the law forbids, or what makes other figures wrong, is never less than this, */
const AT_LEAST: Readonly<Partial<Record<AlertKind, Priority>>> = {
  above_mrp: 'critical',
  expired: 'high',
  below_zero: 'medium',
  negative_margin: 'medium',
  bill_duplicate: 'medium',
};
/** and what can wait never more than this. */
const AT_MOST: Readonly<Partial<Record<AlertKind, Priority>>> = {
  low_stock: 'high',
  dead_stock: 'medium',
  sales_spike: 'medium',
  sales_drop: 'high',
  forecast_bias: 'medium',
};

/**
 * How much an alert matters: by the money at risk beside the shop's takings of a day, within the bounds of its kind. A
 * risk that has no figure is medium.
 */
export function priorityOf({ kind, risk }: Pick<Finding, 'kind' | 'risk'>, dailyTakings: number): Priority {
  const share = risk === undefined || dailyTakings <= 0 ? SHARES.medium : risk / dailyTakings;
  const byMoney = PRIORITIES.findIndex((priority) => share >= SHARES[priority]);
  const least = PRIORITIES.indexOf(AT_LEAST[kind] ?? 'low');
  const most = PRIORITIES.indexOf(AT_MOST[kind] ?? 'critical');
  return PRIORITIES[Math.max(most, Math.min(least, byMoney < 0 ? PRIORITIES.length - 1 : byMoney))] ?? 'low';
}
