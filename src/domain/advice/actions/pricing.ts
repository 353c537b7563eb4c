import { dayOf } from '../../calendar/days.js';
import { fromUnits } from '../../money.js';
import type { PricingRequest, PricingService } from '../../pricing/pricing-service.js';
import { figure, money } from '../rules/context.js';
import type { Action } from './action.js';
import type { Estimate } from './estimates.js';

export interface PricePorts {
  readonly pricing: Pick<PricingService, 'advise'>;
  readonly currency: string;
  /** Decimal digits of the currency. */
  readonly digits: number;
}

type ProductAdvice = Awaited<ReturnType<PricingService['advise']>>['advice'][number];

const PRICES: Omit<PricingRequest, 'products' | 'goal' | 'limit'> = {
  days: 28,
  price: undefined,
  floor: undefined,
  step: undefined,
  ending: undefined,
  competitors: [],
  salvage: 0,
};

/** Which price to ask for these products, all of one kind of action. */
export async function priced(
  kind: 'reprice' | 'mark_down',
  actions: readonly Action[],
  ports: PricePorts,
): Promise<ReadonlyMap<Action, Estimate>> {
  const { advice } = await ports.pricing.advise({
    ...PRICES,
    products: actions.map(({ subject }) => subject.id),
    goal: kind === 'reprice' ? 'profit' : 'clear_stock',
    limit: actions.length,
  });
  return new Map(
    actions.flatMap((action): [Action, Estimate][] => {
      const own = advice.find(({ product }) => product.product_id === action.subject.id);
      if (own === undefined) return [];
      return [[action, kind === 'reprice' ? repriced(action, own, ports) : markedDown(action, own, ports)]];
    }),
  );
}

function repriced(
  action: Action,
  { recommended, terms }: Pick<ProductAdvice, 'recommended' | 'terms'>,
  shown: PricePorts,
): Action {
  if (recommended === undefined || recommended.price === terms.price)
    return { ...action, expected: { text: 'Cannot tell what another price would bring.' } };
  const { price, gain } = recommended;
  const at = `At ${money(price, shown)}`;
  const [mean, low, high] = [gain?.mean, gain?.low, gain?.high].map((each) =>
    each === undefined ? undefined : Math.round(each),
  );
  return {
    ...action,
    call: callOf(action, price, shown),
    expected: {
      text:
        mean === undefined || low === undefined || high === undefined
          ? `${at} no bound is broken; cannot tell what it brings.`
          : `${at} profit of 28 days changes by ${money(mean, shown)}, with 95 % between ${money(low, shown)} and ${money(high, shown)}.`,
      price,
      money: mean,
      low,
      high,
    },
  };
}

/** Only ever down: where no lower price pays, nothing that the shop can do with prices changes what is at stake. */
function markedDown(
  action: Action,
  { markdown, recommended, terms }: ProductAdvice,
  shown: PricePorts,
): Action {
  if (markdown !== undefined && markdown.price < terms.price) {
    const { price, worth, worthNow, units, left, leftNow, by } = markdown;
    return {
      ...action,
      call: callOf(action, price, shown),
      expected: {
        text: `At ${money(price, shown)} until ${dayOf(by)} the ${figure(units)} that expire by then bring ${money(worth, shown)} before tax instead of ${money(worthNow, shown)}; ${figure(left.mean)} are left over instead of ${figure(leftNow.mean)}. Ask ${money(terms.price, shown)} again after that day.`,
        price,
        money: Math.round(worth) - Math.round(worthNow),
      },
    };
  }
  if (recommended !== undefined && recommended.price < terms.price)
    return repriced(action, { recommended, terms }, shown);
  return {
    ...action,
    stake: 0,
    arithmetic: 'nothing that another price would save',
    why: [...action.why, 'No lower price that is allowed is expected to bring more for it.'],
    expected: { text: 'Keep the price. Use up, give away or send back what will not sell.' },
    call: undefined,
  };
}

function callOf({ subject }: Action, price: number, { digits }: PricePorts): Action['call'] {
  return { tool: 'save_product', arguments: { product: subject.id, price: fromUnits(price, digits) } };
}
