import { PostingService } from '../../../src/domain/bills/posting/posting-service.js';
import type { ShelfProduct } from '../../../src/domain/bills/posting/shelf.js';
import { InventoryService } from '../../../src/domain/inventory/inventory-service.js';
import { PayablesService } from '../../../src/domain/payables/payables-service.js';
import type { Item } from '../../../src/domain/ports/store/table.js';
import type { Product } from '../../../src/domain/products/records.js';
import { type Books, openBooks } from '../../../src/domain/sales/books.js';
import { NameLookup } from '../../../src/domain/sales/lookup.js';
import { billRecord, itemOf, itemsOfBill, type MadeBill } from '../bills/record.js';
import { NO_REPLICA, settingsOf, type World } from '../simulation/agents.js';

export const SHOPS = ['north', 'south'] as const;
export const GOODS = ['tea', 'rice', 'salt'] as const;

const PRODUCTS: readonly Product[] = [
  { product_id: 'tea', name: 'Tea', price: 10_000, cost: 7_000 },
  { product_id: 'rice', name: 'Rice', price: 6_000, cost: 4_500, stock: 50_000 },
  { product_id: 'salt', name: 'Salt', price: 2_000, track_stock: true },
];
const SUPPLIER = { supplier_id: 'S1', name: 'Gupta Traders' };

/** Two of them are the same bill, read twice; the others are of one, two or three products. */
const BILLS: readonly MadeBill[] = [
  { id: 'one', items: [itemOf('Tea', 5_000, 7_100)] },
  { id: 'two', items: [itemOf('Rice', 9_000, 4_400), itemOf('Chai patti', 3_000, 7_300)] },
  {
    id: 'three',
    items: [itemOf('Salt', 7_000, 1_500), itemOf('Rice', 1_000, 4_600), itemOf('Tea', 2_000, 6_900)],
  },
  { id: 'four', items: [itemOf('Rice', 4_000, 4_700), itemOf('Namak', 6_000, 1_400)] },
  { id: 'again', number: 'one', file: 'one', items: [itemOf('Tea', 5_000, 7_100)] },
];

/** The bills of a shop, with their ids. */
export const RECORDS = BILLS.map(billRecord);

/** What a person says of lines whose names tell nothing. */
export const SAID: Readonly<Record<string, readonly { line: number; product: string }[]>> =
  Object.fromEntries(
    RECORDS.map(({ bill_id, bill }) => [
      bill_id,
      bill.items.flatMap(({ name }, index) => {
        const product = { 'Chai patti': 'tea', Namak: 'salt' }[name];
        return product === undefined ? [] : [{ line: index + 1, product }];
      }),
    ]),
  );

/** One server's way to a shop. */
export interface Clerk {
  readonly books: Books;
  readonly inventory: InventoryService;
  readonly payables: PayablesService;
  readonly postings: PostingService;
}

/** Items that lines may take of one transaction: so few that a bill of two products takes two. */
const ROOM = 4;

export function openClerk({ table, time, prefix, random }: World, shop: string, skew: number): Clerk {
  const settings = settingsOf(prefix + shop, shop === 'south' ? { negative_stock: 'refuse' as const } : {});
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
    findSupplier: async () => SUPPLIER,
    replica: NO_REPLICA,
    settings,
    clock,
    onWrite,
    pause,
  });
  const payables = new PayablesService({ table, settings, clock, pause });
  const postings = new PostingService({
    table,
    shelf: {
      products: async (): Promise<ShelfProduct[]> => PRODUCTS.map((product) => ({ ...product })),
      suppliers: async () => [SUPPLIER],
    },
    products: books.products,
    suppliers: books.suppliers,
    stock: inventory,
    payables,
    settings,
    clock,
    onWrite,
    room: ROOM,
    pause,
  });
  return { books, inventory, payables, postings };
}

/** Puts the goods, the supplier and the bills that were read on the books of both shops. */
export async function furnish(world: World): Promise<void> {
  const now = new Date(world.time.now());
  for (const shop of SHOPS) {
    const { books } = openClerk(world, shop, 0);
    const items: Item[] = [
      ...PRODUCTS.map((product) => books.products.item(product, 1, now)),
      books.suppliers.item(SUPPLIER, 1, now),
      ...RECORDS.flatMap((record) => itemsOfBill(world.table, world.prefix + shop, record)),
    ];
    for (let done = false; !done; )
      done = await world.table
        .transact(items.map((item) => ({ item })))
        .then(() => true)
        .catch(() => false);
  }
}
