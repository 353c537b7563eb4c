import { describe, expect, test } from 'vitest';
import { dayNumber, dayOf } from '../../../src/domain/calendar/days.js';
import {
  FESTIVAL_YEARS,
  FESTIVALS,
  type Festival,
  festivalDays,
} from '../../../src/domain/calendar/festivals.js';

/** Mean length of a lunation, and the day number of a new moon: 2000-01-06 18:14 UTC (Meeus, Astronomical Algorithms). */
const LUNATION = 29.530588861;
const NEW_MOON = dayNumber('2000-01-06') + 0.76;

/** Age of the mean moon at noon in India, in days. The true moon is up to 0.6 days off. */
function moonAge(day: number): number {
  const age = (day + 0.27 - NEW_MOON) % LUNATION;
  return age < 0 ? age + LUNATION : age;
}

/** How far a moon's age is from what it should be, in days, the short way round. */
function off(age: number, wanted: number): number {
  const turn = Math.abs(age - wanted) % LUNATION;
  return Math.min(turn, LUNATION - turn);
}

describe('the table of festivals', () => {
  test('has every festival once a year', () => {
    const { first, last } = FESTIVAL_YEARS;
    const years = Array.from({ length: last - first + 1 }, (_, index) => first + index);
    for (const festival of FESTIVALS)
      expect(festivalDays(festival).map((day) => Number(dayOf(day).slice(0, 4)))).toEqual(years);
  });

  test.each<[Festival, number]>([
    ['diwali', 0],
    ['holi', LUNATION / 2 + 1],
    ['raksha bandhan', LUNATION / 2],
    ['ganesh chaturthi', 3.5],
    ['dussehra', 9.5],
    ['eid al-fitr', 2],
    ['eid al-adha', 11],
  ])('%s keeps its day of the moon', (festival, age) => {
    for (const day of festivalDays(festival))
      expect({ day: dayOf(day), off: off(moonAge(day), age) }).toEqual({
        day: dayOf(day),
        off: expect.toSatisfy((value: number) => value < 1.8),
      });
  });

  test.each<[Festival, string, string]>([
    ['diwali', '10-13', '11-16'],
    ['holi', '02-28', '03-30'],
    ['raksha bandhan', '07-30', '08-31'],
    ['ganesh chaturthi', '08-20', '09-20'],
    ['dussehra', '09-25', '10-26'],
  ])('%s lies in its month of the sun', (festival, from, to) => {
    for (const day of festivalDays(festival)) {
      const date = dayOf(day).slice(5);
      expect(date >= from && date <= to, dayOf(day)).toBe(true);
    }
  });

  test('Diwali follows Dussehra by 18 to 21 days', () => {
    const diwali = festivalDays('diwali');
    for (const [index, dussehra] of festivalDays('dussehra').entries()) {
      const gap = (diwali[index] ?? 0) - dussehra;
      expect(gap, dayOf(dussehra)).toBeGreaterThanOrEqual(18);
      expect(gap, dayOf(dussehra)).toBeLessThanOrEqual(21);
    }
  });
});
