import { dayOf } from '../../calendar/days.js';
import { fromUnits } from '../../money.js';
import type { PricingRequest, PricingService } from '../../pricing/pricing-service.js';
import { figure, money } from '../rules/context.js';
import type { Action } from './action.js';
import type { Estimate } from './estimates.js';
import { isPuttingBack } from './putting-back.js';

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
  { recommended, terms, standing }: ProductAdvice,
  shown: PricePorts,
): Estimate {
  // What stands is right until its day.
  if (standing?.ended === false) return undefined;
  const lawful = action.call?.tool === 'save_product';
  if (standing === undefined && isPuttingBack(action)) return undefined;
  if (recommended === undefined || recommended.price === terms.price)
    return {
      ...action,
      ...(lawful ? {} : { stake: 0, arithmetic: 'cannot tell what another price would bring' }),
      expected: { text: 'Cannot tell what another price would bring.' },
    };
  const { price, gain } = recommended;
  // What nothing is known of is only made lawful.
  if (gain === undefined && lawful)
    return { ...action, expected: { text: 'No bound is broken then; cannot tell what it brings.' } };
  const at =
    standing === undefined
      ? `At ${money(price, shown)}`
      : `The markdown until ${dayOf(standing.until)} is over: back at ${money(price, shown)}`;
  const [mean, low, high] = [gain?.mean, gain?.low, gain?.high].map((each) =>
    each === undefined ? undefined : Math.round(each),
  );
  return {
    ...action,
    // What customers are overcharged stays at stake, whatever profit does.
    ...(lawful ? {} : staked(mean ?? 0, `profit of ${PRICES.days} days`, shown)),
    call: callOf(action, price, shown),
    expected: {
      text:
        mean === undefined || low === undefined || high === undefined
          ? `${at}${standing === undefined ? ' no bound is broken' : ''}; cannot tell what it brings.`
          : `${at} profit of ${PRICES.days} days changes by ${money(mean, shown)}, with 95 % between ${money(low, shown)} and ${money(high, shown)}.`,
      price,
      money: mean,
      low,
      high,
    },
  };
}

/** Only ever down: where no lower price pays, nothing that the shop can do with prices changes what is at stake. */
function markedDown(action: Action, advised: ProductAdvice, shown: PricePorts): Estimate {
  const { markdown, recommended, terms, standing, after, now } = advised;
  if (markdown !== undefined && markdown.price < terms.price) {
    const { price, worth, worthNow, units, left, leftNow, by } = markdown;
    const gain = Math.round(worth) - Math.round(worthNow);
    return {
      ...action,
      ...staked(gain, `${money(worth, shown)} - ${money(worthNow, shown)}, takings before tax`, shown),
      call: callOf(action, price, shown),
      expected: {
        text: `At ${money(price, shown)} until ${dayOf(by)} the ${figure(units)} that expire by then bring ${money(worth, shown)} before tax instead of ${money(worthNow, shown)} at ${money(terms.price, shown)}; ${figure(left.mean)} are left over instead of ${figure(leftNow.mean)}. Ask ${money(after ?? terms.price, shown)} again after that day.`,
        price,
        money: gain,
        until: dayOf(by),
      },
    };
  }
  if (standing !== undefined) return undefined;
  if (recommended?.stock !== undefined && now.stock !== undefined && recommended.price < terms.price) {
    const { price, stock } = recommended;
    const gain = Math.round(stock.cash) - Math.round(now.stock.cash);
    return {
      ...action,
      ...staked(
        gain,
        `${money(stock.cash, shown)} - ${money(now.stock.cash, shown)}, takings with tax`,
        shown,
      ),
      call: callOf(action, price, shown),
      expected: {
        text: `At ${money(price, shown)} ${figure(stock.sold)} of the stock sell in ${PRICES.days} days and bring ${money(stock.cash, shown)} with tax, instead of ${figure(now.stock.sold)} for ${money(now.stock.cash, shown)}.`,
        price,
        money: gain,
      },
    };
  }
  return {
    ...action,
    stake: 0,
    arithmetic: 'nothing that another price would save',
    why: [...action.why, 'No lower price that is allowed is expected to bring more for it.'],
    expected: { text: 'Keep the price. Use up, give away or send back what will not sell.', keep: true },
    call: undefined,
  };
}

/** What doing it is expected to change; a loss is nothing to win. */
function staked(gain: number, what: string, shown: PricePorts): Pick<Action, 'stake' | 'arithmetic'> {
  return { stake: Math.max(0, gain), arithmetic: `${what}: ${money(gain, shown)} expected` };
}

function callOf({ subject }: Action, price: number, { digits }: PricePorts): Action['call'] {
  return { tool: 'save_product', arguments: { product: subject.id, price: fromUnits(price, digits) } };
}

/** The last word on a price that nothing is to be done about any more. */
export function keptPrice(action: Action): Action[] {
  if (action.kind !== 'reprice' && action.kind !== 'mark_down') return [];
  return [{ ...action, stake: 0, expected: { text: 'Keep the price as it is.', keep: true } }];
}
