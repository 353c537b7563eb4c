import { dayNumber, dayOf } from '../calendar/days.js';
import { decimalText } from '../money.js';
import { doubtfulAs } from '../products/doubtful-price.js';
import { type PriceRecord, priceRecord } from '../products/price-record.js';
import type { Product } from '../products/records.js';
import { localDate } from '../time.js';
import type { CellReader } from './cells.js';
import { readRecords } from './import-records.js';
import type { Job } from './job.js';
import { reconcile, settleNames } from './reconcile.js';
import { COMPETITOR_PRICE_FIELDS, OWN_PRICE_FIELDS } from './record-fields.js';
import { References } from './references.js';
import { openSource, type Source } from './source.js';

/** Doubtful prices that are named one by one. */
const MOST_DOUBTS = 5;

/** What a row says: a price from a day on, that it ends, or both. */
interface Stated {
  readonly price: PriceRecord | undefined;
  /** From when on the seller's price is not known any more. */
  readonly end: PriceRecord | undefined;
}

/**
 * Imports what competitors ask for products of the shop, each price from a day on and, where one is stated, until another.
 * A row with an end and no price withdraws what held by then. Rows of products that are not on the books, and of prices in
 * another currency, are bad. Prices that are hardly true are imported and pointed out.
 */
export async function importCompetitorPrices(job: Job): Promise<Source> {
  const today = todayOf(job);
  const source = await openSource(job, COMPETITOR_PRICE_FIELDS);
  const products = new References();
  const known = await productsOf(job, source, products);
  const rows = await readRecords(
    job,
    source,
    (cells): Stated | undefined => {
      const product = productIn(cells, products, known);
      if (product === undefined) return undefined;
      const seller = cells.text('seller');
      const price = cells.money('price');
      const until = cells.date('until')?.date;
      const from = cells.date('date')?.date ?? (price === undefined ? until : today);
      if (seller === undefined) return cells.fail('seller', 'is empty');
      if (seller.length > 100) return cells.fail('seller', 'is longer than 100 characters');
      if (!isOwnCurrency(job, cells)) return undefined;
      if (price === undefined && until === undefined)
        return cells.fail('price', 'is empty; to withdraw a price state until, its last day');
      if (price !== undefined && price <= 0) return cells.fail('price', 'is not above 0', cells.raw('price'));
      if (from !== undefined && from > today) return cells.fail('date', 'lies in the future', from);
      if (until !== undefined && from !== undefined && until < from)
        return cells.fail('until', 'lies before the day from when', until);
      const of = { product_id: product.product_id, seller };
      return {
        price: price === undefined || from === undefined ? undefined : priceRecord({ ...of, from, price }),
        end:
          until === undefined
            ? undefined
            : priceRecord({ ...of, from: dayOf(dayNumber(until) + 1), price: undefined }),
      };
    },
    ({ price, end }) => (price ?? end)?.price_id ?? '',
  );
  await store(job, 'competitor_prices', await recordsOf(job, rows));
  const stated = rows.flatMap(({ price }) => price ?? []);
  warn(job, stated, known);
  job.sample = rows.slice(0, 3).map(({ price, end }) => ({
    ...shown(job, price ?? end),
    ...(end === undefined ? {} : { until: dayOf(dayNumber(end.from) - 1) }),
  }));
  return source;
}

/**
 * Imports what the shop itself asked for its products on days gone by. What it asks from today on is saved with the product.
 */
export async function importOwnPrices(job: Job): Promise<Source> {
  const today = todayOf(job);
  const source = await openSource(job, OWN_PRICE_FIELDS);
  const products = new References();
  const known = await productsOf(job, source, products);
  const rows = await readRecords(
    job,
    source,
    (cells) => {
      const product = productIn(cells, products, known);
      if (product === undefined) return undefined;
      const [price, cost, mrp] = [cells.money('price'), cells.money('cost'), cells.money('mrp')];
      const from = cells.date('date')?.date;
      if (!isOwnCurrency(job, cells)) return undefined;
      if (price === undefined) return cells.fail('price', 'is empty');
      if (price <= 0) return cells.fail('price', 'is not above 0', cells.raw('price'));
      for (const [name, value] of [
        ['cost', cost],
        ['mrp', mrp],
      ] as const)
        if ((value ?? 0) < 0) return cells.fail(name, 'is below 0', cells.raw(name));
      if (from === undefined) return cells.fail('date', 'is empty');
      if (from >= today)
        return cells.fail('date', 'is not before today: import kind products, or save_product', from);
      return priceRecord({
        product_id: product.product_id,
        from,
        price,
        ...(cost === undefined ? {} : { cost }),
        ...(mrp === undefined ? {} : { mrp }),
      });
    },
    (record) => record.price_id,
  );
  await store(job, 'prices', rows);
  warn(job, rows, known);
  job.sample = rows.slice(0, 3).map((record) => shown(job, record));
  return source;
}

