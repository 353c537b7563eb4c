import { describe, expect, test } from 'vitest';
import { expiringOf, markdownOf } from '../../../src/domain/pricing/markdown.js';
import { type Dated, runDown } from '../../../src/domain/pricing/shelf.js';
import { randomFrom } from '../../../src/domain/random.js';
import { futures, LIMITS, TERMS } from './cases.js';

const DAYS = 10;

/** Units sold and expired when lots are sold day by day, what expires first first. */
function dayByDay(stock: number, lots: readonly { by: number; units: number }[], wanted: readonly number[]) {
  let free = stock - lots.reduce((sum, { units }) => sum + units, 0);
  const left = lots.map((lot) => ({ ...lot }));
  let [sold, expired] = [0, 0];
  for (const [day, units] of wanted.entries()) {
    let asked = units;
    for (const lot of left) {
      if (lot.by < day) continue;
      const part = Math.min(asked, lot.units);
      lot.units -= part;
      asked -= part;
      sold += part;
    }
    const part = Math.min(asked, free);
    free -= part;
    sold += part;
    for (const lot of left) {
      if (lot.by !== day) continue;
      expired += lot.units;
      lot.units = 0;
    }
  }
  return { sold, expired };
}

test('lots are sold first expired first, as a naive shop does day by day', () => {
  const random = randomFrom(7, 1);
  for (let round = 0; round < 300; round += 1) {
    const wanted = Array.from({ length: DAYS }, () => random.between(0, 8));
    const until = (days: number) => ({
      reference: 10_000,
      units: Float64Array.of(wanted.slice(0, days).reduce((sum, each) => sum + each, 0)),
      elasticities: Float64Array.of(-2),
    });
    const days = [...new Set([random.int(0, DAYS - 1), random.int(0, DAYS - 1)])].sort((a, b) => a - b);
    const lots = days.map((by) => ({ by, units: random.int(0, 30) }));
    const stock = lots.reduce((sum, { units }) => sum + units, random.int(0, 30));
    const dated: Dated[] = lots.map((lot) => ({ ...lot, futures: until(lot.by + 1) }));
    const price = random.int(8_000, 12_000);
    const run = runDown(price, until(DAYS), { units: stock, dated });
    const factor = (price / 10_000) ** -2;
    const naive = dayByDay(
      stock,
      lots,
      wanted.map((each) => each * factor),
    );
    expect(run.sold[0]).toBeCloseTo(naive.sold, 8);
    expect(run.expired[0]).toBeCloseTo(naive.expired, 8);
    expect(run.left[0]).toBeCloseTo(stock - naive.sold, 8);
  }
});

describe('a markdown', () => {
  const step = { ...LIMITS, step: 0.1, stepAsked: false };
  const how = { salvage: 0, ending: undefined, digits: 2 };
  const shelf = (fresh: number) => ({
    units: 60 + fresh,
    dated: [{ by: 4, units: 60, futures: futures(-3, 30) }],
  });
  const marked = (fresh: number, limits: object = {}) => {
    const [at] = expiringOf(shelf(fresh), TERMS.price);
    return at === undefined ? undefined : markdownOf(at, TERMS, { ...step, ...limits }, how);
  };

  test('goes as low as pays, and competitors never lift it above the price now', () => {
    // 30 (p / 100)^-3 = 60 at 79.37.
    expect(marked(0)?.price).toBe(7_900);
    expect(marked(0, { competitors: { low: 14_000, high: 15_000 } })?.price).toBe(7_900);
  });

  test('counts what fresh units lose that go at its price too', () => {
    // Some futures ask for far more than 60 at a lower price; the rest is then sold below its cost.
    const wide = {
      ...futures(-3, 30),
      elasticities: Float64Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? -3 : -9)),
    };
    const terms = { ...TERMS, cost: 9_900 };
    const [less, more] = [0, 400].map((fresh) => {
      const [at] = expiringOf(
        { units: 60 + fresh, dated: [{ by: 4, units: 60, futures: wide }] },
        terms.price,
      );
      return at === undefined ? undefined : markdownOf(at, terms, step, how)?.price;
    });
    expect(less).toBeLessThan(terms.price);
    expect(more ?? terms.price).toBeGreaterThan(less ?? terms.price);
  });

  test('is looked for at later days where the first pays none', () => {
    const later = {
      units: 64,
      dated: [
        { by: 0, units: 4, futures: futures(-3, 0.5) },
        { by: 4, units: 60, futures: futures(-3, 30) },
      ],
    };
    expect(expiringOf(later, TERMS.price).map(({ by }) => by)).toEqual([0, 4]);
  });
});
