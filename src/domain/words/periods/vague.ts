import { lengthOf, type Unit } from '../../calendar/spans.js';
import { longest, optional, seq, words } from '../grammar.js';
import { edge } from './ranges.js';
import {
  bothEnds,
  isUnclear,
  type PeriodParser,
  type Read,
  type Reading,
  reads,
  settled,
  unclear,
} from './reading.js';
import { COUNT, DASH, THE, UNIT } from './terms.js';

/** Times without exact days. */
const loose: PeriodParser = longest<Read<Reading>>(
  reads(
    seq(
      THE,
      words(
        'early|mid|late|middle of|the middle of|beginning of|start of|end of|mid of|towards the end of|the end of|the beginning of|the start of|around|about|near|roughly|approximately|circa|pre|post',
      ),
      optional(DASH),
      edge,
    ),
    () => unclear('This names no exact days. Write the first and the last day.'),
  ),
  reads(
    words(
      'recently|lately|these days|nowadays|of late|in recent times|the other day|a while ago|a while back|long ago|some time ago|once upon a time|a few days ago|few days ago|some days ago|a few weeks ago|few weeks ago|a few months ago|few months ago|a couple of days ago|a couple of weeks ago|a couple of months ago|kuch din pehle|haal hi me|haal hi mein|aajkal|आजकल|this morning|this afternoon|this evening|tonight|last night|last evening',
    ),
    () => unclear('This names no exact days. Write a time such as last 30 days, or dates.'),
  ),
);

/** The 10 days before Diwali 2025; without "the" it may be one day. */
const besideEdge: PeriodParser = longest<Read<Reading>>(
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
  reads(seq(COUNT, UNIT, words('before|after|leading up to|following|prior to'), edge), () =>
    unclear('This may be one day or all the days between. Write "the 10 days before" and the date.'),
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
export const otherPeriod: PeriodParser = longest(loose, besideEdge, everything);
