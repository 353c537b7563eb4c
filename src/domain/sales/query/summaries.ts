import { invalid } from '../../errors.js';
import { fromUnits } from '../../money.js';
import type { SqlValue } from '../../ports/analytics/engine.js';
import type { ResultColumn } from './compile.js';
import { type ProductChange, splitChange } from './drivers.js';
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

/** What was asked to be added to the answer as a whole. Totals are worked out anew, not added up from rows. */
export async function summaries(
  model: Model,
  request: QueryRequest,
  plan: Plan,
  run: RunPlan,
  currencyDigits: number,
): Promise<Summaries> {
  const wanted = new Set<string>(request.add);
  return {
    ...(wanted.has('totals') && plan.measures.length > 0
      ? { totals: (await grouped(plan, [], undefined, run))[0] }
      : {}),
    ...(wanted.has('subtotals') && plan.measures.length > 0 ? { subtotals: await subtotals(plan, run) } : {}),
    ...(wanted.has('drivers') ? { drivers: await drivers(model, plan, run, currencyDigits) } : {}),
  };
}

async function subtotals(plan: Plan, run: RunPlan): Promise<Record<string, Cell>[]> {
  const levels = plan.dimensions.length + (plan.grain === undefined ? 0 : 1);
  const all: Record<string, Cell>[] = [];
  for (let level = 1; level < levels; level += 1) {
    const dimensions = plan.dimensions.slice(0, plan.grain === undefined ? level : level - 1);
    all.push(...(await grouped(plan, dimensions, plan.grain, run)));
  }
  return fitting(all, LARGEST_SUBTOTALS);
}

async function grouped(
  plan: Plan,
  dimensions: Plan['dimensions'],
  grain: Plan['grain'],
  run: RunPlan,
): Promise<Record<string, Cell>[]> {
  const { rows, columns } = await run({
    ...plain(plan),
    dimensions,
    grain,
    top: dimensions.length === 1 ? plan.top : undefined,
    compare: plan.compare,
    limit: MOST_SUBTOTALS,
  });
  return rows.map((row) => record(row, columns));
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
    filters: plan.filters,
    added: [],
    movingAverage: undefined,
    includeEmpty: false,
    top: undefined,
    order: [],
    offset: 0,
  };
}
