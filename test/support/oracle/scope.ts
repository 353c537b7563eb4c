import type { PeriodDate } from '../../../src/domain/sales/query/model.js';
import type { QueryRequest } from '../../../src/domain/sales/query/request.js';
import { definedMeasure, groupingRule, type Members } from './definitions.js';
import { DIMENSION_RULES, type DimensionRule } from './dimensions.js';
import type { Span } from './filters.js';
import { MEASURE_RULES, type MeasureRule } from './measures.js';
import type { World } from './world.js';

/** What a query speaks of: its shop, its days, and all members with those it defines itself. */
export class Scope implements Members {
  readonly world: World;
  /** The day the answer speaks of. */
  readonly asOf: string;
  readonly span: Span;
  /** The date of a sale that the period speaks of. */
  readonly date: PeriodDate;
  readonly dimensions: ReadonlyMap<string, DimensionRule>;
  readonly measures: ReadonlyMap<string, MeasureRule>;

  constructor(world: World, { period = {}, define = [] }: Pick<QueryRequest, 'period' | 'define'>) {
    this.world = world;
    this.asOf = period.to ?? world.shop.today;
    this.date = period.date ?? 'sold';
    this.span = { from: period.from, to: period.to };
    const dimensions = new Map(DIMENSION_RULES);
    const measures = new Map(MEASURE_RULES);
    this.dimensions = dimensions;
    this.measures = measures;
    for (const definition of define) {
      if (definition.groups === undefined) measures.set(definition.name, definedMeasure(this, definition));
      else dimensions.set(definition.name, groupingRule(this, definition));
    }
  }

  readonly dimension = (name: string): DimensionRule => known(this.dimensions, name);
  readonly measure = (name: string): MeasureRule => known(this.measures, name);
}

function known<T>(rules: ReadonlyMap<string, T>, name: string): T {
  const found = rules.get(name);
  if (found === undefined) throw new Error(`The oracle knows nothing called ${name}`);
  return found;
}
