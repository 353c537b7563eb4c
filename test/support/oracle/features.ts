import type { QueryRequest } from '../../../src/domain/sales/query/request.js';
import { DIMENSION_RULES } from './dimensions.js';
import { MEASURE_RULES } from './measures.js';

/** What random queries can ask for beside measures and dimensions. */
export const PLAIN_FEATURES = [
  'grain',
  'defined filtered',
  'defined formula',
  'defined aggregate',
  'defined grouping',
  'than',
  'factor of the average',
  'bought',
  'bought in a period',
] as const;
export const ADDED_FEATURES = [
  'share',
  'running_total',
  'running_share',
  'rank',
  'totals',
  'subtotals',
  'drivers',
  'compare',
  'compare by grain',
  'previous_bucket',
  'moving_average',
  'include_empty',
  'top',
  'within',
  'top within',
  'pivot',
  'filter on a column',
] as const;
export type Feature = (typeof PLAIN_FEATURES)[number] | (typeof ADDED_FEATURES)[number];

/** Which of them a query asks for. */
export function featuresOf(query: QueryRequest): Feature[] {
  const { define = [], filters = [], add = [], compare = [], grain, within, top } = query;
  const members = new Set([
    ...DIMENSION_RULES.keys(),
    ...MEASURE_RULES.keys(),
    ...define.map(({ name }) => name),
  ]);
  const used = new Set([
    ...(query.measures ?? []),
    ...(query.dimensions ?? []),
    ...filters.map(({ member }) => member),
  ]);
  const defined = define.filter(({ name }) => used.has(name));
  const is: Record<Feature, boolean> = {
    grain: grain !== undefined,
    'defined filtered': defined.some(({ filters: own }) => own !== undefined),
    'defined formula': defined.some(({ plus }) => plus !== undefined),
    'defined aggregate': defined.some(({ aggregate }) => aggregate !== undefined),
    'defined grouping': defined.some(({ groups }) => groups !== undefined),
    than: filters.some(({ than }) => than !== undefined),
    'factor of the average': filters.some(
      ({ op, values }) => op.endsWith('_average') && values !== undefined,
    ),
    bought: filters.some(({ op }) => op.endsWith('bought')),
    'bought in a period': filters.some(({ period }) => period !== undefined),
    share: add.includes('share'),
    running_total: add.includes('running_total'),
    running_share: add.includes('running_share'),
    rank: add.includes('rank'),
    totals: add.includes('totals'),
    subtotals: add.includes('subtotals'),
    drivers: add.includes('drivers'),
    compare: compare.length > 0,
    'compare by grain': compare.length > 0 && grain !== undefined,
    previous_bucket: compare.includes('previous_bucket'),
    moving_average: query.moving_average !== undefined,
    include_empty: query.include_empty === true,
    top: top !== undefined && within === undefined,
    within: within !== undefined,
    'top within': top !== undefined && within !== undefined,
    pivot: query.pivot !== undefined,
    'filter on a column': filters.some(({ member }) => !members.has(member)),
  };
  return [...PLAIN_FEATURES, ...ADDED_FEATURES].filter((feature) => is[feature]);
}
