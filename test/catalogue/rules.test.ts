import { readFileSync } from 'node:fs';
import { encode } from 'gpt-tokenizer';
import { describe, expect, it } from 'vitest';
import { Catalogue } from '../../src/catalogue/catalogue.js';
import { TOOLSETS } from '../../src/catalogue/define-tool.js';
import type { Json, JsonSchema } from '../../src/catalogue/json-schema.js';
import { TOOLS } from '../../src/tools/index.js';

/** A schema with its address, and every schema inside it. */
function* walk(schema: Json, path: string): Generator<{ path: string; schema: Record<string, Json> }> {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return;
  yield { path, schema };
  const { properties, items } = schema;
  if (typeof properties === 'object' && properties !== null && !Array.isArray(properties)) {
    for (const [name, node] of Object.entries(properties)) yield* walk(node, `${path}.${name}`);
  }
  if (items !== undefined) yield* walk(items, `${path}[]`);
}

const tokens = (value: unknown): number => encode(JSON.stringify(value)).length;
const inputOf = (schema: JsonSchema): { path: string; schema: Record<string, Json> }[] => [
  ...walk(schema, ''),
];

describe('every tool', () => {
  it('is listed once, in a fixed order, at most 25 of them', () => {
    const names = TOOLS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeLessThanOrEqual(25);
  });

  it('matches the committed snapshot of its definition', async () => {
    for (const { name, definition } of TOOLS) {
      const file = `./definitions/${name}.snapshot.json`;
      await expect(
        `${JSON.stringify({ tokens: tokens(definition), ...definition }, null, 2)}\n`,
      ).toMatchFileSnapshot(file);
    }
  });

  // The budget is 450 a tool over a whole catalogue of 24. The first tools are its widest.
  it('keeps to the token budget', () => {
    const each = TOOLS.map(({ name, definition }) => ({ name, tokens: tokens(definition) }));
    const total = each.reduce((sum, tool) => sum + tool.tokens, 0);
    expect(total).toBeLessThanOrEqual(24 * 450);
    expect(total / each.length).toBeLessThanOrEqual(450);
    expect(each.filter((tool) => tool.tokens > 1_751)).toEqual([]);
  });
});

describe.each(TOOLS.map((tool) => ({ tool, name: tool.name })))('$name', ({ tool }) => {
  const { definition } = tool;

  it('is named verb_noun, titled, described and in a toolset', () => {
    expect(definition.name).toMatch(/^[a-z][a-z0-9]{1,38}_[a-z0-9_]+$/);
    expect(definition.name.length).toBeLessThanOrEqual(40);
    expect(definition.title.length).toBeGreaterThan(3);
    expect(TOOLSETS).toContain(tool.toolset);
    expect(tool.scope).toBe(`${tool.toolset}:${tool.operation === 'read' ? 'read' : 'write'}`);
  });

  it('names the sibling to use instead', () => {
    const siblings = TOOLS.map(({ name }) => name).filter((name) => name !== definition.name);
    expect(siblings.some((name) => definition.description.includes(name))).toBe(true);
  });

  it('takes a strict object, with no reference and no union', () => {
    expect(definition.inputSchema.type).toBe('object');
    for (const { schema } of inputOf(definition.inputSchema)) {
      if (schema.type === 'object') expect(schema.additionalProperties).toBe(false);
      for (const keyword of ['$ref', '$defs', 'oneOf', 'anyOf', 'allOf', 'not', '$schema'])
        expect(schema).not.toHaveProperty(keyword);
    }
  });

  it('describes every field, with its cap, and gives an example for dates', () => {
    for (const { path, schema } of inputOf(definition.inputSchema).filter(
      (node) => node.path !== '' && !node.path.endsWith('[]'),
    )) {
      expect(schema.description, path).toEqual(expect.any(String));
      if (/\.(?:at|from|to|date|.*_on)$/.test(path) && schema.enum === undefined)
        expect(schema.description, path).toMatch(/\d{4}-\d{2}-\d{2}/);
      if (schema.type === 'array' && schema.items !== undefined)
        expect(`${schema.description} ${schema.maxItems}`, path).toMatch(/\d/);
      if (schema.type === 'integer') expect(`${schema.description} ${schema.maximum}`, path).toMatch(/\d/);
    }
  });

  it('derives its annotations from its operation', () => {
    const { readOnlyHint, destructiveHint, idempotentHint, openWorldHint } = definition.annotations;
    expect(readOnlyHint).toBe(tool.operation === 'read');
    expect(destructiveHint).toBe(tool.operation === 'update' || tool.operation === 'remove');
    expect(idempotentHint).toBe(true);
    expect(openWorldHint).toBe(false);
  });

  it('asks for an idempotency key when, and only when, it writes', () => {
    const required = definition.inputSchema.required;
    expect(Array.isArray(required) && required.includes('idempotency_key')).toBe(tool.operation !== 'read');
  });

  it('declares an output object with a schema', () => {
    expect(definition.outputSchema.type).toBe('object');
    expect(Object.keys(definition.outputSchema.properties ?? {}).length).toBeGreaterThan(0);
  });
});

describe('selection', () => {
  const quiet = (): void => undefined;
  const noShop = async (): Promise<never> => {
    throw new Error('No shop is needed to refuse');
  };
  const caller = { signal: new AbortController().signal, progress: quiet };

  it('leaves writing tools out of a read-only server, and refuses their calls', async () => {
    const catalogue = new Catalogue(TOOLS, { readOnly: true }, quiet);
    expect(catalogue.definitions.map(({ name }) => name)).toEqual(
      TOOLS.filter(({ operation }) => operation === 'read').map(({ name }) => name),
    );
    for (const { name } of TOOLS.filter(({ operation }) => operation !== 'read')) {
      const answer = await catalogue.call(name, {}, noShop, caller);
      expect(answer.isError).toBe(true);
      expect(answer.content[0]?.text).toContain('"read_only"');
    }
  });

  it('serves only the toolsets chosen', () => {
    const catalogue = new Catalogue(TOOLS, { toolsets: ['pets'] }, quiet);
    expect(catalogue.definitions.map(({ name }) => name)).toEqual(['filter_pets', 'save_pet', 'remove_pet']);
    expect(catalogue.knows('query_sales')).toBe(false);
  });

  it('does not know the names of object members', () => {
    const catalogue = new Catalogue(TOOLS, {}, quiet);
    for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty'])
      expect(catalogue.knows(name)).toBe(false);
  });
});

describe('a new tool', () => {
  it('is one file and one line in the index', () => {
    const index = readFileSync(new URL('../../src/tools/index.ts', import.meta.url), 'utf8');
    for (const { name } of TOOLS) expect(index).toContain(`'./${name.replaceAll('_', '-')}.js'`);
  });
});
