import { describe, expect, test } from 'vitest';
import { localDate, zonedMoment } from '../../src/domain/time.js';

describe('a moment', () => {
  test.each([
    ['2026-03-31', 'Asia/Kolkata', '2026-03-31T00:00:00+05:30'],
    ['2026-03-31T18:05', 'Asia/Kolkata', '2026-03-31T18:05:00+05:30'],
    ['2026-03-31T18:05:09.999', 'Asia/Kolkata', '2026-03-31T18:05:09+05:30'],
    ['2026-03-31T23:00:00Z', 'Asia/Kolkata', '2026-04-01T04:30:00+05:30'],
    ['2026-03-31T23:00:00+05:30', 'America/New_York', '2026-03-31T13:30:00-04:00'],
    ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T03:30:00+02:00'],
    ['2025-10-26T02:30', 'Europe/Berlin', '2025-10-26T02:30:00+02:00'],
    ['2024-02-29', 'UTC', '2024-02-29T00:00:00+00:00'],
  ])('%s in %s is %s', (text, zone, wanted) => {
    expect(zonedMoment(text, zone)).toBe(wanted);
  });

  test.each(['', 'now', '2025-02-29', '2026-13-01', '2026-03-31T25:00', '31/03/2026', '1e3', 'Z'])(
    '"%s" is none',
    (text) => {
      expect(() => zonedMoment(text, 'Asia/Kolkata')).toThrow(RangeError);
    },
  );

  test('of the clock carries the offset of the zone', () => {
    expect(zonedMoment(new Date('2026-03-31T18:30:00Z'), 'Asia/Kathmandu')).toBe('2026-04-01T00:15:00+05:45');
  });
});

test('the day is that of the zone', () => {
  const now = new Date('2026-03-31T18:30:00Z');
  expect(localDate(now, 'Asia/Kolkata')).toBe('2026-04-01');
  expect(localDate(now, 'UTC')).toBe('2026-03-31');
  expect(localDate(now, 'Pacific/Kiritimati')).toBe('2026-04-01');
  expect(localDate(new Date('2024-02-29T23:59:59Z'), 'America/Los_Angeles')).toBe('2024-02-29');
});
