import { describe, expect, test } from 'vitest';
import { dayNumber, dayOf, weekdayOf } from '../../../../src/domain/calendar/days.js';
import { closures } from '../../../../src/domain/forecast/history/opening-days.js';

const FIRST = dayNumber('2026-01-05');
const LAST = FIRST + 69;

/** Sales a day over ten weeks that begin on a Monday. */
function tenWeeks(salesOn: (day: number) => number): Map<number, number> {
  return new Map(Array.from({ length: 70 }, (_, index) => [FIRST + index, salesOn(FIRST + index)]));
}

const shut = (counts: Map<number, number>) => {
  const { days, weekdays } = closures(counts, FIRST, LAST);
  return { days: [...days].map(dayOf), weekdays: [...weekdays] };
};

test('days are counted from 1970 and know their weekday', () => {
  expect(dayOf(dayNumber('2026-03-31'))).toBe('2026-03-31');
  expect(dayNumber('2026-03-01') - dayNumber('2026-02-28')).toBe(1);
  expect(
    ['1969-12-31', '1970-01-01', '2026-11-21', '2026-11-22'].map((day) => weekdayOf(dayNumber(day))),
  ).toEqual([3, 4, 6, 7]);
});

describe('closed days of a shop', () => {
  test('a busy shop was closed on the one day without a sale', () => {
    const holiday = dayNumber('2026-02-17');
    expect(shut(tenWeeks((day) => (day === holiday ? 0 : 20)))).toEqual({
      days: ['2026-02-17'],
      weekdays: [],
    });
  });

  test('a quiet shop merely sold nothing', () => {
    expect(shut(tenWeeks((day) => (day % 3 === 0 ? 0 : 2)))).toEqual({ days: [], weekdays: [] });
  });

  test('a day of the week that is never kept is closed, on each date', () => {
    const found = shut(tenWeeks((day) => (weekdayOf(day) === 7 ? 0 : 12)));
    expect(found.weekdays).toEqual([7]);
    expect(found.days).toHaveLength(10);
  });

  test('a day of the week that is kept again is open, and its empty dates remain closed', () => {
    const found = shut(tenWeeks((day) => (weekdayOf(day) === 7 && day < LAST ? 0 : 12)));
    expect(found.weekdays).toEqual([]);
    expect(found.days).toHaveLength(9);
  });

  test('a quiet shop keeps a day of the week closed where eight weeks without a sale are no accident', () => {
    expect(shut(tenWeeks((day) => (weekdayOf(day) === 1 ? 0 : 2)))).toEqual({ days: [], weekdays: [1] });
  });

  test('a shop of two weeks tells nothing of its week', () => {
    const counts = new Map(
      Array.from({ length: 14 }, (_, index) => [FIRST + index, index % 7 === 6 ? 0 : 30]),
    );
    expect([...closures(counts, FIRST, FIRST + 13).weekdays]).toEqual([]);
  });

  test('a shop without sales has no closed days', () => {
    expect(shut(new Map())).toEqual({ days: [], weekdays: [] });
  });
});
