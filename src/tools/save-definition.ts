import * as z from 'zod';
import { defineTool } from '../catalogue/define-tool.js';
import { invalid } from '../domain/errors.js';
import { AGGREGATES, type Definition, FORMULA_TYPES } from '../domain/sales/query/definitions/definition.js';
import { FILTER_OPS } from '../domain/sales/query/filters.js';

const member = z.string().min(1).max(60);
const values = z.array(z.string().max(200)).max(200).optional().describe('As text.');
const op = z.enum(FILTER_OPS).describe('Comparison.');

/** Which arguments go with which kind. */
const FIELDS = {
  measure: ['measure', 'filters', 'formula', 'aggregate', 'of'],
  dimension: ['of', 'groups', 'otherwise'],
  question: ['receipt'],
} as const;

const Input = z.strictObject({
  kind: z.enum(['measure', 'dimension', 'question']).describe('What it is.'),
  name: z
    .string()
    .regex(/^[a-z][a-z0-9_]{1,39}$/)
    .describe('Lower case and underscores, e.g. organic_sales.'),
  description: z.string().min(1).max(500).optional().describe('What it means; for a question, its words.'),
  synonyms: z.array(z.string().min(1).max(60)).max(20).optional().describe('Other words for it.'),
  measure: member.optional().describe('Measure: this one, held to filters, e.g. net_sales.'),
  filters: z
    .array(z.strictObject({ member, op, values }))
    .max(20)
    .optional()
    .describe('Measure: dimensions that must hold.'),
  formula: z
    .strictObject({
      plus: z.array(member).min(1).max(10).describe('Measures added.'),
      minus: z.array(member).max(10).optional().describe('Measures taken off.'),
      per: z.array(member).max(10).optional().describe('Measures divided by.'),
      times: z.string().max(20).optional().describe('Factor, e.g. "0.02".'),
      type: z.enum(FORMULA_TYPES).optional().describe('What comes out; percent for a share.'),
    })
    .optional()
    .describe('Measure: (plus - minus) x times / per.'),
  aggregate: z.enum(AGGREGATES).optional().describe('Measure: this over the values of "of".'),
  of: member.optional().describe('Dimension aggregated or grouped, e.g. days_to_ship, price.'),
  groups: z
    .array(z.strictObject({ label: z.string().min(1).max(60).describe('Name of the group.'), op, values }))
    .max(30)
    .optional()
    .describe('Dimension: the first that holds names the value.'),
  otherwise: z.string().min(1).max(60).optional().describe('Dimension: name of the rest; default "other".'),
  receipt: z.string().max(4_000).optional().describe('Question: receipt.token of the answer you checked.'),
  remove: z.boolean().optional().describe('Takes it away instead; needs kind and name only.'),
});
type Input = z.output<typeof Input>;

export const saveDefinition = defineTool({
  name: 'save_definition',
  toolset: 'sales',
  title: 'Define a measure, dimension or question',
  description:
    'Adds the shop’s own measure, dimension or verified question, which query_sales then understands and describe_data lists; the same name replaces it. Not for asking (query_sales).',
  operation: 'update',
  scope: 'sales:write',
  input: Input,
  output: z.object({
    name: z.string(),
    kind: z.string(),
    status: z.string().describe('saved, replaced or removed.'),
    next: z.string(),
  }),
  run: async ({ remove, ...input }, shop, { signal }, write) => {
    const { kind, name } = input;
    const allowed: readonly string[] = FIELDS[kind];
    const stray = Object.values(FIELDS)
      .flat()
      .find((field) => input[field] !== undefined && !allowed.includes(field));
    if (stray !== undefined)
      throw invalid(stray, `${stray} does not belong to a ${kind}.`, {
        fix: `A ${kind} takes ${allowed.join(', ')}.`,
      });
    if (remove === true) {
      await shop.definitions.remove(name, write, signal);
      return { name, kind, status: 'removed', next: 'describe_data no longer lists it.' };
    }
    const replaced = await shop.definitions.save(definitionOf(input), write, signal);
    return {
      name,
      kind,
      status: replaced ? 'replaced' : 'saved',
      next:
        kind === 'question'
          ? `query_sales with again "${name}" runs it and says what changed.`
          : `Use ${name} in query_sales ${kind === 'measure' ? 'measures' : 'dimensions'}.`,
    };
  },
});

/** @throws ClerkError `invalid_input` for a part that is missing. */
function definitionOf({ kind, name, description, synonyms, ...parts }: Omit<Input, 'remove'>): Definition {
  const described = {
    name,
    label: labelOf(name),
    description: needed(description, 'description', kind),
    synonyms,
  };
  if (kind === 'measure') {
    const { measure, filters, formula, aggregate, of } = parts;
    return { ...described, kind, measure, filters, formula, aggregate, of };
  }
  if (kind === 'question') return { ...described, kind, receipt: needed(parts.receipt, 'receipt', kind) };
  return {
    ...described,
    kind,
    of: needed(parts.of, 'of', kind),
    groups: needed(parts.groups, 'groups', kind),
    otherwise: parts.otherwise ?? 'other',
  };
}

function needed<T>(value: T | undefined, field: string, kind: string): T {
  if (value === undefined) throw invalid(field, `A ${kind} needs ${field}.`, { fix: `Send ${field}.` });
  return value;
}

function labelOf(name: string): string {
  const words = name.replaceAll('_', ' ');
  return `${words[0]?.toUpperCase()}${words.slice(1)}`;
}
