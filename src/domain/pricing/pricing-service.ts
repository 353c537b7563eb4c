import { dayNumber } from '../calendar/days.js';
import { fingerprint, readCursor, writeCursor } from '../cursor.js';
import { ClerkError, invalid } from '../errors.js';
import type { Forecasts } from '../forecast/forecast-request.js';
import type { ForecastService } from '../forecast/forecast-service.js';
import type { ObservedWeek } from '../forecast/history/observed-weeks.js';
import { TradingDays } from '../forecast/history/trading-days.js';
import { currencyDigits } from '../money.js';
import type { Replica } from '../ports/analytics/replica.js';
import type { Category, Product } from '../products/records.js';
import type { ShopSettings } from '../shop.js';
import { assess, type Known, type ProductAdvice, type Wishes } from './assess.js';
import { observationsOf } from './elasticity/controls.js';
import { type Learned, learnGroup } from './elasticity/learn.js';
import { checkEnding } from './endings.js';
import {
  expiringLots,
  groupOf,
  type PricedProduct,
  pricedProducts,
  soldUpTo,
  weeklyCustomers,
} from './priced-products.js';
import { type PriceProblem, problemsOf } from './problems.js';
import { priceHistories } from './seller-prices.js';
import { advisedMarkdowns } from './standing.js';

export interface PricingPorts {
  readonly forecasts: Pick<ForecastService, 'forecast' | 'weeks' | 'today'>;
  readonly lookup: {
    /** @throws ClerkError `invalid_input` naming `field`. */
    product(idOrName: string, field: string, signal?: AbortSignal): Promise<Product>;
    category(idOrName: string, field: string, signal?: AbortSignal): Promise<Category>;
  };
  readonly replica: Pick<Replica, 'sync' | 'read' | 'revision'>;
  readonly settings: ShopSettings;
}

export interface PricingRequest extends Wishes {
  /** Ids or names. */
  readonly products?: readonly string[] | undefined;
  readonly category?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** A product that cannot be advised on, and why. */
export interface Unpriced {
  readonly product: PricedProduct;
  readonly problem: 'no_price' | 'cost_above_mrp';
}

export interface PricingPage {
  readonly advice: readonly ProductAdvice[];
  readonly unpriced: readonly Unpriced[];
  /** Products in scope. */
  readonly total: number;
  /** To go on after so many of this advice; nothing where those are the last. */
  readonly cursorAfter: (advised: number) => string | undefined;
}

/** Products that learn from each other at most. */
const MOST_IN_GROUP = 200;
const MOST_GROUPS_KEPT = 30;

type Priced = Pick<Known, 'product' | 'price' | 'learned' | 'weeks'>;

interface Taught {
  readonly learned: Learned;
  readonly weeks: readonly ObservedWeek[];
}

/** Advice on the prices of one shop. Writes nothing. */
export class PricingService {
  readonly #ports: PricingPorts;
  /** By category, oldest first. */
  readonly #groups = new Map<
    string,
    { readonly print: string; readonly taught: ReadonlyMap<string, Taught> }
  >();

  constructor(ports: PricingPorts) {
    this.#ports = ports;
  }

  /**
   * What to ask for the products named, those of a category, or all: those with the greatest takings of late first.
   *
   * @throws ClerkError `invalid_input` for names that nobody has, and prices sent for more than one product; `refused`
   * where the one product named has no price, or a cost above its MRP.
   */
  async advise(request: PricingRequest, signal?: AbortSignal): Promise<PricingPage> {
    const { replica, forecasts, settings } = this.#ports;
    const digits = currencyDigits(settings.currency);
    checkEnding(request.ending, digits);
    const { ids, category } = await this.#scope(request, signal);
    await replica.sync(signal);
    const today = forecasts.today();
    const all = await pricedProducts(replica, { ids, category }, today, signal);
    const { limit, cursor, ...asked } = request;
    const print = fingerprint(settings.shop_id, ['pricing', today, asked]);
    const start = readCursor(cursor, print);
    const page = all.slice(start, start + limit);
    const [taught, made] = await Promise.all([
      this.#taught(page, signal),
      this.#forecast(page, request.days, signal),
    ]);
    const unpriced: Unpriced[] = [];
    const priced: Priced[] = [];
    for (const product of page) {
      const { learned, weeks } = taught.get(product.product_id) ?? {};
      const price = priceOf(product, weeks ?? [], digits);
      const problem = problemOf(product, price);
      if (problem !== undefined) unpriced.push({ product, problem });
      else if (price !== undefined && learned !== undefined && weeks !== undefined)
        priced.push({ product, price, learned, weeks });
    }
    const [alone] = unpriced;
    if (alone !== undefined && ids?.length === 1) throw refusal(alone);
    const places = priced.map(({ product }) => page.indexOf(product));
    return {
      advice: await this.#assessed(priced, made, request, digits, signal),
      unpriced,
      total: all.length,
      cursorAfter: (taken) => {
        const next = start + (places[taken] ?? page.length);
        return next < all.length ? writeCursor(next, print) : undefined;
      },
    };
  }

  /** What is wrong with prices as they stand, of all products; needs no forecast. */
  async problems(signal?: AbortSignal): Promise<PriceProblem[]> {
    const { replica, forecasts } = this.#ports;
    await replica.sync(signal);
    const products = await pricedProducts(replica, {}, forecasts.today(), signal);
    return products.filter(({ discontinued }) => !discontinued).flatMap(problemsOf);
  }

