import { expect, test } from 'vitest';
import { simulate } from './simulation.js';

const SEEDS = Number(process.env.MUNSHI_LEDGER_SEEDS ?? 1_000);
export const OPERATIONS = 480;
const SHARDS = 4;

/** A quarter of the seeds, so that the quarters run beside each other. */
export function simulateShard(shard: number): void {
  const each = Math.ceil(SEEDS / SHARDS);
  const first = shard * each;
  test(`seeds ${first} to ${first + each - 1}, ${OPERATIONS} operations each, without a violation`, {
    timeout: 3_600_000,
  }, async () => {
    let entries = 0;
    for (let seed = first; seed < first + each; seed += 1) {
      const run = await simulate(seed, OPERATIONS);
      expect(run.faults, `seed ${seed}`).toEqual([]);
      entries += run.entries;
    }
    expect(entries / each).toBeGreaterThan(OPERATIONS / 3);
  });
}
