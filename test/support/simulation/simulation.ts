import { createHash } from 'node:crypto';
import type { Item } from '../../../src/domain/ports/store/table.js';
import { seeded } from '../seeded.js';
import type { World } from './agents.js';
import { MemoryTable } from './memory-table.js';
import { VirtualTime } from './virtual-time.js';

interface Run {
  readonly faults: readonly string[];
  /** Hash over everything in the store and everything that was answered. */
  readonly print: string;
  readonly entries: number;
}

/** A life that agents lead, and a judge of what it left in the store. */
export interface Story<H> {
  readonly live: (world: World) => Promise<H>;
  readonly judge: (items: readonly Item[], history: H, prefix: string) => string[];
  /** Type of the items that the life is about. */
  readonly entries: string;
}

type MakeTable = (time: VirtualTime, random: () => number) => MemoryTable;
export type Simulate = (seed: number, operations: number, make?: MakeTable) => Promise<Run>;

/** Twenty past eleven at night on 31 March 2026 in Kolkata: the day ends while the agents work. */
const START = Date.parse('2026-03-31T17:50:00Z');

/** Past the ten minutes for which DynamoDB itself knows a request again. */
const PATIENCE = 660_000;

/** Lives of two shops, each from a seed. */
export function simulator<H>({ live, judge, entries }: Story<H>): Simulate {
  return async (seed, operations, make = (time, random) => new MemoryTable(time, random)) => {
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
      entries: items.filter(({ type }) => type === entries).length,
    };
  };
}
