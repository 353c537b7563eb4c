import { type Label, labelOf } from './labels.js';
import { type Numeral, numeralsOf } from './numerals.js';
import type { Row, Token } from './rows.js';

/** A sum of money with the words that say what it is. */
export interface Figure {
  readonly numeral: Numeral;
  /** In minor units. */
  readonly value: number;
  readonly label: Label | undefined;
  /** The label's own words. */
  readonly words: string;
  readonly row: number;
  /** The share written before it, in ten-thousandths: 2.5 % is 250. */
  readonly share: number | undefined;
  /** The label stands in the row above. */
  readonly above: boolean;
}

const DATE_OR_TIME = /\d[/:]\d|\d-\d\d?-\d/;

/** Every sum of money on the page from row `from` on. Whole numbers count only beside a label or a currency sign. */
export function findFigures(rows: readonly Row[], from: number): Figure[] {
  const figures: Figure[] = [];
  for (let index = from; index < rows.length; index += 1) {
    const row = rows[index];
    if (row === undefined) continue;
    const numerals = numeralsOf(row);
    for (const numeral of numerals) {
      if (numeral.percent || numeral.tokens.some(({ text }) => DATE_OR_TIME.test(text))) continue;
      let words = wordsBefore(row, numeral, numerals);
      let above = false;
      if (!/\p{L}/u.test(words) && numeral.decimals === 2) {
        const before = rows[index - 1];
        if (
          before !== undefined &&
          index > 0 &&
          row.middle - before.middle < 2.2 * Math.max(row.height, before.height) &&
          !numeralsOf(before).some(({ decimals }) => decimals === 2)
        ) {
          words = before.text;
          above = true;
        }
      }
      const label = labelOf(words);
      const share = numerals.findLast(({ percent, left }) => percent && left < numeral.left)?.value;
      const strong = numeral.decimals === 2 || numeral.money;
      if (
        !strong &&
        (label === undefined || label === 'other' || numeral.decimals !== 0 || numeral.text.length > 9)
      )
        continue;
      figures.push({ numeral, value: numeral.value, label, words, share, row: index, above });
    }
  }
  return figures.map((figure) =>
    figure.label === 'rounding' && isRounded(figure, figures) ? { ...figure, label: 'grand_total' } : figure,
  );
}

/** The words right before a figure if they are a label, else all words of the row before it. */
function wordsBefore(row: Row, numeral: Numeral, numerals: readonly Numeral[]): string {
  const used = new Set(numerals.flatMap(({ tokens }) => tokens));
  const before = row.tokens.filter((token) => token.left < numeral.left && !used.has(token));
  const other = numerals.findLast(({ left, percent }) => left < numeral.left && !percent);
  const join = (tokens: readonly Token[]): string => tokens.map(({ text }) => text).join(' ');
  const near = join(before.filter(({ left }) => left > (other?.left ?? Number.NEGATIVE_INFINITY)));
  return labelOf(near) === undefined ? join(before) : near;
}

/** A large sum beside the word rounding is not what is rounded off but what comes of it. */
function isRounded({ value }: Figure, figures: readonly Figure[]): boolean {
  return (
    value > 100 &&
    figures.some(
      ({ label, value: other }) => label !== 'rounding' && Math.abs(other - value) < 100 && other > 0,
    )
  );
}
