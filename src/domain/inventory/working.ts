import { averageAfter } from './costing.js';
import { lotOf } from './lots.js';
import {
  isLoose,
  isOrder,
  type Leg,
  type Lot,
  lotKey,
  type Movement,
  type Shelf,
  type Stock,
} from './movement.js';
import { tooMuch } from './refusals.js';

/** What a movement says beside its effect. */
export type Facts = Omit<Movement, 'product_id' | 'seq' | 'quantity' | 'legs' | 'ordered' | 'unit_cost'>;

/** A movement, and the stock after it. */
export interface Posted {
  readonly movement: Movement;
  readonly stock: Stock;
}

/** What taking some quantity came to. */
export interface Taken {
  readonly legs: readonly Leg[];
  /** How much was taken of lots that had expired. */
  readonly expired: number;
  /** How much more was taken than there was. */
  readonly short: number;
}

interface Bin {
  loose: number;
  readonly lots: Map<string, Lot & { quantity: number }>;
}

/** Most that one product's stock may come to, thousandths: a thousand million units. */
const LARGEST = 1_000_000_000_000;

/**
 * Lots that one product may have at once over all locations. Keeps the item of a movement under 20 KB. What would open
 * a further one is refused, or joins the loose stock where it cannot be (goods that come back).
 */
export const MOST_LOTS = 100;

/**
 * The stock of one product while one movement is added to it. Every step keeps the bins and the legs in agreement.
 */
export class Working {
  readonly #stock: Stock;
  readonly #bins = new Map<string, Bin>();
  readonly #legs = new Map<string, { leg: Omit<Leg, 'quantity'>; quantity: number }>();
  readonly #mostLots: number;
  #onOrder: number;
  #average: number | undefined;
  #unitCost: number | undefined;

