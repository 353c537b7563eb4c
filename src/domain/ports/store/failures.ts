import { ClerkError } from '../../errors.js';
import { CREDENTIALS, lacksRegion } from '../upstream.js';

/** Why one write of a cancelled transaction was the cause, in the transaction's order. */
export type CancelledWrite = 'none' | 'condition' | 'conflict' | 'throttled' | 'other';

/** A transaction that wrote nothing because a condition did not hold or another transaction was in the way. */
export class WriteCancelled extends Error {
  override readonly name = 'WriteCancelled';
  readonly reasons: readonly CancelledWrite[];

  constructor(reasons: readonly CancelledWrite[]) {
    super('The transaction was cancelled.');
    this.reasons = reasons;
  }
}

const REASONS: Record<string, CancelledWrite> = {
  None: 'none',
  ConditionalCheckFailed: 'condition',
  TransactionConflict: 'conflict',
  ThrottlingError: 'throttled',
  ProvisionedThroughputExceeded: 'throttled',
};

/**
 * Turns what the SDK threw into what Munshi throws. The SDK's own message stays in `cause`, for the log: it may
 * name accounts, tables and hosts.
 */
export function storeFailure(error: unknown): Error {
  if (error instanceof ClerkError || error instanceof WriteCancelled) return error;
  const name = error instanceof Error ? error.name : '';
  if (name === 'TransactionCanceledException') return new WriteCancelled(cancellationReasons(error));
  if (name === 'AbortError')
    return new ClerkError('cancelled', 'The call was cancelled before it finished.', { cause: error });
  if (CREDENTIALS.has(name)) {
    return new ClerkError('not_configured', 'The store refused this server’s credentials.', {
      fix: 'The operator can run `munshi doctor` to see what is missing.',
      cause: error,
    });
  }
  if (lacksRegion(error)) {
    return new ClerkError('not_configured', 'The store’s region is not set.', {
      fix: 'The operator sets AWS_REGION.',
      cause: error,
    });
  }
  if (name === 'ResourceNotFoundException') {
    return new ClerkError('not_configured', 'The store has no table for Munshi.', {
      fix: 'The operator creates it once (see docs/data-model.md) or names it with MUNSHI_TABLE.',
      cause: error,
    });
  }
  if (name === 'ValidationException' || name === 'ItemCollectionSizeLimitExceededException') {
    return new ClerkError('internal', 'The store refused the request as malformed.', { cause: error });
  }
  return new ClerkError('unavailable', 'The store could not be reached or is overloaded.', {
    fix: 'Try again in a few seconds with the same idempotency_key; nothing is done twice.',
    cause: error,
  });
}

function cancellationReasons(error: unknown): CancelledWrite[] {
  if (typeof error !== 'object' || error === null || !('CancellationReasons' in error)) return ['other'];
  const reasons = error.CancellationReasons;
  if (!Array.isArray(reasons)) return ['other'];
  return reasons.map((reason: unknown) => {
    const code = typeof reason === 'object' && reason !== null && 'Code' in reason ? reason.Code : undefined;
    return typeof code === 'string' ? (REASONS[code] ?? 'other') : 'none';
  });
}

/** What a request to the store gives, or throws as Munshi does. */
export async function attempt<T>(request: Promise<T>): Promise<T> {
  try {
    return await request;
  } catch (error) {
    throw storeFailure(error);
  }
}
