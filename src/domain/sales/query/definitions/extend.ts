import { ClerkError, invalid } from '../../../errors.js';
import type { FilterRequest } from '../filters.js';
import { medianOf } from '../measures.js';
import { type Dimension, entitiesOf, type Measure, type Model, type ValueType } from '../model.js';
import type { Definition, SavedDimension, SavedMeasure } from './definition.js';

const AGGREGATE_SQL: Record<NonNullable<SavedMeasure['aggregate']>, (sql: string, rows: string) => string> = {
  sum: (sql, rows) => `sum(${sql})${rows}`,
  average: (sql, rows) => `sum(${sql})${rows}`,
  smallest: (sql, rows) => `min(${sql})${rows}`,
  largest: (sql, rows) => `max(${sql})${rows}`,
  median: (sql, rows) => medianOf(sql, rows).over,
  p90: (sql, rows) => `quantile_disc(${sql}, 0.9)${rows}`,
  p95: (sql, rows) => `quantile_disc(${sql}, 0.95)${rows}`,
  count_distinct: (sql, rows) => `count(DISTINCT ${sql})${rows}`,
};
const NUMBERS: readonly ValueType[] = ['count', 'number', 'quantity', 'money', 'percent', 'days'];
const FACTOR = /^-?\d{1,9}(?:\.\d{1,6})?$/;

/**
 * The model with what a shop has defined added, each checked against what is there already.
 *
 * A definition that no longer fits (made for another version of the model) is left out and told of.
 */
export function extendModel(
  base: Model,
  definitions: readonly Definition[],
): { readonly model: Model; readonly unfit: readonly { readonly name: string; readonly why: string }[] } {
  let model = base;
  const unfit: { name: string; why: string }[] = [];
  let left = definitions.filter(({ kind, removed }) => kind !== 'question' && removed !== true);
  // One may be made of another, in any order: what fits is added until nothing more does.
  for (let added = true; added; ) {
    added = false;
    const still: Definition[] = [];
    unfit.length = 0;
    for (const definition of left) {
      try {
        model = addTo(model, definition);
        added = true;
      } catch (error) {
        if (!(error instanceof ClerkError)) throw error;
        still.push(definition);
        unfit.push({ name: definition.name, why: error.message });
      }
    }
    left = still;
  }
  return { model, unfit };
}

/**
 * @throws ClerkError `invalid_input` naming the part that does not fit; `conflict` for a name that is taken.
 */
export function addTo(model: Model, definition: Definition): Model {
  const { name } = definition;
  if (model.measure(name) !== undefined || model.dimension(name) !== undefined)
    throw new ClerkError('conflict', `The model has a member called ${name} already.`, {
      field: 'name',
      fix: 'Choose another name.',
    });
  if (definition.kind === 'measure') return model.with([], [measureOf(model, definition)]);
  return definition.kind === 'dimension' ? model.with([dimensionOf(model, definition)], []) : model;
}

function dimensionOf(
  model: Model,
  { name, label, description, synonyms, ...saved }: SavedDimension,
): Dimension {
  const base = knownDimension(model, saved.of, 'of');
  if (base.cases !== undefined)
    throw invalid('of', `${saved.of} is made of groups itself.`, { fix: `Use ${base.cases.of}.` });
  const { entity, also } = base;
  return {
    name,
    label,
    description,
    synonyms: synonyms ?? [],
    entity,
    ...(also === undefined ? {} : { also }),
    type: 'text',
    sql: base.sql,
    cases: { of: saved.of, groups: saved.groups, otherwise: saved.otherwise },
  };
}

function measureOf(model: Model, saved: SavedMeasure): Measure {
  const { name, label, description, synonyms = [] } = saved;
  const given = [saved.measure, saved.formula, saved.aggregate].filter((each) => each !== undefined);
  if (given.length !== 1)
    throw invalid('measure', 'A measure is defined by one of measure, formula or aggregate.', {
      fix: 'Send measure with filters, or formula, or aggregate with of.',
    });
  const filters = (saved.filters ?? []).map(({ member, than, period, ...filter }, index): FilterRequest => {
    const field = `filters[${index}]`;
    if (period !== undefined)
      throw invalid(`${field}.period`, 'A filter of a measure has no period of its own.', {
        fix: 'Leave period out; bought and never_bought then mean ever.',
      });
    return {
      ...filter,
      member: knownDimension(model, member, `${field}.member`).name,
      ...(than === undefined ? {} : { than: knownDimension(model, than, `${field}.than`).name }),
    };
  });
  const described = { name, label, description, synonyms };
  if (saved.measure !== undefined) {
    const base = knownMeasure(model, saved.measure, 'measure');
    if (filters.length === 0)
      throw invalid('filters', `Without filters ${name} would be ${base.name} under another name.`, {
        fix: 'Send the filters that make the difference.',
      });
    return { ...base, ...described, filters: [...(base.filters ?? []), ...filters] };
  }
  const held = filters.length === 0 ? {} : { filters };
  if (saved.formula !== undefined) return { ...described, ...held, ...formulaOf(model, saved.formula) };
  return { ...described, ...held, ...aggregateOf(model, saved) };
}

