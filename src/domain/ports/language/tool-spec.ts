import type { JsonObject } from './language.js';

/** What Nova refuses or is led astray by, wherever it stands; the arguments are checked by us in any case. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  '$schema',
  '$id',
  '$ref',
  '$defs',
  'additionalProperties',
  'propertyNames',
  'anyOf',
  'oneOf',
  'allOf',
  'not',
  'default',
  'format',
]);
/** At the top level Nova takes these alone (Amazon Nova User Guide, "Tool use"). */
const TOP: ReadonlySet<string> = new Set(['type', 'properties', 'required']);
const LONGEST_PATTERN = 40;

/** A JSON Schema as every Bedrock model with tool use takes it. Property names are never touched. */
export function toolSchema(schema: JsonObject): JsonObject {
  return plain(Object.fromEntries(Object.entries(schema).filter(([key]) => TOP.has(key))));
}

function plain(schema: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key, value]) => !LEFT_OUT.has(key) && !(key === 'pattern' && isLong(value)))
      .map(([key, value]) => [
        key,
        key === 'properties' && isObject(value) ? eachPlain(value) : inner(value),
      ]),
  );
}

/** Names of properties may be any word, `default` and `format` among them. */
function eachPlain(properties: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(properties).map(([name, node]) => [name, inner(node)]));
}

function inner(node: unknown): unknown {
  return isObject(node) ? plain(node) : node;
}

function isLong(pattern: unknown): boolean {
  return typeof pattern === 'string' && pattern.length > LONGEST_PATTERN;
}

function isObject(node: unknown): node is JsonObject {
  return typeof node === 'object' && node !== null && !Array.isArray(node);
}
