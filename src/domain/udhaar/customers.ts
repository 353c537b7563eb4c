import type { Item } from '../ports/store/table.js';

/** What the ledger knows of someone who may owe. */
export interface Person {
  readonly customer_id: string;
  readonly name: string;
  readonly phone?: string | undefined;
}

/** The shop's customers, as the ledger needs them. */
export interface CustomerBook {
  /** @throws ClerkError `invalid_input` naming `field`, with the nearest names. */
  find(idOrName: string, field: string, signal?: AbortSignal): Promise<Person>;
  /** The record of a new customer, to be written with the first entry. */
  newItem(person: Person, now: Date): Item;
  /** Those who may be the same person: same phone, or nearly the same name. */
  alike(person: Omit<Person, 'customer_id'>, signal?: AbortSignal): Promise<Person[]>;
}
