import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { estimateElasticity, type Observations } from '../../../src/domain/pricing/elasticity/estimate.js';
import { learnGroup } from '../../../src/domain/pricing/elasticity/learn.js';
import { leastSquares } from '../../../src/domain/pricing/elasticity/least-squares.js';
import { randomFrom } from '../../../src/domain/random.js';

const NONE: readonly number[][] = [];

function observed(
  units: readonly number[],
  prices: readonly number[],
  controls: readonly (readonly number[])[] = NONE,
): Observations {
  return { at: units.map((_, step) => step), units, prices, controls };
}

/** Weeks at changing prices, with an elasticity of -2 and some noise. */
function selling(level: number, seed = 1, elasticity = -2, weeks = 40): Observations {
  const random = randomFrom(seed, 7);
  const prices = Array.from({ length: weeks }, (_, week) => [100, 95, 105, 90, 110][week % 5] ?? 100);
  const units = prices.map((price) =>
    random.poisson(level * (price / 100) ** elasticity * Math.exp(random.between(-0.15, 0.15))),
  );
  return observed(units, prices);
}

describe('least squares', () => {
  test('gives the certified figures of NIST’s Longley data', () => {
    // https://www.itl.nist.gov/div898/strd/lls/data/Longley.shtml: employment on six regressors, the last coefficient.
    const rows = LONGLEY.map((row) => row.split(' ').map(Number));
    const column = (at: number): Float64Array => Float64Array.from(rows, (row) => row[at] ?? 0);
    const fit = leastSquares([new Float64Array(16).fill(1), ...[1, 2, 3, 4, 5, 6].map(column)], column(0));
    expect(fit?.coefficients[0]).toBeCloseTo(-3_482_258.634_595_82, 2);
    expect(fit?.coefficients[6]).toBeCloseTo(1_829.151_464_613_55, 5);
    expect(fit?.degreesOfFreedom).toBe(9);
    expect(fit?.residualDeviation).toBeCloseTo(304.854_073_561_965, 6);
    // The ordinary standard error is 455.478499142212; errors that hang together may only widen it.
    expect(fit?.standardError).toBeGreaterThanOrEqual(455.478);
    expect(fit?.standardError).toBeLessThan(2 * 455.478);
  });

  test('says nothing where a column follows from others, or rows are too few', () => {
    const [one, x] = [new Float64Array(5).fill(1), Float64Array.of(1, 2, 3, 4, 5)];
    expect(leastSquares([one, x, x.map((each) => 2 * each - 1)], x)).toBeUndefined();
    expect(leastSquares([one, x], Float64Array.of(1, 2))).toBeUndefined();
  });

  test('errors that hang together make it less sure', () => {
    const weeks = 60;
    const price = Float64Array.from({ length: weeks }, (_, week) => (week % 20 < 10 ? 1 : 2));
    const apart = price.map((_, week) => (week % 2 === 0 ? 0.5 : -0.5));
    const inRuns = price.map((_, week) => (week % 10 < 5 ? 0.5 : -0.5));
    const one = new Float64Array(weeks).fill(1);
    const [a, b] = [apart, inRuns].map((y) => leastSquares([one, price], y)?.standardError ?? 0);
    expect(b).toBeGreaterThan(1.5 * (a ?? 0));
  });
});

const JUICE = '../shared/data/forecast/orange-juice.csv.gz';

test.skipIf(!existsSync(JUICE))('the orange juice: -3.1387, and -3.378, -3.321, -2.712 by brand', () => {
  const [, ...lines] = gunzipSync(readFileSync(JUICE)).toString('utf8').trim().split('\n');
  const rows = lines.map((line) => line.split(','));
  const brands = ['dominicks', 'minute.maid', 'tropicana'];
  const of = (chosen: readonly string[][], controls: readonly (readonly number[])[] = NONE): number => {
    const told = estimateElasticity(
      observed(
        chosen.map((row) => Number(row[1])),
        chosen.map((row) => Number(row[2])),
        controls,
      ),
    );
    if (told.kind !== 'estimate') throw new Error(told.reason);
    return told.elasticity;
  };
  const dummies = brands.slice(1).map((brand) => rows.map((row) => (row[3] === brand ? 1 : 0)));
  expect(of(rows, dummies).toFixed(4)).toBe('-3.1387');
  const each = brands.map((brand) => of(rows.filter((row) => row[3] === brand)).toFixed(3));
  expect(each).toEqual(['-3.378', '-3.321', '-2.712']);
});

