import { expect, test } from 'vitest';
import { OPERATIONS, simulate } from '../support/posting/simulation.js';
import { report } from '../support/simulation/report.js';

const SEEDS = Number(process.env.MUNSHI_POSTING_SEEDS ?? 12);

test(`bills of ${SEEDS} seeds are posted once and taken back whole`, { timeout: 7_200_000 }, async () => {
  const broken: Record<string, readonly string[]> = {};
  let entries = 0;
  for (let seed = 0; seed < SEEDS; seed += 1) {
    const run = await simulate(seed, OPERATIONS);
    if (run.faults.length > 0) broken[`seed ${seed}`] = run.faults;
    entries += run.entries;
  }
  report({ seeds: SEEDS, operations: SEEDS * OPERATIONS, entries, violations: Object.keys(broken).length });
  expect(broken).toEqual({});
  expect(entries / SEEDS).toBeGreaterThan(OPERATIONS / 10);
});
