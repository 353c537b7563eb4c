import { describe, expect, it } from 'vitest';
import { factorsOf } from '../../../../src/domain/forecast/drivers/effects.js';
import { estimateEffects } from '../../../../src/domain/forecast/drivers/estimate.js';
import { commonsOf, drawnEffects, type Estimated } from '../../../../src/domain/forecast/drivers/pool.js';
import { forecastMany } from '../../../../src/domain/forecast/forecast.js';
import type { ForecastInput } from '../../../../src/domain/forecast/types.js';
import { randomFrom } from '../../../../src/domain/random.js';

const DAYS = 280;
const HORIZON = 14;
const ELASTICITY = -2;
const LIFT = 0.6;

/** Poisson demand of a known elasticity and promotion effect, and the means it was drawn from. */
function product(stream: number, level: number): { input: ForecastInput; means: number[] } {
  const random = randomFrom(20_260_331, stream);
  const prices: number[] = [];
  const promotions: number[] = [];
  for (let t = 0, price = 10; t < DAYS + HORIZON; t += 1) {
    if (random.chance(0.04)) price = random.between(8, 12);
    prices.push(price);
    promotions.push(random.chance(0.1) ? 1 : 0);
  }
  const means = prices.map(
    (price, t) => level * (price / 10) ** ELASTICITY * Math.exp(LIFT * (promotions[t] ?? 0)),
  );
  const values = means.slice(0, DAYS).map((mean) => random.poisson(mean));
  return {
    input: {
      id: `product ${stream}`,
      values,
      period: 7,
      group: 'snacks',
      drivers: [
        { name: 'price', kind: 'price', values: prices },
        { name: 'promotion', kind: 'flag', values: promotions },
      ],
    },
    means: means.slice(DAYS),
  };
}

function drawnAll(estimated: readonly Estimated[]) {
  return estimated.map((own) => drawnEffects(own, commonsOf(estimated)));
}

describe('the effects of drivers', () => {
  it('are found in the demand of a good seller, with the uncertainty they have', () => {
    const [price, promotion] = estimateEffects(product(1, 40).input);
    for (const [estimate, truth] of [
      [price, ELASTICITY],
      [promotion, LIFT],
    ] as const) {
      const deviation = Math.sqrt(estimate?.variance ?? 0);
      expect(deviation).toBeLessThan(0.3);
      expect(Math.abs((estimate?.effect ?? 0) - truth)).toBeLessThan(3 * deviation);
    }
  });

  it('of a slow seller are drawn to those of its category', () => {
    const inputs = [product(2, 30).input, product(3, 50).input, product(4, 40).input, product(5, 0.3).input];
    const estimates = inputs.map((input) => ({ group: input.group, estimates: estimateEffects(input) }));
    const alone = estimates[3]?.estimates[0];
    const pooled = drawnAll(estimates)[3];
    expect(Math.abs((pooled?.price ?? 0) - ELASTICITY)).toBeLessThan(0.35);
    expect(alone?.variance).toBeGreaterThan(0.2);
  });

  it('are the category’s where the product’s own price never moved, and none without a category', () => {
    const still = product(6, 20).input;
    const fixed = {
      ...still,
      drivers: [
        { name: 'price', kind: 'price' as const, values: Array.from({ length: DAYS + HORIZON }, () => 5) },
      ],
    };
    const [moving, other] = [product(7, 30).input, product(8, 40).input];
    const estimated = [moving, other, fixed].map((input) => ({
      group: input.group,
      estimates: estimateEffects(input),
    }));
    expect(Math.abs((drawnAll(estimated)[2]?.price ?? 0) - ELASTICITY)).toBeLessThan(0.4);
    expect(drawnAll([{ group: undefined, estimates: estimateEffects(fixed) }])[0]?.price).toBe(0);
  });

  it('multiply demand by a price’s power and a flag’s exponential', () => {
    const input: ForecastInput = {
      id: 'x',
      values: [1, 1, 1],
      period: 1,
      drivers: [
        { name: 'price', kind: 'price', values: [10, 10, 10, 20] },
        { name: 'festival', kind: 'flag', values: [0, 1, 0, 1] },
      ],
    };
    const factors = factorsOf(input, { price: -1, festival: Math.log(3) });
    [1, 3, 1, 1.5].forEach((factor, t) => {
      expect(factors[t]).toBeCloseTo(factor, 12);
    });
  });

  it('bring the forecast nearer to what the known price and promotion will do', async () => {
    const products = [product(9, 20), product(10, 5), product(11, 40)];
    const error = async (inputs: ForecastInput[]) => {
      const results = await forecastMany(inputs, { horizon: HORIZON });
      return results.reduce((sum, result, i) => {
        if (result.kind !== 'forecast') throw new Error(result.message);
        const means = products[i]?.means ?? [];
        const squares = means.reduce((total, mean, j) => total + (mean - (result.point[j] ?? 0)) ** 2, 0);
        return sum + Math.sqrt(squares / HORIZON) / (means.reduce((a, b) => a + b, 0) / HORIZON);
      }, 0);
    };
    const inputs = products.map(({ input }) => input);
    const known = await error(inputs);
    const unknown = await error(inputs.map(({ drivers: _, ...input }) => input));
    expect(known).toBeLessThan(0.6 * unknown);
  });
});
