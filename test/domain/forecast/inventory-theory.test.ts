import { describe, expect, it } from 'vitest';
import {
  criticalRatio,
  economicOrderQuantity,
  normalLoss,
  reorderPoint,
} from '../../../src/domain/forecast/inventory-theory.js';
import { normalCdf, normalQuantile } from '../../../src/domain/forecast/numeric/normal.js';

describe('inventory theory', () => {
  it.each([
    // R 4.2.2: dnorm(k) - k * (1 - pnorm(k)); tables round 0.5 to 0.1978 and 1 to 0.0833 (Silver, Pyke and Thomas).
    [-2, 2.00849070261683],
    [-1, 1.08331547058769],
    [0, 0.398942280401433],
    [0.5, 0.197796557401306],
    [1, 0.0833154705876863],
    [2, 0.00849070261682965],
  ])('loses at %d deviations %d units a unit of deviation', (k, loss) => {
    expect(normalLoss(k)).toBeCloseTo(loss, 12);
  });

  it.each([
    [0.8, 0.841621233572914],
    [0.95, 1.644853626951472],
    [0.975, 1.959963984540054],
    [0.999, 3.090232306167813],
    [1e-6, -4.753424308822899],
  ])('has the normal quantile of %d', (share, z) => {
    expect(normalQuantile(share)).toBeCloseTo(z, 9);
    expect(normalCdf(z)).toBeCloseTo(share, 12);
  });

  it('stocks a newsvendor who gains 4 a paper sold and loses 1 a paper left to 80 % of demand', () => {
    expect(criticalRatio(4, 1)).toBe(0.8);
    // Demand of 100 with deviation 20: 100 + 0.8416 x 20.
    expect(100 + 20 * normalQuantile(criticalRatio(4, 1))).toBeCloseTo(116.83, 2);
  });

  it('orders by the square root: 1,200 a year at 30 an order and 2 a unit held is 189.74', () => {
    expect(economicOrderQuantity(1200, 30, 2)).toBeCloseTo(189.7367, 4);
  });

  it('reads the reorder point off the lead time’s demand', () => {
    const demands = Float64Array.from({ length: 101 }, (_, i) => 100 - i);
    const { reorderPoint: level, safetyStock } = reorderPoint(demands, 0.95);
    expect(level).toBe(95);
    expect(safetyStock).toBeCloseTo(45, 10);
  });
});
