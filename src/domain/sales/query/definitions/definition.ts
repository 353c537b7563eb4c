import * as z from 'zod';
import type { RecordKind } from '../../../ports/store/repository.js';
import { FILTER_OPS } from '../filters.js';

/** How the values of a dimension become one figure. */
export const AGGREGATES = [
  'sum',
  'average',
  'smallest',
  'largest',
  'median',
  'p90',
  'p95',
  'count_distinct',
] as const;
export const FORMULA_TYPES = ['number', 'money', 'percent', 'quantity', 'count'] as const;

const name = z.string().min(1).max(60);
const value = z.string().max(200);

export const SavedFilter = z.object({
  member: name,
  op: z.enum(FILTER_OPS),
  values: z.array(value).max(200).readonly().optional(),
  than: name.optional(),
  period: z.string().max(60).optional(),
  or_group: z.int().min(1).max(9).optional(),
});

const described = {
  /** Unique among all measures, dimensions and questions of the shop. */
  name,
  label: z.string().max(100),
  /** What it means, in the shop's words. */
  description: z.string().max(500),
  synonyms: z.array(z.string().max(60)).max(20).optional(),
  removed: z.literal(true).optional(),
};

/** A measure the shop has named: exactly one of `measure`, `formula` and `aggregate` says what it is. */
const SavedMeasure = z.object({
  ...described,
  kind: z.literal('measure'),
  /** Another measure, held to `filters`. */
  measure: name.optional(),
  filters: z.array(SavedFilter).max(20).readonly().optional(),
  /** (plus - minus) x times / per, over measures. */
  formula: z
    .object({
      plus: z.array(name).min(1).max(10).readonly(),
      minus: z.array(name).max(10).readonly().optional(),
      per: z.array(name).max(10).readonly().optional(),
      times: z.string().max(20).optional(),
      type: z.enum(FORMULA_TYPES).optional(),
    })
    .optional(),
  /** One figure from the values of the dimension `of`. */
  aggregate: z.enum(AGGREGATES).optional(),
  of: name.optional(),
});
export type SavedMeasure = z.infer<typeof SavedMeasure>;

/** A dimension the shop has named: the values of another one, put into groups. */
const SavedDimension = z.object({
  ...described,
  kind: z.literal('dimension'),
  of: name,
  /** Groups things by a measure instead: what has the measure, e.g. customer. */
  each: name.optional(),
  groups: z
    .array(
      z.object({
        label: z.string().min(1).max(60),
        op: z.enum(FILTER_OPS),
        values: z.array(value).max(200).readonly().optional(),
      }),
    )
    .min(1)
    .max(30)
    .readonly(),
  otherwise: z.string().min(1).max(60),
});
export type SavedDimension = z.infer<typeof SavedDimension>;

/** A measure or grouping made for one query: what it is follows from what is given. */
export const InlineDefinition = z.object({
  name,
  measure: name.optional(),
  filters: z.array(SavedFilter).readonly().optional(),
  plus: z.array(name).readonly().optional(),
  minus: z.array(name).readonly().optional(),
  per: z.array(name).readonly().optional(),
  times: z.string().optional(),
  type: z.enum(FORMULA_TYPES).optional(),
  aggregate: z.enum(AGGREGATES).optional(),
  of: name.optional(),
  each: name.optional(),
  groups: z
    .array(
      z.object({ label: z.string(), op: z.enum(FILTER_OPS), values: z.array(value).readonly().optional() }),
    )
    .readonly()
    .optional(),
  otherwise: z.string().optional(),
});
export type InlineDefinition = Readonly<z.infer<typeof InlineDefinition>>;

/** A question with the query that answers it and what came out when it was found right. */
const SavedQuestion = z.object({
  ...described,
  kind: z.literal('question'),
  /** Token of the receipt of the answer that was checked. */
  receipt: z.string().max(4_000),
});
export type SavedQuestion = z.infer<typeof SavedQuestion>;

/** What a shop has added to the model, as data. */
export const Definition = z.discriminatedUnion('kind', [SavedMeasure, SavedDimension, SavedQuestion]);
export type Definition = z.infer<typeof Definition>;

/** `DEFINITION` / name: one that was removed stays, marked, so that the replica hears of it. */
export const DEFINITION: RecordKind<Definition> = {
  type: 'definition',
  schema: Definition,
  id: (definition) => definition.name,
  key: (id) => ({ partition: 'DEFINITION', sort: id }),
};
