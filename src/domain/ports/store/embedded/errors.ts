export type EmbeddedStoreErrorCode =
  | 'binary_missing'
  | 'directory_unwritable'
  | 'version_mismatch'
  | 'data_damaged'
  | 'start_failed';

/** The embedded store cannot be used. `message` is for the operator and may name paths; see `publicMessage`. */
export class EmbeddedStoreError extends Error {
  override readonly name = 'EmbeddedStoreError';
  /** Safe to show to any client: names no path, process or setting. */
  readonly publicMessage =
    "The shop's data store is not available. The operator finds the reason in the server's log.";

  constructor(
    readonly code: EmbeddedStoreErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** The system's code, such as ENOENT; its message may carry more than a reader should see. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
