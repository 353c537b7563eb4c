import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fingerprint } from '../../../../src/domain/cursor.js';
import { ClerkError } from '../../../../src/domain/errors.js';
import {
  type Answered,
  isToken,
  LONGEST_TOKEN,
  readToken,
  writeToken,
} from '../../../../src/domain/sales/query/receipt-token.js';

const AT = new Date('2026-03-31T06:30:00.123Z');
const ANSWERED: Answered = {
  query: {
    measures: ['net_sales'],
    dimensions: ['product'],
    filters: [{ member: 'category', op: 'is', values: ['Tea'] }],
    period: { named: 'last_month' },
    limit: 10,
  },
  now: AT,
  asOf: AT,
  rowCount: 7,
  rows: 'abcdefghij',
  meaning: 'klmnopqrst',
};

function written(answered: Answered): string {
  const token = writeToken('shop', answered);
  if (token === undefined) throw new Error('It is too long');
  return token;
}

function refusalOf(token: string, shop = 'shop'): ClerkError {
  try {
    readToken(shop, token, 'again');
  } catch (error) {
    if (error instanceof ClerkError) return error;
    throw error;
  }
  throw new Error(`This was read: ${token.slice(0, 100)}`);
}

/** A token as only one who knows the format can make it. */
function forged(body: unknown, shop = 'shop'): string {
  const packed = deflateRawSync(typeof body === 'string' ? body : JSON.stringify(body)).toString('base64url');
  return `r1.${packed}.${fingerprint(shop, [packed]).slice(0, 8)}`;
}

describe('a token', () => {
  test('holds what it was made of', () => {
    const text = fc.string({ maxLength: 60 });
    const moment = fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(
        fc.record(
          {
            query: fc.record(
              { measures: fc.array(text, { maxLength: 5 }), dimensions: fc.array(text, { maxLength: 5 }) },
              { requiredKeys: [] },
            ),
            now: moment,
            asOf: moment,
            rowCount: fc.nat(),
            rows: text,
            meaning: text,
            only: fc.dictionary(
              fc.stringMatching(/^[a-z]{1,9}$/),
              fc.oneof(text, fc.integer(), fc.boolean()),
            ),
          },
          { requiredKeys: ['query', 'now', 'asOf', 'rowCount', 'rows', 'meaning'] },
        ),
        (answered) => {
          expect(readToken('shop', written(answered), 'again')).toEqual({ only: undefined, ...answered });
        },
      ),
    );
  });

  test('of a usual query is short enough to be handed on by an agent', () => {
    expect(written(ANSWERED).length).toBeLessThan(180);
  });

  test('is not given where it could not be sent back', () => {
    let seed = 1;
    const noise = (length: number): string =>
      Array.from({ length }, () => {
        seed = (seed * 16_807) % 2_147_483_647;
        return String.fromCharCode(33 + (seed % 90));
      }).join('');
    const long = (count: number, value: () => string): Answered => ({
      ...ANSWERED,
      query: { filters: [{ member: 'customer', op: 'is', values: Array.from({ length: count }, value) }] },
    });
    expect(
      writeToken(
        'shop',
        long(200, () => noise(30)),
      ),
    ).toBeUndefined();
    // Text that packs well may be long, but not without end.
    expect(
      writeToken(
        'shop',
        long(200, () => 'x'.repeat(200)),
      ),
    ).toBeUndefined();
    const fits = written(long(20, () => noise(30)));
    expect(fits.length).toBeLessThanOrEqual(LONGEST_TOKEN);
    expect(readToken('shop', fits, 'again').query.filters?.[0]?.values).toHaveLength(20);
  });
});

describe('refused, naming the field and the fix, is a token', () => {
  const token = written(ANSWERED);

  test('of another shop', () => {
    expect(refusalOf(token, 'other')).toMatchObject({
      code: 'invalid_input',
      field: 'again',
      message: expect.stringContaining('not one that this shop gave'),
      fix: expect.stringContaining('receipt.token'),
    });
  });

  test('that was cut anywhere', () => {
    for (let length = 0; length < token.length; length += 1) {
      expect(refusalOf(token.slice(0, length)).field).toBe('again');
      if (length > 0) expect(refusalOf(token.slice(length)).field).toBe('again');
    }
  });

  test('of which any one character was changed', () => {
    for (let at = 0; at < token.length; at += 1) {
      for (const other of ['A', '.', '{']) {
        if (token[at] === other) continue;
        expect(refusalOf(`${token.slice(0, at)}${other}${token.slice(at + 1)}`).field, `${at}`).toBe('again');
      }
    }
  });

  test('that something was added to', () => {
    for (const more of ['.', '.x', 'A', ' ', '\n']) expect(refusalOf(token + more).field).toBe('again');
  });

  test.each<[string, unknown]>([
    ['nothing', ''],
    ['no JSON', 'net_sales'],
    ['no list', {}],
    ['too few parts', [{}, 0]],
    ['a query that is none', [{ measures: 5 }, 0, 0, '', '']],
    ['an operator that is none', [{ filters: [{ member: 'a', op: 'drop' }] }, 0, 0, '', '']],
    ['more rows than anyone may ask for', [{ measures: ['orders'], limit: 1e9 }, 0, 0, '', '']],
    ['more groups', [{ measures: ['orders'], top: 1e9 }, 0, 0, '', '']],
    ['a longer average', [{ measures: ['orders'], moving_average: 1e6 }, 0, 0, '', '']],
    ['half a millisecond', [{ measures: ['orders'] }, 0.5, 0, '', '']],
    ['figures that are lists', [{ measures: ['orders'] }, 0, 1, '', '', { orders: [1] }]],
  ])('that holds %s, though its print is right', (_, body) => {
    expect(refusalOf(forged(body)).field).toBe('again');
  });

  test('that unfolds to 100 MB, without unfolding it', () => {
    const bomb = forged(`[${' '.repeat(100 * 1024 * 1024)}]`);
    expect(refusalOf(bomb).field).toBe('again');
    const short = forged(`[${' '.repeat(2 * 1024 * 1024)}]`);
    expect(short.length).toBeLessThan(LONGEST_TOKEN);
    const before = process.memoryUsage().arrayBuffers;
    expect(refusalOf(short).field).toBe('again');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1024 * 1024);
  });

  test('that is huge', () => {
    expect(refusalOf(`r1.${'A'.repeat(5_000_000)}.x`).field).toBe('again');
    expect(refusalOf('r1.').field).toBe('again');
  });
});

test('a name is no token', () => {
  expect(isToken('monthly_tea')).toBe(false);
  expect(isToken('r1')).toBe(false);
  expect(isToken(written(ANSWERED))).toBe(true);
});
