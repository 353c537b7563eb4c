import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const FILES = '@fontsource/noto-sans-devanagari/files/noto-sans-devanagari';
const WEIGHTS = { regular: 400, bold: 700 } as const;
export type Weight = keyof typeof WEIGHTS;

/** The script files that the font comes in. */
const SCRIPTS = ['latin', 'devanagari', 'latin-ext'] as const;
type Script = (typeof SCRIPTS)[number];

/** Characters of each file that the files before it lack, as the font's own list of ranges has them. */
const RANGES: Record<Script, RegExp> = {
  latin:
    /[\u0020-\u007e\u00a0-\u00ff\u0131\u0152\u0153\u02bb\u02bc\u02c6\u02da\u02dc\u2010-\u2027\u2030-\u205e\u20ac\u2122\u2212]/u,
  devanagari: /\p{Script_Extensions=Devanagari}|\p{Join_Control}|[₹₨◌]/u,
  'latin-ext': /[\u0100-\u02ff\u1e00-\u1e9f\u1ef2-\u1eff]/u,
};
/** Stands for what the font cannot write. */
const UNKNOWN = '?';

/** A stretch of text that one file of the font can write. */
export interface Run {
  readonly font: string;
  readonly text: string;
}

/** Name of a file of the font, as it is registered. */
export function fontName(script: Script, weight: Weight): string {
  return `${script}-${weight}`;
}

/** Every file of the font, by the name that {@link runs} gives. */
export function fontFiles(): Map<string, Buffer> {
  const { resolve } = createRequire(import.meta.url);
  return new Map(
    Object.entries(WEIGHTS).flatMap(([weight, number]) =>
      SCRIPTS.map((script): [string, Buffer] => [
        `${script}-${weight}`,
        readFileSync(resolve(`${FILES}-${script}-${number}-normal.woff`)),
      ]),
    ),
  );
}

/**
 * Splits text where the file of the font changes, since a shaper works on one script at a time. Control characters
 * and those that turn the direction of writing are left out.
 */
export function runs(text: string, weight: Weight): Run[] {
  const found: { script: Script; text: string }[] = [];
  const clean = text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/[\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu, '');
  for (const sign of clean) {
    const script = SCRIPTS.find((each) => RANGES[each].test(sign));
    const last = found.at(-1);
    if (last !== undefined && last.script === (script ?? 'latin'))
      last.text += script === undefined ? UNKNOWN : sign;
    else found.push({ script: script ?? 'latin', text: script === undefined ? UNKNOWN : sign });
  }
  return found.map(({ script, text: part }) => ({ font: fontName(script, weight), text: part }));
}
