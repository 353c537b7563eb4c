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
  return Root.parse(slim(z.toJSONSchema(schema, { io: 'input', reused: 'inline', cycles: 'throw' })));
}

/** JSON Schema of a tool's output. Left open: a later version may add fields. */
export function toolOutputSchema(schema: z.ZodObject): JsonSchema {
  return Root.parse(open(slim(z.toJSONSchema(schema, { io: 'input', reused: 'inline', cycles: 'throw' }))));
}

const LARGEST_INTEGER = Number.MAX_SAFE_INTEGER;

/** Drops what every client takes for granted: the dialect, the bounds of a safe integer, formats given as patterns. */
function slim(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(slim);
  if (typeof node !== 'object' || node === null) return node;
  const kept = Object.entries(node).filter(
    ([key, value]) =>
      key !== '$schema' &&
      !(key === 'minimum' && value === -LARGEST_INTEGER) &&
      !(key === 'maximum' && value === LARGEST_INTEGER) &&
      !(key === 'pattern' && 'format' in node),
  );
  return Object.fromEntries(kept.map(([key, value]) => [key, slim(value)]));
}

function open(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(open);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node)
      .filter(([key, value]) => !(key === 'additionalProperties' && value === false))
      .map(([key, value]) => [key, open(value)]),
  );
}
