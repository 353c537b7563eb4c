import type { Glyph } from './ctc.js';
import { STRIP_HEIGHT, type Strip } from './strip.js';

/** A gap is a space from this many pixels of the strip on, and this much wider than the line's usual gap. */
const LEAST_GAP = 12;
const WIDER = 2;
const MORE = 4;
/** Inside a number a gap must be this wide: a point stands in much white. */
const NUMBER_GAP = 34;
/** Rows at the edges may hold parts of other lines. */
const MARGIN = 7;
/** A column is blank where it varies less than this share of the line's contrast. */
const BLANK = 0.3;

/**
 * Puts in the spaces a recogniser left out, by the white between the characters. Recognisers trained on Chinese
 * read Latin letters well but drop most spaces.
 */
export function insertSpaces(strip: Strip, glyphs: readonly Glyph[]): Glyph[] {
  const blank = blankColumns(strip);
  const gaps = glyphs.slice(1).map((glyph, index) => {
    const before = glyphs[index] ?? glyph;
    return longestRun(blank, middle(before) * strip.width, middle(glyph) * strip.width);
  });
  const usual = [...gaps].sort((a, b) => a - b)[Math.floor(gaps.length / 2)] ?? 0;
  const least = Math.max(LEAST_GAP, usual * WIDER + MORE);
  return glyphs.flatMap((glyph, index): Glyph[] => {
    const next = glyphs[index + 1];
    const gap = gaps[index] ?? 0;
    if (next === undefined || gap < least || glyph.text === ' ' || next.text === ' ') return [glyph];
    if (gap < NUMBER_GAP && /[\d.,]/.test(glyph.text) && /[\d.,]/.test(next.text)) return [glyph];
    return [glyph, { text: ' ', confidence: 1, from: glyph.to, to: next.from }];
  });
}

function middle({ from, to }: Glyph): number {
  return (from + to) / 2;
}

function blankColumns(strip: Strip): Uint8Array {
  const { width, planes } = strip;
  const area = width * STRIP_HEIGHT;
  const ranges = new Float32Array(width);
  for (let column = 0; column < width; column += 1) {
    let [least, most] = [3, -3];
    for (let row = MARGIN; row < STRIP_HEIGHT - MARGIN; row += 1) {
      const at = row * width + column;
      const value = (planes[at] ?? 0) + (planes[at + area] ?? 0) + (planes[at + 2 * area] ?? 0);
      if (value < least) least = value;
      if (value > most) most = value;
    }
    ranges[column] = most - least;
  }
  const contrast = [...ranges].sort((a, b) => a - b)[Math.floor(width * 0.9)] ?? 0;
  return Uint8Array.from(ranges, (range) => (range < contrast * BLANK ? 1 : 0));
}

function longestRun(blank: Uint8Array, from: number, to: number): number {
  let [run, longest] = [0, 0];
  for (let column = Math.max(0, Math.floor(from)); column <= to && column < blank.length; column += 1) {
    run = blank[column] === 1 ? run + 1 : 0;
    if (run > longest) longest = run;
  }
  return longest;
}
