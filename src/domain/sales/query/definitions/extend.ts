import { ClerkError, invalid } from '../../../errors.js';
import type { FilterRequest } from '../filters.js';
import { medianOf, SALES_ONLY } from '../measures/sql.js';
import { type Dimension, entitiesOf, GRAINS, type Measure, type Model, type ValueType } from '../model.js';
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
  const left = new Map(
    definitions.flatMap((each) =>
      each.kind === 'question' || each.removed === true ? [] : [[each.name, each]],
    ),
  );
  // One may be made of another, in any order: what it is made of is added before it.
  const add = (definition: SavedDimension | SavedMeasure): void => {
    if (!left.delete(definition.name)) return;
    for (const name of madeOf(definition)) {
      const part = left.get(name);
      if (part !== undefined) add(part);
    }
    try {
      model = addTo(model, definition);
    } catch (error) {
      if (!(error instanceof ClerkError)) throw error;
      unfit.push({ name: definition.name, why: error.message });
    }
  };
  for (const definition of [...left.values()]) add(definition);
  return { model, unfit };
}

/** The names of the members that a definition is made of. */
export function madeOf(definition: SavedDimension | SavedMeasure): string[] {
  if (definition.kind === 'dimension')
    return [definition.of, definition.each].filter((name) => name !== undefined);
  const { measure, of, formula, filters = [] } = definition;
  const { plus = [], minus = [], per = [] } = formula ?? {};
  const held = filters.flatMap(({ member, than }) => [member, than]);
  return [measure, of, ...plus, ...minus, ...per, ...held].filter((name) => name !== undefined);
}

/**
 * @throws ClerkError `invalid_input` naming the part that does not fit; `conflict` for a name that is taken.
 */
export function addTo(model: Model, definition: Definition): Model {
  const { name } = definition;
  if (GRAINS.some((grain) => grain === name))
    throw new ClerkError('conflict', `${name} is the name of a grain.`, {
      field: 'name',
      fix: 'Choose another name.',
    });
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
  { name, label, description, synonyms = [], of, each, groups, otherwise }: SavedDimension,
): Dimension {
  const grouped = each === undefined ? valuesOf(model, of) : thingsOf(model, of, each);
  return {
    name,
    label,
    description,
    synonyms,
    entity: grouped.entity,
    ...(grouped.also === undefined ? {} : { also: grouped.also }),
    type: 'text',
    sql: grouped.sql,
    cases: { of, ...(each === undefined ? {} : { each: grouped.name }), groups, otherwise },
  };
}

/** The dimension whose values are grouped. */
function valuesOf(model: Model, of: string): Dimension {
  const base = knownDimension(model, of, 'of');
  if (base.cases !== undefined)
    throw invalid('of', `${of} is made of groups itself.`, { fix: `Use ${base.cases.of}.` });
  return base;
}

/** The id of the things that are grouped by a measure of each. */
function thingsOf(model: Model, of: string, each: string): Dimension {
  const measure = knownMeasure(model, of, 'of');
  const thing = knownDimension(model, each, 'each');
  const id = model.dimensions.find(({ names }) => names === thing.name) ?? thing;
  if (measure.type === 'date' || !id.name.endsWith('_id') || id.cases !== undefined)
    throw invalid('each', `${of} of each ${each} makes no groups.`, {
      fix: 'Send a number in of, and in each what has it.',
      valid: model.dimensions.flatMap(({ names }) => names ?? []),
    });
  return id;
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
  const { rows, ...aggregate } = aggregateOf(model, saved);
  return { ...described, ...held, ...aggregate, description: `${description} (over ${rows})` };
}

