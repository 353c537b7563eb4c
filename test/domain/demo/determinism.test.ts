import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { generateDemoShop } from '../../../src/domain/demo/generate.js';
import { randomFrom, Urn } from '../../../src/domain/random.js';
import { LAST_DAY, shop } from './shop.js';

const digest = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex');

describe('the demo shop', () => {
  const zone = process.env.TZ;
  afterEach(() => {
    vi.restoreAllMocks();
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  });

  it('is the same for the same options, byte for byte', () => {
    expect(digest(generateDemoShop({ seed: 1, lastDay: LAST_DAY, days: 730 }))).toBe(digest(shop));
  });

  it('differs by seed', () => {
    expect(digest(generateDemoShop({ seed: 2, lastDay: LAST_DAY }))).not.toBe(digest(shop));
  });

  it('asks neither the clock nor Math.random, and knows no time zone', () => {
    vi.spyOn(Math, 'random').mockImplementation(() => expect.unreachable());
    vi.spyOn(Date, 'now').mockImplementation(() => expect.unreachable());
    const digests = ['UTC', 'Asia/Kolkata', 'America/Los_Angeles', 'Pacific/Kiritimati'].map((name) => {
      process.env.TZ = name;
      return digest(generateDemoShop({ seed: 7, lastDay: '2025-11-30', days: 60 }));
    });
    expect(new Set(digests).size).toBe(1);
  });

  it('takes any length and any day', () => {
    for (const [lastDay, days] of [
      ['2025-10-21', 1],
      ['2024-02-29', 30],
      ['2031-01-01', 45],
      ['2026-07-31', 400],
    ] as const) {
      const { sales } = generateDemoShop({ seed: 3, lastDay, days });
      expect(sales.every((sale) => sale.at.slice(0, 10) <= lastDay)).toBe(true);
    }
  });

  it.each(['2026-02-30', '31-03-2026', '', '2026-3-1'])('refuses %j as last day', (lastDay) => {
    expect(() => generateDemoShop({ seed: 1, lastDay })).toThrow(/is not a date/);
  });

  it.each([0, -1, 1.5, Number.NaN])('refuses %d days', (days) => {
    expect(() => generateDemoShop({ seed: 1, lastDay: LAST_DAY, days })).toThrow(/number of days/);
  });
});

describe('the source of chance', () => {
  it('is uniform, keeps streams apart and draws by weight', () => {
    const random = randomFrom(1, 1);
    const draws = Array.from({ length: 20_000 }, () => random.unit());
    expect(draws.every((draw) => draw >= 0 && draw < 1)).toBe(true);
    const tenths = draws.reduce<number[]>((counts, draw) => {
      counts[Math.floor(draw * 10)] = (counts[Math.floor(draw * 10)] ?? 0) + 1;
      return counts;
    }, []);
    // Chi-square with 9 degrees of freedom: 27.9 is exceeded once in a thousand.
    expect(tenths.reduce((sum, count) => sum + (count - 2_000) ** 2 / 2_000, 0)).toBeLessThan(27.9);

    const other = randomFrom(1, 2);
    expect(Array.from({ length: 5 }, () => other.unit())).not.toEqual(draws.slice(0, 5));

    const urn = new Urn([0, 1, 0, 3]);
    const drawn = Array.from({ length: 8_000 }, () => urn.draw(random));
    expect(new Set(drawn)).toEqual(new Set([1, 3]));
    expect(drawn.filter((index) => index === 3).length / drawn.length).toBeCloseTo(0.75, 1);

    const counts = Array.from({ length: 8_000 }, () => random.poisson(13));
    expect(counts.reduce((sum, count) => sum + count, 0) / counts.length).toBeCloseTo(13, 0);
  });
});
