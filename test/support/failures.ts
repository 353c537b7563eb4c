import { expect } from 'vitest';
import { ClerkError } from '../../src/domain/errors.js';

/** The ClerkError that the work fails with. */
export async function clerkError(work: Promise<unknown>): Promise<ClerkError> {
  const outcome = await work.then(
    () => 'it did not fail',
    (error: unknown) => error,
  );
  expect(outcome).toBeInstanceOf(ClerkError);
  if (outcome instanceof ClerkError) return outcome;
  throw outcome;
}

/** All that a caller is shown of it. */
export function shown({ code, message, field, fix, valid }: ClerkError): string {
  return JSON.stringify({ code, message, field, fix, valid });
}
