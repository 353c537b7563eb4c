import * as z from 'zod';
import { InlineDefinition, SavedFilter } from './definitions/definition.js';
import { GRAINS } from './model.js';
import { ADDED, WHOLE } from './plan.js';

const names = z.array(z.string()).readonly().optional();

/** A query by the names of the model, as a caller sends it and as a token keeps it. */
export const QueryRequest = z.object({
  /** Measures and groupings of this query alone. */
  define: z.array(InlineDefinition).readonly().optional(),
  measures: names,
  dimensions: names,
  filters: z.array(SavedFilter).readonly().optional(),
  period: z
    .object({
      /** Words that `readPeriod` understands. */
      named: z.string().optional(),
      from: z.string().optional(),
      to: z.string().optional(),
      date: z.enum(['sold', 'required', 'shipped']).optional(),
      /** Day that names count from: `yyyy-mm-dd`, or `latest_sale`. */
      as_of: z.string().optional(),
    })
    .optional(),
  grain: z.enum(GRAINS).optional(),
  compare: names,
  add: z
    .array(z.enum([...ADDED, ...WHOLE]))
    .readonly()
    .optional(),
  moving_average: z.int().min(2).max(60).optional(),
  include_empty: z.boolean().optional(),
  top: z.int().min(1).max(50).optional(),
  within: names,
  pivot: z.string().optional(),
  order_by: z
    .array(z.object({ member: z.string(), direction: z.enum(['asc', 'desc']) }))
    .readonly()
    .optional(),
  /** Most rows: 20 where absent, or 100 with a grain. */
  limit: z.int().min(1).max(500).optional(),
  cursor: z.string().optional(),
  show_sql: z.boolean().optional(),
  /** Token of an earlier receipt or name of a saved question, to be run again; all else but the page is its own. */
  again: z.string().optional(),
});
export type QueryRequest = Readonly<z.infer<typeof QueryRequest>>;