function formulaOf(
  model: Model,
  formula: NonNullable<SavedMeasure['formula']>,
): Pick<Measure, 'type' | 'over' | 'formula' | 'scale'> {
  const { plus, minus = [], per = [], times } = formula;
  const alike = (names: readonly string[], field: string): Measure | undefined => {
    const [first, ...others] = names.map((name, index) => part(model, name, `formula.${field}[${index}]`));
    const odd = others.findIndex(({ type }) => type !== first?.type);
    if (odd >= 0)
      throw invalid(`formula.${field}[${odd + 1}]`, 'Measures of different kinds cannot be added up.', {
        fix: `Use measures of type ${first?.type} only.`,
      });
    return first;
  };
  const above = alike([...plus, ...minus], 'plus');
  const below = alike(per, 'per')?.type;
  if (times !== undefined && !FACTOR.test(times))
    throw invalid('formula.times', `"${times}" is not a factor.`, {
      fix: 'Send a decimal with at most six decimals, e.g. "0.02".',
    });
  if (formula.type === undefined && below !== undefined && below !== 'count')
    throw invalid('formula.type', 'What a ratio comes to must be said.', {
      fix: 'Send type: percent for a share, number for a ratio.',
    });
  const of = above?.type ?? 'number';
  // A quotient of type percent is multiplied by 100: what is in percent already is not to be.
  const divided = of === 'percent' && (times !== undefined || below !== undefined);
  return {
    type: formula.type ?? (divided ? 'number' : of),
    over: {},
    formula: { plus, minus, per, of, ...(times === undefined ? {} : { times }) },
    ...(above?.scale === undefined ? {} : { scale: above.scale }),
  };
}

/** A measure whose sums can go into a formula. */
function part(model: Model, name: string, field: string): Measure {
  const measure = knownMeasure(model, name, field);
  const why =
    measure.formula !== undefined || measure.per !== undefined
      ? 'is a ratio or formula itself'
      : NUMBERS.includes(measure.type)
        ? undefined
        : `is a ${measure.type}`;
  if (why === undefined) return measure;
  throw invalid(field, `${name} ${why} and cannot be part of a formula.`, {
    fix: 'Use the measures it is made of.',
    valid: ['net_sales', 'quantity', 'orders', 'margin', 'buyers'],
  });
}

function aggregateOf(
  model: Model,
  { aggregate = 'sum', of }: SavedMeasure,
): Pick<Measure, 'type' | 'over' | 'per' | 'needs' | 'scale' | 'mayBeUnknown'> {
  if (of === undefined)
    throw invalid('of', 'An aggregate needs the dimension it is taken over.', {
      fix: 'Send of, e.g. "days_to_ship".',
    });
  const dimension = knownDimension(model, of, 'of');
  const shape = model.smallest(entitiesOf(dimension));
  if (shape === undefined || dimension.cases !== undefined)
    throw invalid('of', `${of} cannot be aggregated.`, { fix: 'Use the dimension it is made of.' });
  const counts = aggregate === 'count_distinct';
  const dated = dimension.type === 'date' && (aggregate === 'smallest' || aggregate === 'largest');
  if (!counts && !dated && !NUMBERS.includes(dimension.type))
    throw invalid('aggregate', `${aggregate} works on numbers, and ${of} is ${dimension.type}.`, {
      fix: 'Use count_distinct, or a dimension that is a number.',
    });
  const sold = shape.name === 'sales' || shape.name === 'lines';
  const rows = sold ? " FILTER (WHERE s.kind = 'sale')" : '';
  const money = dimension.type === 'money' && dimension.fine !== true;
  const sql = money ? `(${dimension.sql} * 10000)` : dimension.sql;
  // A quotient of type percent is multiplied by 100: the mean of percentages is not to be.
  const divided = aggregate === 'average' || aggregate === 'median';
  const percent = divided ? 4 : 2;
  const scale = dimension.type === 'quantity' ? 3 : dimension.type === 'percent' ? percent : undefined;
  return {
    type: counts ? 'count' : dimension.type === 'count' && divided ? 'number' : dimension.type,
    over: { [shape.name]: AGGREGATE_SQL[aggregate](sql, rows) },
    ...(aggregate === 'average' ? { per: { [shape.name]: `count(${sql})${rows}` } } : {}),
    ...(aggregate === 'median' ? { per: { [shape.name]: medianOf(sql, rows).per } } : {}),
    needs: entitiesOf(dimension).filter((entity) => entity !== shape.name),
    ...(counts || scale === undefined ? {} : { scale }),
    ...(counts || aggregate === 'sum' ? {} : { mayBeUnknown: true }),
  };
}

function knownDimension(model: Model, name: string, field: string): Dimension {
  const dimension = model.dimension(name);
  if (dimension !== undefined) return dimension;
  throw invalid(field, `There is no dimension called ${name.slice(0, 60)}.`, {
    fix: 'Use describe_data to find it.',
    valid: model.nearest(name, 'dimensions'),
  });
}

function knownMeasure(model: Model, name: string, field: string): Measure {
  const measure = model.measure(name);
  if (measure !== undefined) return measure;
  throw invalid(field, `There is no measure called ${name.slice(0, 60)}.`, {
    fix: 'Use describe_data to find it.',
    valid: model.nearest(name, 'measures'),
  });
}
