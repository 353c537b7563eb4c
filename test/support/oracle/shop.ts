import type { Leg, Movement, Stock } from '../../../src/domain/inventory/movement.js';
import { currencyDigits } from '../../../src/domain/money.js';
import type { Category, Product, Supplier } from '../../../src/domain/products/records.js';
import { priceSale } from '../../../src/domain/sales/amounts.js';
import type { Customer, Employee, Shipper, Territory } from '../../../src/domain/sales/records.js';
import type { Sale, SaleLine } from '../../../src/domain/sales/sale.js';
import type { ShopSettings } from '../../../src/domain/shop.js';
import { localDate } from '../../../src/domain/time.js';
import { seeded } from '../seeded.js';

/** A shop as plain records, and the day on which it is asked. */
export interface PlainShop {
  readonly settings: ShopSettings;
  readonly digits: number;
  readonly now: Date;
  readonly today: string;
  readonly sales: readonly Sale[];
  readonly products: readonly Product[];
  readonly categories: readonly Category[];
  readonly suppliers: readonly Supplier[];
  readonly customers: readonly Customer[];
  readonly employees: readonly Employee[];
  readonly territories: readonly Territory[];
  readonly shippers: readonly Shipper[];
  /** By product, in order; each with what a unit costs on average after it, if that is known. */
  readonly movements: readonly (Movement & { readonly after: Pick<Stock, 'average_cost' | 'shelves'> })[];
}

/** Draws from one stream of random numbers. */
export class Dice {
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = seeded(seed);
  }

  below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }

  between(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  chance(share: number): boolean {
    return this.#random() < share;
  }

  /** One of them; they must not be none. */
  pick<T>(from: readonly T[]): T {
    const [first] = from.slice(this.below(from.length));
    if (first === undefined) throw new Error('There is nothing to pick from');
    return first;
  }

  /** Up to so many different ones. */
  some<T>(from: readonly T[], most: number): T[] {
    const left = [...from];
    const taken: T[] = [];
    while (taken.length < most && left.length > 0) taken.push(...left.splice(this.below(left.length), 1));
    return taken;
  }

  maybe<T>(share: number, make: () => T): T | undefined {
    return this.chance(share) ? make() : undefined;
  }
}

const CITIES = ['Delhi', 'delhi', 'Pune', 'München', 'दिल्ली', "L'Aquila", '100% Town', 'a_b', ''];
const NAMES = ['Tea', 'tea', 'Basmati', 'Ünal & Sons', 'दाल', "O'Neil", '10', '9', 'Zebra', 'A%', 'ΟΔΟΣ'];
const REGIONS = ['North', 'South', '', 'west'];
const COUNTRIES = ['India', 'Germany', 'india'];
const ZONES = ['Asia/Kolkata', 'America/Los_Angeles', 'Pacific/Auckland', 'UTC'];
const FIRST_DAY = '2025-01-10';
const SPREAD_DAYS = 430;

