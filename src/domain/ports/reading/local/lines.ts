import type { Word } from '../reading.js';
import type { Glyph } from './ctc.js';
import { corners, type TurnedBox } from './geometry.js';

/** A line of text: where it stands and its characters. */
export interface Line {
  readonly box: TurnedBox;
  readonly glyphs: readonly Glyph[];
  /** Mean over the characters, from 0 to 1. */
  readonly confidence: number;
}

/** Below this a line is taken for a picture or dirt. */
const LEAST_CONFIDENCE = 0.4;
/** A gap between characters wider than this many heights separates words even without a space. */
const WORD_GAP = 0.9;

export function joinGlyphs(box: TurnedBox, glyphs: readonly Glyph[]): Line {
  const letters = glyphs.filter(({ text }) => text.trim() !== '');
  const sum = letters.reduce((total, { confidence }) => total + confidence, 0);
  return { box, glyphs, confidence: letters.length === 0 ? 0 : sum / letters.length };
}

/** The words of a line, at its spaces and wide gaps, each with the part of the box its characters stand in. */
export function toWords(line: Line): Word[] {
  if (line.confidence < LEAST_CONFIDENCE) return [];
  const gap = (WORD_GAP * line.box.height) / Math.max(1, line.box.width);
  const groups: Glyph[][] = [[]];
  for (const glyph of line.glyphs) {
    const group = groups.at(-1) ?? [];
    const last = group.at(-1);
    if (glyph.text.trim() === '') groups.push([]);
    else if (last !== undefined && glyph.from - last.to > gap) groups.push([glyph]);
    else group.push(glyph);
  }
  return groups.flatMap((group): Word[] => {
    const [first] = group;
    const last = group.at(-1);
    if (first === undefined || last === undefined) return [];
    return [
      {
        // Full-width forms, as recognisers trained on Chinese give them, become the plain ones.
        text: group
          .map(({ text }) => text)
          .join('')
          .normalize('NFKC'),
        confidence: group.reduce((total, { confidence }) => total + confidence, 0) / group.length,
        polygon: corners(line.box, first.from, Math.max(last.to, first.from + 0.001)),
      },
    ];
  });
}
