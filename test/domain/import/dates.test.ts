import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localeOrder } from '../../../src/domain/date-order.js';
import { DateEvidence, parseDate, parseTime } from '../../../src/domain/import/dates.js';

describe('a date', () => {
  it.each([
    ['2024-04-03', { date: '2024-04-03' }],
    ['2024/4/3', { date: '2024-04-03' }],
    ['20240403', { date: '2024-04-03' }],
    ['03/04/2024', { date: '2024-04-03' }],
    ['3-4-24', { date: '2024-04-03' }],
    ['3.4.2024', { date: '2024-04-03' }],
    ['03-Apr-2024', { date: '2024-04-03' }],
    ['3 April, 2024', { date: '2024-04-03' }],
    ["3-Apr-'24", { date: '2024-04-03' }],
    ['3rd April 2024', { date: '2024-04-03' }],
    ['Wed, 3 Apr 2024', { date: '2024-04-03' }],
    ['April 3, 2024', { date: '2024-04-03' }],
    ['Sept 3, 2024', { date: '2024-09-03' }],
    ['29/02/2024', { date: '2024-02-29' }],
    ['01/01/70', { date: '1970-01-01' }],
    ['1996-07-04 00:00:00.000', { date: '1996-07-04', time: '00:00:00' }],
    ['2010-12-01 08:26', { date: '2010-12-01', time: '08:26:00' }],
    ['03/04/2024 2:05 PM', { date: '2024-04-03', time: '14:05:00' }],
    ['03/04/2024, 12:05:09 am', { date: '2024-04-03', time: '00:05:09' }],
    ['2024-04-03T10:00:00Z', { date: '2024-04-03', time: '10:00:00', offset: 'Z' }],
    ['2024-04-03T10:00:00.123+0530', { date: '2024-04-03', time: '10:00:00', offset: '+05:30' }],
  ])('%s', (text, expected) => {
    expect(parseDate(text, 'dmy')).toEqual(expected);
  });

  it('is read month first where the column is', () => {
    expect(parseDate('03/04/2024', 'mdy')).toEqual({ date: '2024-03-04' });
    expect(parseDate('13/04/2024', 'mdy')).toBeUndefined();
  });

  it.each([
    '',
    'yesterday',
    '2024-02-30',
    '31/04/2024',
    '29/02/2023',
    '00/01/2024',
    '1/1/1',
    '2024-13-01',
    '45383',
    '3 Foo 2024',
    '2024-04-03 25:00',
    '2024-04-03 13:00 PM',
    '03/04/2024 text',
    '9999-01-01',
    '2024-04-03T10:00:00+99:00',
    '12',
  ])('%j is none', (text) => {
    expect(parseDate(text, 'dmy')).toBeUndefined();
  });

  it('comes back as it was written, in every style', () => {
    const names = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true }),
        fc.constantFrom('iso', 'dmy', 'mdy', 'named', 'compact'),
        (moment, style) => {
          const iso = moment.toISOString().slice(0, 10);
          const [year = '', month = '', day = ''] = iso.split('-');
          const text = {
            iso,
            dmy: `${day}/${month}/${year}`,
            mdy: `${month}/${day}/${year}`,
            named: `${day}-${names[Number(month) - 1]}-${year}`,
            compact: year + month + day,
          }[style];
          expect(parseDate(text, style === 'mdy' ? 'mdy' : 'dmy')).toEqual({ date: iso });
        },
      ),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('0', '1', '9', '/', '-', ':', ' ', 'T', 'a', 'p', 'm', 'Z', '+'),
          maxLength: 25,
        }),
        (text) => void parseDate(text, 'dmy'),
      ),
    );
  });
});

describe('a time of day', () => {
  it.each([
    ['14:05', '14:05:00'],
    ['2:05 pm', '14:05:00'],
    ['12:00:30 AM', '00:00:30'],
  ])('%s', (text, expected) => {
    expect(parseTime(text)).toBe(expected);
  });

  it.each(['25:00', '1405', '', '13:00 pm', '10:00Z'])('%j is none', (text) => {
    expect(parseTime(text)).toBeUndefined();
  });
});

describe('the order of day and month', () => {
  const see = (...cells: string[]): DateEvidence => {
    const evidence = new DateEvidence();
    for (const cell of cells) evidence.see(cell);
    return evidence;
  };

  it('is that of the whole column', () => {
    expect(see('03/04/2024', '13/04/2024').order).toBe('dmy');
    expect(see('03/04/2024', '04/13/2024').order).toBe('mdy');
    expect(see('13/04/2024', '14/04/2024', '04/15/2024')).toMatchObject({ order: 'dmy', mixed: true });
  });

  it('is open where every cell could be either', () => {
    expect(see('03/04/2024', '05/06/24')).toMatchObject({ order: undefined, unclear: 2, shortYears: 1 });
    expect(see('04/04/2024', '2024-04-03')).toMatchObject({ order: undefined, unclear: 0 });
  });

  it('is known for a locale', () => {
    expect(localeOrder('en-US')).toBe('mdy');
    expect(localeOrder('en-IN')).toBe('dmy');
    expect(localeOrder('hi-IN')).toBe('dmy');
    expect(localeOrder('ja-JP')).toBe('dmy');
  });
});
