import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numbersIn } from '../../../../src/domain/ports/language/numbers.js';
import { objectionTo } from '../../../../src/domain/ports/language/wording.js';

const FACTS = [
  {
    name: 'expected in the next 14 days',
    figure: '1200.5 packets, with 80 % probability between 1100 and 1300',
  },
  { name: 'change', figure: '-3.5 %' },
  { name: 'effect in the past of a price 10 % higher', figure: '12 % less demand' },
];
const NAMES = ['Tea 500 g', '7-Up (2 l)', '42'];
const about = (text: string) => objectionTo(text, { facts: FACTS, names: NAMES });

describe('let through', () => {
  test.each([
    'In the next 14 days 1,200.50 packets, 80% likely between 1,100 and 1300.',
    'A price 10 percent higher brought 12 % less demand.',
    'It changed by -3.5 %.',
    'Tea 500 g: expect 1200.5 packets. TEA 500 G sells.',
    '7-Up (2 l) is one to watch; no figure at all.',
    'Between 1100–1300.',
  ])('%s', (text) => expect(about(text)).toBeUndefined());
});

describe('not let through', () => {
  test.each([
    ['unknown_number', 'Expect 1200 packets.'],
    ['unknown_number', 'Expect 1200.55 packets.'],
    ['unknown_number', 'Expect 12,00.5 packets.'],
    ['unknown_number', 'In 14 % of cases.'],
    ['unknown_number', 'It fell by 12.'],
    ['unknown_number', 'It rose by 3.5 %.'],
    ['unknown_number', 'It changed by -12 %.'],
    ['unknown_number', 'Expect 14k packets.'],
    ['unknown_number', 'Expect 1.1e3 packets, or 1100e3.'],
    ['unknown_number', 'Expect 500 packets.'],
    ['unknown_number', 'Expect 42 packets.'],
    ['unknown_number', 'Expect twelve packets.'],
    ['unknown_number', 'About half of it, twice a week.'],
    ['unknown_number', 'Expect 1100 lakh.'],
    ['unknown_number', 'Expect १४ packets.'],
    ['unknown_number', 'Expect ½ of it.'],
    ['unknown_number', 'From 2026-04-01 on.'],
    ['unknown_number', 'At 14:30.'],
    ['unknown_number', 'Tea 500 g5 sells.'],
    ['link', 'See https://example.com for more.'],
    ['link', 'See example.com for more.'],
    ['link', 'Write to shop@example'],
    ['markup', '**Buy** now.'],
    ['markup', 'See [here](a).'],
    ['markup', '<b>14</b>'],
    ['markup', 'Line\nbreak'],
    ['markup', 'hid\u200bden'],
    ['too_long', 'word '.repeat(120)],
  ])('%s: %s', (objection, text) => expect(about(text)).toBe(objection));
});

const amount = fc
  .tuple(fc.integer({ min: 0, max: 9_999_999 }), fc.integer({ min: 0, max: 99 }), fc.boolean())
  .map(([whole, part, share]) => `${whole}${part === 0 ? '' : `.${part}`}${share ? ' %' : ''}`);
const word = fc.constantFrom(
  'expect',
  'of tea',
  'between',
  'and',
  'against',
  'the usual',
  'a day,',
  '(about)',
);

/** A text of figures and words, in any way of writing a figure. */
const told = (figures: readonly string[]) =>
  fc
    .array(fc.tuple(word, fc.constantFrom(...figures), fc.boolean()), { minLength: 1, maxLength: 8 })
    .map((parts) =>
      parts.map(([before, figure, grouped]) => `${before} ${grouped ? group(figure) : figure}`),
    );

function group(figure: string): string {
  const [whole = '', ...rest] = figure.split(/(?=[. ])/);
  return [Number(whole).toLocaleString('en-IN'), ...rest].join('');
}

describe('any text', () => {
  const figures = fc.uniqueArray(amount, {
    minLength: 1,
    maxLength: 6,
    selector: (each) => numbersIn(each)[0],
  });

  test('of figures among the facts passes', () => {
    fc.assert(
      fc.property(
        figures.chain((known) => fc.tuple(fc.constant(known), told(known))),
        ([known, parts]) => {
          const facts = known.map((figure) => ({ name: 'figure', figure }));
          expect(objectionTo(`${parts.join(' ')}.`, { facts, names: [] })).toBeUndefined();
        },
      ),
    );
  });

  test('with one figure more fails', () => {
    fc.assert(
      fc.property(
        figures
          .filter((all) => all.length > 1)
          .chain(([extra = '', ...known]) =>
            fc.tuple(fc.constant(extra), fc.constant(known), told(known), fc.nat({ max: 8 })),
          ),
        ([extra, known, parts, place]) => {
          const facts = known.map((figure) => ({ name: 'figure', figure }));
          const text = parts.toSpliced(place % (parts.length + 1), 0, `and ${extra}`).join(' ');
          expect(objectionTo(text, { facts, names: [] })).toBe('unknown_number');
        },
      ),
    );
  });
});
