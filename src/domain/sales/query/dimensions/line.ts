import type { Dimension } from '../model.js';
import { of } from './of.js';

/** A line of a sales document. */
export const LINE: readonly Dimension[] = [
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
    'boolean',
    'discounted',
    'Discounted',
    '(l.discount_fine <> 0)',
    'Whether the line has a discount.',
    { synonyms: ['with discount', 'on offer'] },
  ),
  of(
    'lines',
    'quantity',
    'line_quantity',
    'Quantity of the line',
    'l.quantity',
    'Units on the line; negative where goods came back.',
    { synonyms: ['units on the line'] },
  ),
  of(
    'lines',
    'money',
    'sold_price',
    'Price charged',
    'CASE WHEN l.price_base_quantity = 1 THEN l.unit_price END',
    'Unit price on the line, before discount; none where it is finer than the currency.',
  ),
];
