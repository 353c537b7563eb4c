import type { OnWrite } from '../ports/store/repository.js';
import { Repository } from '../ports/store/repository.js';
import type { Table } from '../ports/store/table.js';
import { CATEGORY, PRODUCT, SUPPLIER } from '../products/kinds.js';
import { PRICE, type PriceRecord } from '../products/price-record.js';
import type { Category, Product, Supplier } from '../products/records.js';
import { CUSTOMER, EMPLOYEE, SALE, SHIPPER, TERRITORY } from './kinds.js';
import type { Customer, Employee, Shipper, Territory } from './records.js';
import type { Sale } from './sale.js';

/** Every kind of record of one shop, by kind. */
export interface Books {
  readonly sales: Repository<Sale>;
  readonly products: Repository<Product>;
  readonly categories: Repository<Category>;
  readonly suppliers: Repository<Supplier>;
  readonly prices: Repository<PriceRecord>;
  readonly customers: Repository<Customer>;
  readonly employees: Repository<Employee>;
  readonly territories: Repository<Territory>;
  readonly shippers: Repository<Shipper>;
}

/** The books of one shop; nothing in them can reach another shop's items. */
export function openBooks(table: Table, shopId: string, onWrite: OnWrite): Books {
  return {
    sales: new Repository(table, shopId, SALE, onWrite),
    products: new Repository(table, shopId, PRODUCT, onWrite),
    categories: new Repository(table, shopId, CATEGORY, onWrite),
    suppliers: new Repository(table, shopId, SUPPLIER, onWrite),
    prices: new Repository(table, shopId, PRICE, onWrite),
    customers: new Repository(table, shopId, CUSTOMER, onWrite),
    employees: new Repository(table, shopId, EMPLOYEE, onWrite),
    territories: new Repository(table, shopId, TERRITORY, onWrite),
    shippers: new Repository(table, shopId, SHIPPER, onWrite),
  };
}
