import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { parseArguments } from '../../src/catalogue/arguments.js';
import { toolInputSchema } from '../../src/catalogue/json-schema.js';
import { ClerkError } from '../../src/domain/errors.js';

const SCHEMA = z.strictObject({
  measures: z.array(z.string().max(60)).max(3).optional().describe('Figures, e.g. ["net_sales"].'),
  filters: z
    .array(
      z.strictObject({
        member: z.string().describe('Dimension or measure.'),
        op: z.enum(['is', 'is_not', 'between']).describe('Comparison.'),
        values: z.array(z.string()).optional().describe('As text.'),
      }),
    )
    .optional()
    .describe('All must hold.'),
  period: z
    .strictObject({ from: z.string().optional().describe('First day.') })
    .optional()
    .describe('Days.'),
  limit: z.int().min(1).max(500).default(20).describe('Most rows, up to 500.'),
  price: z.number().optional().describe('In shop currency, e.g. 49.50.'),
  dry_run: z.boolean().optional().describe('Writes nothing.'),
});
const SHAPE = toolInputSchema(SCHEMA);

const parse = (raw: unknown) => parseArguments(SCHEMA, SHAPE, raw);

function refusal(raw: unknown): ClerkError {
  try {
    parse(raw);
  } catch (error) {
    if (error instanceof ClerkError) return error;
    throw error;
  }
  throw new Error('The arguments were taken');
}

/** Arguments as they come off the wire, prototype keys and all. */
const wire = (text: string): unknown => JSON.parse(text);

describe('what is read', () => {
  test('no arguments at all are an empty object', () => {
    expect(parse(undefined)).toEqual({ limit: 20 });
    expect(parse({})).toEqual({ limit: 20 });
  });

  test.each([
    ['a number as text', { limit: '12' }, { limit: 12 }],
    ['with space around', { limit: ' 12 ' }, { limit: 12 }],
    ['a decimal as text', { price: '49.50' }, { price: 49.5 }],
    ['a negative decimal as text', { price: '-0.25' }, { price: -0.25 }],
    ['a boolean as text', { dry_run: 'false' }, { dry_run: false }],
    ['an array as text', { measures: '["net_sales","orders"]' }, { measures: ['net_sales', 'orders'] }],
    ['an object as text', { period: '{"from":"1997-01-01"}' }, { period: { from: '1997-01-01' } }],
    [
      'text inside text',
      { filters: '[{"member":"limit","op":"is","values":"[\\"1\\"]"}]', limit: '5' },
      { filters: [{ member: 'limit', op: 'is', values: ['1'] }], limit: 5 },
    ],
    ['a number where text is asked for', { period: { from: 1997 } }, { period: { from: '1997' } }],
    ['null as nothing sent', { limit: null, period: null, measures: null }, { limit: 20 }],
    ['an empty array as text', { measures: '[]' }, { measures: [] }],
  ])('%s', (_what, raw, wanted) => {
    expect(parse(raw)).toMatchObject(wanted);
  });

  test('and what was sent stays as it was', () => {
    const sent = { filters: '[{"member":"a","op":"is"}]', limit: '5' };
    parse(sent);
    expect(sent).toEqual({ filters: '[{"member":"a","op":"is"}]', limit: '5' });
  });
});

describe('what could mean more than one thing is refused', () => {
  test.each([
    '1e3',
    '0x10',
    '012',
    '1,000',
    '१२',
    '12 kg',
    '',
    ' ',
    'NaN',
    'Infinity',
    '1.',
    '.5',
    '--1',
    '+5',
    '99999999999999999999',
  ])('a number as "%s"', (text) => {
    expect(refusal({ price: text })).toMatchObject({ code: 'invalid_input', field: 'price' });
  });

  test.each(['TRUE', 'yes', '1', '0', ''])('a boolean as "%s"', (text) => {
    expect(refusal({ dry_run: text })).toMatchObject({ field: 'dry_run' });
  });

  test.each(['net_sales', 'net_sales, orders', '["net_sales"', '{"0":"net_sales"}', '', 'null'])(
    'an array as "%s"',
    (text) => {
      expect(refusal({ measures: text })).toMatchObject({ field: 'measures' });
    },
  );

  test.each([
    ['null', null],
    ['a list', []],
    ['text', 'limit=5'],
    ['a number', 5],
    ['true', true],
  ])('arguments that are %s', (_what, raw) => {
    expect(refusal(raw)).toMatchObject({ field: 'arguments', fix: expect.any(String) });
  });

  test.each([{}, [], true])('a number as %j', (value) => {
    expect(refusal({ limit: value })).toMatchObject({ field: 'limit' });
  });

  test('not a number, infinite numbers and halves', () => {
    expect(refusal({ price: Number.NaN }).field).toBe('price');
    expect(refusal(wire('{"price":1e309}')).field).toBe('price');
    expect(refusal({ limit: 1.5 }).field).toBe('limit');
    expect(refusal({ limit: 2 ** 53 }).field).toBe('limit');
  });
});

