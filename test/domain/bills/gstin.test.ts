import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkCharacter, findGstins, isGstin, readGstin } from '../../../src/domain/bills/gstin.js';

const letters = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), minLength: length, maxLength: length });
const digits = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length });
const gstin = fc
  .tuple(
    fc.constantFrom('07', '08', '27', '29', '33'),
    letters(5),
    digits(4),
    letters(1),
    fc.constantFrom('1', '2'),
  )
  .map((parts) => `${parts.join('')}Z`)
  .map((first) => first + checkCharacter(first));

describe('GSTIN', () => {
  test('published ones pass, others do not', () => {
    expect(['27AAPFU0939F1ZV', '29AAGCB7383J1Z4', '24AAACC1206D1ZM'].map(isGstin)).toEqual([
      true,
      true,
      true,
    ]);
    expect(['27AAPFU0939F1ZW', '00AAPFU0939F1ZV', '27AAPFU0939F1Z', 'ABCDE'].map(isGstin)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  test('one wrong character of the first fourteen is always noticed', () => {
    fc.assert(
      fc.property(
        gstin,
        fc.nat(13),
        fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'),
        (good, at, char) => {
          fc.pre(good[at] !== char);
          expect(isGstin(good.slice(0, at) + char + good.slice(at + 1))).toBe(false);
        },
      ),
    );
  });

  test('letters read for digits and digits for letters are mended by their place', () => {
    const seenAs: Record<string, string> = { 0: 'O', 1: 'I', 5: 'S', 8: 'B', O: '0', I: '1', S: '5', B: '8' };
    let [mended, tried] = [0, 0];
    fc.assert(
      fc.property(gstin, fc.nat(13), (good, at) => {
        const swapped = seenAs[good[at] ?? ''];
        fc.pre(swapped !== undefined);
        tried += 1;
        const read = readGstin(good.slice(0, at) + swapped + good.slice(at + 1));
        if (read?.value === good) mended += 1;
        // What is read otherwise must at least be a GSTIN itself.
        if (read !== undefined) expect(isGstin(read.value)).toBe(true);
      }),
      { numRuns: 400 },
    );
    expect(mended / tried).toBeGreaterThan(0.97);
  });

  test('is found in a line, spaces and label or not', () => {
    expect(findGstins('GSTIN: 27AAPFU 0939F1ZV')).toEqual([
      { value: '27AAPFU0939F1ZV', changes: 0, checked: true },
    ]);
    expect(findGstins('GST1N NO.27AAPFUO939FIZV Phone 98200 12345')).toEqual([
      { value: '27AAPFU0939F1ZV', changes: 2, checked: true },
    ]);
    expect(findGstins('GSTIN: 27AAPFU0939F1ZX')).toEqual([
      { value: '27AAPFU0939F1ZX', changes: 0, checked: false },
    ]);
    expect(findGstins('No number of that kind stands here at all')).toEqual([]);
  });
});
