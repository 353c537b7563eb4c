import { expect, test } from 'vitest';
import { simulate } from '../../../bench/pricing.bench.mjs';

test('300 products with known elasticity', async () => {
  const found = await simulate(11);
  expect(found.shrink_ratio).toBeLessThanOrEqual(0.7);
  expect(found.cov95).toBeGreaterThanOrEqual(0.9);
  expect(found.wrong_sign).toBeLessThanOrEqual(0.02);
  expect(found.profit_share).toBeGreaterThanOrEqual(0.95);
  expect(found.profit_share).toBeGreaterThan(found.profit_share_kept + 0.1);
  expect(found.loss_beyond).toBeLessThanOrEqual(0.05);
});
