import { FINE_PER_MINOR, QUANTITY_SCALE } from '../../money.js';

/** Days of sales that are kept of each product. */
export const KEPT_DAYS = 130;

/** What a product's record says. Money in minor units, quantities in thousandths, tax in ten-thousandths. */
export interface ProductRecord {
  readonly name: string;
  readonly unit: string | undefined;
  readonly price: number | undefined;
  readonly cost: number | undefined;
  readonly mrp: number | undefined;
  readonly taxRate: number;
  readonly supplier: string | undefined;
  readonly leadDays: number | undefined;
  /** As a file stated it: what there is until something moves. */
  readonly stated: number | undefined;
  readonly statedOnOrder: number;
  readonly reorderLevel: number | undefined;
  readonly trackStock: boolean | undefined;
  readonly discontinued: boolean;
  readonly removed: boolean;
}

export interface Lot {
  readonly location: string;
  readonly batch: string | undefined;
  /** Day number. */
  readonly expires: number | undefined;
  /** Thousandths; below 0 for loose stock that is owed. */
  readonly quantity: number;
}

/** What a kept forecast said of one day, in units. */
export interface ForecastDay {
  /** Day number of the last day it was made from. */
  readonly last: number;
  readonly point: number;
  readonly low: number;
  readonly high: number;
}

/** What movements come to. Quantities in thousandths, cost in fine units, days as day numbers. */
export interface StockFacts {
  readonly quantity: number;
  readonly ordered: number;
  readonly cost: number | undefined;
  /** Day on which goods last came or went, and on which they were last ordered. */
  readonly movedOn: number | undefined;
  readonly orderedOn: number | undefined;
}

/** All that alerts need to know of a product. Days are day numbers. */
export interface ProductFacts {
  readonly id: string;
  record: ProductRecord | undefined;
  /** What its movements come to; nothing where none was recorded. */
  stock: StockFacts | undefined;
  /** By {@link lotKey}, without those that are empty. */
  readonly lots: Map<string, Lot>;
  /** Thousandths sold, net of what came back, by day: the last {@link KEPT_DAYS}. */
  readonly sold: Map<number, number>;
  firstSold: number | undefined;
  lastSold: number | undefined;
  lastBought: number | undefined;
  /** Day of the stock that its books began with. */
  stockBegan: number | undefined;
  /** Whether tax is added to its prices, as its sales show. */
  taxOutside: boolean;
  readonly forecasts: Map<number, ForecastDay>;
}

/** A credit account. Money in minor units. */
export interface CustomerFacts {
  readonly id: string;
  /** As the account says; the customer's record goes before it. */
  accountName: string | undefined;
  balance: number;
  limit: number | undefined;
  limitSeq: number;
  lastEntry: number;
  lastPayment: number | undefined;
  /** What is left of each debt, by entry and due day. */
  readonly dues: Map<string, { due: number; left: number }>;
}

/** A bill that was read and may repeat another one. */
export interface BillFacts {
  readonly id: string;
  readonly seller: string | undefined;
  readonly number: string | undefined;
  /** Minor units. */
  readonly total: number | undefined;
  readonly readOn: number;
  /** The earlier bill, and why it may be the same. */
  readonly repeats: { readonly id: string; readonly why: string };
  /** Whether this one and the earlier one stand in the books. */
  readonly posted: boolean;
  readonly otherPosted: boolean;
}

export function lotKey(location: string, batch: string | undefined, expires: string | undefined): string {
  return `${location}\n${batch ?? ''}\n${expires ?? ''}`;
}

export function noProduct(id: string): ProductFacts {
  return {
    id,
    record: undefined,
    stock: undefined,
    lots: new Map(),
    sold: new Map(),
    firstSold: undefined,
    lastSold: undefined,
    lastBought: undefined,
    stockBegan: undefined,
    taxOutside: false,
    forecasts: new Map(),
  };
}

export function noCustomer(id: string): CustomerFacts {
  return {
    id,
    accountName: undefined,
    balance: 0,
    limit: undefined,
    limitSeq: 0,
    lastEntry: 0,
    lastPayment: undefined,
    dues: new Map(),
  };
}

/** Stock in thousandths; undefined where it is not kept. As `STOCK_LEVELS` of the inventory has it. */
export function onHandOf({ record, stock }: ProductFacts): number | undefined {
  if (record === undefined || record.trackStock === false) return undefined;
  return stock?.quantity ?? record.stated ?? (record.trackStock === true ? 0 : undefined);
}

export function onOrderOf({ record, stock }: ProductFacts): number {
  return stock?.ordered ?? record?.statedOnOrder ?? 0;
}

/** Cost of a unit in minor units, maybe a fraction: the moving average, else as saved; as pricing has it. */
export function costOf({ record, stock }: ProductFacts): number | undefined {
  return stock?.cost === undefined ? record?.cost : stock.cost / FINE_PER_MINOR;
}

/** Price of a unit before tax, in minor units. */
export function netPriceOf({ record, taxOutside }: ProductFacts): number | undefined {
  if (record?.price === undefined) return undefined;
  return taxOutside ? record.price : record.price / (1 + record.taxRate / 10_000);
}

/** Margin of a unit in minor units; undefined where price or cost is not known. */
export function marginOf(product: ProductFacts): number | undefined {
  const [price, cost] = [netPriceOf(product), costOf(product)];
  return price === undefined || cost === undefined ? undefined : price - cost;
}

/** Margin of a unit as it is shown: whole minor units, never below 0. */
export function gainOf(product: ProductFacts): number | undefined {
  const margin = marginOf(product);
  return margin === undefined ? undefined : Math.max(0, Math.round(margin));
}

const RATE_DAYS = 28;
const LEAST_RATE_DAYS = 7;

/** Units sold a day on average over the four weeks that end with a day. */
export function rateOf({ sold, firstSold }: ProductFacts, end: number): number {
  if (firstSold === undefined || firstSold > end) return 0;
  const days = Math.min(RATE_DAYS, Math.max(LEAST_RATE_DAYS, end - firstSold + 1));
  let sum = 0;
  for (let day = end - days + 1; day <= end; day += 1) sum += sold.get(day) ?? 0;
  return Math.max(0, sum) / QUANTITY_SCALE / days;
}
