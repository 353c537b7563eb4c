import { type PriceRecord, priceRecord } from '../products/price-record.js';
import { localDate } from '../time.js';
import { readRecords } from './import-records.js';
import type { Job } from './job.js';
import { reconcile, settleNames } from './reconcile.js';
import { COMPETITOR_PRICE_FIELDS } from './record-fields.js';
import { References } from './references.js';
import { openSource, type Source } from './source.js';

/**
 * Imports what competitors ask for products of the shop, each price from a day on. Rows of products that are not on the
 * books, and of prices in another currency, are bad.
 */
export async function importCompetitorPrices(job: Job): Promise<Source> {
  const { shop, clock, books } = job.deps;
  const today = localDate(clock(), shop.time_zone);
  const source = await openSource(job, COMPETITOR_PRICE_FIELDS);
  const products = new References();
  const known = await productsOf(job, source, products);
  const rows = await readRecords(
    job,
    source,
    (cells) => {
      const product = products.of(cells.id('product_id'), cells.text('product'));
      const seller = cells.text('seller');
      const price = cells.money('price');
      const currency = cells.text('currency')?.toUpperCase();
      const from = cells.date('date')?.date ?? today;
      if (product === undefined)
        return cells.fail(cells.has('product') ? 'product' : 'product_id', 'is empty');
      if (!known.has(product.id)) return cells.fail('product', 'no product has this id or name');
      if (seller === undefined) return cells.fail('seller', 'is empty');
      if (seller.length > 100) return cells.fail('seller', 'is longer than 100 characters');
      if (currency !== undefined && currency !== shop.currency)
        return cells.fail('currency', `is not the shop's: convert the price to ${shop.currency}`, currency);
      if (price === undefined) return cells.fail('price', 'is empty');
      if (price <= 0) return cells.fail('price', 'is not above 0', cells.raw('price'));
      if (from > today) return cells.fail('date', 'lies in the future', from);
      return priceRecord({ product_id: product.id, seller, from, price });
    },
    (record) => record.price_id,
  );
  const idOf = (record: PriceRecord): string => record.price_id;
  await reconcile(job, 'competitor_prices', books.prices, idOf, rows, 'merge');
  job.sample = rows.slice(0, 3).map(({ product_id, seller, from, price = 0 }) => ({
    product_id,
    seller,
    from,
    price: price / 10 ** job.digits,
  }));
  return source;
}

/** Ids of the file's products that are on the books, under which they are known from then on. */
async function productsOf(job: Job, source: Source, products: References): Promise<ReadonlySet<string>> {
  if (source.mapping.missing.length > 0) return new Set();
  for (const row of source.table.rows()) {
    source.cells.start(row);
    products.of(source.cells.id('product_id'), source.cells.text('product'));
  }
  await settleNames(job, 'products', products);
  const ids = [...products.all()].map(({ id }) => id);
  return new Set((await job.deps.books.products.getMany(ids, job.pace.signal)).keys());
}
