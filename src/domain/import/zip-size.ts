import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { ClerkError } from '../errors.js';
import { LARGEST_UNPACKED, tooLargeUnpacked } from './unpack.js';

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const END_SIZE = 22;
const LONGEST_COMMENT = 65_535;
const LOCAL_HEADER_SIZE = 30;
const MOST_ENTRIES = 10_000;
const DEFLATED = 8;

const inflate = promisify(inflateRaw);

/**
 * Unpacks every entry of a ZIP archive (PKWARE APPNOTE 6.3, no ZIP64) once, hands it to `look` and drops it: what an
 * archive says of its own sizes is not to be trusted.
 *
 * @throws ClerkError `too_large` when all entries together unpack to more than {@link LARGEST_UNPACKED};
 * `invalid_input` when it is no whole archive.
 */
export async function eachZipEntry(
  bytes: Uint8Array,
  look: (name: string, content: Buffer) => void,
): Promise<void> {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let left = LARGEST_UNPACKED;
  try {
    for (const entry of entriesOf(zip)) {
      const content = await unpacked(zip, entry, left);
      left -= content.length;
      if (left < 0) throw tooLargeUnpacked();
      look(entry.name, content);
    }
  } catch (error) {
    if (error instanceof ClerkError) throw error;
    if (isTooLarge(error)) throw tooLargeUnpacked(error);
    throw damaged(error);
  }
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly at: number;
}

function entriesOf(zip: Buffer): Entry[] {
  let end = zip.length - END_SIZE;
  const stop = Math.max(0, end - LONGEST_COMMENT);
  while (end >= stop && zip.readUInt32LE(end) !== END) end -= 1;
  if (end < stop) throw damaged();
  const count = zip.readUInt16LE(end + 10);
  if (count > MOST_ENTRIES) throw damaged();
  const entries: Entry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (zip.readUInt32LE(at) !== ENTRY) throw damaged();
    const nameEnd = at + 46 + zip.readUInt16LE(at + 28);
    entries.push({
      name: zip.toString('utf8', at + 46, nameEnd),
      method: zip.readUInt16LE(at + 10),
      packed: zip.readUInt32LE(at + 20),
      at: zip.readUInt32LE(at + 42),
    });
    at = nameEnd + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return entries;
}

async function unpacked(zip: Buffer, { method, packed, at }: Entry, most: number): Promise<Buffer> {
  const from = at + LOCAL_HEADER_SIZE + zip.readUInt16LE(at + 26) + zip.readUInt16LE(at + 28);
  const content = zip.subarray(from, from + packed);
  if (method === 0) return content;
  if (method !== DEFLATED) throw damaged();
  return inflate(content, { maxOutputLength: Math.max(1, most) });
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
}

function damaged(cause?: unknown): ClerkError {
  return new ClerkError('invalid_input', 'The workbook is damaged, or not one that can be read.', {
    field: 'path',
    fix: 'Open it in a spreadsheet program and save it anew as .xlsx, or as CSV (UTF-8).',
    cause,
  });
}
