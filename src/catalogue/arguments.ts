import type * as z from 'zod';
import { ClerkError, invalid } from '../domain/errors.js';
import { nearest } from '../domain/nearest.js';
import { type JsonSchema, schemaAt } from './json-schema.js';

const DEEPEST = 32;
const MOST_VALUES = 100_000;
const LONGEST_NAME = 200;
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);
const PASSES = 3;
const MOST_ISSUES = 5;

/**
 * Turns what a client sent into a tool's input.
 *
 * Clients differ: arrays and objects arrive as JSON text, numbers as strings. Such a value is read when it means
 * exactly one thing; everything else is refused by name, with the nearest accepted key or value.
 *
 * @throws ClerkError `invalid_input` naming the field, the cause and the fix.
 */
export function parseArguments<T extends z.ZodObject>(
  schema: T,
  shape: JsonSchema,
  raw: unknown,
): z.output<T> {
  const sent = raw === undefined ? {} : raw;
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) {
    throw invalid('arguments', 'The arguments must be an object.', { fix: 'Send {"name": value, …}.' });
  }
  refuseMalformed(sent);
  let value: unknown = sent;
  for (let pass = 0; ; pass += 1) {
    const result = schema.safeParse(value);
    if (result.success) return result.data;
    const { issues } = result.error;
    const mended = pass < PASSES ? mend(value, issues) : undefined;
    if (mended === undefined) throw describe(issues, value, shape);
    value = mended;
  }
}

/** Refuses what no tool accepts, before any schema looks at it: depth, size, broken text, keys of the prototype. */
function refuseMalformed(root: object): void {
  const open: { value: object; path: string; depth: number }[] = [{ value: root, path: '', depth: 0 }];
  let seen = 0;
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const [key, value] of Object.entries(next.value)) {
      const path = Array.isArray(next.value)
        ? `${next.path}[${key}]`
        : next.path === ''
          ? key
          : `${next.path}.${key}`;
      seen += 1;
      if (seen > MOST_VALUES)
        throw new ClerkError('too_large', `The arguments hold more than ${MOST_VALUES} values.`, {
          fix: 'Send fewer values in one call.',
        });
      if (FORBIDDEN.has(key) || key.length > LONGEST_NAME) {
        throw invalid(path.slice(0, LONGEST_NAME), 'This name cannot be used for an argument.', {
          fix: 'Remove it.',
        });
      }
      if (typeof value === 'string' && !value.isWellFormed()) {
        throw invalid(path, 'The text holds half of a surrogate pair and is not valid Unicode.', {
          fix: 'Send well-formed UTF-8.',
        });
      }
      if (typeof value === 'object' && value !== null) {
        if (next.depth >= DEEPEST)
          throw invalid(path.slice(0, LONGEST_NAME), `The arguments are nested more than ${DEEPEST} deep.`, {
            fix: 'Send a flat structure as the schema shows.',
          });
        open.push({ value, path, depth: next.depth + 1 });
      }
    }
  }
}

type Issue = z.core.$ZodIssue;

/**
 * A copy in which text was read as the number, boolean, array or object it spells, a number as text where text was
 * asked for, and null as nothing sent; undefined if nothing could be.
 */
function mend(value: unknown, issues: readonly Issue[]): unknown {
  let mended: unknown;
  for (const issue of issues) {
    if (issue.code !== 'invalid_type' && issue.code !== 'invalid_value') continue;
    const sent = at(mended ?? value, issue.path);
    const read = issue.code === 'invalid_type' ? readAs(issue.expected, sent) : undefined;
    if (read === undefined && sent !== null) continue;
    mended ??= structuredClone(value);
    put(mended, issue.path, read);
  }
  return mended;
}

function readAs(expected: string, sent: unknown): unknown {
  if (expected === 'string')
    return typeof sent === 'number' || typeof sent === 'boolean' ? String(sent) : undefined;
  if (typeof sent !== 'string') return undefined;
  const trimmed = sent.trim();
  if (expected === 'number' || expected === 'int') {
    return /^-?(?:0|[1-9]\d{0,15})(?:\.\d{1,12})?$/.test(trimmed) ? Number(trimmed) : undefined;
  }
  if (expected === 'boolean') return trimmed === 'true' ? true : trimmed === 'false' ? false : undefined;
  if (expected !== 'array' && expected !== 'object') return undefined;
  if (!(expected === 'array' ? trimmed.startsWith('[') : trimmed.startsWith('{'))) return undefined;
  try {
    const parsed: unknown = JSON.parse(trimmed);
    if (typeof parsed === 'object' && parsed !== null) refuseMalformed(parsed);
    return parsed;
  } catch (error) {
    if (error instanceof ClerkError) throw error;
    return undefined;
  }
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  let here = value;
  for (const key of path) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = Reflect.get(here, key);
  }
  return here;
}

