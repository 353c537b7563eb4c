import type { Dimension } from '../model.js';
import { contact, of, place } from './of.js';

/** Whom products come from and go to, and where they are. */
export const PARTY: readonly Dimension[] = [
  of('suppliers', 'text', 'supplier_id', 'Supplier id', 'u.supplier_id', 'Id of the supplier.', {
    names: 'supplier',
  }),
  of('suppliers', 'text', 'supplier', 'Supplier', 'u.name', 'Supplier of the product.', {
    synonyms: ['vendor', 'distributor', 'supplier name'],
  }),
  ...contact('suppliers', 'supplier', 'u', 'Supplier'),
  of(
    'suppliers',
    'text',
    'supplier_homepage',
    'Supplier home page',
    'u.homepage',
    'Home page of the supplier.',
  ),
  ...place('suppliers', 'supplier', 'u', 'Supplier'),
  of(
    'countries',
    'text',
    'country',
    'Country',
    'cn.country',
    'Country of the customer; of the supplier or employee where the figures are theirs. Sets customers and suppliers side by side.',
    { synonyms: ['nation'] },
  ),
  of(
    'cities',
    'text',
    'city',
    'City',
    'ci.city',
    'City of the customer; of the supplier or employee where the figures are theirs.',
    { synonyms: ['town'] },
  ),
  of('customers', 'text', 'customer_id', 'Customer id', 'k.customer_id', 'Id of the customer.', {
    names: 'customer',
  }),
  of('customers', 'text', 'customer', 'Customer', 'k.name', 'Name of the customer.', {
    synonyms: ['client', 'buyer', 'company', 'party', 'grahak', 'customer name'],
  }),
  ...contact('customers', 'customer', 'k', 'Customer'),
  ...place('customers', 'customer', 'k', 'Customer'),
];

/** Who carries goods to customers. */
export const CARRIER: readonly Dimension[] = [
  of('shippers', 'text', 'shipper_id', 'Shipper id', 'h.shipper_id', 'Id of the carrier.', {
    names: 'shipper',
  }),
  of('shippers', 'text', 'shipper', 'Shipper', 'h.name', 'Carrier of the sale.', {
    synonyms: ['carrier', 'courier', 'delivery company', 'ship via'],
  }),
  of('shippers', 'text', 'shipper_phone', 'Shipper phone', 'h.phone', 'Telephone number of the carrier.'),
];
