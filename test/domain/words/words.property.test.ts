import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { findComparisons } from '../../../src/domain/words/comparisons.js';
import type { Found } from '../../../src/domain/words/found.js';
import { findNumbers } from '../../../src/domain/words/numbers.js';
import { findPeriods, readPeriod, type WordsToday } from '../../../src/domain/words/periods/index.js';
import { type Token, tokenize } from '../../../src/domain/words/tokens.js';
import { COMPARISONS } from './phrases/comparisons.js';
import { FISCAL } from './phrases/fiscal.js';
import { HINDI, SENTENCES } from './phrases/hindi.js';
import { NUMBERS } from './phrases/numbers.js';
import { RANGES } from './phrases/ranges.js';
import { RELATIVE } from './phrases/relative.js';

const AT: WordsToday = { today: Temporal.PlainDate.from('2026-11-20'), fiscalStart: 4, dayOrder: 'dmy' };
const READERS: readonly ((tokens: readonly Token[]) => readonly Found<unknown>[])[] = [
  (tokens) => findPeriods(tokens, AT),
  findNumbers,
  findComparisons,
];

/** Words of the tables, so that random rows of them come near to phrases. */
const WORDS = [
  ...new Set(
    [...RELATIVE, ...FISCAL, ...RANGES, ...HINDI, ...SENTENCES, ...NUMBERS, ...COMPARISONS].flatMap(
      ([phrase]) => phrase.split(' '),
    ),
  ),
];
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ maxLength: 80 }),
  fc
    .array(fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(' ', ' ', ' ', '', '-', '/', ', ')), {
      maxLength: 14,
    })
    .map((parts) => parts.flat().join('')),
);
const day = fc
  .integer({ min: 0, max: 20_000 })
  .map((days) => Temporal.PlainDate.from('1975-01-01').add({ days }));

describe('any text', () => {
  test('is taken apart without loss: tokens stand in order at their places', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let end = 0;
        for (const token of tokenize(text)) {
          expect(token.start).toBeGreaterThanOrEqual(end);
          expect(token.text).toBe(text.slice(token.start, token.end));
          expect(token.word).not.toBe('');
          end = token.end;
        }
      }),
      { numRuns: 300 },
    );
  });

  test('gives spans within bounds that do not overlap, and never throws', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const tokens = tokenize(text);
        for (const read of READERS) {
          let next = 0;
          for (const found of read(tokens)) {
            expect(found.first).toBeGreaterThanOrEqual(next);
            expect(found.last).toBeGreaterThanOrEqual(found.first);
            expect(found.last).toBeLessThan(tokens.length);
            if ('unclear' in found) expect(found.unclear).toMatch(/[.]$/);
            next = found.last + 1;
          }
        }
      }),
      { numRuns: 600 },
    );
  });

  test('names periods that are past, in order, and that their names give back', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const found of findPeriods(tokenize(text), AT)) {
          if ('unclear' in found) continue;
          const { first, last, named, partOf, beside } = found.value;
          if (first !== undefined && last !== undefined)
            expect(Temporal.PlainDate.compare(first, last)).toBeLessThanOrEqual(0);
          if (first !== undefined) expect(Temporal.PlainDate.compare(first, AT.today)).toBeLessThanOrEqual(0);
          if (beside === true && first === undefined && last === undefined) continue;
          const again = readPeriod(named, AT);
          expect(again !== undefined && 'value' in again ? again.value : { named, again }).toMatchObject({
            ...(first === undefined ? {} : { first }),
            ...(last === undefined ? {} : { last }),
            ...(partOf === undefined ? {} : { partOf }),
          });
        }
      }),
      { numRuns: 600 },
    );
  });
});

describe('what is written in a known form reads back exactly', () => {
  test('ranges of days', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 400 }), (first, length) => {
        const last = first.add({ days: length });
        for (const named of [`${first}..${last}`, `${first} to ${last}`, `between ${first} and ${last}`]) {
          const read = readPeriod(named, AT);
          expect(read, named).toMatchObject({ value: { first, last } });
        }
      }),
      { numRuns: 100 },
    );
  });

  test('days as people write them', () => {
    fc.assert(
      fc.property(
        day,
        fc.constantFrom('en-IN', 'en-GB', 'en-US', 'hi-IN'),
        fc.constantFrom<'long' | 'short' | '2-digit'>('long', 'short', '2-digit'),
        (date, locale, month) => {
          const text = date.toLocaleString(locale, {
            day: 'numeric',
            month: locale === 'hi-IN' ? 'long' : month,
            year: 'numeric',
            numberingSystem: locale === 'hi-IN' ? 'deva' : 'latn',
          });
          const read = readPeriod(text, { ...AT, dayOrder: locale === 'en-US' ? 'mdy' : 'dmy' });
          expect(read, text).toMatchObject({ value: { first: date, last: date } });
        },
      ),
      { numRuns: 300 },
    );
  });

  test('numbers in Indian and western grouping, in digits of several scripts', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 999_999_999_999_999n }),
        fc.integer({ min: 0, max: 99 }),
        fc.constantFrom('en-IN', 'en-US', 'hi-IN-u-nu-deva', 'ta-IN-u-nu-tamldec', 'bn-IN-u-nu-beng'),
        (whole, cents, locale) => {
          const point = cents === 0 ? '' : `.${String(cents).padStart(2, '0')}`;
          const digits = new Intl.NumberFormat(locale);
          const text = `${digits.format(whole)}${point}`;
          const wanted = `${whole}${point.replace(/0$/, '')}`;
          expect(findNumbers(tokenize(text)), text).toEqual([
            { first: 0, last: 0, value: { value: wanted } },
          ]);
          expect(findNumbers(tokenize(`₹${text}`)), text).toEqual([
            { first: 0, last: 1, value: { value: wanted, unit: 'money', currency: 'INR' } },
          ]);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('digits grouped in no known way are never a number', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^\d{1,4}$/), { minLength: 2, maxLength: 5 }), (groups) => {
        const text = groups.join(',');
        const western = groups.slice(1).every(({ length }) => length === 3) && (groups[0]?.length ?? 9) < 4;
        const indian =
          groups.slice(1, -1).every(({ length }) => length === 2) &&
          groups.at(-1)?.length === 3 &&
          (groups[0]?.length ?? 9) < 3;
        const [found, ...more] = findNumbers(tokenize(text));
        expect(more).toEqual([]);
        if (found !== undefined && 'value' in found) {
          expect(western || indian, text).toBe(true);
          expect(found.value.value).toBe(groups.join(''));
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('10,000 characters', () => {
  const PIECES = [
    ...['last ', '2025 ', '1 ', 'march ', 'the ', '1-', '12/12/', '2025-26 ', 'kal ', 'hundred and '],
    ...['Sepetmber ', "'", '\u202e', '1,', 'first 3 months of ', 'compare this month to '],
  ];

  /** Least CPU time of some runs, in milliseconds. */
  function cpu(run: () => void): number {
    return Math.min(
      ...Array.from({ length: 3 }, () => {
        const before = process.cpuUsage();
        run();
        const { user, system } = process.cpuUsage(before);
        return (user + system) / 1_000;
      }),
    );
  }

  test.each(PIECES)('of %j take time in proportion', (piece) => {
    const text = (length: number): string => piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
    const time = (length: number): number =>
      cpu(() => {
        const tokens = tokenize(text(length));
        for (const read of READERS) read(tokens);
      });
    const whole = time(10_000);
    // The bar is 50 ms of a machine of its own.
    expect(whole).toBeLessThan(100);
    expect(time(20_000)).toBeLessThan(4 * Math.max(whole, 2));
  });
});
