import * as z from 'zod';
import { FILTER_OPS } from '../../query/filters.js';
import { GRAINS } from '../../query/model.js';
import { ADDED, WHOLE } from '../../query/plan.js';

const member = z.string().max(80);

/**
 * A query as a language model may send it: names of the model, and everything else in the words of the question. What
 * these words mean is resolved afterwards, so that they mean the same whoever read the question.
 */
export const AskedQuery = z.object({
  measures: z.array(member).max(12).optional().describe('Figures asked for.'),
  dimensions: z.array(member).max(10).optional().describe('What they are broken down by, or what is listed.'),
  filters: z
    .array(
      z.object({
        member: member.describe('Dimension or measure.'),
        op: z.enum(FILTER_OPS).describe('Comparison.'),
        than: member.optional().describe('Another member to compare with, instead of values.'),
        or_group: z.int().min(1).max(9).optional().describe('Filters of one number are alternatives.'),
        period: z.string().max(200).optional().describe('When, with bought and never_bought.'),
        values: z
          .array(z.string().max(200))
          .max(50)
          .optional()
          .describe('Names and numbers as in the question.'),
      }),
    )
    .max(10)
    .optional()
    .describe('All must hold.'),
  period: z
    .string()
    .max(200)
    .optional()
    .describe('The time asked about, in the words of the question, e.g. last month.'),
  date: z
    .enum(['required', 'shipped'])
    .optional()
    .describe('What the time is of, if not the day of the sale.'),
  grain: z.enum(GRAINS).optional().describe('A row for each of these.'),
  compare: z
    .array(z.string().max(200))
    .max(3)
    .optional()
    .describe(
      'Periods to set beside it: previous_period, same_period_last_year, previous_bucket, or words of the question.',
    ),
  add: z
    .array(z.enum([...ADDED, ...WHOLE]))
    .max(6)
    .optional()
    .describe('Further columns.'),
  within: z.array(member).max(3).optional().describe('Columns within which top, rank and share are taken.'),
  moving_average: z.string().max(20).optional().describe('Buckets of the grain to average over.'),
  include_empty: z.boolean().optional().describe('Also list what has no figures.'),
  top: z.string().max(20).optional().describe('How many of the first groups are kept, the rest together.'),
  order_by: z
    .array(z.object({ member, direction: z.enum(['asc', 'desc']) }))
    .max(3)
    .optional()
    .describe('Order of the rows.'),
  limit: z.string().max(20).optional().describe('How many rows, e.g. 5 for the best five.'),
  cannot: z
    .string()
    .max(300)
    .optional()
    .describe('Why no query answers the question fully; then nothing else.'),
});
export type AskedQuery = z.infer<typeof AskedQuery>;
