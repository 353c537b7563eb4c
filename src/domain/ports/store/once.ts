import { hash as hashOf } from 'node:crypto';
import * as z from 'zod';
import { ClerkError } from '../../errors.js';
import { fullJitter } from './jitter.js';
import { type ItemKey, type Table, type Write, WriteCancelled } from './table.js';

/** How long a key is remembered. The contract promises 30 days; the margin covers the store's lazy deletion. */
export const KEPT_SECONDS = 45 * 24 * 3600;
const ATTEMPTS = 6;
/** Type of the item that stands under the key of a request that was refused for good. */
const FENCE = 'key_refused';

const Remembered = z.object({ operation: z.string(), hash: z.string(), result: z.unknown() });

/** The key of a write and what it stands for. */
export interface Keyed {
  readonly key: string;
  readonly payload: unknown;
}

export interface OnceRequest {
  /** Key prefix of the shop, from {@link shopKey}. */
  readonly shop: string;
  /** Names the operation, so that one key cannot stand for two kinds of write. */
  readonly operation: string;
  readonly key: string;
  /** What the caller asked for; the same key with another payload is a conflict. */
  readonly payload: unknown;
  readonly now: Date;
  /**
   * Plans at once and looks for an earlier result only when that fails: saves a read where repeats are rare and the
   * first plan works from remembered state.
   */
  readonly optimistic?: boolean;
  /** How often to plan while others keep writing the same records; default 6. */
  readonly attempts?: number;
  /**
   * Which failures of `plan` a caller is told only once no earlier try of the same request, still on its way to the
   * store, can be written any more: a mark under the key, at the cost of one write, sees to that. The key is free
   * afterwards. Needed where not every plan writes something that a later one would find taken.
   */
  readonly isFinal?: (error: unknown) => boolean;
  /** Waits before the next plan; default: full jitter, growing. */
  readonly pause?: (tries: number) => Promise<void>;
}

/** What a write would do, worked out from the state just read. */
export interface Plan<T> {
  readonly writes: readonly Write[];
  /** Items to delete in the same transaction. */
  readonly removals?: readonly ItemKey[];
  readonly result: T;
}

export interface Outcome<T> {
  readonly result: T;
  /** True where an earlier call with the key did the work and this is its result. */
  readonly replayed: boolean;
}

/**
 * Does a write exactly once for its key: the writes and the record of the key go into one transaction, so a
 * repeated, retried or duplicated call finds the record and gets the first result. A reply lost after commit is
 * found the same way.
 *
 * `plan` runs again when another writer came in between, told how often it has run; from the second time on it must
 * read afresh. What it throws is thrown only if no earlier call did the work meanwhile.
 *
 * @throws ClerkError `conflict` when the key was used for something else, `busy` when the writes keep colliding.
 */
export async function once<T>(
  table: Pick<Table, 'get' | 'transact'>,
  request: OnceRequest,
  schema: z.ZodType<T>,
  plan: (tries: number) => Promise<Plan<T>>,
): Promise<Outcome<T>> {
  const { optimistic = false, attempts = ATTEMPTS, pause = (tries) => fullJitter(tries, 20) } = request;
  const { isFinal = () => false } = request;
  const slot = { PK: `${request.shop}#KEY#${digest(request.key).slice(0, 2)}`, SK: request.key };
  const hash = payloadHash(request.operation, request.payload);

  /** What must stand under the key for it to be taken: nothing, or a mark of this version. */
  let free: 'absent' | number = 'absent';
  const recall = async (): Promise<Outcome<T> | undefined> => {
    const item = await table.get(slot);
    free = item?.type === FENCE ? item.v : 'absent';
    if (item === undefined || item.type === FENCE) return undefined;
    const remembered = Remembered.parse(JSON.parse(item.body));
    if (remembered.hash !== hash) throw keyConflict();
    return { result: schema.parse(remembered.result), replayed: true };
  };

  const earlier = optimistic ? undefined : await recall();
  if (earlier !== undefined) return earlier;

  const under = (type: string, body: unknown): Write => ({
    item: {
      ...slot,
      type,
      v: free === 'absent' ? 1 : free + 1,
      body: JSON.stringify(body),
      ttl: Math.floor(request.now.getTime() / 1000) + KEPT_SECONDS,
    },
    when: free,
  });

  for (let tries = 1; ; tries += 1) {
    let planned: Plan<T> | undefined;
    let refusal: unknown;
    try {
      planned = await plan(tries);
    } catch (error) {
      const done = await recall();
      if (done !== undefined) return done;
      if (optimistic && tries === 1) continue;
      if (!isFinal(error)) throw error;
      refusal = error;
    }
    try {
      if (planned === undefined) await table.transact([under(FENCE, {})]);
      else {
        const { writes, removals, result } = planned;
        await table.transact(
          [...writes, under('key', { operation: request.operation, hash, result })],
          removals,
        );
        return { result, replayed: false };
      }
    } catch (error) {
      const done = await recall();
      if (done !== undefined) return done;
      if (!(error instanceof WriteCancelled)) throw error;
      if (tries >= attempts) {
        throw new ClerkError('busy', 'Other writes kept changing the same record.', {
          fix: 'Try again with the same idempotency_key.',
          cause: error,
        });
      }
      await pause(tries);
      continue;
    }
    throw refusal;
  }
}

/** What tells one request from another under the same key. */
export function payloadHash(operation: string, payload: unknown): string {
  return digest(canonical([operation, payload]));
}

export function keyConflict(): ClerkError {
  return new ClerkError('conflict', 'This idempotency_key was used before for a different request.', {
    field: 'idempotency_key',
    fix: 'Use a new key for a new request; repeat a key only to retry the very same request.',
  });
}

function digest(text: string): string {
  return hashOf('sha256', text);
}

/** JSON with the keys of every object in order, so that equal payloads have equal text. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