function formulaOf(
  model: Model,
  formula: NonNullable<SavedMeasure['formula']>,
): Pick<Measure, 'type' | 'over' | 'formula' | 'scale'> {
  const { plus, minus = [], per = [], times } = formula;
  const alike = (named: readonly (readonly [field: string, name: string])[]): Measure | undefined => {
    const parts = named.map(([field, name]) => part(model, name, field));
    const [first] = parts;
    const odd = parts.findIndex(({ type }) => type !== first?.type);
    if (odd >= 0)
      throw invalid(named[odd]?.[0] ?? 'formula', 'Measures of different kinds cannot be added up.', {
        fix: `Use measures of type ${first?.type} only.`,
      });
    return first;
  };
  const at = (field: string, names: readonly string[]) =>
    names.map((name, index) => [`formula.${field}[${index}]`, name] as const);
  const above = alike([...at('plus', plus), ...at('minus', minus)]);
  const below = alike(at('per', per))?.type;
  if (times !== undefined && !FACTOR.test(times))
    throw invalid('formula.times', `"${times}" is not a factor.`, {
      fix: 'Send a decimal with at most six decimals, e.g. "0.02".',
    });
  if (formula.type === undefined && below !== undefined && below !== 'count')
    throw invalid('formula.type', 'What a ratio comes to must be said.', {
      fix: 'Send type: percent for a share, money for an amount each, number for another ratio.',
    });
  if (formula.type === 'percent' && below === undefined)
    throw invalid('formula.type', 'A percentage is a part of something.', {
      fix: 'Send per, the measures it is a share of.',
    });
  const of = above?.type ?? 'number';
  // A quotient of type percent is multiplied by 100: what is in percent already is not to be.
  const divided = (of === 'percent' || of === 'count') && (times !== undefined || below !== undefined);
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
): Pick<Measure, 'type' | 'over' | 'per' | 'needs' | 'scale' | 'mayBeUnknown'> & { readonly rows: string } {
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
  const kept = sold ? ` ${SALES_ONLY}` : '';
  const money = dimension.type === 'money' && dimension.fine !== true;
  const sql = money ? `(${dimension.sql} * 10000)` : dimension.sql;
  // A quotient of type percent is multiplied by 100: the mean of percentages is not to be.
  const divided = aggregate === 'average' || aggregate === 'median';
  const percent = divided ? 4 : 2;
  const scale = dimension.type === 'quantity' ? 3 : dimension.type === 'percent' ? percent : undefined;
  return {
    rows: shape.label.toLowerCase(),
    type: counts ? 'count' : dimension.type === 'count' && divided ? 'number' : dimension.type,
    over: { [shape.name]: AGGREGATE_SQL[aggregate](sql, kept) },
    ...(aggregate === 'average' ? { per: { [shape.name]: `count(${sql})${kept}` } } : {}),
    ...(aggregate === 'median' ? { per: { [shape.name]: medianOf(sql, kept).per } } : {}),
    needs: entitiesOf(dimension).filter((entity) => entity !== shape.name),
    ...(counts || scale === undefined ? {} : { scale }),
    ...(counts || aggregate === 'sum' ? {} : { mayBeUnknown: true }),
  };
}

function knownDimension(model: Model, name: string, field: string): Dimension {
  const dimension = model.dimension(name);
  if (dimension !== undefined) return dimension;
  if (model.measure(name) !== undefined)
    throw invalid(field, `${name} is a measure, not a dimension.`, {
      fix: field.startsWith('filters')
        ? 'Filter the query itself on the measure, or this on a dimension, e.g. order_value.'
        : 'Use a value that each record has, e.g. order_value; to group customers, products or the like by a figure, send each with of, e.g. "customer".',
    });
  throw unknown(model, name, field, 'dimension');
}

function knownMeasure(model: Model, name: string, field: string): Measure {
  const measure = model.measure(name);
  if (measure !== undefined) return measure;
  if (model.dimension(name) !== undefined)
    throw invalid(field, `${name} is a dimension, not a measure.`, {
      fix: 'Define a measure of it first, with aggregate and of.',
    });
  throw unknown(model, name, field, 'measure');
}

function unknown(model: Model, name: string, field: string, kind: 'dimension' | 'measure'): ClerkError {
  const beside = model.measures.some((measure) => name.startsWith(`${measure.name}_`));
  const near = model.nearest(name, `${kind}s`);
  return invalid(field, `There is no ${kind} called ${name.slice(0, 60)}.`, {
    fix: beside
      ? 'Columns that compare and add bring are no part of a definition; change and percent come with compare.'
      : 'Use describe_data to find it.',
    ...(near.length === 0 ? {} : { valid: near }),
  });
}
