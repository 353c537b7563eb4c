import { describe, expect, test } from 'vitest';
import { MemoryTable, NO_TROUBLES } from './memory-table.js';
import type { Mutants } from './mutants.js';
import { report } from './report.js';
import type { Simulate } from './simulation.js';

const SEEDS = 20;

/** The judge of a simulation finds each planted fault, and none where there is none. */
export function judgeTheJudge(simulate: Simulate, mutants: Mutants, operations: number): void {
  describe('a planted fault is found', () => {
    test.each(Object.entries(mutants))(
      `%s, within ${SEEDS} seeds`,
      { timeout: 120_000 },
      async (_, Mutant) => {
        let caught: string | undefined;
        for (let seed = 0; seed < SEEDS && caught === undefined; seed += 1) {
          // A fault may as well show in that the service trips over it.
          const run = await simulate(seed, operations, (time, random) => new Mutant(time, random)).catch(
            (error: unknown) => ({ faults: [String(error)] }),
          );
          [caught] = run.faults;
        }
        report({ mutants: 1, mutants_caught: caught === undefined ? 0 : 1 });
        expect(caught).toBeDefined();
      },
    );
  });

  describe('the simulation', () => {
    test('replays byte for byte from its seed, and differs with another', async () => {
      const [one, again, other] = [await simulate(7, 200), await simulate(7, 200), await simulate(8, 200)];
      expect(again.print).toBe(one.print);
      expect(other.print).not.toBe(one.print);
    });

    test('finds nothing wrong where nothing goes wrong', async () => {
      const run = await simulate(3, operations, (time, random) => new MemoryTable(time, random, NO_TROUBLES));
      expect(run.faults).toEqual([]);
    });
  });
}
