import { invalid } from '../errors.js';
import { FINE_PER_MINOR } from '../money.js';
import type { Product } from '../products/records.js';
import { lotOf, matching, named } from './lots.js';
import { isLoose, type Leg, type Lot, type MovementKind, type Stock } from './movement.js';
import { refused, units } from './refusals.js';
import { type Facts, type Posted, type Taken, Working } from './working.js';

/** Where goods lie, and of which lot if that is said. */
interface Placed extends Lot {
  readonly location: string;
  /** Thousandths. */
  readonly quantity: number;
}

/** Goods that come in other than by a sales document. */
export interface Receipt extends Placed {
  readonly kind: 'opening' | 'purchase';
  /** Fine units for one unit. */
  readonly unit_cost?: number | undefined;
}

/** Goods that go out other than by a sales document, and goods counted. */
export interface Removal extends Placed {
  readonly kind: 'wastage' | 'supplier_return' | 'count';
}

export interface Transfer extends Placed {
  readonly kind: 'transfer';
  readonly to: string;
}

/** Goods of a sales document. */
export interface Sold {
  readonly kind: 'sale';
  readonly location: string;
  readonly quantity: number;
  readonly may_go_below: boolean;
}

/** Goods of a sales document that come back; `legs` say where they had been taken from. */
export interface TakenBack {
  readonly kind: 'return' | 'cancellation';
  readonly legs: readonly Leg[];
}

/** What was ordered, or will not come after all. Thousandths. */
export interface Ordered {
  readonly kind: 'order' | 'cancel_order';
  readonly quantity: number;
}

export type Change = Receipt | Removal | Transfer | Sold | TakenBack | Ordered;

/** What every movement of one write says. */
export interface Said {
  readonly on: string;
  readonly key: string;
  readonly now: Date;
  readonly sale_id?: string | undefined;
  readonly bill_id?: string | undefined;
  readonly supplier_id?: string | undefined;
  readonly reference?: string | undefined;
  readonly note?: string | undefined;
  /** Names the argument at fault, e.g. `lines[2].`. */
  readonly field: string;
}

/** A movement, and what a sale took that it should not have. */
export interface Outcome extends Posted {
  readonly taken?: Taken;
}

/** The first movement of a product whose record states a stock, or what is on order: both are brought forward. */
export function bringForward(
  stated: { readonly on_hand: number; readonly on_order: number },
  stock: Stock,
  product: Product,
  location: string,
  { on, key, now, field }: Said,
): Posted {
  const working = new Working(stock);
  if (stated.on_hand !== 0)
    working.receive(stated.on_hand, product.cost === undefined ? undefined : fineCost(product.cost));
  working.change(location, {}, stated.on_hand);
  working.order(stated.on_order);
  const posted = working.post(factsOf('opening', { on, key, now, field }));
  if (stated.on_hand === 0) return posted;
  // The stock has been said: no further opening adds to it.
  const { opening: _, ...begun } = posted.stock;
  return { ...posted, stock: begun };
}

/**
 * Works out one movement from the stock before it. Writes nothing.
 *
 * @throws ClerkError `refused` for what is not there, `invalid_input` for a lot that is not clear.
 */
export function post(change: Change, stock: Stock, product: Product, said: Said): Outcome {
  const working = new Working(stock);
  const sealed = (): Posted => working.post(factsOf(change.kind, said));
  switch (change.kind) {
    case 'opening':
      receive(working, change, product, said);
      return sealed();
    case 'purchase':
      receive(working, change, product, said);
      // What comes was ordered, as far as anything was.
      working.order(-Math.min(working.onOrder, change.quantity));
      return sealed();
    case 'order':
      working.order(change.quantity);
      return sealed();
    case 'cancel_order':
      if (change.quantity > working.onOrder)
        throw refused(
          `${said.field}quantity`,
          `Only ${units(working.onOrder)} of ${product.name} is on order, not ${units(change.quantity)}.`,
          'Send at most what is on order; what came is recorded with kind purchase.',
        );
      working.order(-change.quantity);
      return sealed();
    case 'wastage':
    case 'supplier_return':
      // What goes bad or back is what has expired, or expires first.
      takeOut(working, change, product, said, '');
      return sealed();
    case 'transfer':
      transfer(working, change, product, said);
      return sealed();
    case 'count':
      count(working, change, said);
      return sealed();
    case 'sale': {
      const taken = working.take(change.location, change.quantity, said.on);
      if (taken.short > 0 && !change.may_go_below)
        throw refused(
          `${said.field}quantity`,
          `Only ${units(change.quantity - taken.short)} of ${product.name} is in stock at ${change.location}, not ${units(change.quantity)}.`,
          'Sell what is there, or correct the stock with adjust_stock (kind count); this shop sells nothing below zero.',
        );
      return { ...sealed(), taken };
    }
    case 'return':
    case 'cancellation':
      for (const { location, quantity, ...lot } of change.legs)
        working.change(location, working.hasRoomFor(location, lot) ? lot : {}, quantity);
      return sealed();
  }
}

