/** A day; a number with grouping (western or Indian) and decimals; and what hangs on it: %, letters, more digits. */
const NUMBER =
  /\d{4}-\d{2}-\d{2}|(?<sign>(?<=^|[\s(])[-−–])?(?<whole>\d{1,3}(?:,\d{2,3})*,\d{3}(?!\d)|\d+)(?<part>\.\d+)?(?:\s?(?<percent>%|percent\b|per cent\b)|(?<tail>(?:[\p{L}\p{M}\p{N}×^'’]|[/:](?=[\p{L}\p{N}]))+))?/giu;

/** Digits other than 0 to 9, fractions, superscripts: none of them is ours. */
const OTHER_NUMBER = /(?![0-9])\p{N}/gu;

const SPELLED =
  /(?<![\p{L}\p{N}])(?:zero|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thir(?:teen|ty)|four(?:teen|ty)|for(?:ty)|fif(?:teen|ty)|six(?:teen|ty)|seven(?:teen|ty)|eigh(?:teen|ty)|nine(?:teen|ty)|twenty|hundreds?|thousands?|lakhs?|lacs?|crores?|millions?|billions?|dozens?|couple|pair|score|half|halves|halved|thirds?|quarters?|fifths?|tenths?|doubled?|doubles|doubling|twice|thrice|tripled?|triples|tripling|quadrupled?|twofold|threefold|tenfold)(?![\p{L}\p{N}])/giu;

/**
 * The numbers in a text, each in one way of writing: no grouping, no idle zeros, `%` where it is a share. A minus is
 * part of the number; so are letters and digits that hang on it (`12k` is not 12).
 */
export function numbersIn(text: string): string[] {
  const found = [...text.matchAll(NUMBER)].map(({ 0: raw, groups }) => {
    if (groups?.whole === undefined) return raw;
    const { sign, whole, part = '', percent, tail = '' } = groups;
    const digits = whole.replaceAll(',', '').replace(/^0+(?=\d)/, '');
    const decimals = part.replace(/\.?0+$/, '');
    return `${sign === undefined ? '' : '-'}${digits}${decimals}${percent === undefined ? '' : '%'}${tail.toLowerCase()}`;
  });
  return [...found, ...(text.match(OTHER_NUMBER) ?? [])];
}

/** The numbers from two up that a text spells out, and words that multiply or divide, in small letters. */
export function spelledIn(text: string): string[] {
  return (text.match(SPELLED) ?? []).map((word) => word.toLowerCase());
}
