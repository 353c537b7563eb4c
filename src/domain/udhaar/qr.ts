import { crc32, deflateSync } from 'node:zlib';
import { encode } from 'uqr';

/** Quiet zone in modules, as ISO/IEC 18004 asks for. */
const MARGIN = 4;
const PIXELS = 3;
const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** The modules of a QR code (ISO/IEC 18004, error correction M) without its margin, row by row; true is dark. */
export function qrModules(text: string): readonly (readonly boolean[])[] {
  return encode(text, { ecc: 'M', border: 0 }).data;
}

/** A QR code as PNG (W3C, "Portable Network Graphics", third edition): one bit a pixel, three pixels a module. */
export function qrPng(text: string): Uint8Array {
  const modules = qrModules(text);
  const size = (modules.length + 2 * MARGIN) * PIXELS;
  const stride = 1 + Math.ceil(size / 8);
  const rows = Buffer.alloc(stride * size, 0xff);
  for (let y = 0; y < size; y += 1) {
    const row = modules[Math.floor(y / PIXELS) - MARGIN] ?? [];
    // Each row begins with its filter: none.
    rows[y * stride] = 0;
    for (let x = 0; x < size; x += 1) {
      if (row[Math.floor(x / PIXELS) - MARGIN] !== true) continue;
      const at = y * stride + 1 + (x >> 3);
      rows[at] = (rows[at] ?? 0) & ~(0x80 >> (x & 7));
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  // Bit depth 1, greyscale; compression, filter and interlace 0.
  header[8] = 1;
  return Buffer.concat([
    Buffer.from(SIGNATURE),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}
