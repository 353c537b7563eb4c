import type { RecordKind } from '../ports/store/repository.js';
import { Category, Product, Supplier } from './records.js';

export const PRODUCT: RecordKind<Product> = {
  type: 'product',
  schema: Product,
  id: (product) => product.product_id,
  key: (id) => ({ partition: 'PRODUCT', sort: id }),
};

export const CATEGORY: RecordKind<Category> = {
  type: 'category',
  schema: Category,
  id: (category) => category.category_id,
  key: (id) => ({ partition: 'CATEGORY', sort: id }),
};

export const SUPPLIER: RecordKind<Supplier> = {
  type: 'supplier',
  schema: Supplier,
  id: (supplier) => supplier.supplier_id,
  key: (id) => ({ partition: 'SUPPLIER', sort: id }),
};
