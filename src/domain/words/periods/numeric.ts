import { glued, longest, map, numeral, phrases, seq, words } from '../grammar.js';
import {
  dayAt,
  type Edge,
  type EdgeParser,
  isUnclear,
  oneDay,
  type Read,
  type Reading,
  reads,
  spanFrom,
  unclear,
  type WordsToday,
} from './reading.js';
import { digits, fullYear, YEAR } from './terms.js';

const MARK = phrases({ '/': '/', '-': '-', '–': '-', '.': '.' });

/** 15/08/2025, 15-8-25, 2025-08-15, 2025/08/15. */
const numeric: EdgeParser = reads(
  seq(digits(1, 4), seq(glued, MARK, glued), digits(1, 2), seq(glued, MARK, glued), longest(digits(1, 4))),
  ([a, , b, , c], at) => numericDay(a, b, c, at),
);

/** 15.08.2025, which is one token. */
const dotted: EdgeParser = numeral(({ word }) => {
  const parts = /^(\d{1,4})\.(\d{1,2})\.(\d{1,4})$/.exec(word);
  return parts === null
    ? undefined
    : (at: WordsToday) => numericDay(parts[1] ?? '', parts[2] ?? '', parts[3] ?? '', at);
});

/** 15 08 2025. */
const spaced: EdgeParser = reads(seq(digits(1, 2), digits(1, 2), digits(4, 4)), ([a, b, c], at) =>
  numericDay(a, b, c, at),
);

/** 20250815 may be a date and a number. */
const compact: EdgeParser = map(digits(8, 8), (text) => {
  const day = dayAt(Number(text.slice(0, 4)), Number(text.slice(4, 6)), Number(text.slice(6)));
  const plausible = day !== undefined && day.year >= 1970 && day.year < 2100;
  return plausible ? () => unclear(`${text} may be a date. Write ${day.toString()} if it is.`) : undefined;
});

/** 15/08: a date without its year, or a fraction. */
const partial: EdgeParser = reads(
  seq(digits(1, 2), seq(glued, words('/'), glued), digits(1, 2)),
  ([a, , b]) => unclear(`${a}/${b} may be a date. Write it with its year, such as 2025-08-15.`),
);

/** 2026-03 and 03/2026. */
const isoMonth: EdgeParser = longest(
  map(seq(YEAR, seq(glued, words('-|/'), glued), digits(2, 2)), ([year, , month]) =>
    Number(month) > 12 ? undefined : ({ typed }) => monthOrYears(year, month, typed === true),
  ),
  reads(seq(digits(1, 2), seq(glued, words('-|/'), glued), YEAR), ([month, , year]) =>
    spanFrom('month', dayAt(year, Number(month), 1)),
  ),
);

/** 2025-08 is a month; 2010-11 may be meant as a fiscal year. */
function monthOrYears(year: number, second: string, typed: boolean): Reading {
  const month = Number(second);
  if (!typed && month === (year + 1) % 100)
    return unclear(
      `${year}-${second} may be a month or a fiscal year. Write FY ${year}-${second}, or the month by name.`,
    );
  return spanFrom('month', dayAt(year, month, 1));
}

/** Dates in digits alone. */
export const numericEdge: EdgeParser = longest<Read<Edge>>(
  numeric,
  dotted,
  spaced,
  compact,
  partial,
  isoMonth,
);

/** Three numbers: year first, or in the order of the shop, or in the only order that makes a day. */
function numericDay(a: string, b: string, c: string, at: WordsToday): Reading {
  const written = `${a}/${b}/${c}`;
  if (a.length === 4) return oneDay(Number(a), Number(b), Number(c));
  if (a.length > 2 || c.length === 3 || c.length === 1)
    return unclear(`"${written}" is no date. Write 2025-08-15.`);
  const year = fullYear(c);
  const dmy = oneDay(year, Number(b), Number(a));
  const mdy = oneDay(year, Number(a), Number(b));
  if (c.length === 2 && at.dayOrder === undefined)
    return unclear(`"${written}" can be read in several orders. Write it as 2025-08-15.`);
  if (isUnclear(dmy) && isUnclear(mdy))
    return unclear(`"${written}" is no day in any order. Write a day that exists, such as 2025-08-15.`);
  if (isUnclear(dmy)) return mdy;
  if (isUnclear(mdy) || a === b) return dmy;
  if (at.dayOrder === undefined)
    return unclear(`"${written}" may be ${shown(dmy)} or ${shown(mdy)}. Write one of them.`);
  return at.dayOrder === 'dmy' ? dmy : mdy;
}

function shown(reading: Reading): string {
  return isUnclear(reading) ? '' : (reading.first?.toString() ?? '');
}
