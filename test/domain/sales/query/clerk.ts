import { setTimeout as delay } from 'node:timers/promises';
import type { Shop } from '../../../../src/domain/open-shop.js';
import type { QueryAnswer } from '../../../../src/domain/sales/query/answer.js';
import type { Saved } from '../../../../src/domain/sales/query/definitions/definition-service.js';
import type { QueryRequest } from '../../../../src/domain/sales/query/request.js';
import type { Sale } from '../../../../src/domain/sales/sale.js';
import { freshShop, type TestStore } from '../../../support/embedded-store.js';
import { anotherProcess, NOON, shopWithProducts } from '../shop.js';

const MINUTE = 60_000;
let keys = 0;

export function keyed(): { key: string; payload: unknown } {
  keys += 1;
  return { key: `key-${keys}`, payload: keys };
}

/** A shop whose clock goes on a minute with every write, and what one does in it. */
export class Clerk {
  readonly shop: Shop;
  readonly id: string;
  readonly #store: TestStore;
  readonly #time: { now: number };

  constructor(store: TestStore, id: string, shop: Shop, time: { now: number }) {
    this.#store = store;
    this.id = id;
    this.shop = shop;
    this.#time = time;
  }

  static async open(store: TestStore): Promise<Clerk> {
    const time = { now: NOON.getTime() };
    const id = freshShop();
    const shop = await shopWithProducts(store.table(), id, () => new Date(time.now));
    return new Clerk(store, id, shop, time);
  }

  /** The same shop and clock in another server, which reads what others wrote from the store. */
  another(): Clerk {
    const shop = anotherProcess(this.#store.table(), this.id, () => new Date(this.#time.now));
    return new Clerk(this.#store, this.id, shop, this.#time);
  }

  /** Lets time pass. */
  wait(minutes: number): void {
    this.#time.now += minutes * MINUTE;
  }

  /** Lets the store's index show what another server wrote. */
  async heard(): Promise<void> {
    await delay(400);
  }

  ask(query: QueryRequest): Promise<QueryAnswer> {
    return this.shop.queries.run(query);
  }

  /** The token of an answer's receipt. */
  async token(query: QueryRequest): Promise<string> {
    const { receipt } = await this.ask(query);
    if (receipt.token === undefined) throw new Error('The receipt has no token');
    return receipt.token;
  }

  /** What is said to have changed since an answer. */
  async changes(again: string): Promise<NonNullable<QueryAnswer['changes']>> {
    const { changes } = await this.ask({ again });
    if (changes === undefined) throw new Error('Nothing is said of changes');
    return changes;
  }

  async sell(
    product: string,
    quantity: number,
    more: { at?: string; customer?: string } = {},
  ): Promise<Sale> {
    this.wait(1);
    return this.shop.sales.record(
      { lines: [{ product, quantity: quantity * 1_000 }], tax_included: false, ...more },
      keyed(),
    );
  }

  /** Takes all of a sale back, or some of one product. */
  async takeBack({ sale_id: refers_to }: Sale, product?: string, quantity = 1): Promise<void> {
    const lines = product === undefined ? undefined : [{ product, quantity: quantity * 1_000 }];
    this.wait(1);
    await this.shop.sales.reverse({ refers_to, lines }, keyed());
  }

  async save(name: string, receipt: string, description = 'Of a test', write = keyed()): Promise<Saved> {
    this.wait(1);
    return this.shop.definitions.save({ name, receipt, description }, write);
  }

  async remove(name: string): Promise<string> {
    this.wait(1);
    return this.shop.definitions.remove(name, keyed());
  }
}
