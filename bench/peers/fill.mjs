/**
 * Fills the store with generated sales: `fill.mjs DATA_DIR LINES LINES_A_SALE SEED [flags]`. Written as an import
 * writes, in batches and without a transaction; the same seed gives the same sales.
 */
import { compose } from '../../dist/compose.js';
import { readCommandLine, readConfig } from '../../dist/config.js';
import { randomFrom } from '../../dist/domain/random.js';
import { openBooks } from '../../dist/domain/sales/books.js';

const CUSTOMERS = 5_000;
const PRODUCTS = 4_000;
const COUNTRIES = 40;
const DAYS = 1_826;
const FIRST_DAY = Date.UTC(2021, 0, 1);
const DAY = 86_400_000;
/** One document in so many is a refund. */
const REFUNDS = 50;
const AT_ONCE = 2_000;

const [dir, ...rest] = process.argv.slice(2);
const [lines, linesASale, seed] = rest.splice(0, 3).map(Number);
const { flags } = readCommandLine(['fill', '--data-dir', dir, ...rest]);
const config = readConfig(flags, {});
const munshi = compose(config);
const { table } = await munshi.store();
const books = openBooks(table, config.shop, () => undefined);
const random = randomFrom(seed, 1);
const started = performance.now();

const range = (count, make) => Array.from({ length: count }, (_, index) => make(index));
const customers = range(CUSTOMERS, (index) => ({
  customer_id: `C${index}`,
  name: `Customer ${index}`,
  country: `Country ${random.int(1, COUNTRIES)}`,
}));
const products = range(PRODUCTS, (index) => ({
  product_id: `P${index}`,
  name: `Product ${index}`,
  price: random.int(50, 20_000),
}));
await books.customers.putMany(customers, new Map(), new Date());
await books.products.putMany(products, new Map(), new Date());

const count = Math.ceil(lines / linesASale);
for (let from = 0; from < count; from += AT_ONCE) {
  const sales = range(Math.min(AT_ONCE, count - from), (index) => saleOf(from + index));
  await books.sales.putMany(sales, new Map(), new Date());
}
const seconds = Math.round((performance.now() - started) / 1_000);
await munshi.close();
console.log(JSON.stringify({ sales: count, lines: count * linesASale, seconds }));

function saleOf(index) {
  const day = new Date(FIRST_DAY + Math.floor((index * DAYS) / count) * DAY).toISOString().slice(0, 10);
  const kind = random.int(1, REFUNDS) === 1 ? 'refund' : 'sale';
  const sold = range(linesASale, () => {
    const { product_id, price } = random.pick(products);
    return {
      product_id,
      quantity: random.int(1, 9) * (kind === 'refund' ? -1_000 : 1_000),
      unit_price: price,
    };
  });
  return {
    sale_id: `${day.replaceAll('-', '')}-${index}`,
    kind,
    at: `${day}T12:00:00+00:00`,
    customer_id: random.pick(customers).customer_id,
    total: sold.reduce((sum, { quantity, unit_price }) => sum + (quantity / 1_000) * unit_price, 0),
    lines: sold,
  };
}
