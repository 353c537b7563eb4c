import { ClerkError } from '../../errors.js';
import { fromUnits } from '../../money.js';
import type { PricingRequest, PricingService } from '../../pricing/pricing-service.js';
import type { ReorderRequest, ReorderService } from '../../reorder/reorder-service.js';
import type { Action } from './action.js';

export interface EstimatePorts {
  readonly reorders: Pick<ReorderService, 'plan'>;
  readonly pricing: Pick<PricingService, 'advise'>;
  /** Decimal digits of the currency. */
  readonly digits: number;
  /** How long the jobs are waited for, in milliseconds. */
  readonly patience: number;
}

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

/**
 * The same actions with what the jobs say of them: how much to order, which price to ask, what that should bring. What
 * a job does not say in time, or cannot, stays as the alert has it.
 */
export async function estimated(
  actions: readonly Action[],
  ports: EstimatePorts,
  signal?: AbortSignal,
): Promise<Action[]> {
  const until = Date.now() + ports.patience;
  const orders = await within(until, planned(actions, ports, signal));
  const prices = await within(until, priced(actions, ports, signal));
  return actions.map((action) => {
    const better = orders?.get(action) ?? prices?.get(action);
    return better === undefined ? action : { ...action, ...better };
  });
}

type Better = Pick<Action, 'expected' | 'call'>;

async function planned(
  actions: readonly Action[],
  { reorders, digits }: EstimatePorts,
  signal: AbortSignal | undefined,
): Promise<Map<Action, Better>> {
  const short = actions.filter(({ kind }) => kind === 'reorder').slice(0, MOST_PLANNED);
  const better = new Map<Action, Better>();
  if (short.length === 0) return better;
  const page = await reorders.plan(
    { ...PLAN, products: short.map(({ subject }) => subject.id) },
    signal === undefined ? {} : { signal },
  );
  if ('reached' in page) return better;
  for (const action of short) {
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
}

async function priced(
  actions: readonly Action[],
  { pricing, digits }: EstimatePorts,
  signal: AbortSignal | undefined,
): Promise<Map<Action, Better>> {
  const better = new Map<Action, Better>();
  for (const kind of ['reprice', 'mark_down'] as const) {
    const wrong = actions.filter((action) => action.kind === kind).slice(0, MOST_PRICED);
    if (wrong.length === 0) continue;
    const products = wrong.map(({ subject }) => subject.id);
    const goal = kind === 'reprice' ? 'profit' : 'clear_stock';
    const { advice } = await pricing.advise({ ...PRICES, products, goal }, signal);
    for (const action of wrong) {
      const own = advice.find(({ product }) => product.product_id === action.subject.id);
      const markdown = kind === 'mark_down' ? own?.markdown : undefined;
      const option = own?.recommended;
      const price = markdown?.price ?? option?.price;
      if (own === undefined || price === undefined || price === own.terms.price) continue;
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
  }
  return better;
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

/** What work comes to, or nothing where the job refuses or takes too long; it may go on and be there for the next call. */
async function within<T>(until: number, work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), Math.max(0, until - Date.now()));
  });
  try {
    return await Promise.race([work.catch(unlessRefused), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** A job that cannot tell says so by a refusal. */
function unlessRefused(error: unknown): undefined {
  if (error instanceof ClerkError && error.code !== 'cancelled') return undefined;
  throw error;
}
