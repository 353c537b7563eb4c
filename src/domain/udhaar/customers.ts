import type { Item, Write } from '../ports/store/table.js';

/** What the ledger knows of someone who may owe. */
export interface Person {
  readonly customer_id: string;
  readonly name: string;
  readonly phone?: string | undefined;
}

/** A new name and phone of a customer, where they change; an empty phone is none. */
export interface Identity {
  readonly name?: string | undefined;
  readonly phone?: string | undefined;
}

/** The shop's customers, as the ledger needs them. */
export interface CustomerBook {
  /** @throws ClerkError `invalid_input` naming `field`, with the nearest names. */
  find(idOrName: string, field: string, signal?: AbortSignal): Promise<Person>;
  /** The record of one customer; nothing where there is none. */
  get(customerId: string): Promise<Person | undefined>;
  /** Writes what is given into the record, if it is still as it is read here. */
  change(customerId: string, identity: Identity, now: Date): Promise<Write[]>;
  /** The record of a new customer, to be written with the first entry. */
  newItem(person: Person, now: Date): Item;
  /** Those who may be the same person: same phone, or nearly the same name. */
  alike(person: Omit<Person, 'customer_id'>, signal?: AbortSignal): Promise<Person[]>;
}
