import { invalid } from '../errors.js';
import { QUANTITY_SCALE } from '../money.js';
import { inUnits, unitSize } from '../products/packs.js';
import { isTracked, type Product } from '../products/records.js';
import { type LineDraft, priceSale } from './amounts.js';
import type { CreditSale } from './credit.js';
import { type PlannedSale, planDocument } from './document.js';
import type { NameLookup } from './lookup.js';
import { given, saleId, saleMoment } from './parts.js';
import type { SalesPorts, Try } from './ports.js';
import type { LineRequest, SaleRequest } from './requests.js';
import { LARGEST_PRICE_BASE } from './sale.js';
import type { SoldGoods } from './stock.js';
import { saleWarnings } from './warnings.js';

/** Works out a sale with its stock movements and its credit entry. Writes nothing. */
export async function planSale(
  request: SaleRequest,
  { key, fresh, hold, signal }: Try,
  ports: SalesPorts,
): Promise<PlannedSale> {
  const { lookup, clock, settings, stock, books, credit } = ports;
  const now = clock();
  const at = saleMoment(request.at, now, settings.time_zone);
  const [customer, employee] = await Promise.all([
    request.customer === undefined ? undefined : lookup.customer(request.customer, 'customer', signal),
    request.employee === undefined ? undefined : lookup.employee(request.employee, 'employee', signal),
  ]);
  const asked = await Promise.all(request.lines.map((line, index) => priced(lookup, line, index, signal)));
  const id = saleId(at, key);
  const goods = byProduct(asked);
  await hold(goods.flatMap(({ product }) => (isTracked(product) ? [product.product_id] : [])));
  const moves = await stock.planSale(
    { sale_id: id, on: at.slice(0, 10), location: request.location, goods },
    key,
    fresh,
  );
  const sale = priceSale({
    sale_id: id,
    kind: 'sale',
    ...given({
      number: request.number,
      channel: request.channel,
      location: moves.said,
      payment: request.payment,
      freight: request.freight,
    }),
    ...given({ customer_id: customer?.customer_id, employee_id: employee?.employee_id }),
    at,
    tax_included: request.tax_included,
    lines: asked.map(
      ({ product, line, quantity, price }): LineDraft => ({
        product_id: product.product_id,
        quantity,
        ...price,
        discount: line.discount,
        discount_rate: line.discount_rate,
        tax_rate: line.tax_rate ?? product.tax_rate,
        unit_cost: moves.costs.get(product.product_id) ?? product.cost,
      }),
    ),
    discount: request.discount,
    round_to: request.round_to,
  });
  if (sale.total < 0)
    throw invalid('lines', 'The total is negative.', {
      fix: 'Use kind refund for goods that come back.',
    });
  const warnings = saleWarnings(
    sale,
    asked.map(({ product }) => product),
    moves,
    settings.currency,
  );
  const parts = { sale, now, stock: moves, key, warnings };
  if (request.payment !== 'credit' || sale.total === 0) return planDocument(parts, books.sales, credit);
  if (customer === undefined)
    throw invalid('customer', 'A sale on credit needs the customer who owes.', {
      fix: 'Send the customer; record_udhaar opens an account for a new one.',
    });
  const onCredit: CreditSale = {
    kind: 'credit',
    customer_id: customer.customer_id,
    amount: sale.total,
    sale_id: sale.sale_id,
    on: at.slice(0, 10),
    due: request.due,
    over_limit: request.over_limit,
  };
  return planDocument({ ...parts, onCredit }, books.sales, credit);
}

/** A line with its product, what is sold in thousandths of its unit, and the price it is sold at. */
async function priced(lookup: NameLookup, line: LineRequest, index: number, signal: AbortSignal | undefined) {
  const product = await lookup.product(line.product, `lines[${index}].product`, signal);
  const price = line.unit_price ?? product.price;
  if (price === undefined)
    throw invalid(`lines[${index}].unit_price`, `${product.name} has no price on file.`, {
      fix: 'Send unit_price.',
    });
  const size = unitSize(line.unit, product, `lines[${index}].unit`);
  return {
    product,
    line,
    quantity: inUnits(line.quantity, size, `lines[${index}].quantity`),
    price: line.unit_price === undefined ? { unit_price: price } : priceFor(price, size, index),
  };
}

/** A price for what is `size` large, in thousandths of the unit. */
function priceFor(
  price: number,
  size: number,
  index: number,
): Pick<LineDraft, 'unit_price' | 'price_base_quantity'> {
  if ((price * QUANTITY_SCALE) % size === 0) return { unit_price: (price * QUANTITY_SCALE) / size };
  const base = size / QUANTITY_SCALE;
  if (Number.isInteger(base) && base <= LARGEST_PRICE_BASE)
    return { unit_price: price, price_base_quantity: base };
  throw invalid(`lines[${index}].unit_price`, 'This price of a pack is no whole price of its unit.', {
    fix: 'Send quantity and price in the unit itself.',
  });
}

/** What a sale sells of each product, however many lines it stands on. */
function byProduct(lines: readonly { readonly product: Product; readonly quantity: number }[]): SoldGoods[] {
  const goods = new Map<string, SoldGoods>();
  for (const [index, { product, quantity }] of lines.entries()) {
    const known = goods.get(product.product_id) ?? { quantity: 0, line: index };
    goods.set(product.product_id, { product, quantity: known.quantity + quantity, line: known.line });
  }
  return [...goods.values()];
}
