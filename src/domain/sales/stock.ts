import type { Write } from '../ports/store/table.js';
import type { Product } from '../products/records.js';
import type { Sale } from './sale.js';

/** Goods of a sale, added up by product. Thousandths. */
export interface SoldGoods {
  readonly product: Product;
  readonly quantity: number;
  /** Index of the first line it stands on. */
  readonly line: number;
}

export interface StockSale {
  readonly sale_id: string;
  /** Day of the document, yyyy-mm-dd. */
  readonly on: string;
  /** Where the document says it was; the shop's first stock location when absent. */
  readonly location: string | undefined;
  readonly goods: readonly SoldGoods[];
}

/** Goods of a sale that come back. */
export interface StockReturn {
  readonly kind: 'return' | 'cancellation';
  readonly original: Sale;
  /** The document that takes them back. */
  readonly sale_id: string;
  readonly on: string;
  /** How much of each line had come back before, and how much will have. */
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/** What the stock ledger adds to the transaction of a document: one movement for each product it keeps. */
export interface StockEntry {
  readonly moved: NonNullable<Sale['stock']>;
  /** What a unit cost on average, minor units, by product. */
  readonly costs: ReadonlyMap<string, number>;
  readonly writes: readonly Write[];
  /** To be called once the transaction is through. */
  readonly done: () => void;
}

/** {@link StockEntry} of a sale. */
export interface SoldEntry extends StockEntry {
  /** The location its goods come from. */
  readonly location: string;
  /** What the document says of where it was: the location by its own name, or a branch that is none. */
  readonly said: string | undefined;
}

/** The stock ledger, as far as a sale needs it. */
export interface StockBook {
  /** Waits for this process's other writes to these products; the result is to be called when all is written. */
  enter(productIds: readonly string[]): Promise<() => void>;
  /**
   * Works out the movements of a sale. Products whose stock is not kept have none.
   *
   * @param fresh Read the stock as stored now, since what is remembered was found to be old.
   * @throws ClerkError `refused` where more would be sold than there is, and the shop does not allow it;
   * `invalid_input` for a location that is none of the shop's.
   */
  planSale(sale: StockSale, key: string, fresh: boolean): Promise<SoldEntry>;
  /** Works out the movements that put goods back, to the lots they came from. */
  planReturn(back: StockReturn, key: string, fresh: boolean): Promise<StockEntry>;
}
