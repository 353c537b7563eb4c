import type * as z from 'zod';
import type { ColumnType, SqlValue, TableShape } from '../../ports/analytics/engine.js';
import type { Projection } from '../../ports/analytics/replica.js';
import { Category, Product, Supplier } from '../../products/records.js';
import { grossOf } from '../amounts.js';
import { Customer, Employee, Shipper, Territory } from '../records.js';
import { Sale, type SaleLine } from '../sale.js';

const employee = single('employee', Employee, 'employees', {
  employee_id: 'VARCHAR',
  first_name: 'VARCHAR',
  last_name: 'VARCHAR',
  title: 'VARCHAR',
  reports_to: 'VARCHAR',
  born_on: 'DATE',
  hired_on: 'DATE',
  city: 'VARCHAR',
  region: 'VARCHAR',
  postal_code: 'VARCHAR',
  country: 'VARCHAR',
});

/** An employee and the territories covered. */
const EMPLOYEES: Projection = {
  ...employee,
  parts: [shape('employee_territories', { employee_id: 'VARCHAR', territory_id: 'VARCHAR' })],
  rows: (body) => {
    const { employee_id: id, territory_ids: territories = [] } = Employee.parse(body);
    return [...employee.rows(body), territories.map((territory) => [id, territory])];
  },
};

const LINES = shape('lines', {
  sale_id: 'VARCHAR',
  product_id: 'VARCHAR',
  description: 'VARCHAR',
  quantity: 'BIGINT',
  unit_price: 'BIGINT',
  price_base_quantity: 'INTEGER',
  gross_fine: 'BIGINT',
  discount_fine: 'BIGINT',
  net_fine: 'BIGINT',
  tax_fine: 'BIGINT',
  cost_fine: 'BIGINT',
  mark: 'VARCHAR',
});
const NET = LINES.columns.findIndex(({ name }) => name === 'net_fine');

/**
 * The tables that questions run on. Money columns ending in `_fine` are in fine units, the others in minor units;
 * quantities in thousandths; `sold_at` is the shop's own wall-clock time.
 */
export const PROJECTIONS: readonly Projection[] = [
  {
    type: 'sale',
    main: shape('sales', {
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
      ship_city: 'VARCHAR',
      ship_region: 'VARCHAR',
      ship_postal_code: 'VARCHAR',
      ship_country: 'VARCHAR',
      freight: 'BIGINT',
      rounding_fine: 'BIGINT',
      total: 'BIGINT',
      net_fine: 'BIGINT',
    }),
    parts: [LINES],
    rows: (body) => {
      const sale = Sale.parse(body);
      const lines = sale.lines.map((line) => lineRow(sale.sale_id, line));
      const net = lines.reduce((sum, row) => sum + BigInt(row[NET] ?? 0), 0n);
      return [[[...saleRow(sale), net]], lines];
    },
  },
  single('product', Product, 'products', {
    product_id: 'VARCHAR',
    name: 'VARCHAR',
    category_id: 'VARCHAR',
    supplier_id: 'VARCHAR',
    unit: 'VARCHAR',
    price: 'BIGINT',
    cost: 'BIGINT',
    mrp: 'BIGINT',
    tax_rate: 'INTEGER',
    hsn: 'VARCHAR',
    barcode: 'VARCHAR',
    stock: 'BIGINT',
    on_order: 'BIGINT',
    reorder_level: 'BIGINT',
    discontinued: 'BOOLEAN',
  }),
  single('category', Category, 'categories', {
    category_id: 'VARCHAR',
    name: 'VARCHAR',
    description: 'VARCHAR',
  }),
  single('supplier', Supplier, 'suppliers', {
    supplier_id: 'VARCHAR',
    name: 'VARCHAR',
    contact: 'VARCHAR',
    contact_title: 'VARCHAR',
    phone: 'VARCHAR',
    address: 'VARCHAR',
    city: 'VARCHAR',
    region: 'VARCHAR',
    postal_code: 'VARCHAR',
    country: 'VARCHAR',
  }),
  single('customer', Customer, 'customers', {
    customer_id: 'VARCHAR',
    name: 'VARCHAR',
    contact: 'VARCHAR',
    contact_title: 'VARCHAR',
    phone: 'VARCHAR',
    address: 'VARCHAR',
    city: 'VARCHAR',
    region: 'VARCHAR',
    postal_code: 'VARCHAR',
    country: 'VARCHAR',
  }),
  EMPLOYEES,
  single('territory', Territory, 'territories', {
    territory_id: 'VARCHAR',
    name: 'VARCHAR',
    region: 'VARCHAR',
  }),
  single('shipper', Shipper, 'shippers', { shipper_id: 'VARCHAR', name: 'VARCHAR', phone: 'VARCHAR' }),
];

function saleRow(sale: Sale): SqlValue[] {
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
    sale.ship_city ?? null,
    sale.ship_region ?? null,
    sale.ship_postal_code ?? null,
    sale.ship_country ?? null,
    sale.freight ?? null,
    sale.rounding ?? 0,
    sale.total,
  ];
}

function lineRow(saleId: string, line: SaleLine): SqlValue[] {
  const gross = grossOf(line);
  const discount = BigInt(line.discount ?? 0);
  return [
    saleId,
    line.product_id ?? null,
    line.description ?? null,
    line.quantity,
    line.unit_price,
    line.price_base_quantity ?? 1,
    gross,
    discount,
    gross - discount,
    line.tax ?? 0,
    line.unit_cost === undefined ? null : grossOf({ quantity: line.quantity, unit_price: line.unit_cost }),
    line.mark ?? null,
  ];
}

function shape(name: string, columns: Record<string, ColumnType>): TableShape {
  return { name, columns: Object.entries(columns).map(([column, type]) => ({ name: column, type })) };
}

/** A record that becomes one row, column by column of the same name. */
function single(
  type: string,
  schema: z.ZodObject,
  table: string,
  columns: Record<string, ColumnType>,
): Projection {
  const main = shape(table, columns);
  return {
    type,
    main,
    rows: (body) => {
      const record: Record<string, unknown> = schema.parse(body);
      return [[main.columns.map(({ name }) => scalar(record[name]))]];
    },
  };
}

function scalar(value: unknown): SqlValue {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
