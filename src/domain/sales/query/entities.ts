import { STOCK_LEVELS } from '../../inventory/levels.js';
import type { EntityShape } from './model.js';

const join = (table: string, alias: string, on: string): string => `LEFT JOIN ${table} ${alias} ON ${on}`;

/** First and last sale of each customer up to the day the answer speaks of, and how many there were. */
const CUSTOMER_HISTORY =
  "(SELECT customer_id, min(sold_on) AS first_on, max(sold_on) AS last_on, count(*) AS orders FROM sales WHERE kind = 'sale' AND customer_id IS NOT NULL AND sold_on <= {as_of} GROUP BY 1)";

/** First and last sale of each product up to the day the answer speaks of. */
const PRODUCT_HISTORY =
  "(SELECT y.product_id, min(x.sold_on) AS first_on, max(x.sold_on) AS last_on FROM lines y JOIN sales x USING (record_key) WHERE x.kind = 'sale' AND y.product_id IS NOT NULL AND x.sold_on <= {as_of} GROUP BY 1)";

/** Regions of all territories an employee covers, as one value; and how many territories these are. */
const COVERAGE =
  "(SELECT x.employee_id, string_agg(DISTINCT t.region, ' + ' ORDER BY t.region) AS region, count(DISTINCT x.territory_id) AS territories FROM employee_territories x JOIN territories t USING (territory_id) GROUP BY 1)";

/** Where each sale stands among those of its customer. */
const SEQUENCE =
  "(SELECT record_key, sold_on - lag(sold_on) OVER buys AS gap, row_number() OVER buys AS nth FROM sales WHERE kind = 'sale' AND customer_id IS NOT NULL WINDOW buys AS (PARTITION BY customer_id ORDER BY sold_at, sale_id))";

/** How many employees report to each who has any. */
const REPORTS =
  '(SELECT reports_to AS employee_id, count(*) AS reports FROM employees WHERE reports_to IS NOT NULL GROUP BY 1)';

/** Every country or city of a customer, supplier or employee, once. */
const places = (column: 'country' | 'city'): string =>
  `(SELECT DISTINCT ${column} FROM (SELECT ${column} FROM customers UNION ALL SELECT ${column} FROM suppliers UNION ALL SELECT ${column} FROM employees) WHERE ${column} IS NOT NULL)`;

/** The ways from someone to where they are. */
const at = (alias: string): EntityShape['joins'] => [
  { to: 'countries', sql: join(places('country'), 'cn', `cn.country = ${alias}.country`) },
  { to: 'cities', sql: join(places('city'), 'ci', `ci.city = ${alias}.city`) },
];

/** Each two products of one sale, once in each order. */
const PAIRS =
  '(SELECT a.record_key, a.product_id, b.product_id AS partner_id FROM (SELECT DISTINCT record_key, product_id FROM lines WHERE product_id IS NOT NULL) a JOIN (SELECT DISTINCT record_key, product_id FROM lines WHERE product_id IS NOT NULL) b ON b.record_key = a.record_key AND b.product_id <> a.product_id)';

