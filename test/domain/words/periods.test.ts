import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import {
  findPeriods,
  type Period,
  readPeriod,
  type WordsToday,
} from '../../../src/domain/words/periods/index.js';
import { tokenize } from '../../../src/domain/words/tokens.js';
import { BESIDE } from './phrases/beside.js';
import { CALENDAR } from './phrases/calendar.js';
import { FISCAL } from './phrases/fiscal.js';
import { HINDI, SENTENCES } from './phrases/hindi.js';
import type { Phrase } from './phrases/phrase.js';
import { RANGES } from './phrases/ranges.js';
import { RELATIVE } from './phrases/relative.js';

const AT: WordsToday = {
  today: Temporal.PlainDate.from('2026-11-20'),
  fiscalStart: 4,
  dayOrder: 'dmy',
};

function shown({ first, last, partOf, beside, named }: Period): string {
  const days = first !== undefined && last?.equals(first) ? `${first}` : `${first ?? ''}..${last ?? ''}`;
  const rest = [partOf && `of ${partOf}`, beside && `beside ${named}`].filter((part) => part !== undefined);
  return [...(days === '..' && beside ? [] : [days]), ...rest].join(' ');
}

/** What a phrase means; the whole of it unless it is a sentence. */
function read(text: string, whole: boolean, at = AT): { meaning: string; note: string } {
  const tokens = tokenize(text);
  const found = findPeriods(tokens, at);
  const [only] = found;
  if (only === undefined) return { meaning: '? unread', note: '' };
  if (found.length > 1) return { meaning: `${found.length} periods`, note: '' };
  if (whole && (only.first > 0 || only.last < tokens.length - 1)) return { meaning: '? part', note: '' };
  if ('unclear' in only) return { meaning: `? ${only.unclear}`, note: '' };
  return { meaning: shown(only.value), note: only.value.note ?? '' };
}

function check([phrase, wanted]: Phrase, whole: boolean): void {
  const { meaning, note } = read(phrase, whole);
  if (wanted.startsWith('? ')) {
    expect(meaning.slice(0, 2), meaning).toBe('? ');
    return expect(meaning).toContain(wanted.slice(2));
  }
  const [days = '', said = ''] = wanted.split(/ \((.*)\)$/);
  expect(meaning).toBe(days);
  expect(note).toContain(said);
}

describe.each([
  ['relative', RELATIVE],
  ['calendar', CALENDAR],
  ['fiscal', FISCAL],
  ['ranges and festivals', RANGES],
  ['beside', BESIDE],
  ['Hindi', HINDI],
])('%s', (_, phrases) => {
  test.each(phrases)('%s: %s', (phrase, wanted) => {
    check([phrase, wanted], true);
  });
});

describe('in a sentence', () => {
  test.each(SENTENCES)('%s: %s', (phrase, wanted) => {
    check([phrase, wanted], false);
  });

  test('a comparison names both', () => {
    const days = (text: string): string[] =>
      findPeriods(tokenize(text), AT).map((each) => ('value' in each ? shown(each.value) : each.unclear));
    const months = ['2026-11-01..2026-11-30', '2026-10-01..2026-10-31 beside last_month'];
    expect(days('compare this month to last month')).toEqual(months);
    expect(days('compare sales of this month with last month')).toEqual(months);
    expect(days('this month vs last month')).toEqual(months);
    expect(days('compare March 2026 and March 2025')).toEqual([
      '2026-03-01..2026-03-31',
      '2025-03-01..2025-03-31 beside 2025-03',
    ]);
    expect(days('January, February and March 2024')).toEqual([
      '2024-01-01..2024-01-31',
      '2024-02-01..2024-02-29',
      '2024-03-01..2024-03-31',
    ]);
    expect(days('today vs yesterday')).toEqual(['2026-11-20', '2026-11-19 beside yesterday']);
  });
});

describe('what the shop decides', () => {
  const of = (phrase: string, at: Partial<WordsToday>): string =>
    read(phrase, true, { ...AT, ...at }).meaning;

  test('the order of day and month', () => {
    expect(of('05/06/2025', { dayOrder: 'mdy' })).toBe('2025-05-06');
    expect(of('05/06/2025', { dayOrder: undefined })).toMatch(
      /^\? "05\/06\/2025" may be 2025-06-05 or 2025-05-06/,
    );
    expect(of('15/08/2025', { dayOrder: undefined })).toBe('2025-08-15');
    expect(of('05/05/2025', { dayOrder: undefined })).toBe('2025-05-05');
    expect(of('05/06/25', { dayOrder: undefined })).toMatch(/^\? .*several orders/);
  });

  test('the start of the fiscal year', () => {
    expect(of('FY 2025', { fiscalStart: 1 })).toBe('2025-01-01..2025-12-31');
    expect(of('FY 2025-26', { fiscalStart: 7 })).toBe('2025-07-01..2026-06-30');
    expect(of('Q1 FY26', { fiscalStart: 10 })).toBe('2025-10-01..2025-12-31');
    expect(of('2025-26', { fiscalStart: 1 })).toMatch(/^\? /);
  });
});

test('the name of every period is read as the same days', () => {
  for (const [phrase] of [...RELATIVE, ...CALENDAR, ...FISCAL, ...RANGES, ...HINDI])
    for (const found of findPeriods(tokenize(phrase), AT)) {
      if (!('value' in found) || found.value.beside === true) continue;
      const { named, first, last } = found.value;
      const again = readPeriod(named, AT);
      expect(again !== undefined && 'value' in again, named).toBe(true);
      if (again === undefined || !('value' in again)) continue;
      expect(`${phrase}: ${again.value.first ?? ''}..${again.value.last ?? ''}`).toBe(
        `${phrase}: ${first ?? ''}..${last ?? ''}`,
      );
    }
});

test('the tables hold at least 200 phrases, none twice', () => {
  const all = [...RELATIVE, ...CALENDAR, ...FISCAL, ...RANGES, ...BESIDE, ...HINDI, ...SENTENCES];
  expect(all.length).toBeGreaterThanOrEqual(200);
  expect(new Set(all.map(([phrase]) => phrase)).size).toBe(all.length);
});
