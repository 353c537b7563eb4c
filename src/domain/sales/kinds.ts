import type { RecordKind } from '../ports/store/repository.js';
import { Customer, Employee, Shipper, Territory } from './records.js';
import { Sale } from './sale.js';

/** Sales lie in one partition a month, in order of date: `SALE#<yyyy-mm>` / `<yyyymmdd>-<suffix>`. */
export const SALE: RecordKind<Sale> = {
  type: 'sale',
  schema: Sale,
  id: (sale) => sale.sale_id,
  key: (id) => ({ partition: `SALE#${id.slice(0, 4)}-${id.slice(4, 6)}`, sort: id }),
};

export const CUSTOMER: RecordKind<Customer> = {
  type: 'customer',
  schema: Customer,
  id: (customer) => customer.customer_id,
  key: (id) => ({ partition: 'CUSTOMER', sort: id }),
};

export const EMPLOYEE: RecordKind<Employee> = {
  type: 'employee',
  schema: Employee,
  id: (employee) => employee.employee_id,
  key: (id) => ({ partition: 'EMPLOYEE', sort: id }),
};

export const TERRITORY: RecordKind<Territory> = {
  type: 'territory',
  schema: Territory,
  id: (territory) => territory.territory_id,
  key: (id) => ({ partition: 'TERRITORY', sort: id }),
};

export const SHIPPER: RecordKind<Shipper> = {
  type: 'shipper',
  schema: Shipper,
  id: (shipper) => shipper.shipper_id,
  key: (id) => ({ partition: 'SHIPPER', sort: id }),
};