/** The tables of the replica and the many-to-one ways between them. */
export const ENTITIES: readonly EntityShape[] = [
  {
    name: 'lines',
    label: 'Sales lines',
    description: 'One row for each product on each sales document.',
    synonyms: ['order details', 'items sold', 'line items'],
    from: 'lines l',
    joins: [
      { to: 'sales', sql: 'JOIN sales s ON s.record_key = l.record_key' },
      { to: 'products', sql: join('products', 'p', 'p.product_id = l.product_id') },
    ],
  },
  {
    name: 'sales',
    label: 'Sales documents',
    description: 'One row for each sale, refund or cancellation.',
    synonyms: ['orders', 'receipts', 'invoices', 'bills'],
    from: 'sales s',
    joins: [
      { to: 'customers', sql: join('customers', 'k', 'k.customer_id = s.customer_id') },
      { to: 'employees', sql: join('employees', 'e', 'e.employee_id = s.employee_id') },
      { to: 'shippers', sql: join('shippers', 'h', 'h.shipper_id = s.shipper_id') },
      { to: 'sequence', sql: join(SEQUENCE, 'sq', 'sq.record_key = s.record_key') },
    ],
  },
  {
    name: 'products',
    label: 'Products',
    description: 'One row for each product, sold or not.',
    synonyms: ['items', 'goods', 'articles', 'stock items', 'maal'],
    from: 'products p',
    joins: [
      { to: 'categories', sql: join('categories', 'c', 'c.category_id = p.category_id') },
      { to: 'suppliers', sql: join('suppliers', 'u', 'u.supplier_id = p.supplier_id') },
      { to: 'product_history', sql: join(PRODUCT_HISTORY, 'ph', 'ph.product_id = p.product_id') },
      { to: 'stock', sql: join(STOCK_LEVELS, 'st', 'st.product_id = p.product_id') },
    ],
  },
  {
    name: 'categories',
    label: 'Categories',
    description: 'One row for each category of products.',
    synonyms: ['departments', 'groups'],
    from: 'categories c',
    joins: [],
  },
  {
    name: 'suppliers',
    label: 'Suppliers',
    description: 'One row for each supplier.',
    synonyms: ['vendors', 'distributors'],
    from: 'suppliers u',
    joins: at('u'),
  },
  {
    name: 'customers',
    label: 'Customers',
    description: 'One row for each customer, with or without a purchase.',
    synonyms: ['clients', 'buyers', 'grahak', 'party'],
    from: 'customers k',
    joins: [
      { to: 'customer_history', sql: join(CUSTOMER_HISTORY, 'kh', 'kh.customer_id = k.customer_id') },
      ...at('k'),
    ],
  },
  {
    name: 'employees',
    label: 'Employees',
    description: 'One row for each employee.',
    synonyms: ['staff', 'salespeople', 'sales reps'],
    from: 'employees e',
    joins: [
      { to: 'managers', sql: join('employees', 'm', 'm.employee_id = e.reports_to') },
      ...at('e'),
      { to: 'reports', sql: join(REPORTS, 'er', 'er.employee_id = e.employee_id') },
      { to: 'coverage', sql: join(COVERAGE, 'ev', 'ev.employee_id = e.employee_id') },
    ],
  },
  {
    name: 'managers',
    label: 'Managers',
    description: 'The employee another one reports to.',
    synonyms: ['bosses'],
    from: 'employees m',
    joins: [],
  },
  {
    name: 'shippers',
    label: 'Shippers',
    description: 'One row for each carrier.',
    synonyms: ['carriers', 'delivery companies'],
    from: 'shippers h',
    joins: [],
  },
  {
    name: 'territories',
    label: 'Sales territories',
    description: 'One row for each territory and the employee who covers it.',
    synonyms: ['areas', 'beats'],
    from: '(SELECT t.territory_id, t.name, t.region, x.employee_id FROM territories t LEFT JOIN employee_territories x USING (territory_id)) t',
    joins: [{ to: 'employees', sql: join('employees', 'e', 'e.employee_id = t.employee_id') }],
  },
  {
    name: 'coverage',
    label: 'Coverage',
    description: 'The territories of each employee who has any, taken together.',
    synonyms: [],
    from: `${COVERAGE} ev`,
    joins: [],
  },
  {
    name: 'sequence',
    label: 'Order of purchases',
    description: 'Each sale to a known customer and the one before it.',
    synonyms: [],
    from: `${SEQUENCE} sq`,
    joins: [],
  },
  {
    name: 'reports',
    label: 'Direct reports',
    description: 'The employees who have others reporting to them.',
    synonyms: [],
    from: `${REPORTS} er`,
    joins: [],
  },
  {
    name: 'countries',
    label: 'Countries',
    description: 'Every country of a customer, supplier or employee.',
    synonyms: ['nations'],
    from: `${places('country')} cn`,
    joins: [],
  },
  {
    name: 'cities',
    label: 'Cities',
    description: 'Every city of a customer, supplier or employee.',
    synonyms: ['towns'],
    from: `${places('city')} ci`,
    joins: [],
  },
  {
    name: 'pairs',
    label: 'Products bought together',
    description: 'One row for each two products on one sale, once in each order.',
    synonyms: ['basket', 'bought together', 'cross-sell'],
    from: `${PAIRS} r`,
    joins: [
      { to: 'sales', sql: 'JOIN sales s ON s.record_key = r.record_key' },
      { to: 'products', sql: join('products', 'p', 'p.product_id = r.product_id') },
      { to: 'partners', sql: join('products', 'q', 'q.product_id = r.partner_id') },
    ],
  },
  {
    name: 'partners',
    label: 'Partner products',
    description: 'The other product of two bought together.',
    synonyms: [],
    from: 'products q',
    joins: [],
  },
  {
    name: 'customer_history',
    label: 'Customer history',
    description: 'First and last purchase of each customer who bought, up to the end of the period or today.',
    synonyms: ['recency', 'loyalty'],
    from: `${CUSTOMER_HISTORY} kh`,
    joins: [],
  },
  {
    name: 'stock',
    label: 'Stock',
    description: 'What is in stock now of each product, by the stock ledger or as a file stated it.',
    synonyms: ['inventory'],
    from: `${STOCK_LEVELS} st`,
    joins: [],
  },
  {
    name: 'product_history',
    label: 'Product history',
    description: 'First and last sale of each product that sold, up to the end of the period or today.',
    synonyms: [],
    from: `${PRODUCT_HISTORY} ph`,
    joins: [],
  },
];
