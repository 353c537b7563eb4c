import { describe, expect, test } from 'vitest';
import { MUTANTS } from '../../support/ledger/mutants.js';
import { OPERATIONS } from '../../support/ledger/shards.js';
import { simulate } from '../../support/ledger/simulation.js';
import { MemoryTable, NO_TROUBLES } from '../../support/simulation/memory-table.js';
import { report } from '../../support/simulation/report.js';

const SEEDS = 20;

describe('a planted fault is found', () => {
  test.each(Object.entries(MUTANTS))(`%s, within ${SEEDS} seeds`, { timeout: 120_000 }, async (_, Mutant) => {
    let caught: string | undefined;
    for (let seed = 0; seed < SEEDS && caught === undefined; seed += 1) {
      // A fault may as well show in that the service trips over it.
      const run = await simulate(seed, OPERATIONS, (time, random) => new Mutant(time, random)).catch(
        (error: unknown) => ({ faults: [String(error)] }),
      );
      [caught] = run.faults;
    }
    report({ mutants: 1, mutants_caught: caught === undefined ? 0 : 1 });
    expect(caught).toBeDefined();
  });
});

describe('the simulation', () => {
  test('replays byte for byte from its seed, and differs with another', async () => {
    const [one, again, other] = [await simulate(7, 200), await simulate(7, 200), await simulate(8, 200)];
    expect(again.print).toBe(one.print);
    expect(other.print).not.toBe(one.print);
  });

  test('finds nothing wrong where nothing goes wrong', async () => {
    const run = await simulate(3, OPERATIONS, (time, random) => new MemoryTable(time, random, NO_TROUBLES));
    expect(run.faults).toEqual([]);
  });
});
