import { ClerkError } from '../errors.js';
import { jitter } from '../ports/store/jitter.js';
import { type Keyed, once } from '../ports/store/once.js';
import { shopKey } from '../ports/store/repository.js';
import type { PlannedSale } from './document.js';
import type { SalesPorts, Try } from './ports.js';
import type { ReversalRequest, SaleRequest } from './requests.js';
import { Recorded } from './sale.js';
import { planSale } from './selling.js';
import { planReversal } from './taking-back.js';

/** How often a document is worked out anew while others keep writing the same stock, sale or account. */
const ATTEMPTS = 40;

/**
 * Records sales documents. Each is one transaction with the record of its key, so that a repeat returns the first
 * result and a document is never recorded twice.
 */
export class SalesService {
  readonly #ports: SalesPorts;

  constructor(ports: SalesPorts) {
    this.#ports = ports;
  }

  /**
   * Records a sale. Price, cost and tax of a line default to the product's.
   *
   * @throws ClerkError `invalid_input` for an unknown product, customer or employee, a price that is missing, a
   * moment in the future; `refused` for a sale on credit that goes over the customer's limit; `conflict` for a key
   * used before.
   */
  async record(request: SaleRequest, write: Keyed, signal?: AbortSignal): Promise<Recorded> {
    return this.#once('record_sale', write, signal, (tried) => planSale(request, tried, this.#ports));
  }

  /**
   * Takes a sale back: all of it (cancellation) or some quantities (refund), at the prices it was sold at, as a
   * new document. Never more comes back than was sold, however many refunds there are.
   *
   * @throws ClerkError `not_found` for an unknown sale; `refused` for a second cancellation, or more than is left.
   */
  async reverse(request: ReversalRequest, write: Keyed): Promise<Recorded> {
    const operation = request.lines === undefined ? 'cancel_sale' : 'refund_sale';
    return this.#once(operation, write, undefined, (tried) => planReversal(request, tried, this.#ports));
  }

  /** Holds the stock that `plan` asks for until all is written, so that tills of this process take turns. */
  async #once(
    operation: string,
    write: Keyed,
    signal: AbortSignal | undefined,
    plan: (tried: Try) => Promise<PlannedSale>,
  ): Promise<Recorded> {
    const { table, settings, clock, onWrite, stock, pause = jitter } = this.#ports;
    let done: PlannedSale | undefined;
    let leave: (() => void) | undefined;
    const request = {
      shop: shopKey(settings.shop_id),
      operation,
      key: write.key,
      payload: write.payload,
      now: clock(),
      attempts: ATTEMPTS,
      // An earlier try may have sold goods whose stock was not kept yet: nothing in it would be found taken.
      isFinal: (error: unknown) => error instanceof ClerkError && error.code === 'refused',
      pause,
    };
    try {
      const outcome = await once(table, request, Recorded, async (tries) => {
        done = await plan({
          key: write.key,
          fresh: tries > 1,
          hold: async (ids) => {
            if (ids.length > 0) leave ??= await stock.enter(ids);
          },
          signal,
        });
        return done;
      });
      if (!outcome.replayed && done !== undefined) {
        onWrite(done.writes.map(({ item }) => item));
        done.done();
      }
      return outcome.result;
    } finally {
      leave?.();
    }
  }
}
