import { QUANTITY_SCALE } from '../../money.js';
import type { ReorderRequest, ReorderService } from '../../reorder/reorder-service.js';
import { costOf, rateOf } from '../facts/facts.js';
import { asShown, counted, days, figure, money } from '../rules/context.js';
import type { Action } from './action.js';
import { chased, type Supply } from './chasing.js';
import type { Estimate } from './estimates.js';

export interface OrderPorts {
  readonly reorders: Pick<ReorderService, 'plan'>;
  readonly currency: string;
  /** Decimal digits of the currency. */
  readonly digits: number;
  readonly supply: (action: Action) => Supply | undefined;
}

/** The plan that actions go by. */
export const PLAN: Omit<ReorderRequest, 'products' | 'limit'> = {
  service: 0.95,
  coverDays: 7,
  show: 'all',
  csv: false,
};

/**
 * What to order, by the purchase plan: what is at stake is the margin that it says is missed otherwise. What it would not
 * order now is not to be ordered, at most to be chased.
 */
export async function ordered(
  actions: readonly Action[],
  ports: OrderPorts,
): Promise<ReadonlyMap<Action, Estimate> | undefined> {
  const page = await ports.reorders.plan({
    ...PLAN,
    products: actions.map(({ subject }) => subject.id),
    limit: actions.length,
  });
  if ('reached' in page) return undefined;
  const estimates = new Map<Action, Estimate>();
  for (const action of actions) {
    const supply = ports.supply(action);
    const line = page.lines.find(({ product }) => product.product_id === action.subject.id);
    if (supply === undefined) continue;
    if (line !== undefined)
      estimates.set(action, line.order > 0 ? orderOf(action, line, supply, ports) : chased(action, supply));
    const unknown = page.unforecast.find(({ product }) => product.product_id === action.subject.id);
    if (unknown !== undefined)
      estimates.set(action, {
        ...action,
        expected: { text: `Cannot be planned: ${unknown.refusal.message}` },
      });
  }
  return estimates;
}

interface Line {
  /** Thousandths, and minor units. */
  readonly order: number;
  readonly cost: number | undefined;
  readonly lostMargin: number | undefined;
  readonly product: { readonly packSize: number | undefined };
}

/** An action with the order of its plan line. */
export function orderOf(
  action: Action,
  { order, cost, lostMargin, product: { packSize } }: Line,
  { product, today }: Supply,
  shown: OrderPorts,
): Action {
  const packs = packSize === undefined || packSize <= 1 || order % packSize !== 0 ? 0 : order / packSize;
  const inPacks =
    packs === 0 ? '' : ` (${packs} ${packs === 1 ? 'pack' : 'packs'} of ${counted(packSize ?? 0, product)})`;
  const rate = asShown(rateOf(product, today - 1));
  const lasts =
    rate <= 0
      ? ''
      : `, enough for about ${days(Math.round(order / QUANTITY_SCALE / rate))} at ${figure(rate)} a day`;
  const price = cost === undefined ? '' : ` for ${money(cost, shown)}`;
  const missed =
    lostMargin === undefined
      ? `What is missed otherwise cannot be told: ${costOf(product) === undefined ? 'cost' : 'price'} is not known.`
      : `${money(lostMargin, shown)} of margin is expected to be missed otherwise.`;
  return {
    ...action,
    stake: lostMargin ?? 0,
    arithmetic:
      lostMargin === undefined
        ? 'price or cost is not known'
        : `${money(lostMargin, shown)} of margin missed without the order, by the forecast it is planned with`,
    call: {
      tool: 'adjust_stock',
      arguments: {
        kind: 'order',
        lines: [{ product: action.subject.id, quantity: order / QUANTITY_SCALE }],
      },
    },
    expected: {
      text: `Order ${counted(order, product)}${inPacks}${price}${lasts}. ${missed}`,
      money: lostMargin,
    },
  };
}
