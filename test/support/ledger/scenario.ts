import { ClerkError } from '../../../src/domain/errors.js';
import type { Change, Receipt } from '../../../src/domain/udhaar/change.js';
import type { Sizes } from '../../../src/domain/udhaar/ledger.js';
import { UdhaarService } from '../../../src/domain/udhaar/udhaar-service.js';
import { employ, NO_REPLICA, persist, pick, settingsOf, text, type World } from '../simulation/agents.js';
import { drawCorrection } from './corrections.js';
import { peopleOf } from './people.js';

/** So small that accounts of a few entries spill. */
export const SMALL: Sizes = { listed: 3, pulled: 2, undone: 3 };
export const SHOPS = ['north', 'south'] as const;
export const CUSTOMERS = ['anita', 'bilal', 'chitra'] as const;

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

const REFUSALS = new Set(['refused', 'invalid_input']);

/** Agents on several servers that write the books of two shops, retry, repeat and contradict themselves. */
export async function live(world: World): Promise<History> {
  const { random } = world;
  const history: History = { asked: [], seen: [], surprises: [] };
  const open = (shop: string, skew: number) => openService(world, shop, skew);
  await employ(world, SHOPS, open, async ({ shop, service, count, key }) => {
    const customer = pick(CUSTOMERS, random);
    if (random() < 0.1) await look(world, history, service, shop, customer);
    else await ask(world, history, service, count, { shop, customer, key });
  });
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
  // Where both calls trip over a planted fault, one of them is enough to tell.
  twin?.catch(() => undefined);
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
