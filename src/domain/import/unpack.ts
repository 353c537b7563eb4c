import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { ClerkError } from '../errors.js';

/** Largest table after unpacking, in bytes; a small file can hold far more than memory takes. */
export const LARGEST_UNPACKED = 256 * 1024 * 1024;

const inflate = promisify(gunzip);

/**
 * The bytes of a file, unpacked where it is gzip.
 *
 * @throws ClerkError `too_large` past {@link LARGEST_UNPACKED}; `invalid_input` when the archive is damaged.
 */
export async function unpack(bytes: Uint8Array): Promise<Uint8Array> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return await inflate(bytes, { maxOutputLength: LARGEST_UNPACKED });
  } catch (error) {
    if (error instanceof RangeError) throw tooLargeUnpacked(error);
    throw new ClerkError('invalid_input', 'The gzip file is damaged or cut off.', {
      field: 'path',
      fix: 'Pack it again, or send it unpacked.',
      cause: error,
    });
  }
}

export function tooLargeUnpacked(cause?: unknown): ClerkError {
  return new ClerkError(
    'too_large',
    `Unpacked, the file is larger than ${LARGEST_UNPACKED / (1024 * 1024)} MiB.`,
    { field: 'path', fix: 'Split it, each part with the header line.', cause },
  );
}