/** A small shop with gaps, orphans, refunds and ties; the same for the same seed. */
export function randomShop(seed: number): PlainShop {
  const dice = new Dice(seed);
  const currency = dice.pick(['INR', 'INR', 'JPY', 'KWD']);
  const settings: ShopSettings = {
    shop_id: `shop-${seed}`,
    name: `Shop ${seed}`,
    currency,
    time_zone: dice.pick(ZONES),
    fiscal_year_start: dice.pick([1, 4, 4, 7]),
    locale: 'en-IN',
  };
  const now = new Date(Date.parse('2026-03-20T00:00:00Z') + dice.below(86_400_000));
  const place = () => ({
    ...defined(
      'city',
      dice.maybe(0.8, () => dice.pick(CITIES)),
    ),
    ...defined(
      'region',
      dice.maybe(0.5, () => dice.pick(REGIONS)),
    ),
    ...defined(
      'postal_code',
      dice.maybe(0.5, () => dice.pick(['110001', '80331', '007'])),
    ),
    ...defined(
      'country',
      dice.maybe(0.9, () => dice.pick(COUNTRIES)),
    ),
  });
  const contact = () => ({
    ...defined(
      'contact',
      dice.maybe(0.5, () => dice.pick(NAMES)),
    ),
    ...defined(
      'contact_title',
      dice.maybe(0.3, () => dice.pick(['Owner', 'Clerk'])),
    ),
    ...defined(
      'phone',
      dice.maybe(0.5, () => dice.pick(['555', '030-12'])),
    ),
  });
  const ids = (prefix: string, most: number): string[] =>
    Array.from({ length: dice.between(0, most) }, (_, index) =>
      dice.chance(0.4) ? `${index * 7 + 2}` : `${prefix}${index}`,
    );
  const id = (known: readonly string[], share = 0.85): string | undefined =>
    dice.maybe(share, () => dice.pick([...known, ...known, 'GONE']));

  const categoryIds = ids('c', 4);
  const supplierIds = ids('u', 4);
  const productIds = ids('p', 8);
  const customerIds = ids('k', 6);
  const employeeIds = ids('e', 5);
  const shipperIds = ids('h', 3);
  const territoryIds = ids('t', 5);

  const products = productIds.map(
    (product_id): Product => ({
      product_id,
      name: dice.pick(NAMES),
      ...defined('category_id', id(categoryIds)),
      ...defined('supplier_id', id(supplierIds)),
      ...defined(
        'unit',
        dice.maybe(0.5, () => dice.pick(['kg', 'piece'])),
      ),
      ...defined(
        'price',
        dice.maybe(0.8, () => dice.pick([0, 100, 100, 4_510, dice.below(50_000)])),
      ),
      ...defined(
        'cost',
        dice.maybe(0.6, () => dice.below(3_000)),
      ),
      ...defined(
        'mrp',
        dice.maybe(0.3, () => dice.below(60_000)),
      ),
      ...defined(
        'tax_rate',
        dice.maybe(0.6, () => dice.pick([0, 500, 1_800, 1_250])),
      ),
      ...defined(
        'hsn',
        dice.maybe(0.3, () => '0902'),
      ),
      ...defined(
        'barcode',
        dice.maybe(0.3, () => '8901'),
      ),
      ...defined(
        'stock',
        dice.maybe(0.8, () => dice.pick([0, -1_000, 250, 12_000, dice.below(90_000)])),
      ),
      ...defined(
        'on_order',
        dice.maybe(0.4, () => dice.below(5) * 1_000),
      ),
      ...defined(
        'reorder_level',
        dice.maybe(0.7, () => dice.below(20) * 1_000),
      ),
      ...defined(
        'discontinued',
        dice.maybe(0.6, () => dice.chance(0.4)),
      ),
    }),
  );
  const outOfUse = new Dice(seed + 8_000_000);
  for (const product of products) if (outOfUse.chance(0.2)) product.removed = true;
  const byId = new Map(products.map((product) => [product.product_id, product]));

  const line = (sign: number, taxIncluded: boolean): SaleLine => {
    const product_id = id(productIds, 0.92);
    const product = byId.get(product_id ?? '');
    const quantity = sign * dice.pick([1_000, 1_000, 2_000, 500, 1_250, dice.between(1, 40_000)]);
    const unit_price = dice.pick([product?.price ?? 999, 100, 1_000, dice.below(20_000)]);
    const cost = dice.chance(0.8) ? product?.cost : undefined;
    const [priced] = priceSale({
      sale_id: '20250101-x',
      kind: 'sale',
      at: '',
      tax_included: taxIncluded,
      lines: [
        {
          quantity,
          unit_price,
          discount_rate: dice.chance(0.4) ? dice.pick([500, 1_500, 3_333, 10_000]) : 0,
          tax_rate: product?.tax_rate ?? 0,
        },
      ],
    }).lines;
    return {
      ...defined('product_id', product_id),
      ...defined(
        'description',
        dice.maybe(0.1, () => dice.pick(NAMES)),
      ),
      ...defined('unit_cost', cost),
      ...defined(
        'mark',
        dice.maybe(0.1, () => dice.pick(['postage', 'adjustment'])),
      ),
      quantity,
      unit_price,
      ...defined('discount', priced?.discount),
      ...defined('tax', priced?.tax),
    };
  };
  const document = (kind: Sale['kind'], sequence: number, refersTo?: Sale): Sale => {
    const earliest = refersTo === undefined ? FIRST_DAY : refersTo.at.slice(0, 10);
    const day = addDays(earliest, refersTo === undefined ? dice.below(SPREAD_DAYS) : dice.below(40));
    const clock = [dice.below(24), dice.below(60), dice.below(60)]
      .map((part) => String(part).padStart(2, '0'))
      .join(':');
    const sign = kind === 'sale' ? 1 : -1;
    const taxIncluded = dice.chance(0.6);
    const lines = Array.from({ length: dice.between(1, 5) }, () => line(sign, taxIncluded));
    const required = dice.maybe(0.6, () => addDays(day, dice.between(1, 20)));
    return {
      sale_id: `${day.replaceAll('-', '')}-${sequence}`,
      kind,
      at: `${day}T${clock}+05:30`,
      ...defined(
        'number',
        dice.maybe(0.6, () => String(10_248 + dice.below(60))),
      ),
      ...defined('customer_id', refersTo === undefined ? id(customerIds, 0.8) : refersTo.customer_id),
      ...defined('employee_id', refersTo === undefined ? id(employeeIds, 0.8) : refersTo.employee_id),
      ...defined('shipper_id', id(shipperIds, 0.5)),
      ...defined(
        'channel',
        dice.maybe(0.5, () => dice.pick(['counter', 'phone', 'Counter'])),
      ),
      ...defined(
        'location',
        dice.maybe(0.3, () => dice.pick(['Main', 'Annex'])),
      ),
      ...defined(
        'payment',
        dice.maybe(0.6, () => dice.pick(['cash', 'upi', 'card'] as const)),
      ),
      ...defined('refers_to', refersTo?.sale_id),
      ...defined('required_on', required),
      ...defined(
        'shipped_on',
        dice.maybe(0.6, () => addDays(day, dice.between(0, 25))),
      ),
      ...defined(
        'ship_name',
        dice.maybe(0.2, () => dice.pick(NAMES)),
      ),
      ...defined(
        'ship_city',
        dice.maybe(0.5, () => dice.pick(CITIES)),
      ),
      ...defined(
        'ship_region',
        dice.maybe(0.3, () => dice.pick(REGIONS)),
      ),
      ...defined(
        'ship_postal_code',
        dice.maybe(0.2, () => '110001'),
      ),
      ...defined(
        'ship_country',
        dice.maybe(0.5, () => dice.pick(COUNTRIES)),
      ),
      ...defined(
        'freight',
        dice.maybe(0.5, () => sign * dice.below(5_000)),
      ),
      ...(taxIncluded || dice.chance(0.5) ? { tax_included: taxIncluded } : {}),
      total: sign * dice.below(90_000),
      lines,
    };
  };
  const sold = Array.from({ length: dice.pick([0, 3, 12, 30, 45, 60]) }, (_, index) =>
    document('sale', index),
  );
  const back = sold
    .filter(() => dice.chance(0.2))
    .map((sale, index) => document(dice.pick(['refund', 'cancellation'] as const), 500 + index, sale));

  return {
    settings,
    digits: currencyDigits(currency),
    now,
    today: localDate(now, settings.time_zone),
    sales: [...sold, ...back],
    products,
    categories: categoryIds.map((category_id) => ({
      category_id,
      name: dice.pick(NAMES),
      ...defined(
        'description',
        dice.maybe(0.5, () => 'All of it'),
      ),
    })),
    suppliers: supplierIds.map((supplier_id) => ({
      supplier_id,
      name: dice.pick(NAMES),
      ...contact(),
      ...place(),
    })),
    customers: customerIds.map((customer_id) => ({
      customer_id,
      name: dice.pick(NAMES),
      ...contact(),
      ...place(),
    })),
    employees: employeeIds.map((employee_id) => ({
      employee_id,
      first_name: dice.pick(['Ravi', 'Meena', 'Arun']),
      ...defined(
        'last_name',
        dice.maybe(0.7, () => dice.pick(['Rao', 'Das'])),
      ),
      ...defined(
        'title',
        dice.maybe(0.5, () => 'Clerk'),
      ),
      ...defined('reports_to', id(employeeIds, 0.6)),
      ...defined(
        'born_on',
        dice.maybe(0.5, () => '1968-12-08'),
      ),
      ...defined(
        'hired_on',
        dice.maybe(0.5, () => dice.pick(['2020-02-29', '2021-01-01'])),
      ),
      ...place(),
      ...defined(
        'territory_ids',
        dice.maybe(0.7, () => dice.some([...territoryIds, 'GONE'], dice.below(4))),
      ),
    })),
    territories: territoryIds.map((territory_id) => ({
      territory_id,
      name: dice.pick(NAMES),
      ...defined(
        'region',
        dice.maybe(0.7, () => dice.pick(REGIONS)),
      ),
    })),
    shippers: shipperIds.map((shipper_id) => ({
      shipper_id,
      name: dice.pick(NAMES),
      ...defined(
        'phone',
        dice.maybe(0.5, () => '555'),
      ),
    })),
    movements: randomMovements(seed, productIds),
  };
}

