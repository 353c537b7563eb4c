import { lengthOf, type Unit } from '../../calendar/spans.js';
import { longest, optional, phrases, seq, words } from '../grammar.js';
import { edge } from './ranges.js';
import {
  bothEnds,
  clear,
  isUnclear,
  type PeriodParser,
  type Read,
  type Reading,
  reads,
  settled,
  unclear,
} from './reading.js';
import { COUNT, DASH, digits, THE, UNIT } from './terms.js';
import { ago } from './units.js';

const NO_DAYS = unclear('This names no exact days. Write the first and the last day.');

/** Times without exact days. */
const loose: PeriodParser = longest<Read<Reading>>(
  reads(
    seq(
      THE,
      words(
        'the last of|rest of|the rest of|most of|part of|half of|early|mid|late|middle of|the middle of|beginning of|start of|end of|mid of|towards the end of|the end of|the beginning of|the start of|around|about|near|roughly|approximately|circa|pre|post',
      ),
      optional(DASH),
      edge,
    ),
    () => NO_DAYS,
  ),
  reads(
    words(
      'recently|lately|these days|nowadays|of late|in recent times|the other day|a while ago|a while back|long ago|some time ago|once upon a time|a few days ago|few days ago|some days ago|a few weeks ago|few weeks ago|a few months ago|few months ago|a couple of days ago|a couple of weeks ago|a couple of months ago|kuch din pehle|haal hi me|haal hi mein|aajkal|आजकल|this morning|this afternoon|this evening|tonight|last night|last evening',
    ),
    () => unclear('This names no exact days. Write a time such as last 30 days, or dates.'),
  ),
);

/** What leaves a time out or is told by a bound on how long ago. */
const bounded: PeriodParser = longest<Read<Reading>>(
  reads(seq(words('more than|over|less than|at least|older than|at most|up to'), ago), () =>
    unclear('Write the day it is counted from: before 2025-08-15, or since 2025-08-15.'),
  ),
  reads(
    seq(
      words(
        'other than|except|except for|except in|excluding|not in|not during|not on|apart from|outside|outside of|besides',
      ),
      edge,
    ),
    () =>
      unclear('A time is left out here. Name the times that count, such as before March and after March.'),
  ),
  reads(seq(words('since|during'), COUNT, UNIT), ([, count, unit]) =>
    unclear(`Write last ${count} ${unit}s, or a date.`),
  ),
  reads(
    seq(
      words('several|few|a few|some|couple of|a couple of|many'),
      UNIT,
      words('ago|back|before|after|pehle'),
      optional(edge),
    ),
    () => NO_DAYS,
  ),
  reads(seq(words('on the'), digits(1, 2), words('st|nd|rd|th')), () =>
    unclear('Write the day with its month, such as 15 August 2025.'),
  ),
);

/** The day before Diwali, day after 15 August 2025, eve of Holi. */
const nextDay: PeriodParser = reads(
  seq(
    THE,
    optional(words('a|one')),
    phrases<1 | -1>({ 'day before': -1, 'eve of': -1, 'day after': 1, 'day following': 1 }),
    edge,
  ),
  ([, , side, day], at) =>
    clear(settled(day(at), at), ({ first, last, note }) => {
      const date = side === 1 ? last?.add({ days: 1 }) : first?.subtract({ days: 1 });
      return date === undefined ? NO_DAYS : { first: date, last: date, note };
    }),
);

const WHOLE = phrases<Unit>({ week: 'week', month: 'month', quarter: 'quarter', year: 'year' });

/** The week before Diwali, the 10 days before Diwali 2025; without "the" it may be one day. */
const besideEdge: PeriodParser = longest<Read<Reading>>(
  reads(
    seq(THE, WHOLE, phrases<1 | -1>({ before: -1, after: 1, following: 1, 'prior to': -1 }), edge),
    ([, unit, side, day], at) => away(1, unit, settled(day(at), at), side),
  ),
  reads(
    seq(
      words('the|in the'),
      optional(words('last|first')),
      COUNT,
      seq(UNIT, words('before|leading up to|prior to')),
      edge,
    ),
    ([, , count, [unit], day], at) => away(count, unit, settled(day(at), at), -1),
  ),
  reads(
    seq(words('the|in the'), optional(words('first')), COUNT, seq(UNIT, words('after|following')), edge),
    ([, , count, [unit], day], at) => away(count, unit, settled(day(at), at), 1),
  ),
  reads(
    seq(
      longest<unknown>(COUNT, words('a|an')),
      UNIT,
      words('before|after|leading up to|following|prior to'),
      edge,
    ),
    () => unclear('This may be one day or all the days between. Write "the 10 days before" and the date.'),
  ),
);

function away(count: number, unit: Unit, read: Reading, side: 1 | -1): Reading {
  if (isUnclear(read)) return read;
  const days = bothEnds(read);
  if (days === undefined || count < 1 || count > 1_000) return unclear('Write the first and the last day.');
  const length = lengthOf(unit, count);
  return side === 1
    ? { first: days.last.add({ days: 1 }), last: days.last.add(length), note: read.note }
    : { first: days.first.subtract(length), last: days.first.subtract({ days: 1 }), note: read.note };
}

/** All there is. */
const everything: PeriodParser = longest<Read<Reading>>(
  reads(
    words(
      'all time|all - time|of all time|since inception|since the beginning|since the start|from the beginning|from the start|since we opened|since opening|shuru se|शुरू से|entire history|whole history',
    ),
    () => ({}),
  ),
  reads(
    words(
      'till date|to date|till now|until now|up to now|so far|abhi tak|ab tak|aaj tak|अभी तक|अब तक|आज तक|up to date',
    ),
    (_, { today }) => ({ last: today }),
  ),
);

/** What is said about time without a day of its own. */
export const otherPeriod: PeriodParser = longest(loose, bounded, nextDay, besideEdge, everything);
