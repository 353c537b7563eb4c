import { InventoryService } from '../../../src/domain/inventory/inventory-service.js';
import type { Product } from '../../../src/domain/products/records.js';
import { type Books, openBooks } from '../../../src/domain/sales/books.js';
import { NameLookup } from '../../../src/domain/sales/lookup.js';
import { SalesService } from '../../../src/domain/sales/sales-service.js';
import { UdhaarService } from '../../../src/domain/udhaar/udhaar-service.js';
import { NO_REPLICA, settingsOf, type World } from '../simulation/agents.js';

export const SHOPS = ['north', 'south'] as const;
export const LOCATIONS = ['counter', 'godown'] as const;

export const KEPT = ['tea', 'rice', 'salt'] as const;
/** Its stock is not kept: no sale of it moves anything. */
export const UNKEPT = 'gift';

/** What the books of a shop state of its goods before anything moves. */
export const PRODUCTS: Readonly<Record<string, readonly Product[]>> = {
  north: goods(50_000),
  south: goods(80_000),
};
const CUSTOMER = { customer_id: 'anita', name: 'Anita' };

/** One that begins with its first adjustment; one with a stated stock; one tracked from nothing. Two are on order. */
function goods(rice: number): Product[] {
  return [
    { product_id: 'tea', name: 'Tea', price: 10_000, cost: 7_000 },
    { product_id: 'rice', name: 'Rice', price: 6_000, cost: 4_500, stock: rice, on_order: 20_000 },
    { product_id: 'salt', name: 'Salt', price: 2_000, track_stock: true, on_order: 12_000 },
    { product_id: UNKEPT, name: 'Gift', price: 500 },
  ];
}

/** What the books state of one product, in thousandths, before its first movement brings it forward. */
export function statedOf(
  shop: string,
  product: string,
): { readonly stock: number; readonly onOrder: number; readonly cost: number | undefined } {
  const found = PRODUCTS[shop]?.find(({ product_id: id }) => id === product);
  return { stock: found?.stock ?? 0, onOrder: found?.on_order ?? 0, cost: found?.cost };
}

/** One server's way to a shop. */
export interface Clerk {
  readonly books: Books;
  readonly inventory: InventoryService;
  readonly sales: SalesService;
}

export function openClerk({ table, time, prefix, random }: World, shop: string, skew: number): Clerk {
  const settings = settingsOf(prefix + shop, {
    stock_locations: [...LOCATIONS],
    ...(shop === 'south' ? { negative_stock: 'refuse' as const } : {}),
  });
  const clock = () => new Date(time.now() + skew);
  const pause = (tries: number) => time.sleep(random() * Math.min(200, 5 * 2 ** tries));
  const onWrite = () => undefined;
  const books = openBooks(table, settings.shop_id, onWrite);
  const lookup = new NameLookup(books, NO_REPLICA);
  const inventory = new InventoryService({
    store: table,
    products: {
      find: (id, field) => lookup.product(id, field),
      get: (id) => books.products.get(id),
      item: (product, version, now) => books.products.item(product, version, now),
    },
    findSupplier: async () => ({ supplier_id: 'annadhara', name: 'Annadhara' }),
    replica: NO_REPLICA,
    settings,
    clock,
    onWrite,
    pause,
  });
  const credit = new UdhaarService({
    store: table,
    customers: {
      find: async () => CUSTOMER,
      get: async () => CUSTOMER,
      change: async () => [],
      newItem: () => {
        throw new Error('nobody is new');
      },
      alike: async () => [],
    },
    replica: NO_REPLICA,
    settings,
    clock,
    onWrite,
    pause,
  });
  const sales = new SalesService({
    table,
    books,
    lookup,
    credit,
    stock: inventory,
    settings,
    clock,
    onWrite,
    pause,
  });
  return { books, inventory, sales };
}

/** Puts the goods and the customer on the books of both shops. */
export async function furnish(world: World): Promise<void> {
  const now = new Date(world.time.now());
  for (const shop of SHOPS) {
    const { books } = openClerk(world, shop, 0);
    const items = [
      ...(PRODUCTS[shop] ?? []).map((product) => books.products.item(product, 1, now)),
      books.customers.item(CUSTOMER, 1, now),
    ];
    for (let done = false; !done; )
      done = await world.table
        .transact(items.map((item) => ({ item })))
        .then(() => true)
        .catch(() => false);
  }
}
