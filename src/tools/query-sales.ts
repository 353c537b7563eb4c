import * as z from 'zod';
import { defineTool } from '../catalogue/define-tool.js';
import { ClerkError } from '../domain/errors.js';
import { FILTER_OPS } from '../domain/sales/query/filters.js';
import { GRAINS } from '../domain/sales/query/model.js';
import { PERIODS } from '../domain/sales/query/period.js';

const member = z.string().min(1).max(60);

export const querySales = defineTool({
  name: 'query_sales',
  toolset: 'sales',
  title: 'Ask about sales',
  description:
    'Counts, adds up, ranks and lists sales, orders, customers, products, categories, suppliers, employees and shippers, exactly. Use it for any figure about the past, and to list records. Names of measures and dimensions come from describe_data. Measures alone give totals; dimensions alone list records. Not for recording (record_sale) or files (import_file).',
  operation: 'read',
  scope: 'sales:read',
  input: z.strictObject({
    measures: z
      .array(member)
      .max(12)
      .optional()
      .describe('Figures to work out, e.g. ["net_sales", "orders"]. At most 12.'),
    dimensions: z
      .array(member)
      .max(10)
      .optional()
      .describe('What to break down by or list, e.g. ["category"]. At most 10.'),
    filters: z
      .array(
        z.strictObject({
          member: member.describe('A dimension, or a measure to filter results by.'),
          op: z.enum(FILTER_OPS).describe('How to compare.'),
          values: z
            .array(z.string().max(200))
            .max(200)
            .optional()
            .describe(
              'What to compare with, as text; "is" takes several. Money in the shop currency, dates yyyy-mm-dd. At most 200.',
            ),
        }),
      )
      .max(20)
      .optional()
      .describe('All must hold. At most 20.'),
    period: z
      .strictObject({
        named: z
          .enum(PERIODS)
          .optional()
          .describe('A period relative to today; not together with from or to.'),
        from: z.string().max(40).optional().describe('First day, yyyy-mm-dd, e.g. 1997-01-01.'),
        to: z.string().max(40).optional().describe('Last day, included, e.g. 1997-12-31.'),
        date: z.enum(['sold', 'required', 'shipped']).optional().describe('Which date counts; default sold.'),
      })
      .optional()
      .describe('Days to look at; default all.'),
    grain: z
      .enum(GRAINS)
      .optional()
      .describe(
        'Adds a column of this name: the period’s date cut to day, ISO week, month, quarter or year.',
      ),
    order_by: z
      .array(
        z.strictObject({
          member: member.describe('A column of the answer.'),
          direction: z.enum(['asc', 'desc']).describe('asc or desc.'),
        }),
      )
      .max(5)
      .optional()
      .describe('Default: time ascending with a grain, else the first measure descending.'),
    limit: z
      .int()
      .min(1)
      .max(500)
      .default(20)
      .describe('Most rows, 1 to 500; default 20. Fewer come where the answer would pass 20 KB.'),
    cursor: z.string().max(200).optional().describe('next_cursor of the answer before, with the same query.'),
    show_sql: z.boolean().optional().describe('true adds the SQL to the receipt.'),
    question: z.string().max(10_000).optional().describe('Not read yet: use measures and dimensions.'),
  }),
  output: z.object({
    columns: z.array(
      z.object({
        name: z.string(),
        label: z.string(),
        type: z.string(),
        unit: z.string().optional(),
      }),
    ),
    rows: z
      .array(z.record(z.string(), z.unknown()))
      .describe('One object a row, by column name; a missing key has no value.'),
    row_count: z.int().describe('Rows of the whole answer.'),
    has_more: z.boolean(),
    next_cursor: z.string().optional(),
    receipt: z
      .object({
        shop: z.string(),
        definitions: z.record(z.string(), z.string()),
        period: z
          .object({
            from: z.string().optional(),
            to: z.string().optional(),
            date: z.string(),
            time_zone: z.string(),
          })
          .optional(),
        filters: z.array(z.string()).optional(),
        rows_read: z.int(),
        as_of: z.string(),
        notes: z.array(z.string()).optional(),
        sql: z.string().optional(),
      })
      .describe('What the figures stand on.'),
    hint: z.string().optional(),
  }),
  run: ({ question, ...request }, shop, { signal }) => {
    if (question !== undefined) {
      throw new ClerkError('refused', 'Questions in words are not read yet.', {
        field: 'question',
        fix: 'Leave question out and name measures, dimensions, filters and period; describe_data finds them by search.',
      });
    }
    return shop.queries.run(request, signal);
  },
});
