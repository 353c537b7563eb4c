import type { ItemKey, Write } from '../ports/store/table.js';

/** A sale on credit, or goods of one that come back. Money in minor units. */
export interface CreditSale {
  readonly kind: 'credit' | 'refund';
  readonly customer_id: string;
  readonly amount: number;
  readonly sale_id: string;
  /** Day of the document, yyyy-mm-dd. */
  readonly on: string;
  readonly due?: string | undefined;
  readonly over_limit?: boolean | undefined;
  /** For a refund: the entry of the sale. */
  readonly apply_to?: readonly number[] | undefined;
}

/** What the credit book adds to the transaction of a document. */
export interface CreditEntry {
  readonly seq: number;
  readonly writes: readonly Write[];
  readonly removals: readonly ItemKey[];
  /** To be called once the transaction is through. */
  readonly done: () => void;
}

/** The credit book, as far as a sale needs it. */
export interface CreditBook {
  /**
   * Works out the entry of a document from the account as stored now.
   *
   * @throws ClerkError `refused` over the credit limit; `invalid_input` for a due date before the sale.
   */
  planSale(sale: CreditSale, key: string, signal?: AbortSignal): Promise<CreditEntry>;
}
