import { expect, test } from 'vitest';
import { report } from './report.js';
import { simulate } from './simulation.js';

const SEEDS = Number(process.env.MUNSHI_LEDGER_SEEDS ?? 1_000);
export const OPERATIONS = 480;
const SHARDS = 4;

/** A quarter of the seeds, so that the quarters run beside each other. */
export function simulateShard(shard: number): void {
  const each = Math.ceil(SEEDS / SHARDS);
  const first = shard * each;
  const name = `seeds ${first} to ${first + each - 1}, ${OPERATIONS} operations each, without a violation`;
  test(name, { timeout: 7_200_000 }, async () => {
    const broken: Record<string, readonly string[]> = {};
    let entries = 0;
    for (let seed = first; seed < first + each; seed += 1) {
      const run = await simulate(seed, OPERATIONS);
      if (run.faults.length > 0) broken[`seed ${seed}`] = run.faults;
      entries += run.entries;
    }
    report({ seeds: each, operations: each * OPERATIONS, violations: Object.keys(broken).length });
    expect(broken).toEqual({});
    expect(entries / each).toBeGreaterThan(OPERATIONS / 3);
  });
}
