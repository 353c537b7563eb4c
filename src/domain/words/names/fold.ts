/** Letters that are one character with their mark and so do not come apart by normalisation. */
const WHOLE_LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  ø: 'o',
  œ: 'oe',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

/** A word as names are compared: lower case, Latin letters without their marks. Other scripts stay as they are. */
export function foldWord(word: string): string {
  if (/^[a-z0-9]*$/.test(word)) return word;
  return word
    .normalize('NFKD')
    .replace(/(?<=\p{Script=Latin})\p{M}+/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[ßæøœłđðþı]/g, (letter) => WHOLE_LETTERS[letter] ?? letter);
}

/**
 * A folded English word without the ending of its plural, so that "biscuit" finds "Biscuits": the s of -s, -es after a
 * sibilant, -ies. Words of three letters or fewer, and those on -ss, -us and -is, stay.
 */
export function stemWord(word: string): string {
  if (word.length < 4 || !word.endsWith('s') || /(?:ss|us|is)$/.test(word)) return word;
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
  return /(?:ch|sh|x|ss|z)es$/.test(word) ? word.slice(0, -2) : word.slice(0, -1);
}
