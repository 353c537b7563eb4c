import { expect, test } from 'vitest';
import { report } from './report.js';
import type { Simulate } from './simulation.js';

const SHARDS = 4;

interface Seeds {
  readonly simulate: Simulate;
  readonly seeds: number;
  readonly operations: number;
}

/** A quarter of the seeds, so that the quarters run beside each other. */
export function simulateQuarter(shard: number, { simulate, seeds, operations }: Seeds): void {
  const each = Math.ceil(seeds / SHARDS);
  const first = shard * each;
  const name = `seeds ${first} to ${first + each - 1}, ${operations} operations each, without a violation`;
  test(name, { timeout: 7_200_000 }, async () => {
    const broken: Record<string, readonly string[]> = {};
    let entries = 0;
    for (let seed = first; seed < first + each; seed += 1) {
      const run = await simulate(seed, operations);
      if (run.faults.length > 0) broken[`seed ${seed}`] = run.faults;
      entries += run.entries;
    }
    report({ seeds: each, operations: each * operations, violations: Object.keys(broken).length });
    expect(broken).toEqual({});
    expect(entries / each).toBeGreaterThan(operations / 3);
  });
}
