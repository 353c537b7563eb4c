import type { Filter } from './filters.js';
import type { Dimension, Grain, Measure } from './model.js';
import type { Period } from './period.js';

/** Columns that can be added beside each measure. */
export const ADDED = ['share', 'running_total', 'running_share', 'rank'] as const;
export type Added = (typeof ADDED)[number];

/** What can be added to the answer as a whole. */
export const WHOLE = ['totals', 'subtotals', 'drivers'] as const;

/** A period to set beside the one asked for; `name` ends the names of its columns. */
export interface Comparison {
  readonly name: string;
  readonly period: Period;
  /** Laid over so that each bucket of the grain stands beside the one before it. */
  readonly buckets?: true;
}

/** A query whose names are all known and whose periods are days. */
export interface Plan {
  readonly measures: readonly Measure[];
  readonly dimensions: readonly Dimension[];
  readonly filters: readonly Filter[];
  readonly period: Period;
  readonly grain: Grain | undefined;
  readonly compare: readonly Comparison[];
  readonly added: readonly Added[];
  /** Buckets of a moving average; undefined for none. */
  readonly movingAverage: number | undefined;
  /** Show values of the dimensions for which there is nothing, too. */
  readonly includeEmpty: boolean;
  /** Keep the first groups by the first measure and put the rest together as "(other)". */
  readonly top: number | undefined;
  /** Columns (dimensions or the grain) within whose values share, running total and rank are worked out. */
  readonly within: readonly string[];
  /** Keep the first rows by the first measure within each value of those columns. */
  readonly topWithin: number | undefined;
  readonly order: readonly { readonly member: string; readonly descending: boolean }[];
  readonly limit: number;
  readonly offset: number;
}

/** The part of a plan in which groups are only grouped: nothing beside the measures, every row, in no order. */
export const NOTHING_ADDED = {
  added: [],
  movingAverage: undefined,
  includeEmpty: false,
  top: undefined,
  within: [],
  topWithin: undefined,
  order: [],
  offset: 0,
} satisfies Partial<Plan>;

/** What the SQL depends on beside the plan. */
export interface Setting {
  /** ISO 4217 code of the shop's currency, and its decimals. */
  readonly currency: string;
  readonly currencyDigits: number;
  readonly today: string;
  /** The day an answer speaks of: the end of its period, or today. */
  readonly asOf: string;
  /** Months the fiscal year starts after January. */
  readonly fiscalShift: number;
  /** The period of the query. */
  readonly period?: Period | undefined;
  /** Leave out sales written after this moment. */
  readonly pin?: Date | undefined;
}

/** Columns of the grids that rows are grouped by: the grain first. */
export function keyNames(plan: Plan): string[] {
  return Array.from(
    { length: plan.dimensions.length + (plan.grain === undefined ? 0 : 1) },
    (_, index) => `k${index}`,
  );
}

/** The same columns by the names they are shown under. */
export function keyLabels({ grain, dimensions }: Pick<Plan, 'dimensions' | 'grain'>): string[] {
  return [...(grain === undefined ? [] : [grain]), ...dimensions.map(({ name }) => name)];
}
