import { FINE_PER_MINOR, QUANTITY_SCALE } from '../../money.js';
import type { ColumnType, SqlValue } from '../../ports/analytics/engine.js';
import { grossOf } from '../amounts.js';
import type { Sale, SaleLine } from '../sale.js';

/** A whole number of any size; big integers cost the reader of a million lines dearly, so only where they must be. */
type Whole = number | bigint;

const FINE_PER_STEP = FINE_PER_MINOR / QUANTITY_SCALE;

export const LINE_COLUMNS = {
  product_id: 'VARCHAR',
  description: 'VARCHAR',
  quantity: 'BIGINT',
  unit_price: 'BIGINT',
  price_base_quantity: 'INTEGER',
  gross_fine: 'BIGINT',
  discount_fine: 'BIGINT',
  net_fine: 'BIGINT',
  tax_fine: 'BIGINT',
  tax_inside_fine: 'BIGINT',
  cost_fine: 'BIGINT',
  mark: 'VARCHAR',
} as const satisfies Record<string, ColumnType>;

/** Columns of the lines whose sums stand on the document, so that a question that needs no line reads none. */
const SUMMED = ['quantity', 'gross_fine', 'discount_fine', 'net_fine', 'tax_fine', 'cost_fine'] as const;
const SUMMED_AT = SUMMED.map((name) => Object.keys(LINE_COLUMNS).indexOf(name));

export const SALE_COLUMNS = {
  sale_id: 'VARCHAR',
  kind: 'VARCHAR',
  number: 'VARCHAR',
  sold_at: 'TIMESTAMP',
  sold_on: 'DATE',
  required_on: 'DATE',
  shipped_on: 'DATE',
  customer_id: 'VARCHAR',
  employee_id: 'VARCHAR',
  shipper_id: 'VARCHAR',
  channel: 'VARCHAR',
  location: 'VARCHAR',
  payment: 'VARCHAR',
  refers_to: 'VARCHAR',
  ship_name: 'VARCHAR',
  ship_address: 'VARCHAR',
  ship_city: 'VARCHAR',
  ship_region: 'VARCHAR',
  ship_postal_code: 'VARCHAR',
  ship_country: 'VARCHAR',
  freight: 'BIGINT',
  rounding_fine: 'BIGINT',
  total: 'BIGINT',
  line_count: 'INTEGER',
  quantity: 'BIGINT',
  gross_fine: 'BIGINT',
  discount_fine: 'BIGINT',
  net_fine: 'BIGINT',
  tax_fine: 'BIGINT',
  cost_fine: 'BIGINT',
} as const satisfies Record<string, ColumnType>;

/** The rows of a document: its own, and one a line. */
export function saleRows(sale: Sale): [SqlValue[], SqlValue[][]] {
  const lines = sale.lines.map((line) => lineRow(sale, line));
  const sums = SUMMED_AT.map((column) => sumOf(lines, column));
  return [[...documentCells(sale), lines.length, ...sums], lines];
}

function documentCells(sale: Sale): SqlValue[] {
  return [
    sale.sale_id,
    sale.kind,
    sale.number ?? null,
    sale.at.slice(0, 19),
    sale.at.slice(0, 10),
    sale.required_on ?? null,
    sale.shipped_on ?? null,
    sale.customer_id ?? null,
    sale.employee_id ?? null,
    sale.shipper_id ?? null,
    sale.channel ?? null,
    sale.location ?? null,
    sale.payment ?? null,
    sale.refers_to ?? null,
    sale.ship_name ?? null,
    sale.ship_address ?? null,
    sale.ship_city ?? null,
    sale.ship_region ?? null,
    sale.ship_postal_code ?? null,
    sale.ship_country ?? null,
    sale.freight ?? null,
    sale.rounding ?? 0,
    sale.total,
  ];
}

function lineRow(sale: Sale, line: SaleLine): SqlValue[] {
  const gross =
    line.price_base_quantity === undefined ? fineOf(line.quantity, line.unit_price) : grossOf(line);
  const discount = line.discount ?? 0;
  const tax = line.tax ?? 0;
  return [
    line.product_id ?? null,
    line.description ?? null,
    line.quantity,
    line.unit_price,
    line.price_base_quantity ?? 1,
    gross,
    discount,
    plus(gross, -discount),
    tax,
    sale.tax_included === true ? tax : 0,
    line.unit_cost === undefined ? null : fineOf(line.quantity, line.unit_cost),
    line.mark ?? null,
  ];
}

/** Quantity x price in fine units, exact. */
function fineOf(quantity: number, price: number): Whole {
  const product = quantity * price * FINE_PER_STEP;
  return Number.isSafeInteger(product) ? product : grossOf({ quantity, unit_price: price });
}

/** Exact sum of one column; empty where nothing in it is known. */
function sumOf(rows: readonly (readonly SqlValue[])[], column: number): SqlValue {
  let sum: Whole | null = null;
  for (const row of rows) {
    const value = row[column];
    if (typeof value === 'number' || typeof value === 'bigint') sum = plus(sum ?? 0, value);
  }
  return sum;
}

function plus(a: Whole, b: Whole): Whole {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return BigInt(a) + BigInt(b);
}