  async #scope(
    { products, category, price, competitors }: PricingRequest,
    signal: AbortSignal | undefined,
  ): Promise<{ ids: string[] | undefined; category: string | undefined }> {
    const { lookup } = this.#ports;
    const named = await Promise.all(
      (products ?? []).map((each, index) => lookup.product(each, `products[${index}]`, signal)),
    );
    const ids = named.length === 0 ? undefined : [...new Set(named.map(({ product_id: id }) => id))];
    const alone = (field: string): ClerkError =>
      invalid(field, 'This is about one product.', { fix: 'Name just that one in products.' });
    if (price !== undefined && ids?.length !== 1) throw alone('price');
    if (competitors.length > 0 && ids?.length !== 1) throw alone('competitor_prices');
    const group = category === undefined ? undefined : await lookup.category(category, 'category', signal);
    return { ids, category: group?.category_id };
  }

  async #assessed(
    products: readonly Priced[],
    made: Forecasts | undefined,
    wishes: Wishes,
    digits: number,
    signal: AbortSignal | undefined,
  ): Promise<ProductAdvice[]> {
    const { replica, forecasts } = this.#ports;
    if (products.length === 0) return [];
    const ids = products.map(({ product }) => product.product_id);
    const today = forecasts.today();
    const [histories, lots, advised] = await Promise.all([
      priceHistories(replica, ids, today, signal),
      expiringLots(replica, ids, signal),
      advisedMarkdowns(replica, ids, signal),
    ]);
    const trading = new TradingDays(made?.closures.weekdays ?? new Set());
    const series = new Map(made?.series.map((each) => [each.id, each]));
    return products.map((each) => {
      const id = each.product.product_id;
      return assess(
        {
          ...each,
          history: histories.get(id) ?? { sellers: [], changes: [] },
          lots: lots.filter((lot) => lot.product_id === id),
          advised: advised.get(id) ?? [],
          series: series.get(id),
          day: made === undefined ? dayNumber(today) : dayNumber(made.last) + 1,
          trading,
          digits,
        },
        wishes,
      );
    });
  }

  /** Nothing where the shop has not sold anything yet. */
  async #forecast(
    products: readonly PricedProduct[],
    days: number,
    signal: AbortSignal | undefined,
  ): Promise<Forecasts | undefined> {
    const ids = products.map(({ product_id: id }) => id);
    if (ids.length === 0) return undefined;
    return unlessNothingSold(
      this.#ports.forecasts.forecast(
        { scope: { by: 'product', ids }, counted: 'units', grain: 'day', horizon: days },
        { signal },
      ),
    );
  }

  async #taught(
    products: readonly PricedProduct[],
    signal: AbortSignal | undefined,
  ): Promise<ReadonlyMap<string, Taught>> {
    const taught = new Map<string, Taught>();
    const categories = new Set(products.map(({ category_id: category }) => category));
    for (const category of categories) {
      const own = products.filter(({ category_id: id }) => id === category);
      const group = await this.#group(category, own, signal);
      for (const [id, each] of group) taught.set(id, each);
    }
    return taught;
  }

  async #group(
    category: string | undefined,
    own: readonly PricedProduct[],
    signal: AbortSignal | undefined,
  ): Promise<ReadonlyMap<string, Taught>> {
    const { replica, forecasts } = this.#ports;
    const print = JSON.stringify([
      replica.revision('product'),
      await soldUpTo(replica, forecasts.today(), signal),
    ]);
    const name = category ?? '';
    const kept = this.#groups.get(name);
    if (kept?.print === print && own.every(({ product_id: id }) => kept.taught.has(id))) return kept.taught;
    const others = await groupOf(replica, category, MOST_IN_GROUP, signal);
    const ids = [...new Set([...own.map(({ product_id: id }) => id), ...others])];
    const [weeks, customers] = await Promise.all([
      unlessNothingSold(forecasts.weeks(ids, signal)),
      weeklyCustomers(replica, signal),
    ]);
    const learned = learnGroup(
      new Map(ids.map((id) => [id, observationsOf(weeks?.get(id) ?? [], customers)])),
    );
    const taught = new Map(
      [...learned].map(([id, each]) => [id, { learned: each, weeks: weeks?.get(id) ?? [] }]),
    );
    this.#groups.delete(name);
    this.#groups.set(name, { print, taught });
    const [oldest] = this.#groups.keys();
    if (this.#groups.size > MOST_GROUPS_KEPT && oldest !== undefined) this.#groups.delete(oldest);
    return taught;
  }
}

/** Products without a price, or with one of 0, take the latest one they sold at, minor units. */
function priceOf(
  { price }: PricedProduct,
  weeks: readonly ObservedWeek[],
  digits: number,
): number | undefined {
  const latest = weeks.at(-1)?.price;
  return price || (latest === undefined ? price : Math.round(latest * 10 ** digits));
}

function problemOf({ cost, mrp }: PricedProduct, price: number | undefined): Unpriced['problem'] | undefined {
  if (cost !== undefined && mrp !== undefined && cost > mrp) return 'cost_above_mrp';
  return price === undefined || price <= 0 ? 'no_price' : undefined;
}

function refusal({ product, problem }: Unpriced): ClerkError {
  return new ClerkError(
    'refused',
    problem === 'no_price'
      ? `${product.name} has ${product.price === 0 ? 'a price of 0' : 'no price'} and no week with a price that was paid.`
      : `${product.name} costs more than its MRP allows to ask: no price can earn anything.`,
    {
      field: 'products',
      fix:
        problem === 'no_price'
          ? 'Set its price with save_product.'
          : 'Correct cost or mrp with save_product, or send the goods back.',
    },
  );
}

async function unlessNothingSold<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof ClerkError && error.code === 'not_found') return undefined;
    throw error;
  }
}
