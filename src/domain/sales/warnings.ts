import {
  currencyDigits,
  decimalText,
  divideRounded,
  FINE_PER_MINOR,
  fromUnits,
  QUANTITY_SCALE,
} from '../money.js';
import type { Product } from '../products/records.js';
import { grossOf } from './amounts.js';
import type { Sale } from './sale.js';
import type { SoldEntry, StockEntry } from './stock.js';

const FINE_PER_STEP = BigInt(FINE_PER_MINOR / QUANTITY_SCALE);

/** What should be looked into after a sale: stock below zero, expired goods, prices above the MRP. */
export function saleWarnings(
  sale: Sale,
  products: readonly Product[],
  { moved, location }: Pick<SoldEntry, 'moved' | 'location'>,
  currency: string,
): string[] {
  const byId = new Map(products.map((product) => [product.product_id, product]));
  return [...aboveMrp(sale, byId, currencyDigits(currency)), ...stockWarnings(moved, byId, location)];
}

/** What should be looked into after goods came back: they may lie where no list shows them. */
export function returnWarnings(
  moved: StockEntry['moved'],
  products: Iterable<Pick<Product, 'product_id' | 'name' | 'removed'>>,
): string[] {
  const back = new Set(moved.map(({ product_id: id }) => id));
  return [...products]
    .filter(({ product_id: id, removed }) => removed === true && back.has(id))
    .map(
      ({ name }) =>
        `${name} was removed and is in stock again: save_product brings it back, list_products with show removed tells how much.`,
    );
}

function stockWarnings(
  moved: StockEntry['moved'],
  products: ReadonlyMap<string, Product>,
  location: string,
): string[] {
  return moved.flatMap(({ product_id: id, left, expired = 0 }) => {
    const name = products.get(id)?.name ?? id;
    return [
      ...(left < 0
        ? [
            `By the books ${fromUnits(left, 3)} of ${name} is left at ${location}: count it, or record what came in, with adjust_stock.`,
          ]
        : []),
      ...(expired > 0
        ? [`Of ${name}, ${fromUnits(expired, 3)} came out of batches that have expired, at ${location}.`]
        : []),
    ];
  });
}

/** Lines that a customer pays more for than the maximum retail price, which holds all taxes. */
function aboveMrp(
  { lines, tax_included: inside }: Sale,
  products: ReadonlyMap<string, Product>,
  digits: number,
): string[] {
  return lines.flatMap((line) => {
    const product = products.get(line.product_id ?? '');
    if (product?.mrp === undefined || line.quantity <= 0) return [];
    const tax = inside === true ? 0n : BigInt(line.tax ?? 0);
    const paid = grossOf(line) - BigInt(line.discount ?? 0) + tax;
    const most = BigInt(product.mrp) * BigInt(line.quantity) * FINE_PER_STEP;
    if (paid <= most) return [];
    const each = Number(divideRounded(paid, BigInt(line.quantity) * FINE_PER_STEP));
    return [
      `${product.name} is sold at ${decimalText(each, digits)}, above its MRP of ${decimalText(product.mrp, digits)}: in India that is an offence. Take the sale back, or correct the MRP with save_product.`,
    ];
  });
}