describe('an error', () => {
  test('about a key gives the nearest first, then all', () => {
    const { field, message, valid } = refusal({ mesures: ['net_sales'] });
    expect(field).toBe('mesures');
    expect(message).toContain('Did you mean measures?');
    expect(valid?.[0]).toBe('measures');
    expect([...(valid ?? [])].sort()).toEqual(Object.keys(SCHEMA.shape).sort());
  });

  test('about a key far down says where it is', () => {
    const { field, valid } = refusal({ filters: [{ member: 'a', op: 'is', value: ['x'] }] });
    expect(field).toBe('filters[0].value');
    expect(valid?.[0]).toBe('values');
  });

  test('about one of a closed set gives the nearest first', () => {
    const { field, message, valid } = refusal({ filters: [{ member: 'a', op: 'isnot' }] });
    expect(field).toBe('filters[0].op');
    expect(message).toContain('Did you mean is_not?');
    expect(valid).toEqual(['is_not', 'is', 'between']);
    expect(refusal({ filters: [{ member: 'a' }] }).message).toContain('Required');
  });

  test('about a type says what was sent and gives the description as the fix', () => {
    expect(refusal({ limit: 'many' })).toMatchObject({
      message: expect.stringContaining('"many"'),
      fix: 'Most rows, up to 500.',
    });
  });

  test('about a bound names the field', () => {
    expect(refusal({ limit: 0 })).toMatchObject({
      field: 'limit',
      fix: expect.stringMatching(/^Send a whole number of 1 or more\. Most rows, up to 500\.$/),
    });
    expect(refusal({ limit: 501 })).toMatchObject({ field: 'limit' });
    expect(refusal({ measures: ['a', 'b', 'c', 'd'] })).toMatchObject({ field: 'measures' });
    expect(refusal({ measures: ['a'.repeat(61)] })).toMatchObject({ field: 'measures[0]' });
  });

  test('about many things tells of five and counts the rest', () => {
    const filters = Array.from({ length: 9 }, () => ({ member: {}, op: 'is' }));
    const { message, field } = refusal({ filters });
    expect(field).toBe('filters[0].member');
    expect(message).toContain('And 4 more.');
  });

  test('stays short, however long what was sent', () => {
    for (const raw of [
      { limit: 'x'.repeat(1_000_000) },
      { ['k'.repeat(100_000)]: 1 },
      { measures: ['m'.repeat(1_000_000)] },
      { filters: [{ member: 'a', op: 'o'.repeat(1_000_000) }] },
    ])
      expect(JSON.stringify(refusal(raw)).length + refusal(raw).message.length).toBeLessThan(2_000);
  });
});

describe('before any schema looks', () => {
  test.each(['__proto__', 'constructor', 'prototype'])('%s is no argument, anywhere', (key) => {
    for (const text of [
      `{"${key}":{"limit":5}}`,
      `{"filters":[{"member":"a","op":"is","${key}":1}]}`,
      `{"filters":"[{\\"${key}\\":1}]"}`,
    ])
      expect(refusal(wire(text)).field).toContain(key);
    expect({}).not.toHaveProperty('limit');
  });

  test('half of a surrogate pair is refused, a whole one is text', () => {
    expect(refusal({ measures: ['\ud83d'] })).toMatchObject({ field: 'measures[0]' });
    expect(refusal(wire('{"period":{"from":"\\udc00"}}'))).toMatchObject({ field: 'period.from' });
    expect(parse({ measures: ['😀'] }).measures).toEqual(['😀']);
  });

  test('too deep, too many and too long a name are refused', () => {
    const deep = `${'['.repeat(40)}${']'.repeat(40)}`;
    expect(refusal(wire(`{"measures":${deep}}`)).message).toContain('nested');
    expect(refusal({ measures: deep }).message).toContain('nested');
    expect(refusal({ measures: Array.from({ length: 100_001 }, () => 'a') }).code).toBe('too_large');
    expect(refusal({ ['k'.repeat(201)]: 1 }).message).toContain('name');
  });

  test('text of 200,000 brackets in a field is refused, not followed', () => {
    expect(refusal({ measures: '['.repeat(200_000) })).toMatchObject({ field: 'measures' });
    expect(refusal({ measures: `${'['.repeat(200_000)}${']'.repeat(200_000)}` })).toBeInstanceOf(ClerkError);
  });
});
