import type { FilterRequest } from './filters.js';
import type { Dimension, Grain, Measure } from './model.js';
import type { Period } from './period.js';

/** Columns that can be added beside each measure. */
export const ADDED = ['share', 'running_total', 'rank'] as const;
export type Added = (typeof ADDED)[number];

/** What can be added to the answer as a whole. */
export const WHOLE = ['totals', 'subtotals', 'drivers'] as const;
export type Whole = (typeof WHOLE)[number];

/** A period to set beside the one asked for; `name` ends the names of its columns. */
export interface Comparison {
  readonly name: string;
  readonly period: Period & { readonly from: string; readonly to: string };
}

/** A query whose names are all known and whose periods are days. */
export interface Plan {
  readonly measures: readonly Measure[];
  readonly dimensions: readonly Dimension[];
  readonly filters: readonly FilterRequest[];
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
  readonly order: readonly { readonly member: string; readonly descending: boolean }[];
  readonly limit: number;
  readonly offset: number;
}

/** What the SQL depends on beside the plan. */
export interface Setting {
  /** ISO 4217 code of the shop's currency, and its decimals. */
  readonly currency: string;
  readonly currencyDigits: number;
  /** The day an answer speaks of: the end of its period, or today. */
  readonly asOf: string;
  /** Months the fiscal year starts after January. */
  readonly fiscalShift: number;
  /** Leave out sales written after this moment. */
  readonly pin?: Date | undefined;
}
