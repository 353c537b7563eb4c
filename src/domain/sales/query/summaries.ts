import type { SqlValue } from '../../ports/analytics/engine.js';
import { changeDrivers, type Drivers } from './change-drivers.js';
import type { ResultColumn } from './figures.js';
import type { Model } from './model.js';
import { NOTHING_ADDED, type Plan } from './plan.js';
import { type Cell, fitting, record } from './records.js';
import type { QueryRequest } from './request.js';

export interface Summaries {
  /** The measures over everything the filters leave. */
  readonly totals?: Record<string, Cell> | undefined;
  /** The measures by the first dimension, by the first two, and so on. */
  readonly subtotals?: Record<string, Cell>[] | undefined;
  /** Why net sales changed against the first comparison; the parts add up to the change exactly. */
  readonly drivers?: Drivers | undefined;
}

/** Runs a plan over what the answer's own rows were read from. */
export type RunPlan = (
  plan: Plan,
) => Promise<{ rows: readonly SqlValue[][]; columns: readonly ResultColumn[] }>;

const MOST_SUBTOTALS = 100;
const LARGEST_SUBTOTALS = 4_000;

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
  if (wanted.has('drivers'))
    made.drivers = await changeDrivers(model, { ...plan, ...NOTHING_ADDED }, run, currencyDigits);
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
  const { rows, columns } = await run({
    ...plan,
    ...NOTHING_ADDED,
    dimensions,
    grain,
    limit: MOST_SUBTOTALS,
  });
  return { rows: rows.map((row) => record(row, columns)), count: Number(rows[0]?.at(-1) ?? 0) };
}
