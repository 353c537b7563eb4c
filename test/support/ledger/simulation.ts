import { createHash } from 'node:crypto';
import { seeded } from '../seeded.js';
import { judge } from './judge.js';
import { MemoryTable } from './memory-table.js';
import { live } from './scenario.js';
import { VirtualTime } from './virtual-time.js';

export interface Run {
  readonly faults: readonly string[];
  /** Hash over everything in the store and everything that was answered. */
  readonly print: string;
  readonly entries: number;
}

/** Twenty past eleven at night on 31 March 2026 in Kolkata: the day ends while the agents work. */
const START = Date.parse('2026-03-31T17:50:00Z');

/** Past the ten minutes for which DynamoDB itself knows a request again. */
const PATIENCE = 660_000;

export type MakeTable = (time: VirtualTime, random: () => number) => MemoryTable;

/** One life of two shops, from a seed. */
export async function simulate(
  seed: number,
  operations: number,
  make: MakeTable = (time, random) => new MemoryTable(time, random),
): Promise<Run> {
  // Stacks of the failures that are part of the plan cost more than all the rest.
  Error.stackTraceLimit = 0;
  const random = seeded(seed);
  const time = new VirtualTime(START);
  const table = make(time, random);
  const history = await time.run(live({ table, time, random, prefix: '', operations, patience: PATIENCE }));
  const items = table.dump();
  return {
    faults: judge(items, history, ''),
    print: createHash('sha256')
      .update(JSON.stringify([items, history]))
      .digest('hex'),
    entries: items.filter(({ type }) => type === 'udhaar_entry').length,
  };
}
