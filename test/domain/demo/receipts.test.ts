import { describe, expect, it } from 'vitest';
import { Sale } from '../../../src/domain/sales/sale.js';
import { FIRST_DAY, LAST_DAY, shop } from './shop.js';

const bySaleId = new Map(shop.sales.map((sale) => [sale.sale_id, sale]));
const sold = shop.sales.filter((sale) => sale.kind === 'sale');

describe('the receipts of the demo shop', () => {
  it('parse unchanged with their schema', () => {
    expect(Sale.array().parse(shop.sales)).toEqual(shop.sales);
  });

  it('are nine to ten thousand over two years, of two to six lines', () => {
    expect(shop.sales.length).toBeGreaterThan(9_000);
    expect(shop.sales.length).toBeLessThan(10_000);
    expect(sold.filter((sale) => sale.lines.length < 2 || sale.lines.length > 6)).toEqual([]);
  });

  it('have numbers without gaps, in order of time, and ids made of date and number', () => {
    expect(bySaleId.size).toBe(shop.sales.length);
    const first = Number(shop.sales[0]?.number);
    expect(shop.sales.map((sale) => sale.number)).toEqual(
      shop.sales.map((_, index) => String(first + index)),
    );
    expect(shop.sales.map((sale) => sale.sale_id)).toEqual(
      shop.sales.map(({ at, number }) => `${at.slice(0, 10).replaceAll('-', '')}-${number}`),
    );
    const moments = shop.sales.map((sale) => sale.at);
    expect(moments).toEqual([...moments].sort());
  });

  it('lie inside the range and the opening hours, at Indian time', () => {
    const outside = shop.sales.filter(({ at }) => {
      const [day, time] = [at.slice(0, 10), at.slice(11, 19)];
      return day < FIRST_DAY || day > LAST_DAY || time < '08:00:00' || time >= '21:30:00';
    });
    expect(outside).toEqual([]);
    expect(shop.sales.every(({ at }) => /^\d{4}-\d\d-\d\dT\d\d:[0-5]\d:[0-5]\d\+05:30$/.test(at))).toBe(true);
  });

  it('refer to products, customers, staff and carriers that exist and are known by then', () => {
    const products = new Set(shop.products.map((one) => one.product_id));
    const since = new Map(shop.customers.map((one) => [one.customer_id, one.since ?? '']));
    const staff = new Set(shop.employees.map((one) => one.employee_id));
    const carriers = new Set(shop.shippers.map((one) => one.shipper_id));
    const strays = shop.sales.filter(
      ({ at, customer_id, employee_id = '', shipper_id, lines }) =>
        !staff.has(employee_id) ||
        (shipper_id !== undefined && !carriers.has(shipper_id)) ||
        (customer_id !== undefined && (since.get(customer_id) ?? '9999') > at.slice(0, 10)) ||
        lines.some((line) => !products.has(line.product_id ?? '')) ||
        new Set(lines.map((line) => line.product_id)).size < lines.length,
    );
    expect(strays).toEqual([]);
  });

  it('add up: lines less discounts, rounded to whole rupees, tax inside the price', () => {
    const wrong = shop.sales.filter(({ total, rounding = 0, lines, tax_included }) => {
      const nets = lines.map((line) => line.quantity * line.unit_price * 10 - (line.discount ?? 0));
      const rates = lines.map(({ tax = 0 }, index) => tax / ((nets[index] ?? 0) - tax));
      return (
        tax_included !== true ||
        nets.reduce((sum, net) => sum + net, 0) + rounding !== total * 10_000 ||
        Math.abs(rounding) > 50 * 10_000 ||
        total % 100 !== 0 ||
        !rates.every((rate) => [0, 0.05, 0.12, 0.18, 0.4].some((known) => Math.abs(rate - known) < 1e-6))
      );
    });
    expect(wrong).toEqual([]);
  });

  it('name a customer on about a third and give credit to no stranger', () => {
    const named = sold.filter((sale) => sale.customer_id !== undefined).length / sold.length;
    expect(named).toBeGreaterThan(0.3);
    expect(named).toBeLessThan(0.4);
    const onCredit = sold.filter((sale) => sale.payment === 'credit');
    expect(onCredit.length).toBeGreaterThan(150);
    expect(onCredit.every((sale) => sale.customer_id !== undefined)).toBe(true);
    expect(new Set(shop.sales.map((sale) => sale.channel))).toEqual(
      new Set(['counter', 'phone', 'delivery']),
    );
    expect(sold.every((sale) => (sale.shipper_id !== undefined) === (sale.channel === 'delivery'))).toBe(
      true,
    );
  });

  it('take back only what was sold, once, and never for more', () => {
    const backs = shop.sales.filter((sale) => sale.kind !== 'sale');
    expect(backs.filter((sale) => sale.kind === 'cancellation').length).toBe(2);
    expect(backs.length).toBeGreaterThan(10);
    expect(backs.length).toBeLessThan(80);
    expect(new Set(backs.map((sale) => sale.refers_to)).size).toBe(backs.length);
    for (const back of backs) {
      const original = bySaleId.get(back.refers_to ?? '');
      expect(original?.kind).toBe('sale');
      expect((original?.at ?? '9999') < back.at).toBe(true);
      expect(original?.customer_id).toBe(back.customer_id);
      expect(back.total).toBeLessThanOrEqual(0);
      expect(-back.total).toBeLessThanOrEqual(original?.total ?? 0);
      for (const line of back.lines) {
        const sold = original?.lines.find((one) => one.product_id === line.product_id);
        expect(line.quantity).toBeLessThan(0);
        expect(-line.quantity).toBeLessThanOrEqual(sold?.quantity ?? 0);
        expect(line.unit_price).toBe(sold?.unit_price);
      }
      if (back.kind === 'cancellation') expect(-back.total).toBe(original?.total);
    }
  });
});
