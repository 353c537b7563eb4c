/** Words that are said with a name and are no part of it, in Latin letters. */
const TITLES = new Set(
  (
    'mr mrs ms miss master dr do doctor prof er adv advocate shri sri shree sree shrimati shreemati srimati smt sushri ' +
    'km kum kumari ji bhai bhaiya behen behan ben didi sahab saheb sahib seth uncle aunty late pandit pt haji hajji'
  ).split(' '),
);

/** Names that are shortened or spelt in very many ways, and how they are compared. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/^(?:m[ou]?ha?m+[aeu]d|mohd|mhd|md|mo)$/, 'mohammad'],
  [/^(?:sh[ae]i?kh?|sheikh|sk)$/, 'shekh'],
  [/^kr$/, 'kumar'],
  [/^ch(?:au|ou|ow)dh?[aeu]?r(?:i|y|ie|ee)$/, 'chaudhari'],
];

const CONSONANTS: Readonly<Record<string, string>> = Object.fromEntries(
  (
    'क k ख kh ग g घ gh ङ n च ch छ chh ज j झ jh ञ n ट t ठ th ड d ढ dh ण n त t थ th द d ध dh न n ' +
    'प p फ ph ब b भ bh म m य y र r ल l ळ l व v श sh ष sh स s ह h'
  )
    .split(' ')
    .flatMap((sign, index, all) => (index % 2 === 0 ? [[sign, all[index + 1] ?? '']] : [])),
);
const VOWELS: Readonly<Record<string, string>> = {
  ...{ अ: 'a', आ: 'a', इ: 'i', ई: 'i', उ: 'u', ऊ: 'u', ऋ: 'ri', ए: 'e', ऐ: 'ai', ओ: 'o', औ: 'au', ऑ: 'o' },
  ...{ 'ं': 'n', 'ँ': 'n', 'ः': 'h' },
};
const VOWEL_SIGNS: Readonly<Record<string, string>> = {
  ...{ 'ा': 'a', 'ि': 'i', 'ी': 'i', 'ु': 'u', 'ू': 'u', 'ृ': 'ri', 'े': 'e', 'ै': 'ai', 'ो': 'o' },
  ...{ 'ौ': 'au', 'ॉ': 'o', 'ॅ': 'e' },
};
/** Consonants with the dot below, which stands after them. */
const DOTTED: Readonly<Record<string, string>> = { ज: 'z', फ: 'f', ड: 'd', ढ: 'dh', क: 'q' };
const DOT = '\u093c';
const NO_VOWEL = '\u094d';
/** After two consonants, the last of them one of these, a final a is said: Krishna, Mishra. */
const SAID_AFTER = new Set('य र ल व ण न'.split(' '));

/** The words of a name in small Latin letters, without titles; all words where nothing else is left. */
export function nameWords(name: string): string[] {
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/\p{Join_Control}/gu, '')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '')
    .map(inLatin);
  const kept = words.filter((word) => !TITLES.has(word));
  return (kept.length === 0 ? words : kept).map(
    (word) => SPELLINGS.find(([pattern]) => pattern.test(word))?.[1] ?? word,
  );
}

/**
 * A word in Devanagari as it is said in Hindi, in Latin letters: each consonant is followed by an a unless another
 * vowel or none is written; a last one is silent.
 */
function inLatin(word: string): string {
  if (!/\p{Script=Devanagari}/u.test(word)) return word;
  const signs = [...word];
  let latin = '';
  for (let index = 0; index < signs.length; index += 1) {
    const sign = signs[index] ?? '';
    const consonant = CONSONANTS[sign];
    if (consonant === undefined) {
      latin += VOWELS[sign] ?? VOWEL_SIGNS[sign] ?? (sign === NO_VOWEL || sign === DOT ? '' : sign);
      continue;
    }
    const dotted = signs[index + 1] === DOT;
    latin += (dotted ? DOTTED[sign] : undefined) ?? consonant;
    if (dotted) index += 1;
    const next = signs[index + 1];
    if (next === undefined) {
      const joined = signs[index - 1] === NO_VOWEL && SAID_AFTER.has(sign);
      if (joined || signs.length === 1) latin += 'a';
    } else if (next !== NO_VOWEL && VOWEL_SIGNS[next] === undefined) latin += 'a';
  }
  return latin;
}
