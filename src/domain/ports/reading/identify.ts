import { ClerkError } from '../../errors.js';

export type DocumentKind = 'png' | 'jpeg' | 'webp' | 'tiff' | 'pdf';

const MIB = 1024 * 1024;

/** What one file may be at most. */
export const LIMITS = {
  /** Bytes of the file. */
  bytes: 10 * MIB,
  /** Pages of a PDF or TIFF. */
  pages: 20,
  /** Pixels of one image, by its header. */
  pixels: 50_000_000,
} as const;

const ACCEPTED = 'Send a PNG, JPEG, WebP or TIFF image or a PDF.';

/** Kinds by their first bytes, as Latin-1. */
const KINDS: readonly (readonly [(head: string) => boolean, DocumentKind])[] = [
  [(head) => head.startsWith('\x89PNG\r\n\x1a\n'), 'png'],
  [(head) => head.startsWith('\xff\xd8\xff'), 'jpeg'],
  [(head) => head.startsWith('RIFF') && head.startsWith('WEBP', 8), 'webp'],
  [(head) => head.startsWith('II*\0') || head.startsWith('MM\0*'), 'tiff'],
  [(head) => head.startsWith('%PDF-'), 'pdf'],
];
const OTHERS: readonly (readonly [(head: string) => boolean, string])[] = [
  [(head) => head.startsWith('GIF8'), 'a GIF image'],
  [(head) => head.startsWith('BM'), 'a BMP image'],
  [(head) => head.startsWith('ftyp', 4), 'a HEIC image or a video'],
  [(head) => head.startsWith('PK\x03\x04'), 'a ZIP or Office file'],
  [(head) => /<svg[\s>]/i.test(head), 'an SVG image'],
  [(head) => /<(?:!doctype\s+html|html|script)[\s>]/i.test(head), 'a web page'],
];

/**
 * Tells what a file is by its own bytes, never by its name.
 *
 * @throws ClerkError `invalid_input` for an empty file, one of another kind, or one that is of two kinds at once
 * (what one program takes for an image and another for a document); `too_large` over {@link LIMITS}.
 */
export function identify(bytes: Uint8Array): DocumentKind {
  if (bytes.length === 0) throw notReadable('The file is empty.');
  if (bytes.length > LIMITS.bytes) throw tooLarge(`The file is larger than ${LIMITS.bytes / MIB} MiB.`);
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head = buffer.toString('latin1', 0, 1024);
  const kind = KINDS.find(([fits]) => fits(head))?.[1];
  if (kind === undefined) {
    const other = OTHERS.find(([fits]) => fits(head))?.[1];
    throw notReadable(other === undefined ? 'The file is not an image or PDF.' : `The file is ${other}.`);
  }
  if (isPolyglot(buffer, head, kind)) throw notReadable('The file is of two kinds at once.');
  return kind;
}

/** A PDF may begin anywhere in the first kilobyte for lenient readers; a ZIP is found from its end. */
function isPolyglot(buffer: Buffer, head: string, kind: DocumentKind): boolean {
  const tail = buffer.subarray(-(64 * 1024 + 22));
  if (tail.includes('PK\x05\x06', 0, 'latin1')) return true;
  if (kind === 'pdf') return false;
  if (head.includes('%PDF-') || buffer.includes('\n%PDF-1', 0, 'latin1')) return true;
  const end = kind === 'png' ? buffer.indexOf('IEND\xaeB`\x82', 0, 'latin1') : -1;
  return end >= 0 && buffer.length - (end + 8) > 16;
}

/** A file that cannot be read as a bill; `field` is set by whoever knows where it came from. */
export function notReadable(message: string, cause?: unknown): ClerkError {
  return new ClerkError('invalid_input', message, { field: 'file', fix: ACCEPTED, cause });
}

export function tooLarge(message: string): ClerkError {
  return new ClerkError('too_large', message, {
    field: 'file',
    fix: `Send at most ${LIMITS.bytes / MIB} MiB, ${LIMITS.pages} pages and ${LIMITS.pixels / 1e6} million pixels a page.`,
  });
}
