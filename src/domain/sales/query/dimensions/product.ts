import type { Dimension } from '../model.js';
import { of } from './of.js';

/** A product as it is on file now, and its category. */
export const PRODUCT: readonly Dimension[] = [
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
  of(
    'products',
    'quantity',
    'units_on_order',
    'Units on order',
    'st.on_order',
    'Ordered from the supplier and not yet received.',
    { also: ['stock'] },
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
    'CASE WHEN p.product_id IS NOT NULL THEN coalesce(p.discontinued, false) END',
    'Whether the product is no longer sold.',
    { synonyms: ['inactive', 'current'] },
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
];
