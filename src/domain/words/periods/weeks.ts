import { Temporal } from 'temporal-polyfill';
import { startOf } from '../../calendar/spans.js';
import { glued, longest, map, optional, type Parser, seq, words } from '../grammar.js';
import { dateEdge } from './dates.js';
import { festivalEdge } from './festivals.js';
import {
  after,
  bothEnds,
  type Edge,
  type EdgeParser,
  type Read,
  type Reading,
  reads,
  settled,
  spanFrom,
  unclear,
} from './reading.js';
import { ANY_YEAR, DASH, digits, ORDINAL, THE, YEAR } from './terms.js';

const WEEK_NUMBER: Parser<number> = longest(
  map(seq(words('week|wk|week number|week no|week no .|calendar week|kw'), digits(1, 2)), ([, text]) =>
    Number(text),
  ),
  map(seq(words('w'), glued, digits(1, 2)), ([, , text]) => Number(text)),
);

/** Week 12 of 2025, 2025-W12, W12 2025; week 12 alone is the latest that has begun. */
const numbered: EdgeParser = longest<Read<Edge>>(
  reads(seq(WEEK_NUMBER, optional(words('of|in|,|-')), ANY_YEAR), ([week, , year]) => isoWeek(year, week)),
  reads(seq(THE, ORDINAL, words('week of'), YEAR), ([, week, , year]) => isoWeek(year, week)),
  reads(seq(YEAR, optional(DASH), WEEK_NUMBER), ([year, , week]) => isoWeek(year, week)),
  reads(WEEK_NUMBER, (week, { today }) => {
    const here = isoWeek(today.yearOfWeek ?? today.year, week);
    const begun = !('unclear' in here) && here.first !== undefined && !after(here.first, today);
    const year = begun ? (today.yearOfWeek ?? today.year) : (today.yearOfWeek ?? today.year) - 1;
    const read = isoWeek(year, week);
    return 'unclear' in read ? read : { ...read, note: `Week ${week} is taken as that of ${year}.` };
  }),
);

/** ISO 8601: week 1 holds 4 January; a year has 52 or 53. */
function isoWeek(year: number, week: number): Reading {
  const fourth = Temporal.PlainDate.from({ year, month: 1, day: 4 });
  const monday = startOf('week', fourth, 1).add({ days: 7 * (week - 1) });
  return week >= 1 && monday.yearOfWeek === year
    ? spanFrom('week', monday)
    : unclear(`${year} has no week ${week} (ISO 8601). Write a week from 1 to 52, or dates.`);
}

/** Week of 3 March, week starting 2025-03-03, week ending 9 March 2025, week of Diwali 2025. */
const ofDay: EdgeParser = longest<Read<Edge>>(
  reads(
    seq(THE, words('week of|week containing|week with|week around'), longest(dateEdge, festivalEdge)),
    ([, , date], at) => weekFrom(settled(date(at), at), (day) => startOf('week', day, 1)),
  ),
  reads(
    seq(
      THE,
      words('week starting|week beginning|week commencing|week from|week starting on|week beginning on'),
      dateEdge,
    ),
    ([, , date], at) => weekFrom(settled(date(at), at), (day) => day),
  ),
  reads(
    seq(THE, words('week ending|week ended|week to|week ending on|week until'), dateEdge),
    ([, , date], at) => weekFrom(settled(date(at), at), (day) => day.subtract({ days: 6 })),
  ),
  reads(
    seq(
      THE,
      longest<unknown>(ORDINAL, words('last|final')),
      words('week of'),
      longest<unknown>(dateEdge, words('this month|last month')),
    ),
    () => unclear('Weeks do not fit months. Write week of 3 March 2025, or dates.'),
  ),
);

function weekFrom(day: Reading, start: (day: Temporal.PlainDate) => Temporal.PlainDate): Edge {
  if ('unclear' in day) return day;
  const days = bothEnds(day);
  if (days === undefined || !days.first.equals(days.last))
    return unclear('A week is told by one of its days.');
  const read = spanFrom('week', start(days.first));
  return 'unclear' in read ? read : { ...read, note: day.note };
}

/** Weeks by number and by a day in them. */
export const weekEdge: EdgeParser = longest<Read<Edge>>(numbered, ofDay);