function put(root: unknown, path: readonly PropertyKey[], value: unknown): void {
  const parent = at(root, path.slice(0, -1));
  const key = path.at(-1);
  if (typeof parent !== 'object' || parent === null || key === undefined) return;
  if (value === undefined && !Array.isArray(parent)) Reflect.deleteProperty(parent, key);
  else Reflect.set(parent, key, value);
}

function describe(issues: readonly Issue[], value: unknown, shape: JsonSchema): ClerkError {
  const told = issues.slice(0, MOST_ISSUES).map((issue) => tell(issue, value, shape));
  const [first] = told;
  if (first === undefined) return new ClerkError('invalid_input', 'The arguments are not valid.');
  const message = told.map(({ field, message: text }) => `${field}: ${text}`).join(' ');
  const more = issues.length > MOST_ISSUES ? ` And ${issues.length - MOST_ISSUES} more.` : '';
  return invalid(first.field, `${message}${more}`, {
    ...(first.fix === undefined ? {} : { fix: first.fix }),
    ...(first.valid === undefined ? {} : { valid: first.valid }),
  });
}

interface Told {
  readonly field: string;
  readonly message: string;
  readonly fix?: string;
  readonly valid?: readonly string[];
}

function tell(issue: Issue, value: unknown, shape: JsonSchema): Told {
  const field = fieldName(issue.path) || 'arguments';
  const known = Object.keys(schemaAt(shape, issue.path)?.properties ?? {});
  const hint = { fix: fixFor(issue, shape) };
  switch (issue.code) {
    case 'unrecognized_keys': {
      const key = String(issue.keys[0]).slice(0, LONGEST_NAME);
      const near = nearest(key, known);
      return {
        field: fieldName([...issue.path, key]),
        message: `Unknown argument.${near.length > 0 ? ` Did you mean ${near[0]}?` : ''}`,
        fix: 'Use only the arguments listed.',
        valid: near.length > 0 ? [...near, ...known.filter((name) => !near.includes(name))] : known,
      };
    }
    case 'invalid_value': {
      const valid = issue.values.map(String);
      const sent = at(value, issue.path);
      const near = typeof sent === 'string' ? nearest(sent, valid) : [];
      const ordered = [...near, ...valid.filter((name) => !near.includes(name))].slice(0, 40);
      return sent === undefined
        ? { field, message: 'Required.', fix: 'Send one of the accepted values.', valid: ordered }
        : {
            field,
            message: `${show(sent)} is not accepted.${near.length > 0 ? ` Did you mean ${near[0]}?` : ''}`,
            fix: 'Send one of the accepted values.',
            valid: ordered,
          };
    }
    case 'invalid_type': {
      const sent = at(value, issue.path);
      return {
        field,
        message: sent === undefined ? 'Required.' : `Expected ${issue.expected}, got ${show(sent)}.`,
        fix: sent === undefined ? `Send ${field}: ${hint.fix}` : hint.fix,
      };
    }
    default:
      return { field, message: `${issue.message}.`.replace(/\.\.$/, '.'), ...hint };
  }
}

/** What the schema accepts for a field, and says of it or of the nearest thing around it. */
function fixFor(issue: Issue, shape: JsonSchema): string {
  const { path } = issue;
  const accepts = acceptedBy(schemaAt(shape, path), issue);
  for (let end = path.length; end > 0; end -= 1) {
    const description = schemaAt(shape, path.slice(0, end))?.description;
    if (typeof description === 'string') return `${accepts}${description}`;
  }
  return accepts === '' ? 'Send what the schema of the tool shows.' : accepts.trim();
}

/** In words, e.g. `Send a whole number from 1 to 50. `; nothing where neither schema nor issue states a bound. */
function acceptedBy(schema: ReturnType<typeof schemaAt>, issue: Issue): string {
  const type = schema?.type;
  const minimum = issue.code === 'too_small' ? Number(issue.minimum) : schema?.minimum;
  const maximum = issue.code === 'too_big' ? Number(issue.maximum) : schema?.maximum;
  if (type !== 'integer' && type !== 'number') return '';
  const what = type === 'integer' ? 'a whole number' : 'a number';
  const least = typeof minimum === 'number' && minimum > Number.MIN_SAFE_INTEGER ? minimum : undefined;
  const most = typeof maximum === 'number' && maximum < Number.MAX_SAFE_INTEGER ? maximum : undefined;
  if (least === undefined && most === undefined) return '';
  if (least === undefined) return `Send ${what} up to ${most}. `;
  return most === undefined
    ? `Send ${what} of ${least} or more. `
    : `Send ${what} from ${least} to ${most}. `;
}

function show(value: unknown): string {
  if (typeof value === 'string') return `"${value.length > 60 ? `${value.slice(0, 60)}…` : value}"`;
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object' && value !== null) return 'an object';
  return String(value);
}

function fieldName(path: readonly PropertyKey[]): string {
  return path
    .map((key, index) =>
      typeof key === 'number' ? `[${key}]` : index === 0 ? String(key) : `.${String(key)}`,
    )
    .join('');
}
