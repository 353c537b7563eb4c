import { describe, expect, test } from 'vitest';
import { findComparisons } from '../../../src/domain/words/comparisons.js';
import type { Found } from '../../../src/domain/words/found.js';
import { findNumbers, type NumberValue } from '../../../src/domain/words/numbers.js';
import { tokenize } from '../../../src/domain/words/tokens.js';
import { COMPARISONS } from './phrases/comparisons.js';
import { NO_NUMBERS, NUMBERS, UNCLEAR_INSIDE } from './phrases/numbers.js';

/** What a phrase means as a whole, as the tables write it. */
function meaning<T>(
  phrase: string,
  find: (tokens: ReturnType<typeof tokenize>) => readonly Found<T>[],
  show: (value: T) => string,
): string {
  const tokens = tokenize(phrase);
  const found = find(tokens);
  const [only] = found;
  if (only === undefined || found.length > 1) return `${found.length} found`;
  if (only.first !== 0 || only.last !== tokens.length - 1) return `only ${only.first} to ${only.last}`;
  return 'unclear' in only ? `? ${only.unclear}` : show(only.value);
}

function shown({ value, unit, currency }: NumberValue): string {
  return [value, unit === 'money' ? currency : unit].filter((part) => part !== undefined).join(' ');
}

function agrees(read: string, wanted: string): void {
  if (wanted.startsWith('? ')) {
    expect(read.startsWith('? '), read).toBe(true);
    expect(read).toContain(wanted.slice(2));
  } else expect(read).toBe(wanted);
}

describe('numbers', () => {
  test.each(NUMBERS)('%s is %s', (phrase, wanted) => {
    agrees(meaning(phrase, findNumbers, shown), wanted);
  });

  test.each(NO_NUMBERS)('%s is no number', (phrase) => {
    expect(findNumbers(tokenize(phrase))).toEqual([]);
  });

  test.each(UNCLEAR_INSIDE)('%s is unclear', (phrase) => {
    expect(findNumbers(tokenize(phrase))[0]).toHaveProperty('unclear');
  });

  test('stand among other words', () => {
    const found = findNumbers(tokenize('customers who paid Rs 500 or 2 lakh, in 3 bills'));
    expect(found.map((each) => ('value' in each ? shown(each.value) : each.unclear))).toEqual([
      '500 INR',
      '200000',
      '3',
    ]);
  });
});

describe('comparisons', () => {
  test.each(COMPARISONS)('%s is %s', (phrase, wanted) => {
    const read = meaning(
      phrase,
      findComparisons,
      ({ op, numbers }) => `${op} ${numbers.map(shown).join('..')}`,
    );
    agrees(read, wanted);
  });

  test('two conditions are two comparisons', () => {
    const found = findComparisons(tokenize('orders above 500 but below 1000'));
    expect(found.map((each) => ('value' in each ? each.value.op : each.unclear))).toEqual(['over', 'under']);
  });
});
