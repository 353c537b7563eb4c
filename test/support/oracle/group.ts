import type { Sale } from '../../../src/domain/sales/sale.js';
import { type Amounts, amountsOf } from './amounts.js';
import { type Bundle, type Part, type Population, reaches } from './world.js';

/** The rows of one group, by what is counted. */
export class Group {
  readonly #rows: ReadonlyMap<Population, readonly Bundle[]>;
  readonly digits: number;
  /** What all rows reach because the query asks for it. */
  readonly needed: readonly Part[];

  constructor(
    rows: ReadonlyMap<Population, readonly Bundle[]>,
    digits: number,
    needed: readonly Part[] = [],
  ) {
    this.#rows = rows;
    this.digits = digits;
    this.needed = needed;
  }

  rows(population: Population): readonly Bundle[] {
    return this.#rows.get(population) ?? [];
  }

  /** The documents of the group, each once, whichever population they were reached by. */
  documents(from: 'line' | 'sale'): Sale[] {
    return [...new Set(this.rows(from).flatMap(({ sale }) => sale ?? []))];
  }

  sales(from: 'line' | 'sale'): Sale[] {
    return this.documents(from).filter(({ kind }) => kind === 'sale');
  }

  get lines(): readonly Amounts[] {
    return this.rows('line').flatMap((row) => amountsOf(row) ?? []);
  }

  /** The rows that have all of these parts and pass. */
  only(parts: readonly Part[], passes: (row: Bundle) => boolean): Group {
    const left = [...this.#rows].flatMap(([population, rows]) =>
      reaches(population, parts) ? [[population, rows.filter(passes)] as const] : [],
    );
    return new Group(new Map(left), this.digits, [...this.needed, ...parts]);
  }
}
