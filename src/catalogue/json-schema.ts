import * as z from 'zod';

const Json = z.json();
export type Json = z.infer<typeof Json>;

const Root = z.object({ type: z.literal('object') }).catchall(Json);

/** A JSON Schema of an object, as MCP carries it. */
export type JsonSchema = z.infer<typeof Root>;

/** The part of a schema that describes the value at `path`; undefined where the schema says nothing. */
export function schemaAt(
  schema: JsonSchema,
  path: readonly PropertyKey[],
): Readonly<Record<string, Json>> | undefined {
  let node: Json | undefined = schema;
  for (const key of path) {
    if (!isObject(node)) return undefined;
    if (typeof key === 'number') node = node.items;
    else node = isObject(node.properties) ? node.properties[String(key)] : undefined;
  }
  return isObject(node) ? node : undefined;
}

function isObject(value: Json | undefined): value is Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * JSON Schema of a tool's input: self-contained (no references), strict, and without what only costs tokens.
 */
export function toolInputSchema(schema: z.ZodObject): JsonSchema {
  return Root.parse(slim(toJson(schema)));
}

/**
 * JSON Schema of a tool's output, in outline: the fields of the answer and their types, not what is inside them or
 * which are always there. The answer itself is checked against the whole; a model needs the outline, and every token of it is sent with each
 * conversation. Left open: a later version may add fields.
 */
export function toolOutputSchema(schema: z.ZodObject): JsonSchema {
  const { properties } = Root.parse(slim(toJson(schema)));
  const outlined = isObject(properties)
    ? Object.entries(properties).map(([name, node]): [string, Json] => [name, outline(node)])
    : [];
  return { type: 'object', properties: Object.fromEntries(outlined) };
}

function outline(node: Json): Json {
  if (!isObject(node)) return node;
  const { type, description } = node;
  return { ...(type === undefined ? {} : { type }), ...(description === undefined ? {} : { description }) };
}

function toJson(schema: z.ZodObject): unknown {
  return z.toJSONSchema(schema, { io: 'input', reused: 'inline', cycles: 'throw' });
}

/** What descriptions state where it matters and the handler keeps in any case. */
const UNSAID = new Set(['$schema', 'default', 'minLength', 'maxLength']);
/** Bounds by keyword, and of each the values that go without saying. */
const BOUNDS = new Map([
  ['minimum', [-Number.MAX_SAFE_INTEGER, 0, 1]],
  ['maximum', [Number.MAX_SAFE_INTEGER]],
  ['maxItems', []],
]);

/** Drops what only costs tokens: the dialect, defaults and lengths of text, bounds that need no saying twice, how a format is spelt. */
function slim(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(slim);
  if (typeof node !== 'object' || node === null) return node;
  const description = 'description' in node ? String(node.description) : '';
  const said = new Set(description.match(/\d+/g)?.map(Number));
  const kept = Object.entries(node).filter(
    ([key, value]) =>
      !(UNSAID.has(key) && typeof value !== 'object') &&
      !(key === 'pattern' && typeof value === 'string' && 'format' in node) &&
      !(BOUNDS.get(key)?.includes(value) || (BOUNDS.has(key) && said.has(value))),
  );
  return Object.fromEntries(kept.map(([key, value]) => [key, slim(value)]));
}
