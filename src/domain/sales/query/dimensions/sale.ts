import type { Dimension } from '../model.js';
import { of } from './of.js';

/** What a sales document is called. */
export const SALE: readonly Dimension[] = [
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
];

/** How it came about, where the goods went and what it is worth. */
export const SALE_TERMS: readonly Dimension[] = [
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
  of('sales', 'text', 'ship_address', 'Ship-to address', 's.ship_address', 'Street the goods were sent to.'),
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
    'sales',
    'money',
    'order_value',
    'Order value',
    's.net_fine',
    'Net value of the sales document; filter on it, or group it in bands with define.',
    { synonyms: ['order size', 'bill size', 'size of order'], fine: true },
  ),
];

/** How delivery went. */
export const DELIVERY: readonly Dimension[] = [
  of(
    'sales',
    'text',
    'delivery',
    'Delivery',
    "CASE WHEN s.shipped_on IS NULL THEN 'not shipped' WHEN s.shipped_on > s.required_on THEN 'late' ELSE 'on time' END",
    'not shipped, late (after the required date) or on time.',
    {
      synonyms: ['late', 'on time', 'delivery status', 'shipped'],
    },
  ),
  of(
    'sales',
    'days',
    'days_to_ship',
    'Days to ship',
    's.shipped_on - s.sold_on',
    'Days from sale to shipping.',
  ),
];
