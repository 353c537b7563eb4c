import { nearest } from '../../nearest.js';
import type { FilterOp, FilterRequest } from './filters.js';

/** What a value is, and so how it is read, compared and shown. */
export type ValueType =
  | 'text'
  | 'count'
  | 'number'
  | 'quantity'
  | 'money'
  | 'percent'
  | 'date'
  | 'time'
  | 'boolean'
  | 'days';

/** The things a shop has, each a table with one row a thing. */
export type Entity =
  | 'lines'
  | 'sales'
  | 'products'
  | 'categories'
  | 'suppliers'
  | 'customers'
  | 'employees'
  | 'managers'
  | 'shippers'
  | 'territories'
  | 'coverage'
  | 'countries'
  | 'cities'
  | 'reports'
  | 'sequence'
  | 'customer_history'
  | 'product_history'
  | 'stock'
  | 'pairs'
  | 'partners';

export interface EntityShape {
  readonly name: Entity;
  readonly label: string;
  readonly description: string;
  readonly synonyms: readonly string[];
  /** FROM clause with its alias. */
  readonly from: string;
  /** Entities this one has exactly one of (or none), and how to reach them. */
  readonly joins: readonly { readonly to: Entity; readonly sql: string }[];
}

interface Described {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  /** Other words people use for it, in lower case. */
  readonly synonyms?: readonly string[];
}

/** Something to group by, filter on or list. */
export interface Dimension extends Described {
  readonly entity: Entity;
  readonly type: ValueType;
  /**
   * SQL over the aliases of the entity; text columns give text, dates give DATE. `{as_of}` stands for the day the
   * answer speaks of, `{fiscal_shift}` for the months a fiscal year starts after January.
   */
  readonly sql: string;
  /** Other entities whose aliases the SQL uses, or whose rows a list of the values is about. */
  readonly also?: readonly Entity[];
  /** An amount of money in fine units, not minor ones. */
  readonly fine?: true;
  /** All values there are, in their own order. */
  readonly values?: readonly string[];
  /** The dimension that holds the name, where this one is an id. */
  readonly names?: string;
  /** Names for the values of the dimension instead of the values. */
  readonly cases?: Cases;
}

/** The first group that holds gives the value; all else is `otherwise`. */
export interface Cases {
  /** The dimension whose values are grouped; with `each` a measure. */
  readonly of: string;
  /** The id by whose things the measure is worked out, over the period, e.g. customer_id. */
  readonly each?: string;
  readonly groups: readonly {
    readonly label: string;
    readonly op: FilterOp;
    readonly values?: readonly string[] | undefined;
  }[];
  readonly otherwise: string;
}

/**
 * A number. `over` gives its SQL for each entity whose rows can be added up to it, coarsest first: the first one
 * from which every dimension and filter of a query can be reached is used, so that nothing is counted twice.
 */
export interface Measure extends Described {
  readonly type: ValueType;
  readonly over: Partial<Record<Entity, string>>;
  /** Worked out from other measures instead: (plus - minus) / per. Their sums are added up before the division. */
  readonly formula?: Formula;
  /** For averages and shares: the value is over / per, rounded to four decimals. */
  readonly per?: Partial<Record<Entity, string>>;
  /** Entities beside those of `over` whose aliases its SQL uses. */
  readonly needs?: readonly Entity[];
  /** Only rows that pass these count, whatever else the query asks for. */
  readonly filters?: readonly FilterRequest[];
  /** Decimals of the whole number that `over` gives; follows from the type where absent. */
  readonly scale?: number;
  /** Empty rather than 0 where nothing is known, e.g. a margin without a cost. */
  readonly mayBeUnknown?: true;
}

export interface Formula {
  readonly plus: readonly string[];
  readonly minus?: readonly string[];
  readonly per?: readonly string[];
  /** What is added up, where what comes out is called something else. */
  readonly of?: ValueType;
  /** A factor, e.g. `0.02`; up to six decimals. */
  readonly times?: string | undefined;
}

/** Dates of a sale that a period can speak of. */
export const PERIOD_DATES = {
  sold: 's.sold_on',
  required: 's.required_on',
  shipped: 's.shipped_on',
} as const;
export type PeriodDate = keyof typeof PERIOD_DATES;

export const GRAINS = [
  'hour',
  'day',
  'week',
  'week_sunday',
  'month',
  'quarter',
  'year',
  'fiscal_year',
] as const;
export type Grain = (typeof GRAINS)[number];

