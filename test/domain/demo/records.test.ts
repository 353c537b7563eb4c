import { describe, expect, it } from 'vitest';
import { generateDemoShop } from '../../../src/domain/demo/generate.js';
import { Pet } from '../../../src/domain/pets/records.js';
import { Category, Product, Supplier } from '../../../src/domain/products/records.js';
import { Customer, Employee, Shipper } from '../../../src/domain/sales/records.js';
import { LAST_DAY, shop } from './shop.js';

const unique = (values: readonly string[]) => new Set(values).size === values.length;

describe('the records of the demo shop', () => {
  it('parse unchanged with their schemas', () => {
    for (const category of shop.categories) expect(Category.parse(category)).toEqual(category);
    for (const supplier of shop.suppliers) expect(Supplier.parse(supplier)).toEqual(supplier);
    for (const product of shop.products) expect(Product.parse(product)).toEqual(product);
    for (const customer of shop.customers) expect(Customer.parse(customer)).toEqual(customer);
    for (const employee of shop.employees) expect(Employee.parse(employee)).toEqual(employee);
    for (const pet of shop.pets) expect(Pet.parse(pet)).toEqual(pet);
    for (const shipper of shop.shippers) expect(Shipper.parse(shipper)).toEqual(shipper);
  });

  it('are as many as a small kirana shop has', () => {
    expect(shop.products.length).toBeGreaterThanOrEqual(170);
    expect(shop.products.length).toBeLessThanOrEqual(190);
    expect(shop.categories.length).toBe(15);
    expect(shop.suppliers.length).toBe(10);
    expect(shop.customers.length).toBe(160);
    expect(shop.employees.length).toBe(4);
    expect(shop.pets.length).toBe(60);
  });

  it('have credit accounts of which some are late and some are not', () => {
    const customers = new Set(shop.customers.map((one) => one.customer_id));
    const late = [...shop.credit.values()].filter((entries) => {
      const paid = entries.reduce((sum, { kind, amount }) => sum + (kind === 'payment' ? amount : 0), 0);
      const due = entries.reduce(
        (sum, entry) => sum + (entry.kind === 'credit' && entry.due < LAST_DAY ? entry.amount : 0),
        0,
      );
      return due > paid;
    });
    expect([...shop.credit.keys()].every((id) => customers.has(id))).toBe(true);
    expect(shop.credit.size).toBe(12);
    expect(late.length).toBeGreaterThanOrEqual(2);
    expect(late.length).toBeLessThanOrEqual(6);
  });

  it('have ids, names and barcodes of their own', () => {
    expect(unique(shop.categories.map((one) => one.category_id))).toBe(true);
    expect(unique(shop.suppliers.map((one) => one.supplier_id))).toBe(true);
    expect(unique(shop.products.map((one) => one.product_id))).toBe(true);
    expect(unique(shop.products.map((one) => `${one.name} ${one.unit}`))).toBe(true);
    expect(unique(shop.products.flatMap((one) => one.barcode ?? []))).toBe(true);
    expect(unique(shop.customers.map((one) => one.customer_id))).toBe(true);
    expect(unique(shop.customers.map((one) => one.name))).toBe(true);
    expect(unique(shop.customers.map((one) => one.phone ?? ''))).toBe(true);
    expect(unique(shop.employees.map((one) => one.employee_id))).toBe(true);
  });

  it('refer to categories, suppliers and a manager that exist, none of them idle', () => {
    const categories = new Set(shop.products.map((product) => product.category_id));
    const suppliers = new Set(shop.products.map((product) => product.supplier_id));
    expect(categories).toEqual(new Set(shop.categories.map((one) => one.category_id)));
    expect(suppliers).toEqual(new Set(shop.suppliers.map((one) => one.supplier_id)));
    const staff = new Set(shop.employees.map((one) => one.employee_id));
    expect(shop.employees.flatMap((one) => one.reports_to ?? []).every((id) => staff.has(id))).toBe(true);
  });

  it('price nothing above its MRP and little below its cost', () => {
    for (const { name, price = 0, mrp = price, cost = 0 } of shop.products) {
      expect(price, name).toBeGreaterThan(0);
      expect(price, name).toBeLessThanOrEqual(mrp);
      expect(cost, name).toBeGreaterThan(0);
    }
    const margins = shop.products.map(
      ({ price = 0, cost = 0, tax_rate: rate = 0 }) => 1 - (cost * (1 + rate / 10_000)) / price,
    );
    expect(margins.filter((margin) => margin < 0).length).toBe(1);
    expect(margins.filter((margin) => margin < 0.031).length).toBeLessThanOrEqual(4);
    expect(margins.filter((margin) => margin > 0.05 && margin < 0.3).length).toBeGreaterThan(160);
  });

  it('carry EAN-13 barcodes of India with a right check digit, save on loose goods', () => {
    for (const { name, unit, barcode, mrp } of shop.products) {
      expect(barcode === undefined, name).toBe(unit === 'kg');
      expect(mrp === undefined, name).toBe(unit === 'kg');
      if (barcode === undefined) continue;
      expect(barcode).toMatch(/^890\d{10}$/);
      const sum = [...barcode].reduceRight(
        (total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3),
        0,
      );
      expect(sum % 10, barcode).toBe(0);
    }
  });

  it('tax at the rates of the day', () => {
    const rates = (products: readonly Product[]) =>
      [...new Set(products.map((one) => (one.tax_rate ?? -1) / 100))].sort((a, b) => a - b);
    expect(rates(shop.products)).toEqual([0, 5, 18, 40]);
    expect(rates(generateDemoShop({ seed: 1, lastDay: '2025-03-31', days: 7 }).products)).toEqual([
      0, 5, 12, 18, 40,
    ]);
    for (const product of shop.products) expect(product.hsn, product.name).toMatch(/^\d{4}(\d{2}){0,2}$/);
  });

  it('use phone numbers no one can have and know nobody from the future', () => {
    for (const { phone, since = '' } of shop.customers) {
      expect(phone).toMatch(/^\+91 0{5} \d{5}$/);
      expect(since <= LAST_DAY).toBe(true);
    }
    for (const { hired_on: hired = '' } of shop.employees)
      expect(hired < (shop.sales[0]?.at ?? '')).toBe(true);
  });

  it('lie in lots that come to the stock stated, some near their expiry and few over', () => {
    const sums = new Map<string, number>();
    for (const { product, quantity } of shop.lots) sums.set(product, (sums.get(product) ?? 0) + quantity);
    for (const { product_id: id, stock = 0, name } of shop.products)
      expect(sums.get(id) ?? 0, name).toBe(stock);
    const dated = shop.lots.flatMap(({ expires }) => expires ?? []);
    expect(dated.length).toBeGreaterThan(150);
    expect(dated.filter((day) => day <= '2026-08-14').length).toBeGreaterThanOrEqual(5);
    const over = dated.filter((day) => day < LAST_DAY).length;
    expect([over > 0, over < 12]).toEqual([true, true]);
    for (const { pack_size: size = 0, order_multiple: multiple } of shop.products) {
      expect(size).toBeGreaterThan(0);
      expect(multiple).toBe(size);
    }
  });

  it('stock most goods, with some short, some out and some on order', () => {
    const stocked = shop.products.filter((product) => !product.discontinued);
    const short = stocked.filter((product) => (product.stock ?? 0) < (product.reorder_level ?? 0));
    expect(stocked.every((product) => (product.stock ?? -1) >= 0)).toBe(true);
    expect(short.length).toBeGreaterThanOrEqual(5);
    expect(short.length).toBeLessThanOrEqual(40);
    const byHand = stocked.filter((product) => product.reorder_level !== undefined);
    expect(byHand.length).toBeGreaterThan(10);
    expect(byHand.length).toBeLessThan(stocked.length / 3);
    expect(stocked.some((product) => product.stock === 0)).toBe(true);
    expect(short.some((product) => (product.on_order ?? 0) > 0)).toBe(true);
  });
});
