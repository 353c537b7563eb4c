import { lengthOf, type Unit } from '../../calendar/spans.js';
import { following, longest, map, optional, phrases, seq, wordSet, words } from '../grammar.js';
import { dateEdge, dayMonth } from './dates.js';
import {
  after,
  dayAt,
  type Edge,
  type EdgeParser,
  FUTURE,
  inYear,
  isYearless,
  MONTH_NAMES,
  NO_PERIOD,
  type Read,
  type Reading,
  reads,
  settled,
  unclear,
  type WordsToday,
} from './reading.js';
import { ANY_YEAR, digits, LAST, MONTH, NEXT, OF, ORDINAL, THE, THIS, UNIT, WEEKDAY } from './terms.js';
import { ago, thisOrLast, unitBack } from './units.js';

/** Today, yesterday, aaj, day before yesterday. */
const near: EdgeParser = reads(
  longest<{ readonly back: number; readonly named?: string }>(
    map(words('today|aaj|aj|आज|now'), () => ({ back: 0, named: 'today' })),
    map(words('yesterday|beeta kal|beete kal|guzra kal|बीता कल|बीते कल'), () => ({
      back: 1,
      named: 'yesterday',
    })),
    map(words('day before yesterday|the day before yesterday'), () => ({ back: 2 })),
    map(words('beeta parso|beete parso'), () => ({ back: 2 })),
  ),
  ({ back, named }, { today }) => {
    const day = today.subtract({ days: back });
    return { first: day, last: day, named };
  },
);

const PAST: ReadonlySet<string> = wordSet(
  'hua|hui|hue|huyi|huye|tha|thi|kiya|kiye|ki|bika|biki|bike|becha|beche|bechi|aaya|aayi|aaye|gaya|gayi|gaye|mila|mili|mile|liya|diya|raha|rahi|was|were|did|sold|bought|had|made|came|हुआ|हुई|हुए|था|थी|थे|बिका|बिकी|बिके|किया|की|आया|आयी|आए|गया|गयी|मिला',
);
const COMING: ReadonlySet<string> = wordSet(
  'hoga|hogi|honge|karenge|karega|karegi|bikega|bikegi|bikenge|aayega|aayegi|will|aayenge|chahiye|होगा|होगी|होंगे|करेंगे|बिकेगा|बिकेगी|आएगा|चाहिए|shall|forecast',
);
/** How far from kal a verb may stand that tells its tense. */
const VERB_REACH = 12;

const KAL = phrases({ kal: 1, कल: 1, parso: 2, parson: 2, परसों: 2, परसो: 2 });

/** Kal is yesterday or tomorrow, parso the day beyond: the verb tells. */
const kal: EdgeParser = reads(KAL, (back, { today, past: bygone }, { tokens, from }) => {
  const said = tokens.slice(Math.max(0, from - VERB_REACH), from + VERB_REACH).map(({ word }) => word);
  const past = bygone === true || said.some((word) => PAST.has(word));
  const coming = said.some((word) => COMING.has(word));
  const day = back === 1 ? 'yesterday' : 'day before yesterday';
  const text = tokens[from]?.text ?? '';
  if (coming && (!past || bygone === true)) return unclear(FUTURE);
  if (!past || coming) return unclear(`"${text}" may be behind or ahead. Write ${day}, or the date.`);
  const date = today.subtract({ days: back });
  const named = back === 1 ? 'yesterday' : undefined;
  return { first: date, last: date, named, note: `"${text}" is taken as ${day}.` };
});

/** Last March, last Diwali's month is not one; this March; last December. */
const lastMonthByName: EdgeParser = longest<Read<Edge>>(
  reads(seq(THE, LAST, MONTH), ([, , month], { today }) => {
    const year = month < today.month ? today.year : today.year - 1;
    const name = MONTH_NAMES[month - 1];
    const read = inYear({ month }, year);
    return 'unclear' in read ? read : { ...read, note: `Last ${name} is taken as ${name} ${year}.` };
  }),
  reads(seq(THE, longest<true>(LAST, THIS), MONTH, ANY_YEAR), () =>
    unclear('A year is said twice. Write March 2025, or last March.'),
  ),
  reads(seq(THE, LAST, dayMonth), ([, , date], at) => settled(date(at), at)),
  reads(seq(THE, THIS, MONTH), ([, , month], { today }) =>
    month > today.month ? unclear(FUTURE) : inYear({ month }, today.year),
  ),
  reads(seq(THE, NEXT, MONTH), () => unclear(FUTURE)),
);

