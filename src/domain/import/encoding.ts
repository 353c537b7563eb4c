import { isUtf8 } from 'node:buffer';
import { ClerkError } from '../errors.js';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

const CHUNK = 256 * 1024;
const PROBE = 4096;
const C1 = /[\u0080-\u009f]/g;
/** Windows-1252 from 0x80 on; Node decodes these as control characters in some versions. */
const WINDOWS_C1 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** What is not a table at all, by its first bytes. */
const OTHER_FORMATS: readonly {
  readonly starts: readonly number[];
  readonly what: string;
  readonly fix: string;
}[] = [
  {
    starts: [0x50, 0x4b, 0x03, 0x04],
    what: 'an Excel workbook or a zip archive',
    fix: 'Open it and save the sheet as CSV (UTF-8).',
  },
  {
    starts: [0xd0, 0xcf, 0x11, 0xe0],
    what: 'an old Excel workbook',
    fix: 'Open it and save the sheet as CSV (UTF-8).',
  },
  {
    starts: [0x25, 0x50, 0x44, 0x46],
    what: 'a PDF',
    fix: 'Send the data as CSV; for a paper or PDF bill use ocr_bill.',
  },
  { starts: [0x1f, 0x8b], what: 'compressed', fix: 'Unpack it first.' },
];

/**
 * Finds how a file's text is encoded: by byte order mark, by the zero bytes that UTF-16 has in plain text, else
 * UTF-8 where it is valid and Windows-1252 where it is not.
 *
 * @throws ClerkError `invalid_input` when the bytes are a known format other than text.
 */
export function detectEncoding(bytes: Uint8Array): Encoding {
  for (const { starts, what, fix } of OTHER_FORMATS) {
    if (starts.every((byte, at) => bytes[at] === byte))
      throw new ClerkError('invalid_input', `The file is ${what}, not text.`, { field: 'path', fix });
  }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const probe = bytes.subarray(0, PROBE);
  const zeros = [0, 0];
  probe.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  const many = probe.length * 0.05;
  if (odd > many && even * 10 < odd) return 'utf-16le';
  if (even > many && odd * 10 < even) return 'utf-16be';
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}

/** The text of `bytes`, a piece at a time, without its byte order mark. */
export function* decode(bytes: Uint8Array, encoding: Encoding): Generator<string> {
  const decoder = new TextDecoder(encoding);
  for (let at = 0; at < bytes.length; at += CHUNK) {
    const text = decoder.decode(bytes.subarray(at, at + CHUNK), { stream: true });
    yield encoding === 'windows-1252'
      ? text.replace(C1, (char) => WINDOWS_C1[char.charCodeAt(0) - 0x80] ?? char)
      : text;
  }
  yield decoder.decode();
}
