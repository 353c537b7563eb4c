import { glued, longest, map, optional, type Parser, seq, wordSet, words } from '../grammar.js';
import type { Token } from '../tokens.js';
import { numericEdge } from './numeric.js';
import {
  dayAt,
  type Edge,
  type EdgeParser,
  MONTH_NAMES,
  noSuchDay,
  oneDay,
  type Read,
  reads,
  spanFrom,
  unclear,
} from './reading.js';
import { ANY_YEAR, DASH, DOUBTFUL_MONTHS, digits, fullYear, MONTH, YEAR } from './terms.js';
import { yearAlone } from './year-alone.js';

const SEPARATOR = optional(words(',|of|-|/|.'));
const ORDINAL_END = optional(words('st|nd|rd|th'));
/** March 2026, Mar '26, March of 2026, Mar-2026, 2026 March. */
const monthYear: EdgeParser = longest<Read<Edge>>(
  reads(seq(MONTH, SEPARATOR, ANY_YEAR), ([month, , year]) => spanFrom('month', dayAt(year, month, 1))),
  reads(seq(YEAR, optional(DASH), MONTH), ([year, , month]) => spanFrom('month', dayAt(year, month, 1))),
  reads(seq(MONTH, seq(glued, DASH, glued), digits(2, 2)), ([month, , text]) =>
    Number(text) <= 31
      ? unclear(`"-${text}" may be a day or a year. Write the year in four digits.`)
      : spanFrom('month', dayAt(fullYear(text), month, 1)),
  ),
);

const DAY_NUMBER: Parser<number> = map(digits(1, 2), Number);

/** A year after a day: four digits, or two after an apostrophe. */
const YEAR_AFTER = optional(
  longest(
    map(seq(optional(words(',|of|-|/|.|in')), ANY_YEAR), ([, year]) => year),
    map(digits(2, 2), fullYear),
  ),
);

/** 15 August, 15th of August 2025, 15-Aug-2025. */
export const dayMonth: EdgeParser = reads(
  seq(DAY_NUMBER, ORDINAL_END, optional(words('of|day of|-|/|.')), MONTH, YEAR_AFTER),
  ([day, , , month, year]) => dayOrYearless(day, month, year),
);

/** 15-Aug-25. */
const dayMonthShort: EdgeParser = reads(
  seq(DAY_NUMBER, words('-|/|.'), MONTH, seq(glued, words('-|/|.'), glued), digits(2, 2)),
  ([day, , month, , year]) => oneDay(fullYear(year), month, day),
);

const MONTH_DAY = seq(MONTH, optional(words('the|.')), DAY_NUMBER, ORDINAL_END, YEAR_AFTER);

/** August 15, Aug 15th, 2025. */
const monthDay: EdgeParser = reads(
  MONTH_DAY,
  ([month, , day, ordinal, year], { today }, { tokens, from }) => {
    const sure = ordinal !== undefined || year !== undefined || BEFORE_DAY.has(tokens[from - 1]?.word ?? '');
    const short = fullYear(String(day).padStart(2, '0'));
    if (day > 31 && year === undefined) return spanFrom('month', dayAt(short, month, 1));
    if (sure || short > today.year || short < today.year - 6) return dayOrYearless(day, month, year);
    const name = MONTH_NAMES[month - 1];
    return unclear(`"${name} ${day}" may be a day or a month. Write ${day} ${name}, or ${name} ${short}.`);
  },
);
/** Words that a day follows rather than a month. */
const BEFORE_DAY: ReadonlySet<string> = wordSet(
  'on|since|from|until|till|to|before|after|between|and|by|of|starting|beginning|ending|-|–',
);

function dayOrYearless(day: number, month: number, year: number | undefined): Edge {
  if (year !== undefined) return oneDay(year, month, day);
  return dayAt(2000, month, day) === undefined ? noSuchDay(month, day) : { month, day };
}

/** A month alone. Short names and names that are other words need a sign that time is meant. */
const monthAlone: EdgeParser = map(MONTH, (month, { tokens, from }) =>
  sureMonth(tokens, from) ? () => ({ month }) : undefined,
);

const BEFORE_MONTH: ReadonlySet<string> = wordSet(
  'in|of|for|during|since|from|until|till|to|before|after|by|between|and|vs|versus|with|than|against|through|-|–|month|se|aur|on',
);
const AFTER_MONTH: ReadonlySet<string> = wordSet(
  'sales|sale|bikri|ka|ki|ke|revenue|to|till|until|-|–|se|tak|mein|me|vs|versus|and|month',
);

function sureMonth(tokens: readonly Token[], from: number): boolean {
  const { word = '', text = '' } = tokens[from] ?? {};
  if (!DOUBTFUL_MONTHS.has(word)) return true;
  const before = tokens[from - 1]?.word;
  const next = tokens[from + 1]?.word;
  if (before === undefined && next === undefined) return true;
  if (word === 'may' && text === 'may' && !BEFORE_MONTH.has(before ?? '')) return false;
  return BEFORE_MONTH.has(before ?? '') || AFTER_MONTH.has(next ?? '');
}

/** Days, months and years of the calendar. */
export const dateEdge: EdgeParser = longest<Read<Edge>>(
  numericEdge,
  dayMonth,
  dayMonthShort,
  monthDay,
  monthYear,
  monthAlone,
  yearAlone,
);
