import * as z from 'zod';
import { STOCK_PROJECTION } from '../../inventory/tables.js';
import type { ColumnType, SqlValue, TableShape } from '../../ports/analytics/engine.js';
import type { Projection } from '../../ports/analytics/projection.js';
import { Category, Product, Supplier } from '../../products/records.js';
import { Customer, Employee, Shipper, Territory } from '../records.js';
import { Sale } from '../sale.js';
import { LINE_COLUMNS, SALE_COLUMNS, saleRows } from './sale-rows.js';

const employee = single('employee', Employee, 'employees', {
  employee_id: 'VARCHAR',
  first_name: 'VARCHAR',
  last_name: 'VARCHAR',
  title: 'VARCHAR',
  reports_to: 'VARCHAR',
  born_on: 'DATE',
  hired_on: 'DATE',
  courtesy_title: 'VARCHAR',
  phone: 'VARCHAR',
  extension: 'VARCHAR',
  notes: 'VARCHAR',
  address: 'VARCHAR',
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

/**
 * The tables that questions run on. Money columns ending in `_fine` are in fine units, the others in minor units;
 * quantities in thousandths; `sold_at` is the shop's own wall-clock time.
 */
export const PROJECTIONS: readonly Projection[] = [
  {
    type: 'sale',
    main: shape('sales', SALE_COLUMNS),
    parts: [shape('lines', LINE_COLUMNS)],
    rows: (body) => {
      const [document, lines] = saleRows(Sale.parse(body));
      return [[document], lines];
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
    pack: 'VARCHAR',
    pack_size: 'BIGINT',
    lead_time_days: 'INTEGER',
    min_order: 'BIGINT',
    order_multiple: 'BIGINT',
    track_stock: 'BOOLEAN',
    removed: 'BOOLEAN',
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
    fax: 'VARCHAR',
    homepage: 'VARCHAR',
    address: 'VARCHAR',
    city: 'VARCHAR',
    region: 'VARCHAR',
    postal_code: 'VARCHAR',
    country: 'VARCHAR',
    lead_time_days: 'INTEGER',
  }),
  STOCK_PROJECTION,
  single('customer', Customer, 'customers', {
    customer_id: 'VARCHAR',
    name: 'VARCHAR',
    contact: 'VARCHAR',
    contact_title: 'VARCHAR',
    phone: 'VARCHAR',
    fax: 'VARCHAR',
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
  {
    type: 'definition',
    main: shape('definitions', { name: 'VARCHAR', body: 'VARCHAR' }),
    // Kept unread: one that another version of Munshi has saved must not stop the rest.
    rows: (body) => [[[z.looseObject({ name: z.string() }).parse(body).name, JSON.stringify(body)]]],
  },
];

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
