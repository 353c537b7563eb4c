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

/**
 * The same actions with what the jobs say of them: how much to order, which price to ask, what that should bring. What
 * a job does not say in time, or cannot, stays as the alert has it.
 */
export async function estimated(
  actions: readonly Action[],
  ports: EstimatePorts,
  signal?: AbortSignal,
): Promise<Action[]> {
  const better: Estimates = new Map();
  const work = [planned, priced].reduce<Promise<void>>(
    (before, job) => before.then(() => job(actions, better, ports, signal).catch(unlessRefused)),
    Promise.resolve(),
  );
  await within(ports.patience, work);
  return actions.map((action) => ({ ...action, ...better.get(action) }));
}

/** What the jobs have said so far. */
type Estimates = Map<Action, Pick<Action, 'expected'> & Partial<Pick<Action, 'call'>>>;

async function planned(
  actions: readonly Action[],
  better: Estimates,
  { reorders, digits }: EstimatePorts,
  signal: AbortSignal | undefined,
): Promise<void> {
  const short = actions.filter(({ kind }) => kind === 'reorder').slice(0, MOST_PLANNED);
  if (short.length === 0) return;
  const page = await reorders.plan(
    { ...PLAN, products: short.map(({ subject }) => subject.id) },
    signal === undefined ? {} : { signal },
  );
  if ('reached' in page) return;
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
}

async function priced(
  actions: readonly Action[],
  better: Estimates,
  { pricing, digits }: EstimatePorts,
  signal: AbortSignal | undefined,
): Promise<void> {
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
      if (own === undefined) continue;
      if (price === undefined || price === own.terms.price) {
        better.set(action, { expected: { text: UNTOLD } });
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
  }
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

/** Waits for work, but not for longer than so many milliseconds; it may go on and be there for the next call. */
async function within(patience: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patience);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** A job that cannot tell says so by a refusal. */
function unlessRefused(error: unknown): void {
  if (error instanceof ClerkError && error.code !== 'cancelled') return;
  throw error;
}
