import type { Dimension, Entity, ValueType } from './model.js';

const of = (
  entity: Entity,
  type: ValueType,
  name: string,
  label: string,
  sql: string,
  description: string,
  more: { synonyms?: readonly string[]; names?: string } = {},
): Dimension => ({ entity, type, name, label, sql, description, ...more });

const place = (entity: Entity, prefix: string, alias: string, whose: string): Dimension[] => [
  of(
    entity,
    'text',
    `${prefix}_city`,
    `${whose} city`,
    `${alias}.city`,
    `City of the ${whose.toLowerCase()}.`,
  ),
  of(
    entity,
    'text',
    `${prefix}_region`,
    `${whose} region`,
    `${alias}.region`,
    `Region or state of the ${whose.toLowerCase()}.`,
  ),
  of(
    entity,
    'text',
    `${prefix}_postal_code`,
    `${whose} postal code`,
    `${alias}.postal_code`,
    `Postal code of the ${whose.toLowerCase()}.`,
  ),
  of(
    entity,
    'text',
    `${prefix}_country`,
    `${whose} country`,
    `${alias}.country`,
    `Country of the ${whose.toLowerCase()}.`,
  ),
];

const contact = (entity: Entity, prefix: string, alias: string, whose: string): Dimension[] => [
  of(
    entity,
    'text',
    `${prefix}_contact`,
    `${whose} contact`,
    `${alias}.contact`,
    `Contact person at the ${whose.toLowerCase()}.`,
  ),
  of(
    entity,
    'text',
    `${prefix}_contact_title`,
    `${whose} contact title`,
    `${alias}.contact_title`,
    `Job title of the contact at the ${whose.toLowerCase()}.`,
  ),
  of(
    entity,
    'text',
    `${prefix}_phone`,
    `${whose} phone`,
    `${alias}.phone`,
    `Telephone number of the ${whose.toLowerCase()}.`,
    { synonyms: ['mobile'] },
  ),
];

const FULL_NAME = (alias: string): string => `concat_ws(' ', ${alias}.first_name, ${alias}.last_name)`;