/** Every entity whose aliases the SQL of a dimension uses, or whose rows it is about. */
export function entitiesOf({ entity, also = [] }: Dimension): Entity[] {
  return [entity, ...also];
}

/**
 * What can be asked, as data: entities, dimensions and measures by name.
 */
export class Model {
  readonly entities: readonly EntityShape[];
  readonly dimensions: readonly Dimension[];
  readonly measures: readonly Measure[];
  readonly #entity: ReadonlyMap<Entity, EntityShape>;
  readonly #dimension: ReadonlyMap<string, Dimension>;
  readonly #measure: ReadonlyMap<string, Measure>;
  readonly #paths = new Map<Entity, ReadonlyMap<Entity, readonly string[]>>();

  constructor(
    entities: readonly EntityShape[],
    dimensions: readonly Dimension[],
    measures: readonly Measure[],
  ) {
    this.entities = entities;
    this.dimensions = dimensions;
    this.measures = measures;
    this.#entity = new Map(entities.map((entity) => [entity.name, entity]));
    this.#dimension = new Map(dimensions.map((dimension) => [dimension.name, dimension]));
    this.#measure = new Map(measures.map((measure) => [measure.name, measure]));
  }

  /** The model with more dimensions and measures. */
  with(dimensions: readonly Dimension[], measures: readonly Measure[]): Model {
    return new Model(this.entities, [...this.dimensions, ...dimensions], [...this.measures, ...measures]);
  }

  dimension(name: string): Dimension | undefined {
    return this.#dimension.get(name);
  }

  measure(name: string): Measure | undefined {
    return this.#measure.get(name);
  }

  entity(name: Entity): EntityShape {
    const entity = this.#entity.get(name);
    if (entity === undefined) throw new Error(`The model has no entity ${name}`);
    return entity;
  }

  /** Joins, in order, that lead from one entity to each it has exactly one of; the entity itself with none. */
  paths(from: Entity): ReadonlyMap<Entity, readonly string[]> {
    const known = this.#paths.get(from);
    if (known !== undefined) return known;
    const paths = new Map<Entity, readonly string[]>([[from, []]]);
    const open: Entity[] = [from];
    for (let next = open.shift(); next !== undefined; next = open.shift()) {
      for (const { to, sql } of this.entity(next).joins) {
        if (paths.has(to)) continue;
        paths.set(to, [...(paths.get(next) ?? []), sql]);
        open.push(to);
      }
    }
    this.#paths.set(from, paths);
    return paths;
  }

  /** The entity with the fewest others around it that has all of these; undefined where none has. */
  smallest(entities: readonly Entity[]): EntityShape | undefined {
    return this.entities
      .filter(({ name }) => entities.every((entity) => this.paths(name).has(entity)))
      .sort((a, b) => this.paths(a.name).size - this.paths(b.name).size)[0];
  }

  /** The coarsest entity, of those that a measure is added up over, that has what is needed; undefined where none has. */
  coarsest({ over }: Measure, has: (entity: Entity) => boolean): Entity | undefined {
    const coarsestFirst = Object.keys(over);
    return this.entities
      .map(({ name }) => name)
      .filter((name) => over[name] !== undefined && has(name))
      .sort((a, b) => coarsestFirst.indexOf(a) - coarsestFirst.indexOf(b))[0];
  }

  /** FROM clause of the smallest entity that has all a dimension speaks of, with the joins to it. */
  rowsOf(dimension: Dimension): string {
    const entities = entitiesOf(dimension);
    const shape = this.smallest(entities);
    if (shape === undefined) throw new Error(`Nothing has ${dimension.name}`);
    const paths = this.paths(shape.name);
    return [shape.from, ...new Set(entities.flatMap((entity) => paths.get(entity) ?? []))].join(' ');
  }

  /** Names close to one that is not known, over all dimensions and measures or one of the two. */
  nearest(name: string, among: 'dimensions' | 'measures' | 'members'): string[] {
    const pool: Described[] = [
      ...(among === 'measures' ? [] : this.dimensions),
      ...(among === 'dimensions' ? [] : this.measures),
    ];
    const byWord = new Map(
      pool.flatMap((member) =>
        [member.name, member.label, ...(member.synonyms ?? [])].map((word) => [word, member.name]),
      ),
    );
    return [...new Set(nearest(name, [...byWord.keys()]).flatMap((word) => byWord.get(word) ?? []))];
  }
}
