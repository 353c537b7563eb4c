import { throwIfCancelled } from '../errors.js';

/** What an outside service did instead of answering. */
export type UpstreamFailure =
  | 'throttled'
  | 'timeout'
  | 'refused'
  | 'not_configured'
  | 'unavailable'
  | 'malformed';

/** The failure in our words, to stand after the name of the service. What the service said itself is never told. */
export const FAILURE_WORDS: Readonly<Record<UpstreamFailure, string>> = {
  throttled: 'has too many requests at the moment',
  timeout: 'did not answer in time',
  refused: 'refused the request',
  not_configured: 'may not be used with the AWS settings of this server',
  unavailable: 'could not be reached or failed',
  malformed: 'gave an answer that does not keep to its format',
};

/** Names of the SDK's errors for a server without valid credentials. */
export const CREDENTIALS: ReadonlySet<string> = new Set([
  'CredentialsProviderError',
  'UnrecognizedClientException',
  'InvalidSignatureException',
  'ExpiredTokenException',
  'AccessDeniedException',
  'MissingAuthenticationTokenException',
]);

/** The SDK gives this one no name of its own. */
export function lacksRegion(error: unknown): boolean {
  return error instanceof Error && error.message === 'Region is missing';
}

export interface Ask {
  /** Milliseconds for the whole of it, with all its attempts. */
  readonly deadline: number;
  readonly signal?: AbortSignal | undefined;
}

export type Answered<T> =
  | { readonly ok: true; readonly answer: T }
  | { readonly ok: false; readonly failure: UpstreamFailure };

/**
 * Asks an AWS service and gives up at the deadline.
 *
 * @throws ClerkError `cancelled` once the signal is aborted
 */
export async function ask<T>(
  request: (signal: AbortSignal) => Promise<T>,
  { deadline, signal }: Ask,
): Promise<Answered<T>> {
  throwIfCancelled(signal);
  const stop = new AbortController();
  const abort = (): void => stop.abort();
  const late = setTimeout(abort, deadline);
  signal?.addEventListener('abort', abort, { once: true });
  try {
    return { ok: true, answer: await request(stop.signal) };
  } catch (error) {
    throwIfCancelled(signal);
    return { ok: false, failure: stop.signal.aborted ? 'timeout' : failureOf(error) };
  } finally {
    clearTimeout(late);
    signal?.removeEventListener('abort', abort);
  }
}

function failureOf(error: unknown): UpstreamFailure {
  if (error instanceof SyntaxError) return 'malformed';
  if (!(error instanceof Error)) return 'unavailable';
  if (CREDENTIALS.has(error.name) || lacksRegion(error)) return 'not_configured';
  if (/Throttl|TooManyRequests|QuotaExceeded|NotReady/.test(error.name)) return 'throttled';
  // The SDK gives a connection that was lost the name of one that took too long.
  const lost = 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
  if (/Timeout/.test(error.name) && !lost) return 'timeout';
  if (/^(Validation|ResourceNotFound)/.test(error.name)) return 'refused';
  return 'unavailable';
}
