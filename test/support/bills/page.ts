import type { Point, ReadPage, Word } from '../../../src/domain/ports/reading/reading.js';

/** Text that stands somewhere on a made-up page: `[x, text]` of one line. */
export type PageLine = readonly (readonly [x: number, text: string])[];

const HEIGHT = 20;
const LETTER = 11;
const LINE = 34;

/**
 * A page of words without an image: each line stands below the one before, each word at its x.
 *
 * @param degrees How far the page is skewed, clockwise.
 */
export function pageOf(lines: readonly PageLine[], degrees = 0, confidence = 0.98): ReadPage {
  const angle = (degrees * Math.PI) / 180;
  const turn = (x: number, y: number): Point => ({
    x: x * Math.cos(angle) - y * Math.sin(angle) + 400,
    y: x * Math.sin(angle) + y * Math.cos(angle) + 400,
  });
  const words = lines.flatMap((line, row): Word[] =>
    line.flatMap(([x, text]) => {
      let left = x;
      return text.split(' ').map((part) => {
        const [from, to, top] = [left, left + part.length * LETTER, row * LINE];
        left = to + LETTER;
        return {
          text: part,
          confidence,
          polygon: [turn(from, top), turn(to, top), turn(to, top + HEIGHT), turn(from, top + HEIGHT)],
        };
      });
    }),
  );
  return { page: 1, width: 1_800, height: 2_400, turned: 0, words, hints: [] };
}

/** A short receipt whose sums are right, as lines. */
export const RECEIPT: readonly PageLine[] = [
  [[120, 'GUPTA GENERAL STORE']],
  [[120, '12, MG Road, Pune - 411001']],
  [[120, 'GSTIN: 27AAPFU0939F1ZV']],
  [
    [0, 'Bill No: GST-1042'],
    [400, 'Date: 14/03/2025 18:22'],
  ],
  [
    [0, 'Item'],
    [300, 'Qty'],
    [420, 'Rate'],
    [560, 'Amount'],
  ],
  [
    [0, 'Tata Salt 1kg'],
    [310, '3'],
    [420, '26.00'],
    [570, '78.00'],
  ],
  [
    [0, 'Toor Dal'],
    [300, '1.500'],
    [410, '158.00'],
    [560, '237.00'],
  ],
  [
    [0, 'Sub Total'],
    [560, '315.00'],
  ],
  [
    [0, 'CGST 2.5%'],
    [570, '7.88'],
  ],
  [
    [0, 'SGST 2.5%'],
    [570, '7.88'],
  ],
  [
    [0, 'Round Off'],
    [570, '0.24'],
  ],
  [
    [0, 'Grand Total'],
    [560, '331.00'],
  ],
  [
    [0, 'Cash'],
    [560, '500.00'],
  ],
  [
    [0, 'Change'],
    [560, '169.00'],
  ],
];