const ANY_DATE = longest<Read<Edge>>(
  dateEdge,
  reads(MONTH, (month) => ({ month })),
);

/** The 15th of last month, second month of last year, first Monday of March. */
const placeIn: EdgeParser = longest<Read<Edge>>(
  reads(seq(THE, digits(1, 2), words('st|nd|rd|th'), words('of'), thisOrLast), ([, day, , , month], at) =>
    dayOfMonth(Number(day), month(at)),
  ),
  reads(
    seq(
      THE,
      map(ORDINAL, (half) => (half === 1 || half === 2 ? half : undefined)),
      words('half of'),
      THE,
      longest<Read<Edge>>(ANY_DATE, thisOrLast),
    ),
    ([, half, , , month], at) => halfOfMonth(half, settled(month(at), at)),
  ),
  reads(
    seq(
      THE,
      ORDINAL,
      longest<unknown>(UNIT, WEEKDAY),
      words('of|in'),
      longest<unknown>(ANY_YEAR, dateEdge, thisOrLast),
    ),
    () => unclear('This is read with names and dates only. Write February 2025, or dates.'),
  ),
  reads(
    seq(
      THIS,
      phrases<Unit>({ week: 'week', month: 'month', quarter: 'quarter' }),
      OF,
      words('last year|previous year'),
    ),
    ([, unit], at) => {
      const read = unitBack(unit, 0, { ...at, today: at.today.subtract({ years: 1 }) });
      // "This month" is the name of another month today.
      return 'unclear' in read ? read : { ...read, named: undefined };
    },
  ),
);

/** Up to the 15th, or from the 16th on. */
function halfOfMonth(half: 1 | 2, month: Reading): Reading {
  if ('unclear' in month || month.first === undefined || month.last === undefined) return month;
  const { first, last, note } = month;
  if (first.day !== 1 || !first.add({ months: 1 }).equals(last.add({ days: 1 }))) return NO_PERIOD;
  return half === 1
    ? { first, last: first.with({ day: 15 }), note }
    : { first: first.with({ day: 16 }), last, note };
}

function dayOfMonth(day: number, month: Reading): Reading {
  if ('unclear' in month || month.first === undefined || month.last === undefined) return month;
  const date = dayAt(month.first.year, month.first.month, day);
  if (
    date === undefined ||
    month.first.day !== 1 ||
    after(date, month.last) ||
    month.last.month !== date.month
  )
    return unclear('There is no such day. Write a date such as 2025-08-15.');
  return { first: date, last: date };
}

/** March of last year, 15 August this year, last year's Diwali is in festivals. */
const dateOfYear: EdgeParser = longest<Read<Edge>>(
  reads(seq(ANY_DATE, OF, thisOrLast), ([date, , year], at) => dateIn(date(at), year(at))),
  reads(seq(thisOrLast, OF, ANY_DATE), ([year, , date], at) => dateIn(date(at), year(at))),
);

function dateIn(date: Edge, year: Reading): Edge {
  if (!isYearless(date) || 'unclear' in year || year.first === undefined || year.last === undefined)
    return unclear('Write the date with its year, such as March 2025.');
  if (!year.first.add({ years: 1 }).equals(year.last.add({ days: 1 })))
    return unclear('Write the month with its year, such as March 2025.');
  // A fiscal year holds the months of two.
  const read = inYear(date, year.first.year);
  const early = !('unclear' in read) && read.first !== undefined && after(year.first, read.first);
  return early ? inYear(date, year.last.year) : read;
}

