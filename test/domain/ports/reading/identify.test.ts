import { describe, expect, test } from 'vitest';
import { identify, LIMITS } from '../../../../src/domain/ports/reading/identify.js';

const png = Buffer.concat([
  Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
  Buffer.alloc(40),
  Buffer.from('IEND\xaeB`\x82', 'latin1'),
]);

describe('what a file is', () => {
  test.each([
    ['png', png],
    ['jpeg', Buffer.from('\xff\xd8\xff\xe0 JFIF', 'latin1')],
    ['webp', Buffer.from('RIFF1234WEBPVP8 ', 'latin1')],
    ['tiff', Buffer.from('II*\0 and so on', 'latin1')],
    ['pdf', Buffer.from('%PDF-1.7\n', 'latin1')],
  ])('%s by its own bytes', (kind, bytes) => {
    expect(identify(bytes)).toBe(kind);
  });

  test.each([
    ['nothing', Buffer.alloc(0), 'The file is empty.'],
    ['SVG', Buffer.from('<?xml version="1.0"?><svg xmlns="x"/>'), 'The file is an SVG image.'],
    ['HTML', Buffer.from('<!doctype html><p>'), 'The file is a web page.'],
    ['ZIP', Buffer.from('PK\x03\x04 and so on', 'latin1'), 'The file is a ZIP or Office file.'],
    ['HEIC', Buffer.from('\0\0\0\x18ftypheic', 'latin1'), 'The file is a HEIC image or a video.'],
    ['text', Buffer.from('Total 9.00'), 'The file is not an image or PDF.'],
    [
      'JPEG and ZIP',
      Buffer.from('\xff\xd8\xff\xe0 JFIF PK\x05\x06 and so on', 'latin1'),
      'The file is of two kinds at once.',
    ],
    [
      'PDF and ZIP',
      Buffer.from('%PDF-1.7\nPK\x05\x06 and so on', 'latin1'),
      'The file is of two kinds at once.',
    ],
    [
      'JPEG and PDF',
      Buffer.from('\xff\xd8\xff\xe0 JFIF\n%PDF-1.4', 'latin1'),
      'The file is of two kinds at once.',
    ],
    ['PNG and more', Buffer.concat([png, Buffer.alloc(100)]), 'The file is of two kinds at once.'],
    ['a large file', Buffer.alloc(LIMITS.bytes + 1), 'The file is larger than 10 MiB.'],
  ])('%s is refused', (_name, bytes, message) => {
    expect(() => identify(bytes)).toThrowError(message);
  });
});
