import type { AdjustLine } from '../../../src/domain/inventory/adjusting.js';
import type { Leg, Movement } from '../../../src/domain/inventory/movement.js';

/** A place: location, expiry (or `~`, after all) and batch. Loose stock is `<location>|~|`. */
type Place = string;
const LOOSE = '~|';

const placeOf = (location: string, { batch, expires }: Pick<Leg, 'batch' | 'expires'>): Place =>
  `${location}|${expires ?? '~'}|${batch ?? ''}`;

/** One product's stock, as simply as it can be said: so much at each place. */
export class Naive {
  readonly held = new Map<Place, number>();
  onOrder = 0;
  average: bigint | undefined;

  copy(): Naive {
    const other = new Naive();
    for (const [place, quantity] of this.held) other.held.set(place, quantity);
    other.onOrder = this.onOrder;
    other.average = this.average;
    return other;
  }

  total(location?: string): number {
    let sum = 0;
    for (const [place, quantity] of this.held)
      if (location === undefined || place.startsWith(`${location}|`)) sum += quantity;
    return sum;
  }

  add(place: Place, quantity: number): void {
    const left = (this.held.get(place) ?? 0) + quantity;
    if (left === 0) this.held.delete(place);
    else this.held.set(place, left);
  }

  /** Takes what the ledger wrote, whatever it is. */
  take({ legs, ordered = 0 }: Movement): void {
    this.onOrder += ordered;
    for (const leg of legs) this.add(placeOf(leg.location, leg), leg.quantity);
  }

  /** What is wrong with the stock as it is. */
  faults(): string[] {
    const orders = this.onOrder < 0 ? [`${this.onOrder} is on order`] : [];
    const places = [...this.held].flatMap(([place, quantity]) => {
      if (quantity > 0) return [];
      const [location = ''] = place.split('|');
      if (!place.endsWith(LOOSE)) return [`lot ${place} is at ${quantity}`];
      const others = this.total(location) - quantity;
      return others > 0 ? [`${others} lies in lots at ${location} while ${quantity} is owed`] : [];
    });
    return [...orders, ...places];
  }

  /** Sold: first what expires first, then what has no expiry, loose last, then what is over; the rest is owed. */
  sell(location: string, quantity: number, on: string): [Place, number][] {
    const taken: [Place, number][] = [];
    let left = quantity;
    const places = [...this.held.keys()].filter((place) => place.startsWith(`${location}|`)).sort();
    const over = (place: Place): boolean => (place.split('|')[1] ?? '') < on;
    const loose = `${location}|${LOOSE}`;
    const lots = places.filter((place) => place !== loose);
    const order = [...lots.filter((place) => !over(place)), loose, ...lots.filter(over).reverse()];
    for (const place of order) {
      const part = Math.min(left, Math.max(0, this.held.get(place) ?? 0));
      if (part === 0) continue;
      this.add(place, -part);
      taken.push([place, part]);
      left -= part;
    }
    if (left > 0) {
      this.add(loose, -left);
      const last = taken.findIndex(([place]) => place === loose);
      if (last >= 0) taken.splice(last, 1, [loose, (taken[last]?.[1] ?? 0) + left]);
      else taken.push([loose, left]);
    }
    return taken;
  }

  /** What is owed at a location is made good from lots there, those that expire first. */
  settle(): void {
    for (const [place, quantity] of [...this.held]) {
      if (quantity >= 0 || !place.endsWith(LOOSE)) continue;
      const [location = ''] = place.split('|');
      let owed = -quantity;
      for (const lot of [...this.held.keys()].filter((each) => each.startsWith(`${location}|`)).sort()) {
        const part = Math.min(owed, Math.max(0, this.held.get(lot) ?? 0));
        this.add(lot, -part);
        this.add(place, part);
        owed -= part;
      }
    }
  }

  /** Goods come in at a cost: the moving average, in fine units, halves to the even neighbour. */
  value(quantity: number, cost: number | undefined): void {
    if (cost === undefined) return;
    const there = BigInt(this.total());
    if (this.average === undefined || there <= 0n) {
      this.average = BigInt(cost);
      return;
    }
    const sum = there * this.average + BigInt(quantity) * BigInt(cost);
    const all = there + BigInt(quantity);
    const [whole, rest] = [sum / all, (sum % all) * 2n];
    this.average = rest > all || (rest === all && whole % 2n === 1n) ? whole + 1n : whole;
  }

  /** The one place at a location that a line's batch and expiry mean; as named where there is none. */
  place(line: AdjustLine, location: string, exact: boolean): Place {
    const named = placeOf(location, line);
    if (exact || (line.batch === undefined && line.expires === undefined)) return named;
    const fits = [...this.held.keys()].filter((place) => {
      const [at, expires, batch] = place.split('|');
      return (
        at === location &&
        !place.endsWith(LOOSE) &&
        (line.batch === undefined || line.batch === batch) &&
        (line.expires === undefined || line.expires === expires)
      );
    });
    return fits.includes(named) ? named : (fits[0] ?? named);
  }

  print(): string {
    const places = [...this.held].sort(([a], [b]) => (a < b ? -1 : 1));
    return JSON.stringify([this.onOrder, ...places]);
  }
}