/** Some products have moved, in lots and loose; only what is loose goes below zero. */
function randomMovements(seed: number, productIds: readonly string[]): PlainShop['movements'] {
  const dice = new Dice(seed + 7_000_000);
  return productIds.flatMap((product_id) => {
    const held = new Map<string, Leg>();
    return Array.from({ length: dice.chance(0.5) ? dice.between(1, 4) : 0 }, (_, index) => {
      const lot = dice.pick([
        {},
        { batch: 'B1' },
        { batch: 'B1', expires: '2026-05-31' },
        { expires: '2026-01-15' },
      ]);
      const place = { location: dice.pick(['shop', 'godown']), ...lot };
      const name = JSON.stringify(place);
      const before = held.get(name)?.quantity ?? 0;
      const drawn = dice.pick([0, 1_000, 12_345, -4_000, -before, dice.below(40_000)]);
      const quantity = 'batch' in lot || 'expires' in lot ? Math.max(-before, drawn) : drawn;
      held.set(name, { ...place, quantity: before + quantity });
      return {
        product_id,
        seq: index + 1,
        kind: 'count' as const,
        on: addDays(FIRST_DAY, index * 20),
        recorded_at: '',
        quantity,
        legs: quantity === 0 ? [] : [{ ...place, quantity }],
        ...defined(
          'ordered',
          dice.maybe(0.4, () => dice.pick([2_000, 7_500])),
        ),
        key: `key-${product_id}-${index}`,
        after: {
          ...defined(
            'average_cost',
            dice.maybe(0.7, () => dice.below(9_000_000)),
          ),
          shelves: [...held.values()].map(({ location, batch, expires, quantity: left }) => ({
            location,
            loose: batch === undefined && expires === undefined ? left : 0,
            lots:
              (batch === undefined && expires === undefined) || left <= 0
                ? []
                : [{ ...defined('batch', batch), ...defined('expires', expires), quantity: left }],
          })),
        },
      };
    });
  });
}

/** `day` moved by so many days. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Whole days from one day to another. */
export function daysBetween(from: string, to: string): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000;
}

function defined<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  const made: { [P in K]?: V } = {};
  return value === undefined ? made : Object.assign(made, { [key]: value });
}
