/** A seeded source of chance: the same seed and stream always give the same draws, on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  unit(): number;
  /** Uniform whole number, both ends included. */
  int(from: number, to: number): number;
  /** Uniform in [from, to). */
  between(from: number, to: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** Picks by weight; weights need not add up to one. */
  weighted<T>(list: readonly (readonly [value: T, weight: number])[]): T;
  poisson(mean: number): number;
}

/**
 * xoshiro128** 1.1 by David Blackman and Sebastiano Vigna (public domain, https://prng.di.unimi.it), its state
 * filled by a 32-bit SplitMix. Streams of one seed are independent for our purpose: drawing more from one
 * changes nothing in another.
 */
export function randomFrom(seed: number, stream: number): Random {
  let fill = (seed ^ Math.imul(stream, 0x85ebca6b)) | 0;
  const splitMix = () => {
    fill = (fill + 0x9e3779b9) | 0;
    let mixed = Math.imul(fill ^ (fill >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return mixed ^ (mixed >>> 15);
  };
  let [a, b, c, d] = [splitMix(), splitMix(), splitMix(), splitMix()];

  const unit = () => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9);
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return (result >>> 0) / 2 ** 32;
  };
  const int = (from: number, to: number) => from + Math.floor(unit() * (to - from + 1));

  return {
    unit,
    int,
    between: (from, to) => from + unit() * (to - from),
    chance: (probability) => unit() < probability,
    pick: (list) => elementAt(list, int(0, list.length - 1)),
    weighted: (list) => {
      let left = unit() * list.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of list) {
        left -= weight;
        if (left < 0) return value;
      }
      return elementAt(list, list.length - 1)[0];
    },
    poisson: (mean) => {
      const limit = Math.exp(-mean);
      let count = 0;
      for (let product = unit(); product > limit; product *= unit()) count += 1;
      return count;
    },
  };
}

/** Draws an index in proportion to its weight, in logarithmic time. */
export class Urn {
  readonly total: number;
  readonly #upTo: Float64Array;

  constructor(weights: ArrayLike<number>) {
    this.#upTo = new Float64Array(weights.length);
    let sum = 0;
    for (let index = 0; index < weights.length; index += 1) {
      sum += weights[index] ?? 0;
      this.#upTo[index] = sum;
    }
    this.total = sum;
  }

  draw(random: Random): number {
    const target = random.unit() * this.total;
    let low = 0;
    let high = this.#upTo.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#upTo[middle] ?? 0) > target) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

/** @throws RangeError when there is no such element. */
export function elementAt<T>(list: readonly T[], index: number): T {
  const element = list[index];
  if (element === undefined) throw new RangeError(`No element ${index} in a list of ${list.length}.`);
  return element;
}

function rotate(bits: number, by: number): number {
  return (bits << by) | (bits >>> (32 - by));
}
