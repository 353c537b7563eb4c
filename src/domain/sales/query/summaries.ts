import { invalid } from '../../errors.js';
import { fromUnits } from '../../money.js';
import type { SqlValue } from '../../ports/analytics/engine.js';
import { type ProductChange, splitChange } from './drivers.js';
import type { ResultColumn } from './figures.js';
import type { Model } from './model.js';
import type { Plan } from './plan.js';
import { type Cell, fitting, record } from './records.js';
import type { QueryRequest } from './request.js';
import { measureScale } from './values.js';

export interface Summaries {
  /** The measures over everything the filters leave. */
  readonly totals?: Record<string, Cell> | undefined;
  /** The measures by the first dimension, by the first two, and so on. */
  readonly subtotals?: Record<string, Cell>[] | undefined;
  /** Why net sales changed against the first comparison; the parts add up to the change exactly. */
  readonly drivers?: Record<string, Cell> | undefined;
}

/** Runs a plan over what the answer's own rows were read from. */
export type RunPlan = (
  plan: Plan,
) => Promise<{ rows: readonly SqlValue[][]; columns: readonly ResultColumn[] }>;

const MOST_SUBTOTALS = 100;
const LARGEST_SUBTOTALS = 4_000;
const MOST_PRODUCTS = 1_000_000;

/** What was asked to be added to the answer as a whole, and what to know about it. */
export interface Summarised {
  readonly summaries: Summaries;
  readonly notes: readonly string[];
}

/**
 * What was asked to be added to the answer as a whole. Totals are worked out anew, not added up from rows, and do not
 * regard filters on measures, which choose among the rows.
 */
export async function summaries(
  model: Model,
  request: QueryRequest,
  asked: Plan,
  run: RunPlan,
  currencyDigits: number,
): Promise<Summarised> {
  const wanted = new Set<string>(request.add);
  const plan = {
    ...asked,
    filters: asked.filters.filter(({ member }) => model.dimension(member) !== undefined),
  };
  const notes: string[] = [];
  const made: { -readonly [K in keyof Summaries]: Summaries[K] } = {};
  if (wanted.has('totals') && plan.measures.length > 0)
    made.totals = (await grouped(plan, [], undefined, run)).rows[0];
  if (wanted.has('subtotals') && plan.measures.length > 0) {
    const { rows, count } = await subtotals(plan, run);
    made.subtotals = rows;
    if (rows.length < count)
      notes.push(
        `Only ${rows.length} of ${count} subtotals are given; filter further or name fewer dimensions.`,
      );
  }
  if (wanted.has('drivers')) made.drivers = await drivers(model, plan, run, currencyDigits);
  if (Object.keys(made).length > 0 && plan.filters.length < asked.filters.length)
    notes.push(
      `${Object.keys(made).join(', ')} do not regard filters on measures; these choose among the rows.`,
    );
  return { summaries: made, notes };
}

/** Rows of an answer, and of how many they are the first. */
interface Counted {
  readonly rows: Record<string, Cell>[];
  readonly count: number;
}

async function subtotals(plan: Plan, run: RunPlan): Promise<Counted> {
  const levels = plan.dimensions.length + (plan.grain === undefined ? 0 : 1);
  const all: Record<string, Cell>[] = [];
  let count = 0;
  for (let level = 1; level < levels; level += 1) {
    const dimensions = plan.dimensions.slice(0, plan.grain === undefined ? level : level - 1);
    const made = await grouped(plan, dimensions, plan.grain, run);
    all.push(...made.rows);
    count += made.count;
  }
  return { rows: fitting(all, LARGEST_SUBTOTALS), count };
}

async function grouped(
  plan: Plan,
  dimensions: Plan['dimensions'],
  grain: Plan['grain'],
  run: RunPlan,
): Promise<Counted> {
  const { rows, columns } = await run({ ...plain(plan), dimensions, grain, limit: MOST_SUBTOTALS });
  return { rows: rows.map((row) => record(row, columns)), count: Number(rows[0]?.at(-1) ?? 0) };
}

async function drivers(
  model: Model,
  plan: Plan,
  run: RunPlan,
  currencyDigits: number,
): Promise<Record<string, Cell>> {
  const [comparison] = plan.compare;
  const sales = model.measure('net_sales');
  const units = model.measure('quantity');
  const product = model.dimension('product_id');
  if (comparison === undefined)
    throw invalid('add', 'drivers explains a change and needs a period to compare with.', {
      fix: 'Send compare, e.g. ["previous_period"].',
    });
  if (sales === undefined || units === undefined || product === undefined)
    throw new Error('The model lacks what drivers are made of');
  const { rows, columns } = await run({
    ...plain(plan),
    measures: [sales, units],
    dimensions: [product],
    grain: undefined,
    compare: [comparison],
    limit: MOST_PRODUCTS,
  });
  const at = (name: string): number => columns.findIndex((column) => column.name === name);
  const [product_, salesAfter, salesBefore, unitsAfter, unitsBefore] = [
    'product_id',
    'net_sales',
    `net_sales_${comparison.name}`,
    'quantity',
    `quantity_${comparison.name}`,
  ].map(at);
  const whole = (row: readonly SqlValue[], index: number | undefined): bigint =>
    BigInt(row[index ?? -1] ?? 0);
  const changes = rows.map(
    (row): ProductChange => ({
      product: String(row[product_ ?? -1] ?? ''),
      salesAfter: whole(row, salesAfter),
      salesBefore: whole(row, salesBefore),
      unitsAfter: whole(row, unitsAfter),
      unitsBefore: whole(row, unitsBefore),
    }),
  );
  const scale = measureScale(sales, currencyDigits) ?? 0;
  const parts = splitChange(changes);
  return {
    compared_with: `${comparison.period.from}..${comparison.period.to}`,
    ...Object.fromEntries(
      Object.entries(parts).map(([name, value]: [string, bigint]) => [name, fromUnits(value, scale)]),
    ),
  };
}

function plain(plan: Plan): Plan {
  return {
    ...plan,
    added: [],
    movingAverage: undefined,
    includeEmpty: false,
    top: undefined,
    within: [],
    topWithin: undefined,
    order: [],
    offset: 0,
  };
}
