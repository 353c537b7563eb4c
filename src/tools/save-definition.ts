import * as z from 'zod';
import { defineTool } from '../catalogue/define-tool.js';
import { invalid } from '../domain/errors.js';

export const saveDefinition = defineTool({
  name: 'save_definition',
  toolset: 'sales',
  title: 'Save a definition or question',
  description:
    'Keeps what an answer of query_sales was made of: a measure or grouping of its define, which query_sales then knows by name, or the whole query as a checked question, to run again. describe_data lists them. Not for asking (query_sales).',
  operation: 'update',
  scope: 'sales:write',
  input: z.strictObject({
    name: z
      .string()
      .regex(/^[a-z][a-z0-9_]{1,39}$/)
      .describe('A name in the define of the answer, or a new one for the question, e.g. organic_sales.'),
    receipt: z.string().max(4_000).optional().describe('receipt.token of that answer.'),
    description: z
      .string()
      .min(1)
      .max(500)
      .optional()
      .describe('What it means; of a question, its words. At most 500 characters.'),
    synonyms: z
      .array(z.string().min(1).max(60))
      .max(20)
      .optional()
      .describe('Other words for it; at most 20.'),
    remove: z.boolean().optional().describe('Takes away what has the name; needs nothing else.'),
  }),
  output: z.object({
    name: z.string(),
    kind: z.string(),
    status: z.string(),
    next: z.string(),
  }),
  run: async ({ name, receipt, description, synonyms, remove }, shop, { signal }, write) => {
    if (remove === true) {
      const [extra] = Object.entries({ receipt, description, synonyms }).find(([, sent]) => sent) ?? [];
      if (extra !== undefined)
        throw invalid(extra, `${extra} is for saving, and remove takes away.`, {
          fix: 'Send remove with name alone, or leave remove out.',
        });
      const kind = await shop.definitions.remove(name, write, signal);
      return { name, kind, status: 'removed', next: 'describe_data no longer lists it.' };
    }
    if (receipt === undefined || description === undefined) {
      const missing = receipt === undefined ? 'receipt' : 'description';
      throw invalid(missing, `To save ${name}, ${missing} is needed.`, {
        fix: 'Ask with query_sales, with define for a measure, and send receipt.token of the answer and what it means.',
      });
    }
    const { kind, replaced } = await shop.definitions.save(
      { name, receipt, description, synonyms },
      write,
      signal,
    );
    return {
      name,
      kind,
      status: replaced ? 'replaced' : 'saved',
      next:
        kind === 'question'
          ? `query_sales with again "${name}" runs it and says what changed.`
          : `Use ${name} in query_sales ${kind}s.`,
    };
  },
});
