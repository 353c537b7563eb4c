import { ClerkError } from '../errors.js';
import type { Plan } from '../ports/store/once.js';
import type { Repository } from '../ports/store/repository.js';
import { TRANSACTION_SIZE, type Write } from '../ports/store/table.js';
import type { CreditBook, CreditEntry, CreditSale } from './credit.js';
import type { Recorded, Sale } from './sale.js';
import type { StockEntry } from './stock.js';

const MOST_WARNINGS = 20;

/** A document, all that is written with it, and what to do once it is. */
export interface PlannedSale extends Plan<Recorded> {
  readonly done: () => void;
}

interface Parts {
  readonly sale: Sale;
  readonly now: Date;
  /** Other items of the same transaction. */
  readonly more?: readonly Write[];
  readonly stock?: StockEntry | undefined;
  readonly onCredit?: CreditSale | undefined;
  readonly key: string;
  /** For whoever asked; not part of the document. */
  readonly warnings?: readonly string[];
}

/** The writes of a document, of its stock movements, and of its entry in the customer's credit book if it has one. */
export async function planDocument(
  { sale, now, more = [], stock, onCredit, key, warnings = [] }: Parts,
  sales: Repository<Sale>,
  credit: CreditBook,
): Promise<PlannedSale> {
  const entry: CreditEntry | undefined =
    onCredit === undefined ? undefined : await credit.planSale(onCredit, key);
  const document: Sale = {
    ...sale,
    ...(entry === undefined ? {} : { credit_entry: entry.seq }),
    ...(stock === undefined || stock.moved.length === 0 ? {} : { stock: stock.moved }),
  };
  const written: Write = { item: sales.item(document, 1, now), when: 'absent' };
  const others = [written, ...more, ...(entry?.writes ?? [])];
  const removals = entry?.removals ?? [];
  const moves = stock?.writes ?? [];
  // The record of the key is one more; and a sale leaves room for what its cancellation writes beside.
  const reserved = sale.kind === 'sale' ? 2 : 1;
  const room = TRANSACTION_SIZE - reserved - others.length - removals.length;
  if (moves.length > room)
    throw new ClerkError(
      'too_large',
      `This document would move the stock of ${moves.length} products at once; ${room} fit one write.`,
      {
        field: 'lines',
        fix:
          sale.kind === 'sale'
            ? `Split it into documents of at most ${room} products; a product moved for the first time counts twice.`
            : `Take it back in parts, with kind refund and at most ${room} products each.`,
      },
    );
  return {
    writes: [...others, ...moves],
    removals,
    result: warnings.length === 0 ? document : { ...document, warnings: warnings.slice(0, MOST_WARNINGS) },
    done: () => {
      entry?.done();
      stock?.done();
    },
  };
}