/** Everything a query can group by, filter on or list. */
export const DIMENSIONS: readonly Dimension[] = [
  of(
    'sales',
    'text',
    'order_id',
    'Order',
    'coalesce(s.number, s.sale_id)',
    'Number on the sales document, or its id where it has none.',
    { synonyms: ['order number', 'invoice number', 'receipt', 'bill number', 'orderid'] },
  ),
  of(
    'sales',
    'text',
    'sale_id',
    'Sale id',
    's.sale_id',
    'Id of the sales document in Munshi; refunds name it.',
  ),
  of('sales', 'text', 'document_kind', 'Kind of document', 's.kind', 'sale, refund or cancellation.'),
  of('sales', 'date', 'order_date', 'Order date', 's.sold_on', 'Day of the sale in the shop’s time zone.', {
    synonyms: ['sale date', 'date', 'sold on', 'day'],
  }),
  of(
    'sales',
    'date',
    'required_date',
    'Required date',
    's.required_on',
    'Day the customer wanted delivery by.',
    { synonyms: ['due date of delivery'] },
  ),
  of(
    'sales',
    'date',
    'shipped_date',
    'Shipped date',
    's.shipped_on',
    'Day the goods left; empty while not shipped.',
    { synonyms: ['ship date', 'delivery date'] },
  ),
  of(
    'sales',
    'text',
    'sold_at',
    'Time of sale',
    "strftime(s.sold_at, '%Y-%m-%dT%H:%M:%S')",
    'Local date and time of the sale.',
  ),
  of(
    'sales',
    'text',
    'weekday',
    'Weekday',
    "strftime(s.sold_on, '%A')",
    'Day of the week of the sale, in English.',
    { synonyms: ['day of week'] },
  ),
  of('sales', 'count', 'hour_of_day', 'Hour of day', 'hour(s.sold_at)', 'Hour of the sale, 0 to 23.', {
    synonyms: ['hour', 'time of day'],
  }),
  of(
    'sales',
    'text',
    'channel',
    'Channel',
    's.channel',
    'How the sale came in, e.g. counter, phone, delivery.',
  ),
  of('sales', 'text', 'location', 'Location', 's.location', 'Branch or counter of the sale.', {
    synonyms: ['branch', 'store'],
  }),
  of('sales', 'text', 'payment', 'Payment kind', 's.payment', 'cash, upi, card, bank, credit or other.', {
    synonyms: ['payment method', 'paid by', 'mode of payment'],
  }),
  of('sales', 'text', 'ship_name', 'Ship to', 's.ship_name', 'Name the goods were sent to.'),
  of('sales', 'text', 'ship_city', 'Ship-to city', 's.ship_city', 'City the goods were sent to.', {
    synonyms: ['delivery city'],
  }),
  of('sales', 'text', 'ship_region', 'Ship-to region', 's.ship_region', 'Region the goods were sent to.'),
  of(
    'sales',
    'text',
    'ship_postal_code',
    'Ship-to postal code',
    's.ship_postal_code',
    'Postal code the goods were sent to.',
  ),
  of(
    'sales',
    'text',
    'ship_country',
    'Ship-to country',
    's.ship_country',
    'Country the goods were sent to.',
    { synonyms: ['destination country', 'delivery country'] },
  ),
  of(
    'lines',
    'text',
    'line_description',
    'Line description',
    'l.description',
    'What the document called the goods, where it differs from the product.',
  ),
  of(
    'lines',
    'text',
    'line_mark',
    'Line mark',
    'l.mark',
    'Why an imported line is kept though it looks odd.',
  ),
  of(
    'lines',
    'money',
    'sold_price',
    'Price charged',
    'l.unit_price',
    'Unit price on the line, before discount.',
  ),
  of('products', 'text', 'product_id', 'Product id', 'p.product_id', 'Id of the product.', {
    names: 'product',
    synonyms: ['sku', 'item code', 'stock code'],
  }),
  of('products', 'text', 'product', 'Product', 'p.name', 'Name of the product.', {
    synonyms: ['product name', 'item', 'article', 'maal'],
  }),
  of('products', 'text', 'unit', 'Unit', 'p.unit', 'What one unit of the product is.', {
    synonyms: ['quantity per unit', 'pack size'],
  }),
  of('products', 'money', 'price', 'List price', 'p.price', 'Current selling price of the product.', {
    synonyms: ['unit price', 'rate', 'selling price', 'expensive', 'cheap'],
  }),
  of('products', 'money', 'cost', 'Cost', 'p.cost', 'Current purchase cost of one unit.', {
    synonyms: ['purchase price', 'buying price'],
  }),
  of('products', 'money', 'mrp', 'MRP', 'p.mrp', 'Maximum retail price printed on the pack.'),
  of('products', 'percent', 'tax_rate', 'Tax rate', 'p.tax_rate', 'GST rate of the product, in percent.', {
    synonyms: ['gst'],
  }),
  of('products', 'text', 'hsn', 'HSN code', 'p.hsn', 'Code of the goods for GST.'),
  of('products', 'text', 'barcode', 'Barcode', 'p.barcode', 'EAN or UPC of the product.'),
  of('products', 'quantity', 'units_in_stock', 'Units in stock', 'p.stock', 'Stock on hand.', {
    synonyms: ['stock', 'inventory', 'on hand', 'out of stock'],
  }),
  of(
    'products',
    'quantity',
    'units_on_order',
    'Units on order',
    'p.on_order',
    'Ordered from the supplier and not yet received.',
  ),
  of(
    'products',
    'quantity',
    'reorder_level',
    'Reorder level',
    'p.reorder_level',
    'Stock at which to order again.',
  ),
  of(
    'products',
    'boolean',
    'discontinued',
    'Discontinued',
    'coalesce(p.discontinued, false)',
    'Whether the product is no longer sold.',
    { synonyms: ['inactive', 'current'] },
  ),
  of(
    'products',
    'boolean',
    'needs_reorder',
    'Needs reorder',
    '(NOT coalesce(p.discontinued, false) AND p.stock < p.reorder_level)',
    'Stock is below the reorder level and the product is still sold.',
    { synonyms: ['reorder', 'low stock'] },
  ),
  of('categories', 'text', 'category_id', 'Category id', 'c.category_id', 'Id of the category.', {
    names: 'category',
  }),
  of('categories', 'text', 'category', 'Category', 'c.name', 'Category of the product.', {
    synonyms: ['product category', 'category name', 'department'],
  }),
  of(
    'categories',
    'text',
    'category_description',
    'Category description',
    'c.description',
    'What the category holds.',
  ),
  of('suppliers', 'text', 'supplier_id', 'Supplier id', 'u.supplier_id', 'Id of the supplier.', {
    names: 'supplier',
  }),
  of('suppliers', 'text', 'supplier', 'Supplier', 'u.name', 'Supplier of the product.', {
    synonyms: ['vendor', 'distributor', 'supplier name'],
  }),
  ...contact('suppliers', 'supplier', 'u', 'Supplier'),
  ...place('suppliers', 'supplier', 'u', 'Supplier'),
  of('customers', 'text', 'customer_id', 'Customer id', 'k.customer_id', 'Id of the customer.', {
    names: 'customer',
  }),
  of('customers', 'text', 'customer', 'Customer', 'k.name', 'Name of the customer.', {
    synonyms: ['client', 'buyer', 'company', 'party', 'grahak', 'customer name'],
  }),
  ...contact('customers', 'customer', 'k', 'Customer'),
  ...place('customers', 'customer', 'k', 'Customer'),
  of(
    'employees',
    'text',
    'employee_id',
    'Employee id',
    'e.employee_id',
    'Id of the employee who made the sale.',
    { names: 'employee' },
  ),
  of(
    'employees',
    'text',
    'employee',
    'Employee',
    FULL_NAME('e'),
    'Employee who made the sale, first and last name.',
    { synonyms: ['salesperson', 'sales rep', 'staff', 'employee name'] },
  ),
  of('employees', 'text', 'employee_first_name', 'First name', 'e.first_name', 'First name of the employee.'),
  of('employees', 'text', 'employee_last_name', 'Last name', 'e.last_name', 'Last name of the employee.'),
  of('employees', 'text', 'employee_title', 'Job title', 'e.title', 'Job title of the employee.', {
    synonyms: ['position', 'designation'],
  }),
  of('employees', 'date', 'employee_birth_date', 'Birth date', 'e.born_on', 'Birth date of the employee.'),
  of('employees', 'date', 'employee_hire_date', 'Hire date', 'e.hired_on', 'Day the employee was hired.', {
    synonyms: ['joining date'],
  }),
  ...place('employees', 'employee', 'e', 'Employee'),
  of(
    'managers',
    'text',
    'manager',
    'Manager',
    `nullif(${FULL_NAME('m')}, '')`,
    'Employee whom the employee reports to.',
    { synonyms: ['reports to', 'boss', 'supervisor'] },
  ),
  of('shippers', 'text', 'shipper_id', 'Shipper id', 'h.shipper_id', 'Id of the carrier.', {
    names: 'shipper',
  }),
  of('shippers', 'text', 'shipper', 'Shipper', 'h.name', 'Carrier of the sale.', {
    synonyms: ['carrier', 'courier', 'delivery company', 'ship via'],
  }),
  of('shippers', 'text', 'shipper_phone', 'Shipper phone', 'h.phone', 'Telephone number of the carrier.'),
  of('territories', 'text', 'territory_id', 'Territory id', 't.territory_id', 'Id of the sales territory.', {
    names: 'territory',
  }),
  of('territories', 'text', 'territory', 'Territory', 't.name', 'Sales territory.', {
    synonyms: ['area', 'beat'],
  }),
  of('territories', 'text', 'sales_region', 'Sales region', 't.region', 'Region the territory belongs to.', {
    synonyms: ['region'],
  }),
];
