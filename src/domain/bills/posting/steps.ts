import type * as z from 'zod';
import { ClerkError, throwIfCancelled } from '../../errors.js';
import { jitter } from '../../ports/store/jitter.js';
import { type OnceRequest, once } from '../../ports/store/once.js';
import { type Table, WriteCancelled } from '../../ports/store/table.js';
import type { Part } from './part.js';

/** How often a part is worked out anew while others keep writing the same records. */
const ATTEMPTS = 40;

interface Steps<T> {
  /** Works out the next part from what is stored now. */
  readonly next: () => Promise<Part>;
  /** What the whole came to, with the products that all parts left below zero. */
  readonly result: (part: Part, below: readonly string[]) => T;
  readonly signal?: AbortSignal | undefined;
  readonly progress?: ((done: number, total: number) => void) | undefined;
}

/**
 * Writes part after part, each one transaction whose condition is the version of the posting, so that none is written
 * twice; the last one with the record of the key. What fits one transaction is that one alone. Cut short anywhere, the
 * same call goes on with the part that is missing.
 *
 * @throws ClerkError as {@link once}.
 */
export async function inSteps<T>(
  table: Pick<Table, 'get' | 'transact'>,
  request: Omit<OnceRequest, 'attempts'>,
  schema: z.ZodType<T>,
  { next, result, signal, progress }: Steps<T>,
): Promise<T> {
  const { pause = jitter } = request;
  const below: string[] = [];
  let last: Part | undefined;
  // Who is told no shall not find it done by an earlier try that was still on its way.
  const isFinal = (error: unknown): boolean =>
    error instanceof ClerkError && (error.code === 'refused' || error.code === 'conflict');
  const asked = { ...request, attempts: ATTEMPTS, pause, isFinal };
  const outcome = await once(table, asked, schema, async () => {
    for (let tries = 1; ; tries += 1) {
      throwIfCancelled(signal);
      const part = await next();
      if (part.last) {
        last = part;
        return {
          writes: part.writes,
          removals: part.removals,
          result: result(part, [...below, ...part.below]),
        };
      }
      try {
        await table.transact(part.writes, part.removals);
        tries = 0;
        below.push(...part.below);
        part.done();
        const { groups } = part.posting;
        progress?.(groups.filter(({ state }) => state !== 'open').length, groups.length);
      } catch (error) {
        if (!(error instanceof WriteCancelled)) throw error;
        if (tries >= ATTEMPTS)
          throw new ClerkError('busy', 'Others kept writing the same records.', {
            fix: 'Try again with the same idempotency_key: it goes on where it stopped.',
            cause: error,
          });
        await pause(tries);
      }
    }
  });
  if (!outcome.replayed) last?.done();
  return outcome.result;
}
