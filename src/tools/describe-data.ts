import * as z from 'zod';
import { defineTool } from '../catalogue/define-tool.js';
import { invalid } from '../domain/errors.js';

const entry = z.object({
  name: z.string(),
  kind: z.string(),
  label: z.string(),
  type: z.string().optional(),
  entity: z.string().optional(),
  description: z.string(),
  saved: z.boolean().optional().describe('Defined by the shop.'),
});

export const describeData = defineTool({
  name: 'describe_data',
  toolset: 'sales',
  title: 'Find what can be asked',
  description:
    'Finds and explains the measures, dimensions and entities that query_sales understands, with sample values and examples: search by words, or name one. Not for figures (query_sales).',
  operation: 'read',
  scope: 'sales:read',
  input: z.strictObject({
    search: z.string().max(200).optional().describe('Words, e.g. "average bill by city".'),
    name: z.string().max(60).optional().describe('One to explain in full, e.g. customer_country.'),
    kind: z
      .enum(['measure', 'dimension', 'entity', 'option', 'question'])
      .optional()
      .describe('Only this kind.'),
    limit: z.int().min(1).max(100).default(20).describe('Most entries, up to 100.'),
    cursor: z.string().max(20).optional().describe('next_cursor of the same search.'),
  }),
  output: z.object({
    entries: z.array(entry).optional(),
    entry_count: z.int().optional(),
    has_more: z.boolean().optional(),
    next_cursor: z.string().optional(),
    member: entry
      .extend({
        synonyms: z.array(z.string()),
        goes_with: z.array(z.string()).describe('Members it can be combined with.'),
        sample_values: z.array(z.string()).optional(),
        definition: z.record(z.string(), z.unknown()).optional(),
        examples: z.array(z.object({ question: z.string(), query: z.record(z.string(), z.unknown()) })),
      })
      .optional(),
    hint: z.string().optional(),
  }),
  run: async ({ search, name, kind, limit, cursor }, shop, { signal }) => {
    if (name !== undefined) {
      const member = await shop.guide.detail(name, kind, signal);
      return {
        member: {
          ...member,
          definition: member.definition && { ...member.definition },
          examples: member.examples.map(({ question, query }) => ({ question, query: { ...query } })),
        },
      };
    }
    const start = cursor === undefined ? 0 : Number(cursor);
    if (!Number.isSafeInteger(start) || start < 0)
      throw invalid('cursor', 'The cursor is not one of ours.', { fix: 'Use next_cursor as it came.' });
    const found = await (search === undefined
      ? shop.guide.entries(kind, signal)
      : shop.guide.search(search, kind, signal));
    const entries = found.slice(start, start + limit);
    const more = start + entries.length < found.length;
    return {
      entries,
      entry_count: found.length,
      has_more: more,
      ...(more ? { next_cursor: String(start + entries.length) } : {}),
      ...(found.length === 0
        ? { hint: 'Nothing matches; leave search out to see all, or try other words.' }
        : {}),
    };
  },
});