function todayOf({ deps: { clock, shop } }: Job): string {
  return localDate(clock(), shop.time_zone);
}

function productIn(
  cells: CellReader,
  products: References,
  known: ReadonlyMap<string, Product>,
): Product | undefined {
  const text = cells.text('product');
  const reference = products.of(cells.id('product_id'), text);
  if (reference === undefined) return cells.fail(cells.has('product') ? 'product' : 'product_id', 'is empty');
  return (
    known.get(reference.id) ??
    known.get(text ?? '') ??
    cells.fail('product', 'no product has this id or name')
  );
}

function isOwnCurrency({ deps: { shop } }: Job, cells: CellReader): boolean {
  const currency = cells.text('currency')?.toUpperCase();
  if (currency === undefined || currency === shop.currency) return true;
  cells.fail('currency', `is not the shop's: convert the price to ${shop.currency}`, currency);
  return false;
}

/** Ends give way to prices that begin on their day, in the file or on the books. */
async function recordsOf(job: Job, rows: readonly Stated[]): Promise<PriceRecord[]> {
  const ends = rows.flatMap(({ price, end }) => (price === undefined || end === undefined ? [] : [end]));
  const stored = await job.deps.books.prices.getMany(
    ends.map(({ price_id: id }) => id),
    job.pace.signal,
  );
  const records = new Map<string, PriceRecord>();
  for (const end of ends) if (!stored.has(end.price_id)) records.set(end.price_id, end);
  for (const { price, end } of rows)
    if (price === undefined && end !== undefined) records.set(end.price_id, end);
  for (const { price } of rows) if (price !== undefined) records.set(price.price_id, price);
  return [...records.values()];
}

async function store(job: Job, entity: string, records: readonly PriceRecord[]): Promise<void> {
  await reconcile(job, entity, job.deps.books.prices, (record) => record.price_id, records, 'merge');
}

/** Says which prices are hardly true. */
function warn(job: Job, records: readonly PriceRecord[], known: ReadonlyMap<string, Product>): void {
  const doubts = records.flatMap(({ product_id: id, seller, price = 0 }) => {
    const product = known.get(id);
    const doubt = doubtfulAs(price, product?.price, product?.mrp);
    if (doubt === undefined) return [];
    const [theirs, own] = [price, (doubt === 'above_mrp' ? product?.mrp : product?.price) ?? 0].map((each) =>
      decimalText(each, job.digits),
    );
    const whose = seller ?? 'own price';
    return [
      doubt === 'above_mrp'
        ? `${whose}: ${theirs} for ${id} is above its MRP of ${own}`
        : `${whose}: ${theirs} for ${id} is more than three times away from its price of ${own}`,
    ];
  });
  if (doubts.length === 0) return;
  const more = doubts.length > MOST_DOUBTS ? `; ${doubts.length - MOST_DOUBTS} more are like that` : '';
  const own = records.every(({ seller }) => seller === undefined);
  job.notes.push(
    `${doubts.slice(0, MOST_DOUBTS).join('; ')}${more}. ${own ? 'If that is a slip' : 'pricing_advice leaves such prices out'}: import the right one for the same day.`,
  );
}

function shown({ digits }: Job, record: PriceRecord | undefined): Record<string, unknown> {
  if (record === undefined) return {};
  const { product_id, seller, from, price } = record;
  return {
    product_id,
    ...(seller === undefined ? {} : { seller }),
    ...(price === undefined ? {} : { from, price: price / 10 ** digits }),
  };
}

/** The file's products that are on the books, by id. */
async function productsOf(
  job: Job,
  source: Source,
  products: References,
): Promise<ReadonlyMap<string, Product>> {
  if (source.mapping.missing.length > 0) return new Map();
  const texts = new Set<string>();
  for (const row of source.table.rows()) {
    source.cells.start(row);
    const text = source.cells.text('product');
    if (text !== undefined) texts.add(text);
    products.of(source.cells.id('product_id'), text);
  }
  await settleNames(job, 'products', products);
  // A column of products may hold their ids.
  const ids = new Set([...[...products.all()].map(({ id }) => id), ...texts]);
  const found = await job.deps.books.products.getMany([...ids], job.pace.signal);
  return new Map([...found].map(([id, { record }]) => [id, record]));
}
