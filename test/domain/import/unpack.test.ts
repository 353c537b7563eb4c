import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { LARGEST_UNPACKED, unpack } from '../../../src/domain/import/unpack.js';

describe('a file', () => {
  test('that is gzip is unpacked, any other is left as it is', async () => {
    const text = Buffer.from('number,date\n1,2024-04-03\n');
    expect(Buffer.from(await unpack(gzipSync(text)))).toEqual(text);
    expect(await unpack(text)).toBe(text);
  });

  test('that unpacks to more than the limit is refused, without taking that much memory', async () => {
    const bomb = gzipSync(Buffer.alloc(LARGEST_UNPACKED + 1));
    expect(bomb.length).toBeLessThan(1_000_000);
    await expect(unpack(bomb)).rejects.toMatchObject({ code: 'too_large', field: 'path' });
  });

  test('that is cut off or damaged is refused', async () => {
    const whole = gzipSync(Buffer.from('number,date\n'.repeat(1_000)));
    for (const bad of [whole.subarray(0, whole.length - 12), Buffer.from([0x1f, 0x8b, 1, 2, 3])])
      await expect(unpack(bad)).rejects.toMatchObject({ code: 'invalid_input' });
  });
});
