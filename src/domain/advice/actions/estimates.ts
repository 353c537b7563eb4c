import { fromUnits } from '../../money.js';
import type { ProductAdvice } from '../../pricing/assess.js';
import type { PricingRequest, PricingService } from '../../pricing/pricing-service.js';
import type { ReorderRequest, ReorderService } from '../../reorder/reorder-service.js';
import type { Action, ActionKind } from './action.js';

export interface EstimatePorts {
  readonly reorders: Pick<ReorderService, 'plan'>;
  readonly pricing: Pick<PricingService, 'advise'>;
  /** Decimal digits of the currency. */
  readonly digits: number;
}

/** What a job says of an action: its effect, and the call that does it. */
export type Estimate = Pick<Action, 'expected'> & Partial<Pick<Action, 'call'>>;

/** What a job said of each action it could say something of. */
type Estimates = ReadonlyMap<Action, Estimate>;

/** What can be asked of the jobs about actions of one kind. */
export interface Job {
  readonly kind: ActionKind;
  /** Actions it is asked of at once. */
  readonly most: number;
  /** Undefined where it has not come to an end. */
  readonly ask: (actions: readonly Action[], ports: EstimatePorts) => Promise<Estimates | undefined>;
}

const UNTOLD = 'Cannot tell what another price would bring: pricing_advice says why, and what to try.';
/** Products that prices are worked out for in one call. */
const MOST_PRICED = 3;
const MOST_PLANNED = 25;
const PLAN: Omit<ReorderRequest, 'products'> = {
  service: 0.95,
  coverDays: 7,
  show: 'order',
  limit: MOST_PLANNED,
  csv: false,
};
const PRICES: Omit<PricingRequest, 'products' | 'goal'> = {
  days: 28,
  price: undefined,
  floor: undefined,
  step: undefined,
  ending: undefined,
  competitors: [],
  salvage: 0,
  limit: MOST_PRICED,
};

const planned: Job['ask'] = async (actions, { reorders, digits }) => {
  const better = new Map<Action, Estimate>();
  const page = await reorders.plan({ ...PLAN, products: actions.map(({ subject }) => subject.id) });
  if ('reached' in page) return undefined;
  for (const action of actions) {
    const line = page.lines.find(({ product }) => product.product_id === action.subject.id);
    if (line === undefined || line.order <= 0) continue;
    const order = line.order / 1_000;
    const cost = line.cost === undefined ? '' : ` for ${fromUnits(line.cost, digits)}`;
    better.set(action, {
      call: {
        tool: 'adjust_stock',
        arguments: { kind: 'order', lines: [{ product: action.subject.id, quantity: order }] },
      },
      expected:
        line.lostMargin === undefined
          ? {
              text: `Order ${order}${cost}. What is missed otherwise cannot be told: price or cost is not known.`,
            }
          : {
              text: `Order ${order}${cost}: ${fromUnits(line.lostMargin, digits)} of margin is expected to be missed otherwise.`,
              money: line.lostMargin,
            },
    });
  }
  return better;
};

function priced(kind: 'reprice' | 'mark_down'): Job['ask'] {
  return async (actions, { pricing, digits }) => {
    const better = new Map<Action, Estimate>();
    const products = actions.map(({ subject }) => subject.id);
    const goal = kind === 'reprice' ? 'profit' : 'clear_stock';
    const { advice } = await pricing.advise({ ...PRICES, products, goal });
    for (const action of actions) {
      const own = advice.find(({ product }) => product.product_id === action.subject.id);
      const markdown = kind === 'mark_down' ? own?.markdown : undefined;
      const option = own?.recommended;
      const price = markdown?.price ?? option?.price;
      if (own === undefined) continue;
      if (price === undefined || price === own.terms.price) {
        better.set(action, { expected: { text: withoutPrice(own, digits) } });
        continue;
      }
      better.set(action, {
        call: {
          tool: 'save_product',
          arguments: { product: action.subject.id, price: fromUnits(price, digits) },
        },
        expected:
          markdown === undefined
            ? gainOf(price, option?.gain, digits)
            : {
                text: `At ${fromUnits(price, digits)} the ${round(markdown.units)} units are worth ${shown(markdown.worth, digits)} instead of ${shown(markdown.worthNow, digits)}; ${round(markdown.left.mean)} are left over instead of ${round(markdown.leftNow.mean)}.`,
                money: Math.round(markdown.worth - markdown.worthNow),
              },
      });
    }
    return better;
  };
}

/** In the order in which they are asked. */
export const JOBS: readonly Job[] = [
  { kind: 'reorder', most: MOST_PLANNED, ask: planned },
  { kind: 'reprice', most: MOST_PRICED, ask: priced('reprice') },
  { kind: 'mark_down', most: MOST_PRICED, ask: priced('mark_down') },
];

/** Why no price is advised: none brings more, one can be tried, or its sales do not tell. */
function withoutPrice({ advice, learned, terms, test }: ProductAdvice, digits: number): string {
  if (advice.verdict === 'keep' && learned.told.kind === 'estimate')
    return `By its own sales no price allowed brings more than ${shown(terms.price, digits)}: at one percent less it sells ${round(-learned.elasticity.mean)} % more.`;
  if (test === undefined) return UNTOLD;
  const weeks = test.weeks === undefined ? '' : ` for ${test.weeks} weeks`;
  return `Cannot tell what another price would bring; ${shown(test.price, digits)} can be tried${weeks}.`;
}

function gainOf(
  price: number,
  gain: { readonly mean: number; readonly low: number; readonly high: number } | undefined,
  digits: number,
): Action['expected'] {
  const at = `At ${fromUnits(price, digits)}`;
  if (gain === undefined) return { text: `${at} no bound is broken; cannot tell what it brings.` };
  const [money, low, high] = [gain.mean, gain.low, gain.high].map((each) => Math.round(each));
  return {
    text: `${at} profit of 28 days changes by ${shown(gain.mean, digits)}, with 95 % between ${shown(gain.low, digits)} and ${shown(gain.high, digits)}.`,
    money,
    low,
    high,
  };
}

function shown(minor: number, digits: number): string {
  return fromUnits(Math.round(minor), digits).toFixed(digits);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
