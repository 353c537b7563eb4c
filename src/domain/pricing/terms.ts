import { RATE_SCALE } from '../money.js';

/** What is fixed about selling one product. Money in minor units of the shop's currency, of one unit sold. */
export interface Terms {
  /** Price now, as it is asked for. */
  readonly price: number;
  /** Before tax; may be a fraction. Absent where it is not known. */
  readonly cost: number | undefined;
  /** Printed maximum, all taxes included (India: Legal Metrology (Packaged Commodities) Rules 2011, rule 2(m)). */
  readonly mrp: number | undefined;
  /** Ten-thousandths. */
  readonly taxRate: number;
  /** Whether prices include the tax. */
  readonly taxInside: boolean;
}

type Taxed = Pick<Terms, 'taxRate' | 'taxInside'>;

/** What the shop keeps of a price. */
export function beforeTax(price: number, { taxRate, taxInside }: Taxed): number {
  return taxInside ? (price * RATE_SCALE) / (RATE_SCALE + taxRate) : price;
}

/** What a customer pays at a price. */
export function withTax(price: number, { taxRate, taxInside }: Taxed): number {
  return taxInside ? price : (price * (RATE_SCALE + taxRate)) / RATE_SCALE;
}

/** The price that leaves so much before tax. */
export function priceLeaving(net: number, { taxRate, taxInside }: Taxed): number {
  return taxInside ? (net * (RATE_SCALE + taxRate)) / RATE_SCALE : net;
}

/** The price at which a customer pays so much. */
export function priceCharging(charged: number, { taxRate, taxInside }: Taxed): number {
  return taxInside ? charged : (charged * RATE_SCALE) / (RATE_SCALE + taxRate);
}

/** What a unit earns at a price, before tax. */
export function earned(price: number, terms: Terms): number | undefined {
  return terms.cost === undefined ? undefined : beforeTax(price, terms) - terms.cost;
}

/** Margin: what is earned as a share of the price before tax. Mark-up: the same as a share of cost. */
export function ratesOf(
  price: number,
  terms: Terms,
): { margin: number; markup: number | undefined } | undefined {
  const profit = earned(price, terms);
  if (profit === undefined || terms.cost === undefined) return undefined;
  return {
    margin: profit / beforeTax(price, terms),
    markup: terms.cost > 0 ? profit / terms.cost : undefined,
  };
}