/** Last Monday is the latest before today; this Monday is that of this week. */
const weekday: EdgeParser = longest<Read<Edge>>(
  reads(seq(THE, LAST, WEEKDAY), ([, , day], at) => lastWeekday(day, at)),
  reads(seq(THE, LAST, words('week|hafte'), WEEKDAY), ([, , , day], { today }) => {
    const date = today.add({ days: day - today.dayOfWeek - 7 });
    return { first: date, last: date };
  }),
  reads(seq(THE, THIS, WEEKDAY), ([, , day], { today }) => {
    const date = today.add({ days: day - today.dayOfWeek });
    return after(date, today) ? unclear(FUTURE) : { first: date, last: date };
  }),
  reads(
    seq(
      WEEKDAY,
      optional(words('of')),
      longest(
        map(LAST, () => 1),
        map(THIS, () => 0),
      ),
      words('week|hafte'),
    ),
    ([day, , back], { today }) => {
      const date = today.add({ days: day - today.dayOfWeek - 7 * back });
      return after(date, today) ? unclear(FUTURE) : { first: date, last: date };
    },
  ),
  reads(seq(THE, NEXT, WEEKDAY), () => unclear(FUTURE)),
  following(
    (before) => SINCE.has(before?.word ?? ''),
    reads(WEEKDAY, (day, at) => lastWeekday(day, at)),
  ),
  reads(seq(words('on'), WEEKDAY), () =>
    unclear('This may be one day or every such day. Write last Monday, or on Mondays.'),
  ),
  reads(seq(WEEKDAY, optional(words(',|the')), dateEdge), ([day, , date], at) =>
    dayNamed(day, settled(date(at), at)),
  ),
);
const SINCE: ReadonlySet<string> = wordSet('since|until|till|before|after');

/** Monday, 16 November 2026: the day must be the one that is named. */
function dayNamed(day: number, date: Reading): Reading {
  if ('unclear' in date || date.first === undefined || date.last?.equals(date.first) !== true)
    return 'unclear' in date ? date : unclear('Write one day, such as 2025-08-15.');
  return date.first.dayOfWeek === day
    ? date
    : unclear(`${date.first.toString()} is another day of the week. Write the date alone.`);
}

function lastWeekday(day: number, { today }: WordsToday): Reading {
  const date = today.subtract({ days: ((today.dayOfWeek - day + 6) % 7) + 1 });
  return { first: date, last: date, note: `The last such day before today is ${date.toString()}.` };
}

/** Saturday and Sunday of last week, or of this one once they begin. */
const weekend: EdgeParser = longest<Read<Edge>>(
  reads(seq(THE, LAST, words('weekend')), (_, { today }) => {
    const saturday = today.subtract({ days: today.dayOfWeek + 1 });
    return { first: saturday, last: saturday.add({ days: 1 }) };
  }),
  reads(seq(THE, THIS, words('weekend')), (_, { today }) => {
    const saturday = today.add({ days: 6 - today.dayOfWeek });
    return after(saturday, today)
      ? unclear('This weekend has not begun. Write last weekend.')
      : { first: saturday, last: saturday.add({ days: 1 }) };
  }),
  reads(seq(THE, NEXT, words('weekend')), () => unclear(FUTURE)),
  reads(seq(THE, words('weekend before last')), (_, { today }) => {
    const saturday = today.subtract({ days: today.dayOfWeek + 8 });
    return { first: saturday, last: saturday.add({ days: 1 }) };
  }),
);

/** This day last year, same day last week, a year ago today. */
const sameDay: EdgeParser = longest<Read<Edge>>(
  reads(
    seq(
      words('this day|same day|the same day|this date|same date|today'),
      optional(words('of|in')),
      words('last'),
      phrases<Unit>({ week: 'week', month: 'month', year: 'year' }),
    ),
    ([, , , unit], at) => dayBack(unit, at),
  ),
  reads(
    seq(words('a|one'), phrases<Unit>({ week: 'week', month: 'month', year: 'year' }), words('ago today')),
    ([, unit], at) => dayBack(unit, at),
  ),
);

function dayBack(unit: Unit, { today }: WordsToday): Reading {
  const day = today.subtract(lengthOf(unit));
  return { first: day, last: day };
}

/** The month of last year's name, the year before, are not read; a year ago may be a day, a year or a span. */
const yearAgo: EdgeParser = reads(words('a year ago|an year ago|a month ago|a week ago|one year ago'), () =>
  unclear('This may be one day or a whole one. Write last year, last month, or a date.'),
);

/** Times told by their distance from today that can be ends of a range. */
export const relativeEdge: EdgeParser = longest<Read<Edge>>(
  placeIn,
  sameDay,
  yearAgo,
  near,
  kal,
  thisOrLast,
  ago,
  lastMonthByName,
  dateOfYear,
  weekday,
  weekend,
);
