import { ClerkError } from '../../../src/domain/errors.js';
import type { Table } from '../../../src/domain/ports/store/table.js';
import { ShopSettings } from '../../../src/domain/shop.js';
import type { Change, Receipt } from '../../../src/domain/udhaar/change.js';
import type { Sizes } from '../../../src/domain/udhaar/ledger.js';
import { UdhaarService } from '../../../src/domain/udhaar/udhaar-service.js';
import { drawCorrection } from './corrections.js';
import { peopleOf } from './people.js';
import type { Time } from './virtual-time.js';

/** So small that accounts of a few entries spill. */
export const SMALL: Sizes = { listed: 3, pulled: 2, undone: 3 };
export const SHOPS = ['north', 'south'] as const;
export const CUSTOMERS = ['anita', 'bilal', 'chitra'] as const;
const AGENTS = 6;
const SERVERS = 3;
const LONGEST_SKEW = 90_000;

/** What one agent asked for with one key, and what came of it. */
export interface Asked {
  readonly shop: string;
  readonly customer: string;
  readonly change: Change;
  readonly key: string;
  readonly from: number;
  readonly to: number;
  /** Absent where it was refused. */
  readonly receipt?: Receipt;
  readonly refusal?: string;
}

/** A balance that was read. */
export interface Seen {
  readonly shop: string;
  readonly customer: string;
  readonly from: number;
  readonly to: number;
  readonly balance: number;
  readonly seq: number;
}

export interface History {
  readonly asked: Asked[];
  readonly seen: Seen[];
  /** What should never happen and did, as the agents noticed it. */
  readonly surprises: string[];
}

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

const nothing = (): Promise<never> => Promise.reject(new Error('lists are not part of this'));
const NO_REPLICA = { sync: nothing, read: nothing };

const REFUSALS = new Set(['refused', 'invalid_input']);

/** Agents on several servers that write the books of two shops, retry, repeat and contradict themselves. */
export async function live(world: World): Promise<History> {
  const { random } = world;
  const history: History = { asked: [], seen: [], surprises: [] };
  const skews = Array.from({ length: SERVERS }, () => (random() * 2 - 1) * LONGEST_SKEW);
  const open = (server: number) =>
    new Map(SHOPS.map((shop) => [shop, openService(world, shop, skews[server] ?? 0)]));
  const servers = Array.from({ length: SERVERS }, (_, server) => open(server));
  let done = 0;
  const count = (): void => {
    done += 1;
  };
  const agent = async (name: number): Promise<void> => {
    while (done < world.operations) {
      const number = done;
      const shop = pick(SHOPS, random);
      const customer = pick(CUSTOMERS, random);
      // Now and then a server is restarted and has forgotten everything.
      if (random() < 0.02) {
        const server = Math.floor(random() * SERVERS);
        servers[server] = open(server);
      }
      const service = (): UdhaarService => {
        const found = pick(servers, random).get(shop);
        if (found === undefined) throw new Error('no such shop');
        return found;
      };
      count();
      if (random() < 0.1) await look(world, history, service, shop, customer);
      else await ask(world, history, service, count, { shop, customer, key: `key-${name}-${number}` });
    }
  };
  await Promise.all(Array.from({ length: AGENTS }, (_, name) => agent(name)));
  return history;
}

async function look(
  { time }: World,
  { seen, surprises }: History,
  service: () => UdhaarService,
  shop: string,
  customer: string,
): Promise<void> {
  const from = time.now();
  try {
    const { balance, seq } = await service().balance(customer);
    seen.push({ shop, customer, from, to: time.now(), balance, seq });
  } catch (error) {
    if (!(error instanceof ClerkError)) surprises.push(`a read failed: ${String(error)}`);
  }
}

