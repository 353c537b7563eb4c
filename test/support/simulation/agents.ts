import { ClerkError } from '../../../src/domain/errors.js';
import type { Table } from '../../../src/domain/ports/store/table.js';
import { ShopSettings } from '../../../src/domain/shop.js';
import { inOrder } from './in-order.js';
import type { Time } from './virtual-time.js';

const AGENTS = 6;
const SERVERS = 3;
const LONGEST_SKEW = 90_000;

export interface World {
  readonly table: Table;
  readonly time: Time;
  readonly random: () => number;
  /** Keeps the shops of one run apart from those of another on the same table. */
  readonly prefix: string;
  /** Calls that the agents make, beside the repeats of those that failed. */
  readonly operations: number;
  /** How long an agent may wait before it repeats a request, in milliseconds. */
  readonly patience: number;
}

/** What an agent is to do next. */
interface Task<S> {
  readonly shop: string;
  readonly key: string;
  /** The service of one of the servers, a different one each time. */
  readonly service: () => S;
  /** Counts a call made beside the one this is for. */
  readonly count: () => void;
}

/** Six agents at three servers with clocks apart, which are restarted now and then, until all calls are made. */
export async function employ<S>(
  world: World,
  shops: readonly string[],
  open: (shop: string, skew: number) => S,
  work: (task: Task<S>) => Promise<void>,
): Promise<void> {
  const { random, operations } = world;
  const skews = Array.from({ length: SERVERS }, () => (random() * 2 - 1) * LONGEST_SKEW);
  const start = (server: number) => new Map(shops.map((shop) => [shop, open(shop, skews[server] ?? 0)]));
  const servers = Array.from({ length: SERVERS }, (_, server) => start(server));
  let done = 0;
  const count = (): void => {
    done += 1;
  };
  const agent = async (name: number): Promise<void> => {
    while (done < operations) {
      const key = `key-${name}-${done}`;
      const shop = pick(shops, random);
      // Now and then a server is restarted and has forgotten everything.
      if (random() < 0.02) {
        const server = Math.floor(random() * SERVERS);
        servers[server] = start(server);
      }
      const service = (): S => {
        const found = pick(servers, random).get(shop);
        if (found === undefined) throw new Error('no such shop');
        return found;
      };
      count();
      await work({ shop, key, service, count });
    }
  };
  await Promise.all(Array.from({ length: AGENTS }, (_, name) => agent(name)));
}

/** Tries until there is an answer, as the error's advice says: the same key again. */
export async function persist<T>(
  { time, random, patience }: World,
  call: () => Promise<T>,
): Promise<T | ClerkError> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await call();
    } catch (error) {
      if (!(error instanceof ClerkError)) throw error;
      if (!['unavailable', 'busy'].includes(error.code) || tries > 200) return error;
      // Now and then past the ten minutes for which DynamoDB itself remembers a request.
      await time.sleep(random() < 0.01 ? patience : random() * 50);
    }
  }
}

const nothing = (): Promise<never> => Promise.reject(new Error('lists are not part of this'));
export const NO_REPLICA = { sync: nothing, read: nothing };

export function settingsOf(shop: string, more: Partial<ShopSettings> = {}): ShopSettings {
  return ShopSettings.parse({
    shop_id: shop,
    name: shop,
    currency: 'INR',
    time_zone: 'Asia/Kolkata',
    fiscal_year_start: 4,
    locale: 'en-IN',
    ...more,
  });
}

export function pick<T>(list: readonly T[], random: () => number): T {
  const found = list[Math.floor(random() * list.length)];
  if (found === undefined) throw new Error('nothing to pick from');
  return found;
}

export function text(answer: unknown): string {
  return answer instanceof ClerkError ? `${answer.code}: ${answer.message}` : inOrder(answer);
}
