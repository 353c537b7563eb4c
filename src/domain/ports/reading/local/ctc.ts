/** One character of a line as recognised. */
export interface Glyph {
  readonly text: string;
  /** From 0 to 1. */
  readonly confidence: number;
  /** Where on the line it stands, as shares of the line's width. */
  readonly from: number;
  readonly to: number;
}

/**
 * Reads the output of a recogniser greedily: the best class of each step, repeats joined, blanks dropped (Graves et
 * al., 2006, "Connectionist Temporal Classification", 3.2, best path decoding).
 *
 * @param scores Rows of `classes` probabilities, one row a step; class 0 is the blank.
 * @param alphabet Text of each class.
 * @param used Share of the steps that lies over the line; the rest is padding.
 */
export function readPath(
  scores: Float32Array,
  steps: number,
  classes: number,
  alphabet: readonly string[],
  used: number,
): Glyph[] {
  const glyphs: { text: string; confidence: number; from: number; to: number }[] = [];
  const width = 1 / (steps * used);
  let previous = 0;
  for (let step = 0; step < steps; step += 1) {
    const row = step * classes;
    let best = 0;
    let score = scores[row] ?? 0;
    for (let index = 1; index < classes; index += 1) {
      const value = scores[row + index] ?? 0;
      if (value > score) {
        best = index;
        score = value;
      }
    }
    const last = glyphs.at(-1);
    if (best !== 0 && best === previous && last !== undefined) {
      last.to = Math.min(1, (step + 1) * width);
      last.confidence = Math.max(last.confidence, score);
    } else if (best !== 0) {
      const from = Math.min(1, step * width);
      glyphs.push({ text: alphabet[best] ?? '', confidence: score, from, to: Math.min(1, from + width) });
    }
    previous = best;
  }
  return glyphs;
}
