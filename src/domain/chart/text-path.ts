import { create, type Font } from 'fontkit';
import { fontFiles, runs, type Weight } from '../lettering.js';

export interface Placed {
  readonly x: number;
  /** Of the line that the letters stand on. */
  readonly y: number;
  /** Pixels an em. */
  readonly size: number;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly weight?: Weight;
}

let opened: Map<string, Font> | undefined;

/**
 * Text as the data of an SVG path, so that what draws it needs no fonts of its own. Scripts are shaped by the font's
 * own rules; what the font cannot write is drawn as a question mark.
 */
export function textPath(
  text: string,
  { x, y, size, anchor = 'start', weight = 'regular' }: Placed,
): { readonly path: string; readonly width: number } {
  opened ??= new Map([...fontFiles()].map(([name, bytes]) => [name, openFont(bytes)]));
  let width = 0;
  const glyphs = runs(text, weight).flatMap(({ font: name, text: part }) => {
    const font = opened?.get(name);
    if (font === undefined) return [];
    const scale = size / font.unitsPerEm;
    const run = font.layout(part);
    return run.glyphs.map((glyph, index) => {
      const position = run.positions[index];
      const at = { left: width + (position?.xOffset ?? 0) * scale, up: (position?.yOffset ?? 0) * scale };
      width += (position?.xAdvance ?? 0) * scale;
      return { glyph, scale, ...at };
    });
  });
  const shift = anchor === 'start' ? 0 : anchor === 'middle' ? width / 2 : width;
  const path = glyphs
    .map(({ glyph, scale, left, up }) =>
      glyph.path
        .scale(scale, -scale)
        .translate(x - shift + left, y - up)
        .toSVG(),
    )
    .join('');
  return { path, width };
}

function openFont(bytes: Buffer): Font {
  const font = create(bytes);
  if ('fonts' in font) throw new Error('a file of one font was expected');
  return font;
}