describe('one product', () => {
  test.each([200, 8])('selling %i a week: its elasticity lies within two standard errors', (level) => {
    const told = estimateElasticity(selling(level));
    if (told.kind !== 'estimate') throw new Error(told.reason);
    expect(Math.abs(told.elasticity + 2)).toBeLessThan(2 * told.standardError);
    expect(told.standardError).toBeLessThan(level > 100 ? 0.6 : 2.5);
  });

  test('a promotion that comes with a lower price is not taken for the price', () => {
    const promoted = Array.from({ length: 40 }, (_, week) => (week % 7 === 0 ? 1 : 0));
    const prices = promoted.map((flag, week) => (week % 3 === 0 ? 105 : 100) * (flag === 1 ? 0.9 : 1));
    const units = prices.map(
      (price, week) => 1_000 * (price / 100) ** -1.5 * Math.exp(0.5 * (promoted[week] ?? 0)),
    );
    const [without, beside] = [observed(units, prices), observed(units, prices, [promoted])].map(
      estimateElasticity,
    );
    expect(beside).toMatchObject({ elasticity: expect.closeTo(-1.5, 6) });
    expect(without?.kind === 'estimate' && without.elasticity).toBeLessThan(-3);
  });

  test('what cannot be told is said to be so, and why', () => {
    const weeks = Array.from({ length: 30 }, (_, week) => week);
    const units = weeks.map((week) => 20 + (week % 5));
    const flag = weeks.map((week) => (week % 6 === 0 ? 1 : 0));
    const reason = (each: Observations): string => {
      const told = estimateElasticity(each);
      return told.kind === 'untold' ? told.reason : 'told';
    };
    const same = weeks.map(() => 50);
    const tenth = flag.map((each) => 50 * (1 - 0.1 * each));
    expect(reason(observed(units, same))).toBe('price_never_varied');
    expect(reason(observed(units, tenth, [flag]))).toBe('price_moved_with_others');
    expect(reason(observed(units.slice(0, 7), tenth.slice(0, 7)))).toBe('too_few_steps');
    expect(
      reason(
        observed(
          units.map((each, week) => (week % 3 === 0 ? 0 : each)),
          tenth,
        ),
      ),
    ).toBe('too_few_sales');
    expect(
      reason(
        observed(
          weeks.map(() => 0),
          tenth,
        ),
      ),
    ).toBe('never_sold');
    expect(reason(observed(units, tenth))).toBe('told');
  });
});

describe('a group', () => {
  const still = observed(
    Array.from({ length: 40 }, () => 30),
    Array.from({ length: 40 }, () => 100),
  );

  test('draws each product to the others, the less sure the more', () => {
    const known = Array.from({ length: 8 }, (_, index) => [`k${index}`, selling(300, index + 1)] as const);
    const learned = learnGroup(
      new Map([...known, ['odd', selling(10, 99, -6, 20)] as const, ['still', still] as const]),
    );
    const [odd, first, never] = [learned.get('odd'), learned.get('k0'), learned.get('still')];
    if (odd?.told.kind !== 'estimate' || first === undefined || never === undefined)
      throw new Error('untold');
    expect(odd.elasticity.mean).toBeGreaterThan(odd.told.elasticity);
    expect(odd.elasticity.mean).toBeLessThan(first.elasticity.mean);
    expect(first.ownShare).toBeGreaterThan(odd.ownShare);
    expect(never.told).toMatchObject({ kind: 'untold', reason: 'price_never_varied' });
    expect(never.ownShare).toBe(0);
    expect(Math.abs(never.elasticity.mean + 2)).toBeLessThan(0.7);
    expect(never.belief.deviation).toBeGreaterThan(first.belief.deviation);
  });

  test('of which nothing is known is taken for goods elsewhere, as widely as those differ', () => {
    const { elasticity, known } = learnGroup(new Map([['still', still]])).get('still') ?? {};
    expect(known).toBe(0);
    expect(elasticity?.mean).toBeLessThan(-2.5);
    expect(elasticity?.low).toBeLessThan(-6);
    expect(elasticity?.high).toBeGreaterThan(-0.4);
  });

  test('what befell all products in the same weeks is not counted as many times', () => {
    const shock = Array.from({ length: 40 }, (_, week) => (week % 9 < 4 ? 0.3 : -0.3));
    const shop = (common: boolean) =>
      new Map(
        Array.from({ length: 12 }, (_, index) => {
          const { prices } = selling(1);
          const at = (week: number): number => shock[(week + (common ? 0 : index * 7)) % 40] ?? 0;
          return [
            index,
            observed(
              prices.map((price, week) => 1_000 * (price / 100) ** -2 * Math.exp(at(week))),
              prices,
            ),
          ] as const;
        }),
      );
    const width = (common: boolean): number => learnGroup(shop(common)).get(0)?.belief.deviation ?? 0;
    expect(width(true)).toBeGreaterThan(1.2 * width(false));
  });
});

const LONGLEY = [
  '60323 83.0 234289 2356 1590 107608 1947',
  '61122 88.5 259426 2325 1456 108632 1948',
  '60171 88.2 258054 3682 1616 109773 1949',
  '61187 89.5 284599 3351 1650 110929 1950',
  '63221 96.2 328975 2099 3099 112075 1951',
  '63639 98.1 346999 1932 3594 113270 1952',
  '64989 99.0 365385 1870 3547 115094 1953',
  '63761 100.0 363112 3578 3350 116219 1954',
  '66019 101.2 397469 2904 3048 117388 1955',
  '67857 104.6 419180 2822 2857 118734 1956',
  '68169 108.4 442769 2936 2798 120445 1957',
  '66513 110.8 444546 4681 2637 121950 1958',
  '68655 112.6 482704 3813 2552 123366 1959',
  '69564 114.2 502601 3931 2514 125368 1960',
  '69331 115.7 518173 4806 2572 127852 1961',
  '70551 116.9 554894 4007 2827 130081 1962',
];