  constructor(stock: Stock, mostLots: number = MOST_LOTS) {
    this.#stock = stock;
    this.#mostLots = mostLots;
    this.#onOrder = stock.on_order ?? 0;
    this.#average = stock.average_cost;
    for (const { location, loose, lots } of stock.shelves)
      this.#bins.set(location, {
        loose,
        lots: new Map(lots.map((lot) => [lotKey(lot), { ...lot }])),
      });
  }

  /** Lots at a location, earliest expiry first. */
  lots(location: string): (Lot & { readonly quantity: number })[] {
    return [...(this.#bins.get(location)?.lots ?? [])].sort(byKey).map(([, lot]) => lot);
  }

  /** What is in a lot, or loose, at a location. */
  held(location: string, lot: Lot): number {
    const bin = this.#bins.get(location);
    if (bin === undefined) return 0;
    return isLoose(lot) ? bin.loose : (bin.lots.get(lotKey(lot))?.quantity ?? 0);
  }

  /** All that is at a location. */
  there(location: string): number {
    const bin = this.#bins.get(location);
    return bin === undefined
      ? 0
      : [...bin.lots.values()].reduce((sum, { quantity }) => sum + quantity, bin.loose);
  }

  /** Whether a lot could be opened here. */
  hasRoomFor(location: string, lot: Lot): boolean {
    if (isLoose(lot) || this.held(location, lot) > 0) return true;
    return [...this.#bins.values()].reduce((sum, { lots }) => sum + lots.size, 0) < this.#mostLots;
  }

  /** Adds to a lot or the loose stock, or takes from it. A lot never goes below zero. */
  change(location: string, named: Lot, by: number): void {
    if (by === 0) return;
    const lot = lotOf(named);
    const bin = this.#bin(location);
    const key = lotKey(lot);
    if (isLoose(lot)) bin.loose += by;
    else {
      const left = (bin.lots.get(key)?.quantity ?? 0) + by;
      if (left < 0) throw new RangeError(`lot ${key} would be left with ${left}`);
      if (left === 0) bin.lots.delete(key);
      else bin.lots.set(key, { ...lot, quantity: left });
    }
    const name = `${location}\n${key}`;
    const known = this.#legs.get(name);
    if (known === undefined) this.#legs.set(name, { leg: { location, ...lot }, quantity: by });
    else known.quantity += by;
  }

  /**
   * Takes from a location: of lots that have not expired the one that expires first, then those without expiry, then
   * loose stock, then what has expired, and beyond that more than there is.
   */
  take(location: string, quantity: number, on: string): Taken {
    const legs: Leg[] = [];
    let left = quantity;
    let expired = 0;
    const from = (lot: Lot, held: number): number => {
      const part = Math.min(left, held);
      if (part <= 0) return 0;
      this.change(location, lot, -part);
      legs.push({ location, ...lotOf(lot), quantity: -part });
      left -= part;
      return part;
    };
    const lots = this.lots(location);
    const isOver = ({ expires }: Lot): boolean => expires !== undefined && expires < on;
    for (const lot of lots) if (!isOver(lot)) from(lot, lot.quantity);
    from({}, this.held(location, {}));
    for (const lot of lots.toReversed()) if (isOver(lot)) expired += from(lot, lot.quantity);
    const short = left;
    from({}, left);
    return { legs, expired, short };
  }

  /** What is on order. */
  get onOrder(): number {
    return this.#onOrder;
  }

  /** Adds to what is on order, or takes from it. */
  order(by: number): void {
    const left = this.#onOrder + by;
    if (left < 0) throw new RangeError(`${left} would be on order`);
    if (left > LARGEST) throw tooMuch();
    this.#onOrder = left;
  }

  /** Values goods that come in. Called before they are added. */
  receive(quantity: number, unitCost: number | undefined): void {
    this.#average = averageAfter(this.#stock.on_hand, this.#average, quantity, unitCost);
    this.#unitCost = unitCost;
  }

  /** Sets the average cost to what it is without goods that are taken back. */
  revalue(average: number | undefined): void {
    this.#average = average;
  }

  /** Seals the movement. What is owed to loose stock below zero is first made good from lots at the same place. */
  post(facts: Facts): Posted {
    for (const location of this.#bins.keys()) this.#settle(location);
    const legs = [...this.#legs.values()]
      .filter(({ quantity }) => quantity !== 0)
      .map(({ leg, quantity }): Leg => ({ ...leg, quantity }));
    const quantity = legs.reduce((sum, leg) => sum + leg.quantity, 0);
    const { product_id } = this.#stock;
    const seq = this.#stock.seq + 1;
    const onHand = this.#stock.on_hand + quantity;
    if (Math.abs(onHand) > LARGEST) throw tooMuch();
    const ordered = this.#onOrder - (this.#stock.on_order ?? 0);
    const stillOpening = facts.kind === 'opening' || isOrder(facts.kind);
    return {
      movement: {
        product_id,
        seq,
        ...facts,
        quantity,
        legs,
        ...(ordered === 0 ? {} : { ordered }),
        ...(this.#unitCost === undefined ? {} : { unit_cost: this.#unitCost }),
      },
      stock: {
        product_id,
        seq,
        on_hand: onHand,
        ...(this.#onOrder === 0 ? {} : { on_order: this.#onOrder }),
        ...(this.#average === undefined ? {} : { average_cost: this.#average }),
        ...(stillOpening && (this.#stock.seq === 0 || this.#stock.opening === true)
          ? { opening: true as const }
          : {}),
        shelves: [...this.#bins].flatMap(([location, bin]) => shelfOf(location, bin)),
      },
    };
  }

  #settle(location: string): void {
    for (const lot of this.lots(location)) {
      const owed = -this.held(location, {});
      if (owed <= 0) return;
      const part = Math.min(owed, lot.quantity);
      this.change(location, lot, -part);
      this.change(location, {}, part);
    }
  }

  #bin(location: string): Bin {
    const known = this.#bins.get(location);
    if (known !== undefined) return known;
    const bin: Bin = { loose: 0, lots: new Map() };
    this.#bins.set(location, bin);
    return bin;
  }
}

function shelfOf(location: string, { loose, lots }: Bin): Shelf[] {
  if (loose === 0 && lots.size === 0) return [];
  return [{ location, loose, lots: [...lots].sort(byKey).map(([, lot]) => lot) }];
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