function receive(working: Working, change: Receipt, product: Product, { on, field }: Said): void {
  const { location, quantity, unit_cost: cost = product.cost && fineCost(product.cost) } = change;
  // A batch that is there already keeps its expiry; without a batch, what comes in is a lot of its own.
  const joins = change.batch !== undefined && change.expires === undefined;
  const lot = (joins ? matching(working.lots(location), change, field) : undefined) ?? change;
  if (lot.expires !== undefined && lot.expires < on && change.kind === 'purchase')
    throw invalid(`${field}expires_on`, `The goods expired on ${lot.expires}, before they came (${on}).`, {
      fix: 'Check the date; goods that are received expired go back to the supplier.',
    });
  if (!working.hasRoomFor(location, lot))
    throw refused(
      `${field}batch`,
      'This product has as many open batches as can be kept.',
      'Close batches that are gone with kind count and quantity 0, or leave batch and expires_on out.',
    );
  working.receive(quantity, cost);
  working.change(location, lot, quantity);
}

/** `today`: what expired before this day goes last; with none, it goes first. */
function takeOut(
  working: Working,
  change: Placed,
  product: Product,
  said: Said,
  today: string,
): readonly Leg[] {
  const { location, quantity } = change;
  if (isLoose(change)) {
    const taken = working.take(location, quantity, today);
    if (taken.short > 0) throw notThere(product, location, quantity - taken.short, quantity, said.field);
    return taken.legs;
  }
  const lot = named(working.lots(location), change, said.field);
  const held = working.held(location, lot);
  if (held < quantity) throw notThere(product, location, held, quantity, said.field);
  working.change(location, lot, -quantity);
  return [{ location, ...lotOf(lot), quantity: -quantity }];
}

function transfer(working: Working, change: Transfer, product: Product, said: Said): void {
  const { to, location } = change;
  if (to === location)
    throw invalid(`${said.field}to_location`, `The goods are at ${to} already.`, {
      fix: 'Name another location to move them to.',
    });
  const legs = takeOut(working, change, product, said, said.on);
  for (const { location: _, quantity, ...lot } of legs)
    working.change(to, working.hasRoomFor(to, lot) ? lot : {}, -quantity);
}

/** Sets what is at a location, or in one lot there, to what was counted. */
function count(working: Working, change: Removal, said: Said): void {
  const { location, quantity } = change;
  if (isLoose(change)) {
    const there = working.lots(location).reduce((sum, lot) => sum + lot.quantity, working.held(location, {}));
    if (quantity < there) working.take(location, there - quantity, said.on);
    else working.change(location, {}, quantity - there);
    return;
  }
  const lot = matching(working.lots(location), change, said.field) ?? change;
  if (quantity > 0 && !working.hasRoomFor(location, lot))
    throw refused(
      `${said.field}batch`,
      'This product has as many open batches as can be kept.',
      'Count other batches to 0 first.',
    );
  working.change(location, lotOf(lot), quantity - working.held(location, lot));
}

function notThere(product: Product, location: string, held: number, wanted: number, field: string) {
  return refused(
    `${field}quantity`,
    `Only ${units(Math.max(0, held))} of ${product.name} is there at ${location}, not ${units(wanted)}.`,
    'Send at most what is there, or first record what was counted with kind count.',
  );
}

export function factsOf(kind: MovementKind, said: Said): Facts {
  const { on, key, now, sale_id, bill_id, supplier_id, reference, note } = said;
  return {
    kind,
    on,
    recorded_at: now.toISOString(),
    ...(sale_id === undefined ? {} : { sale_id }),
    ...(bill_id === undefined ? {} : { bill_id }),
    ...(supplier_id === undefined ? {} : { supplier_id }),
    ...(reference === undefined ? {} : { reference }),
    ...(note === undefined ? {} : { note }),
    key,
  };
}

function fineCost(minor: number): number {
  return minor * FINE_PER_MINOR;
}
