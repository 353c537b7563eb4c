import { distance } from 'fastest-levenshtein';
import { farness, type Parts, partsOf } from '../../products/alike.js';
import { isGtin, isGtinSound } from '../../products/gtin.js';
import { type Alias, plainText } from './aliases.js';
import type { ShelfProduct } from './shelf.js';

/** From here on a name is taken for the product's own, if no other comes near. */
const SURE_NAME = 0.85;
const AHEAD = 0.05;
const MOST_CANDIDATES = 3;
const LEAST_CANDIDATE = 0.3;

export const MATCHED_BY = ['asked', 'new', 'alias', 'barcode', 'name'] as const;

export interface Candidate {
  readonly product: ShelfProduct;
  /** 0 to 1. */
  readonly sure: number;
}

/** Which product a line of a bill means, and how that was found. */
export interface Match {
  readonly product?: ShelfProduct;
  readonly by?: (typeof MATCHED_BY)[number];
  /** 0 to 1. */
  readonly sure: number;
  readonly alias?: Alias | undefined;
  /** Where it was not found. */
  readonly candidates: readonly Candidate[];
}

interface Known {
  readonly product: ShelfProduct;
  readonly parts: Parts;
  readonly plain: string;
}

/** Units and what they are written as on bills, so that 500gm is 500 g. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/(?<!\p{L})(?:kgs|kilos?)(?!\p{L})/gu, 'kg'],
  [/(?<!\p{L})(?:gms?|grams?|grm)(?!\p{L})/gu, 'g'],
  [/(?<!\p{L})(?:ltrs?|lts?|litres?|liters?)(?!\p{L})/gu, 'l'],
  [/(?<!\p{L})mls(?!\p{L})/gu, 'ml'],
  [/(?<!\p{L})(?:pcs?|nos?|pkts?)\.?(?!\p{L})/gu, ' '],
];

function spelt(name: string): string {
  return SPELLINGS.reduce((text, [pattern, word]) => text.replace(pattern, word), name.toLowerCase());
}

/** Finds the products that lines of bills mean: by what was learned, by barcode, by name. */
export class Matcher {
  readonly #known: readonly Known[];
  readonly #byId: ReadonlyMap<string, ShelfProduct>;

  constructor(products: readonly ShelfProduct[]) {
    this.#byId = new Map(products.map((product) => [product.product_id, product]));
    this.#known = products.map((product) => {
      const name = spelt(product.name);
      return { product, parts: partsOf(name), plain: plainText(name) };
    });
  }

  match(printed: string, alias: Alias | undefined): Match {
    const meant = alias === undefined ? undefined : this.#byId.get(alias.means);
    if (meant !== undefined) return { product: meant, by: 'alias', sure: 0.99, alias, candidates: [] };
    const coded = this.#byBarcode(printed);
    if (coded !== undefined) return { product: coded, by: 'barcode', sure: 0.99, candidates: [] };
    const near = this.#byName(printed);
    const [best, next] = near;
    if (
      best !== undefined &&
      best.sure >= SURE_NAME &&
      best.sure - (next?.sure ?? 0) >= AHEAD &&
      !saysAnother(printed, best.product.name)
    )
      return { product: best.product, by: 'name', sure: best.sure, candidates: [] };
    const candidates = [...near, ...this.#byWords(printed)].sort((a, b) => b.sure - a.sure);
    const first = (each: Candidate, index: number): boolean =>
      candidates.findIndex(({ product }) => product === each.product) === index;
    return { sure: 0, candidates: candidates.filter(first).slice(0, MOST_CANDIDATES) };
  }

  #byBarcode(printed: string): ShelfProduct | undefined {
    const codes = (printed.match(/\d{8,14}/g) ?? []).filter((code) => isGtin(code) && isGtinSound(code));
    const found = this.#known.filter(
      ({ product }) => product.barcode !== undefined && codes.includes(product.barcode),
    );
    return found.length === 1 ? found[0]?.product : undefined;
  }

  /** Products whose name has nearly the same letters and the same numbers, nearest first. */
  #byName(printed: string): Candidate[] {
    const name = spelt(printed);
    const mine = partsOf(name);
    const plain = plainText(name);
    return this.#known
      .map(({ product, parts, plain: other }) => {
        const far = farness(mine, parts);
        // Spaces are what is most often lost in reading.
        const joined =
          parts.numbers === mine.numbers && Math.abs(plain.length - other.length) <= 3 && plain !== ''
            ? distance(plain, other) / Math.max(plain.length, other.length)
            : 1;
        return { product, sure: 0.97 - Math.min(far, joined) };
      })
      .filter(({ sure }) => sure >= 0.75)
      .sort((a, b) => b.sure - a.sure)
      .slice(0, MOST_CANDIDATES);
  }

  /** Products that share words with it, as suggestions: never more than half sure. */
  #byWords(printed: string): Candidate[] {
    const name = spelt(printed);
    const { words, numbers } = partsOf(name);
    const mine = words.split(' ').filter((word) => word.length > 1);
    if (mine.length === 0) return [];
    return this.#known
      .map(({ product, parts }) => {
        const theirs = parts.words.split(' ').filter((word) => word.length > 1);
        const shared = mine.filter((word) => theirs.some((other) => isShort(word, other))).length;
        const share = theirs.length === 0 ? 0 : Math.min(1, (2 * shared) / (mine.length + theirs.length));
        return { product, sure: share * (parts.numbers === numbers ? 0.7 : 0.5) };
      })
      .filter(({ sure }) => sure >= LEAST_CANDIDATE)
      .sort((a, b) => b.sure - a.sure)
      .slice(0, MOST_CANDIDATES);
  }
}

/** Whether each of two names has a word that the other lacks: Neem and Lime are no misreadings of each other. */
function saysAnother(printed: string, name: string): boolean {
  return lacks(printed, name) && lacks(name, printed);
}

function lacks(name: string, other: string): boolean {
  const theirs = partsOf(spelt(other)).words.split(' ');
  const joined = theirs.map(plainText).join('');
  const whole = plainText(spelt(other));
  return partsOf(spelt(name))
    .words.split(' ')
    .map(plainText)
    .some(
      (word) =>
        word.length >= 3 &&
        !whole.includes(word) &&
        !joined.includes(word) &&
        !theirs.some((each) => distance(word, plainText(each)) <= Math.max(1, word.length / 4)),
    );
}

/** Whether one word is the other, or cut short: BISC for biscuits. */
function isShort(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short === long || (short.length >= 3 && long.startsWith(short));
}
