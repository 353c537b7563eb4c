import type { Unit } from '../../calendar/spans.js';
import { longest, map, numeral, optional, type Parser, phrases, seq, wordSet, words } from '../grammar.js';
import { small } from '../magnitude.js';

/** Months by name, in English and Hindi. */
export const MONTHS: Readonly<Record<string, number>> = listed([
  'january|jan|janvari|janwari|जनवरी',
  'february|feb|febuary|farvari|फरवरी|फ़रवरी',
  'march|mar|मार्च',
  'april|apr|aprail|अप्रैल',
  'may|mai|मई',
  'june|jun|joon|जून',
  'july|jul|julai|जुलाई',
  'august|aug|agast|अगस्त',
  'september|sept|sep|sitambar|सितंबर|सितम्बर',
  'october|oct|aktubar|october|अक्टूबर|अक्तूबर',
  'november|nov|navambar|नवंबर|नवम्बर',
  'december|dec|disambar|दिसंबर|दिसम्बर',
]);
/** Months whose names are other words as well; they need a sign that time is meant. */
export const DOUBTFUL_MONTHS: ReadonlySet<string> = wordSet(
  'jan|feb|mar|may|mai|jun|jul|sep|oct|nov|dec|apr|aug',
);

export const WEEKDAYS: Readonly<Record<string, number>> = listed([
  'monday|mon|somvar|somwar|सोमवार',
  'tuesday|tue|tues|mangalvar|mangalwar|मंगलवार',
  'wednesday|wed|budhvar|budhwar|बुधवार',
  'thursday|thu|thur|thurs|guruvar|guruwar|गुरुवार|गुरूवार',
  'friday|fri|shukravar|shukrawar|शुक्रवार',
  'saturday|sat|shanivar|shaniwar|शनिवार',
  'sunday|sun|ravivar|raviwar|itwar|itvar|रविवार|इतवार',
]);

const ENGLISH_UNITS: Readonly<Record<string, Unit>> = {
  ...of('day', 'day|days'),
  ...of('week', 'week|weeks|wk|wks|calendar week|calendar weeks'),
  ...of('month', 'month|months|mth|mths|mnth|mnths|calendar month|calendar months'),
  ...of('quarter', 'quarter|quarters|qtr|qtrs|calendar quarter|calendar quarters'),
  ...of('year', 'year|years|yr|yrs|calendar year|calendar years'),
  ...of('fiscal quarter', 'fiscal quarter|fiscal quarters|financial quarter|financial quarters'),
  ...of(
    'fiscal year',
    'fiscal year|fiscal years|financial year|financial years|fy|fiscal|vitt varsh|वित्त वर्ष',
  ),
};
const HINDI_UNITS: Readonly<Record<string, Unit>> = {
  ...of('day', 'din|dino|dinon|दिन|दिनों'),
  ...of('week', 'hafta|hafte|hafton|haftey|saptah|हफ्ते|हफ़्ते|हफ्ता|हफ़्ता|हफ्तों|सप्ताह'),
  ...of('month', 'mahina|mahine|mahino|mahinon|maheena|maheene|maah|mahiney|महीने|महीना|महीनों|माह'),
  ...of('quarter', 'timahi|तिमाही'),
  ...of('year', 'saal|saalon|sal|varsh|साल|सालों|वर्ष'),
};

export const UNIT: Parser<Unit> = phrases({ ...ENGLISH_UNITS, ...HINDI_UNITS });
export const HINDI_UNIT: Parser<Unit> = phrases(HINDI_UNITS);
export const MONTH: Parser<number> = phrases(MONTHS);
export const WEEKDAY: Parser<number> = phrases(WEEKDAYS);

export const THE = optional(words('the|our|my|their'));
export const OF = optional(words('of|in|for|,|of the|in the|ka|ki|ke|का|की|के'));
export const LAST: Parser<true> = words(
  'last|previous|prev|prior|preceding|the last|the previous|pichhle|pichle|pichla|pichhla|pichli|pichhli|pichale|gaye|gaya|guzre|beete|पिछले|पिछला|पिछली|गत|बीते|गए',
);
export const THIS: Parser<true> = words('this|current|the current|chalu|इस');
export const NEXT: Parser<true> = words(
  'next|the next|coming|the coming|upcoming|the upcoming|following|agle|agla|agli|aane wale|अगले|अगला|अगली',
);
export const DASH: Parser<true> = words('-|–|—|‐|−');

/** Digits only, so many of them. */
export function digits(least: number, most: number): Parser<string> {
  return numeral(({ word, text }) =>
    /^\d+$/.test(word) && word.length >= least && word.length <= most && !/^['‘’]/.test(text)
      ? word
      : undefined,
  );
}

/** A year in two digits after an apostrophe. */
export const SHORT_YEAR: Parser<number> = numeral(({ word, text }) =>
  /^['‘’]/.test(text) && /^\d\d$/.test(word) ? fullYear(word) : undefined,
);

/** A year that is named: four digits from 1900 to 2199. */
export const YEAR: Parser<number> = map(digits(4, 4), (text) =>
  Number(text) >= 1900 && Number(text) < 2200 ? Number(text) : undefined,
);
export const ANY_YEAR: Parser<number> = longest(YEAR, SHORT_YEAR);

/** A count in digits or words, up to 9,999; `a` is one. */
export const COUNT: Parser<number> = longest(
  map(digits(1, 4), Number),
  small,
  phrases({ do: 2, teen: 3, tin: 3, char: 4, chaar: 4, das: 10 }),
);

const ORDINAL_WORDS: Readonly<Record<string, number>> = {
  ...{ first: 1, second: 2, third: 3, fourth: 4, fifth: 5, sixth: 6, seventh: 7, eighth: 8, ninth: 9 },
  ...{
    tenth: 10,
    pehli: 1,
    pehla: 1,
    pehle: 1,
    dusri: 2,
    doosri: 2,
    dusra: 2,
    teesri: 3,
    tisri: 3,
    chauthi: 4,
  },
};
/** First, 2nd, third. */
export const ORDINAL: Parser<number> = longest(
  phrases(ORDINAL_WORDS),
  map(seq(digits(1, 2), words('st|nd|rd|th')), ([text]) => Number(text)),
);

/** Two digits are 1970 to 2069. */
export function fullYear(text: string): number {
  if (text.length > 2) return Number(text);
  return Number(text) < 70 ? 2000 + Number(text) : 1900 + Number(text);
}

function listed(lists: readonly string[]): Readonly<Record<string, number>> {
  return Object.assign({}, ...lists.map((list, index) => of(index + 1, list)));
}

function of<T>(value: T, list: string): Record<string, T> {
  return Object.fromEntries(list.split('|').map((word) => [word, value]));
}
