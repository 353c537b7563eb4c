import { type Field, field } from './fields.js';

/** One file of a Northwind folder: its columns are found by these headers, in any order. */
export interface NorthwindFile {
  /** Name without ending, run together and in lower case; other spellings follow. */
  readonly names: readonly string[];
  readonly required: boolean;
  readonly fields: readonly Field[];
  /** Fields without which a row says nothing. */
  readonly keys: readonly string[];
}

const party = [
  field('name', 'text', '', 'company name'),
  field('contact', 'text', '', 'contact name'),
  field('contact_title', 'text', '', 'contact title'),
  field('address', 'text', '', 'address'),
  field('city', 'text', '', 'city'),
  field('region', 'text', '', 'region'),
  field('postal_code', 'id', '', 'postal code'),
  field('country', 'text', '', 'country'),
  field('phone', 'text', '', 'phone'),
  field('fax', 'text', '', 'fax'),
];

/** The thirteen files of Northwind. */
export const NORTHWIND_FILES = {
  categories: {
    names: ['categories', 'category'],
    required: false,
    fields: [
      field('category_id', 'id', '', ''),
      field('name', 'text', '', 'category name'),
      field('description', 'text', '', ''),
    ],
    keys: ['category_id', 'name'],
  },
  suppliers: {
    names: ['suppliers', 'supplier'],
    required: false,
    fields: [field('supplier_id', 'id', '', ''), ...party, field('homepage', 'text', '', 'home page')],
    keys: ['supplier_id', 'name'],
  },
  products: {
    names: ['products', 'product'],
    required: true,
    fields: [
      field('product_id', 'id', '', ''),
      field('name', 'text', '', 'product name'),
      field('supplier_id', 'id', '', ''),
      field('category_id', 'id', '', ''),
      field('unit', 'text', '', 'quantity per unit'),
      field('price', 'money', '', 'unit price'),
      field('stock', 'quantity', '', 'units in stock'),
      field('on_order', 'quantity', '', 'units on order'),
      field('reorder_level', 'quantity', '', ''),
      field('discontinued', 'boolean', '', ''),
    ],
    keys: ['product_id', 'name'],
  },
  customers: {
    names: ['customers', 'customer'],
    required: true,
    fields: [field('customer_id', 'id', '', ''), ...party],
    keys: ['customer_id', 'name'],
  },
  employees: {
    names: ['employees', 'employee'],
    required: false,
    fields: [
      field('employee_id', 'id', '', ''),
      field('last_name', 'text', '', ''),
      field('first_name', 'text', '', ''),
      field('title', 'text', '', ''),
      field('courtesy_title', 'text', '', 'title of courtesy'),
      field('born_on', 'date', '', 'birth date'),
      field('hired_on', 'date', '', 'hire date'),
      field('phone', 'text', '', 'home phone'),
      field('extension', 'text', '', ''),
      field('notes', 'text', '', ''),
      field('address', 'text', '', ''),
      field('city', 'text', '', ''),
      field('region', 'text', '', ''),
      field('postal_code', 'id', '', ''),
      field('country', 'text', '', ''),
      field('reports_to', 'id', '', ''),
    ],
    keys: ['employee_id', 'first_name'],
  },
  employeeTerritories: {
    names: ['employeeterritories', 'employeeterritory'],
    required: false,
    fields: [field('employee_id', 'id', '', ''), field('territory_id', 'id', '', '')],
    keys: ['employee_id', 'territory_id'],
  },
  territories: {
    names: ['territories', 'territory'],
    required: false,
    fields: [
      field('territory_id', 'id', '', ''),
      field('name', 'text', '', 'territory description'),
      field('region_id', 'id', '', ''),
    ],
    keys: ['territory_id', 'name'],
  },
  regions: {
    names: ['regions', 'region'],
    required: false,
    fields: [field('region_id', 'id', '', ''), field('name', 'text', '', 'region description')],
    keys: ['region_id', 'name'],
  },
  shippers: {
    names: ['shippers', 'shipper'],
    required: false,
    fields: [
      field('shipper_id', 'id', '', ''),
      field('name', 'text', '', 'company name'),
      field('phone', 'text', '', ''),
    ],
    keys: ['shipper_id', 'name'],
  },
  orders: {
    names: ['orders', 'order'],
    required: true,
    fields: [
      field('number', 'id', '', 'order id'),
      field('customer_id', 'id', '', ''),
      field('employee_id', 'id', '', ''),
      field('date', 'date', '', 'order date'),
      field('required_on', 'date', '', 'required date'),
      field('shipped_on', 'date', '', 'shipped date'),
      field('shipper_id', 'id', '', 'ship via'),
      field('freight', 'money', '', ''),
      field('ship_name', 'text', '', ''),
      field('ship_address', 'text', '', ''),
      field('ship_city', 'text', '', ''),
      field('ship_region', 'text', '', ''),
      field('ship_postal_code', 'id', '', ''),
      field('ship_country', 'text', '', ''),
    ],
    keys: ['number', 'date'],
  },
  orderDetails: {
    names: ['orderdetails', 'orderdetail'],
    required: true,
    fields: [
      field('number', 'id', '', 'order id'),
      field('product_id', 'id', '', ''),
      field('unit_price', 'money', '', ''),
      field('quantity', 'quantity', '', ''),
      field('discount_rate', 'share', '', 'discount'),
    ],
    keys: ['number', 'product_id', 'unit_price', 'quantity'],
  },
  customerDemographics: {
    names: ['customerdemographics', 'customerdemographic'],
    required: false,
    fields: [field('type_id', 'id', '', 'customer type id')],
    keys: [],
  },
  customerCustomerDemo: {
    names: ['customercustomerdemo', 'customercustomerdemos'],
    required: false,
    fields: [field('customer_id', 'id', '', '')],
    keys: [],
  },
} as const satisfies Record<string, NorthwindFile>;

export type NorthwindName = keyof typeof NORTHWIND_FILES;
