import { invalid } from '../../errors.js';
import { ORDERED_KEY, orderedMeasure } from './columns.js';
import type { Shown } from './figures.js';
import type { Bindings } from './filters.js';
import { OTHER } from './grid.js';
import { keyLabels, keyNames, type Plan } from './plan.js';

/** What the caller asked to order by, as SQL over the shown columns. */
function askedOrder(plan: Plan, keys: readonly Shown[], columns: readonly Shown[]): string[] {
  return plan.order.map(({ member, descending }, index) => {
    const at = keys.findIndex(({ name }) => name === member);
    const known = columns.some(({ name }) => name === member);
    const filtered = plan.filters.some((filter) => filter.member === member);
    if (!known)
      throw invalid(
        `order_by[${index}].member`,
        `${member} is ${filtered ? 'only a filter, and ' : ''}not among the columns of the answer.`,
        {
          fix: filtered
            ? `Name ${member} as a measure or dimension too, or order by a column.`
            : 'Order by a column of the answer.',
          valid: columns.map(({ name }) => name),
        },
      );
    const column =
      at >= 0
        ? inOwnOrder(plan, at, `${ORDERED_KEY}${at}`)
        : plan.measures.some(({ name }) => name === member)
          ? orderedMeasure(member)
          : `"${member}"`;
    return `${column} ${descending ? 'DESC' : 'ASC'} NULLS LAST`;
  });
}

/** ORDER BY of the answer's rows. */
export function orderSql(plan: Plan, keys: readonly Shown[], columns: readonly Shown[]): string {
  const asked = askedOrder(plan, keys, columns);
  const ties = tiesSql(plan, ORDERED_KEY);
  const last = otherLast(plan, ORDERED_KEY);
  const timed = plan.grain !== undefined && !plan.within.includes(plan.grain);
  const usual =
    asked.length > 0 || timed || plan.measures[0] === undefined
      ? []
      : [...withinFirst(plan), `${orderedMeasure(plan.measures[0].name)} DESC NULLS LAST`];
  const order =
    plan.grain === undefined ? [...last, ...asked, ...usual, ...ties] : [...asked, ...usual, ...ties];
  return order.length === 0 ? '' : ` ORDER BY ${order.join(', ')}`;
}

/** Order of the keys, which settles all ties; columns are named `<prefix><index>`. */
export function tiesSql(plan: Plan, prefix: string): string[] {
  return keyLabels(plan).flatMap((_, index) => keyOrder(plan, index, prefix));
}

/** Order of one key: ids that are numbers come in the order of numbers. */
function keyOrder(plan: Plan, index: number, prefix: string): string[] {
  const column = `${prefix}${index}`;
  return [
    ...(keyLabels(plan)[index]?.endsWith('_id') ? [`TRY_CAST(${column} AS BIGINT) ASC NULLS LAST`] : []),
    `${inOwnOrder(plan, index, column)} ASC NULLS LAST`,
  ];
}

/** What a key is sorted by: weekdays and the like come in their own order, all else by value. */
export function inOwnOrder({ grain, dimensions }: Plan, index: number, column: string): string {
  const values = dimensions[grain === undefined ? index : index - 1]?.values;
  return values === undefined
    ? column
    : `list_position([${values.map((value) => `'${value}'`).join(', ')}], ${column})`;
}

/** Where the first groups are kept, the rest comes after them. */
export function otherLast(plan: Plan, prefix: string): string[] {
  return plan.top === undefined ? [] : [`(${prefix}${keyNames(plan).length - 1} = '${OTHER}') ASC`];
}

/** Rows that are looked at within a group stand together. */
function withinFirst(plan: Plan): string[] {
  return keyLabels(plan).flatMap((name, index) =>
    plan.within.includes(name) ? keyOrder(plan, index, ORDERED_KEY) : [],
  );
}

/** SQL that keeps the first rows of each group, in the order asked for or by the first measure. */
export function topWithinSql(
  plan: Plan,
  keys: readonly Shown[],
  columns: readonly Shown[],
  source: string,
  bindings: Bindings,
): string {
  const [measure] = plan.measures;
  if (plan.topWithin === undefined) return source;
  if (measure === undefined)
    throw invalid('top', 'top needs a measure to tell which come first.', {
      fix: 'Send e.g. measures ["net_sales"], dimensions ["category", "product"], top 3, within ["category"].',
    });
  const groups = keyLabels(plan).flatMap((name, index) =>
    plan.within.includes(name) ? [`${ORDERED_KEY}${index}`] : [],
  );
  const asked = askedOrder(plan, keys, columns);
  const order = [
    ...(asked.length > 0 ? asked : [`${orderedMeasure(measure.name)} DESC NULLS LAST`]),
    ...tiesSql(plan, ORDERED_KEY),
  ].join(', ');
  return `(SELECT * FROM ${source} QUALIFY row_number() OVER (PARTITION BY ${groups.join(', ')} ORDER BY ${order}) <= ${bindings.bind(plan.topWithin)})`;
}
