/** What went wrong, in words a program can branch on. */
export type ErrorCode =
  | 'invalid_input'
  | 'not_found'
  | 'conflict'
  | 'refused'
  | 'read_only'
  | 'not_configured'
  | 'too_large'
  | 'busy'
  | 'unavailable'
  | 'timeout'
  | 'cancelled'
  | 'internal';

export interface ErrorDetail {
  /** Dotted path of the argument at fault, e.g. `lines[2].quantity`. */
  readonly field?: string;
  /** What the caller can do about it. */
  readonly fix?: string;
  /** The values that would have been accepted, nearest first. */
  readonly valid?: readonly string[];
  readonly cause?: unknown;
}

/**
 * A failure whose message is written for the caller: it names what is wrong and never carries a secret, a path
 * or an upstream message. Anything else that is thrown reaches a client as `internal` with no detail.
 */
export class ClerkError extends Error {
  override readonly name = 'ClerkError';
  readonly code: ErrorCode;
  readonly field: string | undefined;
  readonly fix: string | undefined;
  readonly valid: readonly string[] | undefined;

  constructor(code: ErrorCode, message: string, detail: ErrorDetail = {}) {
    super(message, detail.cause === undefined ? undefined : { cause: detail.cause });
    this.code = code;
    this.field = detail.field;
    this.fix = detail.fix;
    this.valid = detail.valid;
  }
}

/** An `invalid_input` error about one argument. */
export function invalid(field: string, message: string, detail: Omit<ErrorDetail, 'field'> = {}): ClerkError {
  return new ClerkError('invalid_input', message, { ...detail, field });
}

/** Throws `cancelled` once the caller has gone or asked to stop. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new ClerkError('cancelled', 'The call was cancelled before it finished.');
}
