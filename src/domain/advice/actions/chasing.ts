import { dayOf } from '../../calendar/days.js';
import { QUANTITY_SCALE } from '../../money.js';
import { onOrderOf, type ProductFacts } from '../facts/facts.js';
import { ASSUMED_LEAD_DAYS, counted, days } from '../rules/context.js';
import type { Action } from './action.js';

/** Stock and orders of a product, and the day. */
export interface Supply {
  readonly product: ProductFacts;
  /** Days from order to delivery, where they are known. */
  readonly leadDays: number | undefined;
  /** Day number. */
  readonly today: number;
}

/** To see after what is on order, where a further order would change nothing; undefined where nothing is. */
export function chased(action: Action, { product, leadDays, today }: Supply): Action | undefined {
  const due = onOrderOf(product);
  if (due <= 0) return undefined;
  const orderedOn = product.stock?.orderedOn;
  const expectedOn = orderedOn === undefined ? undefined : orderedOn + (leadDays ?? ASSUMED_LEAD_DAYS);
  const late = expectedOn === undefined ? 0 : today - expectedOn;
  const when =
    orderedOn === undefined || expectedOn === undefined
      ? 'it is not known since when'
      : `ordered on ${dayOf(orderedOn)}, expected on ${dayOf(expectedOn)}${leadDays === undefined ? ' (a week is assumed)' : ''}${late > 0 ? `, ${days(late)} late` : ''}`;
  return {
    ...action,
    kind: 'chase',
    stake: 0,
    arithmetic: 'nothing that a further order would change',
    why: [...action.why, `${counted(due, product)} on order: ${when}.`],
    expected: {
      text:
        late > 0
          ? 'Ask the supplier where it is; a further order would come no sooner.'
          : 'Wait for it; a further order would come no sooner.',
    },
    call: {
      tool: 'adjust_stock',
      arguments: { kind: 'purchase', lines: [{ product: product.id, quantity: due / QUANTITY_SCALE }] },
      fill_in: ['when it comes: lines[0].quantity and unit_cost as delivered'],
    },
  };
}