async function ask(
  world: World,
  { asked, surprises }: History,
  service: () => UdhaarService,
  count: () => void,
  { shop, customer, key }: { shop: string; customer: string; key: string },
): Promise<void> {
  const { random, time } = world;
  const change = draw(customer, asked, shop, random);
  const from = time.now();
  const once = () => persist(world, () => service().record(customer, change, { key, payload: change }));
  const doubled = random() < 0.05;
  if (doubled) count();
  const twin = doubled ? once() : undefined;
  const outcome = await once();
  const to = time.now();
  if (outcome instanceof ClerkError) {
    if (!REFUSALS.has(outcome.code))
      surprises.push(`${change.kind} failed: ${outcome.code} ${outcome.message}`);
    asked.push({ shop, customer, change, key, from, to, refusal: outcome.code });
    const other = await twin;
    if (other !== undefined && !(other instanceof ClerkError))
      asked.push({ shop, customer, change, key, from, to: time.now(), receipt: other });
    return;
  }
  asked.push({ shop, customer, change, key, from, to, receipt: outcome });
  const other = await twin;
  // A refusal writes nothing and is not remembered: the other of two calls may have come when it was due.
  const late = other instanceof ClerkError && REFUSALS.has(other.code);
  if (other !== undefined && !late && text(other) !== text(outcome))
    surprises.push(`${key}: two calls at once, two answers: ${text(outcome)} ${text(other)}`);
  if (random() < 0.04) {
    count();
    const again = await once();
    if (text(again) !== text(outcome)) surprises.push(`${key}: a repeat was answered ${text(again)}`);
  }
  if (random() < 0.04) {
    count();
    const changed = { ...change, note: 'something else' };
    const answer = await persist(world, () => service().record(customer, changed, { key, payload: changed }));
    if (!(answer instanceof ClerkError) || answer.code !== 'conflict')
      surprises.push(`${key}: the key was taken for another request: ${text(answer)}`);
  }
}

/** Tries until there is an answer, as the error's advice says: the same key again. */
async function persist(
  { time, random, patience }: World,
  call: () => Promise<Receipt>,
): Promise<Receipt | ClerkError> {
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

function draw(customer: string, asked: readonly Asked[], shop: string, random: () => number): Change {
  const correction = drawCorrection(customer, asked, shop, random);
  if (correction !== undefined) return correction;
  const amount = 1 + Math.floor(random() * 500);
  const on = random() < 0.2 ? `2026-03-${String(1 + Math.floor(random() * 28)).padStart(2, '0')}` : undefined;
  const said = on === undefined ? {} : { on };
  const any = (): number => {
    const mine = asked.filter((each) => each.shop === shop && each.customer === customer && each.receipt);
    const recent = random() < 0.9 ? mine.slice(-8) : mine;
    return recent.length === 0 ? 1 : (pick(recent, random).receipt?.seq ?? 1);
  };
  const chance = random();
  if (chance < 0.36)
    return {
      kind: 'credit',
      amount,
      ...said,
      ...(random() < 0.5 ? { due: `2026-0${4 + Math.floor(random() * 5)}-15` } : {}),
    };
  if (chance < 0.68)
    return {
      kind: 'payment',
      amount: Math.ceil(amount * (random() < 0.15 ? 6 : 1)),
      method: 'cash',
      ...said,
      ...(random() < 0.1 ? { apply_to: [any()] } : {}),
    };
  if (chance < 0.86) return { kind: 'reversal', reverses: any(), reason: 'mistake' };
  if (chance < 0.9) return { kind: 'write_off', amount: Math.ceil(amount / 5), reason: 'gone', ...said };
  if (chance < 0.96) {
    const to = pick(CUSTOMERS, random);
    return { kind: 'transfer', to, ...said, ...(random() < 0.5 ? {} : { amount: Math.ceil(amount / 3) }) };
  }
  if (chance < 0.98) return { kind: 'account', settings: { credit_limit: 1_000 + amount } };
  return { kind: 'opening_balance', amount, ...said };
}

function openService({ table, time, prefix, random }: World, shop: string, skew: number): UdhaarService {
  return new UdhaarService({
    store: table,
    customers: peopleOf(table, prefix + shop, CUSTOMERS),
    replica: NO_REPLICA,
    settings: settingsOf(prefix + shop),
    clock: () => new Date(time.now() + skew),
    onWrite: () => undefined,
    sizes: SMALL,
    pause: (tries) => time.sleep(random() * Math.min(200, 5 * 2 ** tries)),
  });
}

export function settingsOf(shop: string): ShopSettings {
  return ShopSettings.parse({
    shop_id: shop,
    name: shop,
    currency: 'INR',
    time_zone: 'Asia/Kolkata',
    fiscal_year_start: 4,
    locale: 'en-IN',
  });
}

function pick<T>(list: readonly T[], random: () => number): T {
  const found = list[Math.floor(random() * list.length)];
  if (found === undefined) throw new Error('nothing to pick from');
  return found;
}

function text(answer: Receipt | ClerkError): string {
  return answer instanceof ClerkError ? `${answer.code}: ${answer.message}` : JSON.stringify(answer);
}
