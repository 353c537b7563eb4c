import type { Answers } from '../../../src/domain/bills/posting/answers.js';
import type { Table } from '../../../src/domain/ports/store/table.js';
import type { Product } from '../../../src/domain/products/records.js';
import type { ShopSettings } from '../../../src/domain/shop.js';
import { anotherProcess, NOON } from '../../domain/sales/shop.js';
import { billRecord, itemsOfBill, type MadeBill } from '../bills/record.js';
import { freshShop } from '../embedded-store.js';

let keys = 0;

export function keyed(payload: unknown = 'the same') {
  keys += 1;
  return { key: `posting-key-${keys}`, payload };
}

export const NO_ANSWERS: Answers = { lines: [] };

const PRODUCTS: readonly Product[] = [
  {
    product_id: 'salt',
    name: 'Tata Salt 1 kg',
    price: 2_800,
    cost: 2_400,
    mrp: 3_000,
    tax_rate: 0,
    hsn: '2501',
  },
  {
    product_id: 'tea',
    name: 'Red Label Tea 250 g',
    unit: 'packet',
    pack: 'case',
    pack_size: 24_000,
    price: 14_000,
    cost: 11_000,
    barcode: '8901234567890',
    stock: 5_000,
  },
  { product_id: 'sugar', name: 'Sugar', unit: 'kg', price: 4_600, cost: 4_100, stock: 20_000 },
  { product_id: 'bag', name: 'Carry Bag', price: 100, track_stock: false },
];

/** A shop that buys salt, tea and sugar, and short ways to post bills in it. */
export async function postingShop(table: Table, settings: Partial<ShopSettings> = {}) {
  const id = freshShop();
  const shop = anotherProcess(table, id, () => NOON, settings);
  await shop.books.products.putMany([...PRODUCTS], new Map(), NOON);
  await shop.books.suppliers.putMany([{ supplier_id: 'S1', name: 'Gupta Traders' }], new Map(), NOON);
  const read = async (made: MadeBill): Promise<string> => {
    const record = billRecord(made);
    await table.transact(itemsOfBill(table, id, record).map((item) => ({ item })));
    return record.bill_id;
  };
  const propose = (bill: string, answers: Answers = NO_ANSWERS) => shop.postings.propose(bill, answers);
  return {
    id,
    shop,
    read,
    propose,
    post: async (bill: string, answers: Answers = NO_ANSWERS, write = keyed()) =>
      shop.postings.post(bill, answers, (await propose(bill, answers)).code, write),
    reverse: (bill: string, write = keyed()) => shop.postings.reverse(bill, write),
    stock: async (product: string) => shop.inventory.stock(await shop.products.find(product, 'product')),
    product: async (product: string) => (await shop.books.products.get(product))?.record,
    /** Everything that the shop's store holds, bar keys, without versions and times. */
    items: async () => {
      const found = [];
      for await (const items of table.scan())
        found.push(...items.filter(({ PK, type }) => PK.startsWith(`SHOP#${id}#`) && type !== 'key'));
      return found;
    },
  };
}
