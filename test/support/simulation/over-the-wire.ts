import { describe, expect, test } from 'vitest';
import type { Item } from '../../../src/domain/ports/store/table.js';
import { embeddedStore, type TestStore } from '../embedded-store.js';
import { type Fault, throttled } from '../fault-proxy.js';
import { seeded } from '../seeded.js';
import { wiredTable } from '../wired-table.js';
import type { Story } from './simulation.js';
import { realTime } from './virtual-time.js';

const AT_ONCE = 5;

/** What happens to one request on its way, drawn from a seed. */
function trouble(random: () => number): (operation: string) => Fault | undefined {
  return () => {
    const chance = random();
    if (chance < 0.04) return throttled();
    if (chance < 0.1) return { kind: 'delay', ms: random() * 60 };
    if (chance < 0.12) return { kind: 'drop-before' };
    if (chance < 0.18) return { kind: 'drop-after' };
    if (chance < 0.2) return { kind: 'reset' };
    if (chance < 0.21) return { kind: 'truncate' };
    return undefined;
  };
}

/** The story of a simulation in real time, against the embedded store through a proxy that troubles it. */
export function liveOverTheWire<H>({ live, judge }: Story<H>, seeds: number, operations: number): void {
  const store = embeddedStore();
  describe('the scenario of the simulation over the wire', () => {
    test(`${seeds} seeds, ${operations} operations each, without a violation`, {
      timeout: 1_800_000,
    }, async () => {
      const { table, proxy } = await wiredTable(store.endpoint());
      proxy.always(trouble(seeded(20_260_331)));
      const lived: { seed: number; prefix: string; history: H }[] = [];
      let next = 0;
      const lane = async (): Promise<void> => {
        while (next < seeds) {
          const seed = next;
          next += 1;
          const prefix = `seed-${seed}-`;
          const history = await live({
            table,
            time: realTime,
            random: seeded(seed),
            prefix,
            operations,
            patience: 200,
          });
          proxy.exchanges.length = 0;
          lived.push({ seed, prefix, history });
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, lane));

      const items = await itemsIn(store);
      for (const { seed, prefix, history } of lived) {
        const own = items.filter(({ PK }) => PK.startsWith(`SHOP#${prefix}`));
        expect(judge(own, history, prefix), `seed ${seed}`).toEqual([]);
      }
    });
  });
}

/** What the store holds, read past the proxy, in order of key. */
async function itemsIn(store: TestStore): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of store.table().scan()) items.push(...page);
  return items.sort((a, b) => (a.PK + a.SK < b.PK + b.SK ? -1 : 1));
}
