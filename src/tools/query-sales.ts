import * as z from 'zod';
import { defineTool } from '../catalogue/define-tool.js';
import { invalid } from '../domain/errors.js';
import { AGGREGATES, FORMULA_TYPES } from '../domain/sales/query/definitions/definition.js';
import { FILTER_OPS } from '../domain/sales/query/filters.js';
import { GRAINS } from '../domain/sales/query/model.js';
import { ADDED, WHOLE } from '../domain/sales/query/plan.js';

const member = z.string().min(1).max(60);
// The schema names the operators once, where filters are; here they are only checked.
const op = z.string().max(20).pipe(z.enum(FILTER_OPS)).describe('As in filters.');
const values = z.array(z.string().max(200)).max(200).optional().describe('As text.');

export const querySales = defineTool({
  name: 'query_sales',
  toolset: 'sales',
  title: 'Ask about sales',
  description:
    'Exact figures about the past, and lists of records: sales, orders, customers, products, suppliers, employees, stock. Measures alone give totals, dimensions alone list. describe_data finds the names. Not for recording (record_sale) or files (import_file).',
  operation: 'read',
  scope: 'sales:read',
  input: z.strictObject({
    define: z
      .array(
        z.strictObject({
          name: member.describe('To use below, e.g. freight_share.'),
          measure: member.optional().describe('This measure, held to filters.'),
          plus: z.array(member).max(10).optional().describe('Or (plus - minus) x times / per, of measures.'),
          minus: z.array(member).max(10).optional().describe('Taken off.'),
          per: z.array(member).max(10).optional().describe('Divided by.'),
          times: z.number().transform(String).optional().describe('Factor, e.g. 0.02.'),
          type: z.enum(FORMULA_TYPES).optional().describe('What comes out; percent for a share.'),
          aggregate: z.enum(AGGREGATES).optional().describe("Or this over values of 'of'."),
          of: member.optional().describe('Dimension aggregated or grouped, e.g. order_value.'),
          each: member.optional().describe("With groups, and a measure in 'of': of each, e.g. customer."),
          groups: z
            .array(z.strictObject({ label: member.describe('Name of the group.'), op, values }))
            .max(30)
            .optional()
            .describe("Or a dimension: the first group that holds names 'of'."),
          otherwise: member.optional().describe('Name of the rest; default other.'),
          filters: z
            .array(
              z.strictObject({
                member: member.describe('Dimension.'),
                op,
                values,
                than: member.optional().describe('Another dimension instead.'),
              }),
            )
            .max(10)
            .optional()
            .describe('Only what passes counts.'),
        }),
      )
      .max(8)
      .optional()
      .describe('Measures and groupings for this query.'),
    measures: z.array(member).max(12).optional().describe('Figures, e.g. net_sales, orders; at most 12.'),
    dimensions: z
      .array(member)
      .max(10)
      .optional()
      .describe('Break down by or list, e.g. category; at most 10.'),
    filters: z
      .array(
        z.strictObject({
          member: member.describe('Dimension, measure, or column of the answer.'),
          op: z.enum(FILTER_OPS).describe('Comparison.'),
          or_group: z
            .int()
            .min(1)
            .max(9)
            .optional()
            .describe('Filters of one number are alternatives; 1 to 9.'),
          values: z
            .array(z.string().max(200))
            .max(200)
            .optional()
            .describe(
              'is and is_not take several, between two, above_average a factor. Money in shop currency, dates yyyy-mm-dd.',
            ),
          than: member.optional().describe('Another member to compare with, instead of values.'),
          period: z
            .string()
            .max(60)
            .optional()
            .describe('bought and never_bought: when, by name, or all; default that of the query.'),
        }),
      )
      .max(20)
      .optional()
      .describe('All must hold; at most 20.'),
    period: z
      .strictObject({
        named: z
          .string()
          .max(60)
          .optional()
          .describe(
            'Instead of from and to: today, this_month, last_quarter, last 30 days, ytd, FY 2025-26, 2026-Q1, 2026-03, since 2025-04-01.',
          ),
        from: z.string().max(40).optional().describe('First day, e.g. 1997-01-01.'),
        to: z.string().max(40).optional().describe('Last day, included, e.g. 1997-12-31.'),
        as_of: z.string().max(20).optional().describe('Today for named, e.g. 1998-05-06, or latest_sale.'),
        date: z.enum(['sold', 'required', 'shipped']).optional().describe('Date that counts; default sold.'),
      })
      .optional()
      .describe('Days; default all.'),
    grain: z
      .enum(GRAINS)
      .optional()
      .describe('Adds a column with the period’s date cut to this (ISO weeks).'),
    compare: z
      .array(z.string().max(30))
      .max(3)
      .optional()
      .describe(
        'Periods beside: previous_period, previous_bucket (of the grain), same_period_last_year, or any by name or 1996-01-01..1996-12-31; at most 3.',
      ),
    add: z
      .array(z.enum([...ADDED, ...WHOLE]))
      .max(5)
      .optional()
      .describe('Beside each measure, or to the answer; drivers splits a change of net_sales.'),
    moving_average: z
      .int()
      .min(2)
      .max(60)
      .optional()
      .describe('Buckets of the grain to average over, 2 to 60.'),
    include_empty: z.boolean().optional().describe('Also what has no figures.'),
    top: z
      .int()
      .min(1)
      .max(50)
      .optional()
      .describe(
        'First groups of one dimension, the rest as (other); with within the first rows of each; up to 50.',
      ),
    within: z
      .array(member)
      .max(3)
      .optional()
      .describe('Columns within which top, rank, share and running totals are taken, e.g. category.'),
    pivot: member.optional().describe('Dimension turned into columns.'),
    order_by: z
      .array(
        z.strictObject({
          member: member.describe('Column of the answer.'),
          direction: z.enum(['asc', 'desc']).describe('Direction.'),
        }),
      )
      .max(5)
      .optional()
      .describe('Default: by grain, else first measure descending.'),
    limit: z.int().min(1).max(500).optional().describe('Most rows, up to 500; default 20, 100 with a grain.'),
    cursor: z.string().max(200).optional().describe('next_cursor of the same query.'),
    again: z
      .string()
      .max(4_000)
      .optional()
      .describe(
        'receipt.token of an earlier answer, or name of a saved question: runs it again and says what changed. Alone.',
      ),
    show_sql: z.boolean().optional().describe('Add the SQL.'),
    question: z
      .string()
      .max(500)
      .optional()
      .describe('Words instead of all that; limit, cursor, explain may go along.'),
    explain: z.boolean().optional().describe('Add a reading in words.'),
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
    rows: z.array(z.record(z.string(), z.unknown())).describe('By column name; a missing key has no value.'),
    row_count: z.int(),
    totals: z.record(z.string(), z.unknown()).optional(),
    subtotals: z.array(z.record(z.string(), z.unknown())).optional(),
    drivers: z.record(z.string(), z.unknown()).optional(),
    has_more: z.boolean(),
    next_cursor: z.string().optional(),
    receipt: z.object({
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
      compared_with: z
        .array(z.object({ from: z.string().optional(), to: z.string().optional(), columns: z.string() }))
        .optional(),
      filters: z.array(z.string()).optional(),
      rows_read: z.int(),
      as_of: z.string(),
      notes: z.array(z.string()).optional(),
      sql: z.string().optional(),
      token: z.string().optional().describe('To send as again, or to save_definition.'),
    }),
    changes: z
      .object({
        question: z.string().optional(),
        answered_at: z.string(),
        same: z.boolean(),
        sales_recorded_since: z.int(),
        row_count_then: z.int(),
        row_count_now: z.int(),
        rows: z.array(z.record(z.string(), z.unknown())),
        notes: z.array(z.string()).optional(),
      })
      .optional(),
    reading: z.record(z.string(), z.unknown()).optional(),
    explanation: z.record(z.string(), z.unknown()).optional(),
    hint: z.string().optional(),
  }),
  run: async ({ question, explain, ...request }, shop, { signal }) => {
    if (question === undefined) {
      const answer = await shop.queries.run(request, signal);
      return explain === true
        ? explained(await shop.salesExplainer.explain(request, answer, signal))
        : answer;
    }
    const { limit, cursor, show_sql, ...rest } = request;
    const [other] = Object.entries(rest).find(([, value]) => value !== undefined) ?? [];
    if (other !== undefined)
      throw invalid('question', `question and ${other} were both given.`, {
        fix: 'Send the question alone, or leave it out and send the whole query.',
      });
    const answer = await shop.questions.ask(question, { limit, cursor, show_sql }, signal);
    const { route, query, notes } = answer.reading;
    const read = { ...answer, reading: { route, query: { ...query }, notes: [...notes] } };
    if (explain !== true) return read;
    const asked = { ...query, cursor, show_sql, limit: limit ?? query.limit };
    return explained(await shop.salesExplainer.explain(asked, read, signal));
  },
});

function explained<A extends { readonly explanation: object }>(answer: A) {
  return { ...answer, explanation: { ...answer.explanation } };
}
