import type { Temporal } from 'temporal-polyfill';
import { startOf } from '../../calendar/spans.js';
import { following, glued, longest, map, optional, remembered, seq, wordSet, words } from '../grammar.js';
import { dateEdge } from './dates.js';
import { festivalEdge } from './festivals.js';
import {
  after,
  bothEnds,
  type Days,
  type Edge,
  type EdgeParser,
  inYear,
  isUnclear,
  isYearless,
  noted,
  type PeriodParser,
  type Read,
  type Reading,
  reads,
  settled,
  unclear,
  type WordsToday,
  type Yearless,
} from './reading.js';
import { relativeEdge } from './relative.js';
import { DASH, digits, MONTH, UNIT, YEAR } from './terms.js';
import { weekEdge } from './weeks.js';
import { yearEdge } from './years.js';

/** Everything that stands for days of its own and can be an end of a range. */
export const edge: EdgeParser = remembered(
  map(
    seq(
      optional(words('the')),
      longest<Read<Edge>>(dateEdge, yearEdge, weekEdge, relativeEdge, festivalEdge),
    ),
    ([, read]) => read,
  ),
);

const START = words('start of|the start of|beginning of|the beginning of');
const END = words('end of|the end of|close of');

/** Since, from ... onwards, march se ab tak. */
const since: PeriodParser = longest<Read<Reading>>(
  reads(
    seq(words('since|from|starting'), START, optional(words('the')), UNIT),
    ([, , , unit], { today, fiscalStart }) => ({
      first: startOf(unit, today, fiscalStart),
      last: today,
      partOf: unit,
    }),
  ),
  reads(
    seq(
      words('since|ever since|from since|starting|starting from|starting on|beginning on|as of and after'),
      optional(START),
      edge,
    ),
    ([, , from], at) => openEnd(from(at), at),
  ),
  reads(
    seq(
      optional(words('from|since')),
      optional(START),
      edge,
      words(
        'onwards|onward|on wards|and later|and after|till now|until now|till date|to date|to now|till today|up to now|se ab tak|se abhi tak|se aaj tak|से अब तक|से आज तक|se lekar ab tak',
      ),
    ),
    ([, , from], at) => openEnd(from(at), at),
  ),
  reads(seq(words('from'), optional(START), edge), ([, start, from], at) =>
    bareFrom(from(at), at, start !== undefined),
  ),
);

/** Days from the first of an edge on. */
function openEnd(from: Edge, at: WordsToday): Reading {
  const read = settled(from, at);
  return isUnclear(read) || read.first === undefined ? read : { first: read.first, note: read.note };
}

/** From 1 January means since; from March may mean in March. */
function bareFrom(from: Edge, at: WordsToday, started: boolean): Reading {
  const read = settled(from, at);
  if (isUnclear(read)) return read;
  const days = bothEnds(read);
  const aDay = days?.first.equals(days.last) === true && read.named === undefined;
  if (aDay || started || at.typed === true) return openEnd(from, at);
  return unclear('"From" may mean in it or since it. Write since and the date, or in and the period.');
}

/** Until, up to, by the end of; before and after. */
const bound: PeriodParser = longest(
  reads(
    seq(
      words(
        'until|till|up to|upto|through|until the|till the|by|not later than|no later than|on or before|as late as',
      ),
      optional(END),
      edge,
    ),
    ([, , to], at) => changed(settled(to(at), at), ({ last }) => ({ last })),
  ),
  reads(seq(edge, words('tak|तक')), ([to], at) => changed(settled(to(at), at), ({ last }) => ({ last }))),
  reads(
    seq(words('before|prior to|earlier than|up to but not including|ahead of'), optional(START), edge),
    ([, , to], at) => changed(settled(to(at), at), ({ first }) => ({ last: first.subtract({ days: 1 }) })),
  ),
  reads(seq(edge, words('se pehle|se pahle|ke pehle|से पहले|के पहले')), ([to], at) =>
    changed(settled(to(at), at), ({ first }) => ({ last: first.subtract({ days: 1 }) })),
  ),
  reads(seq(words('after|later than'), optional(END), edge), ([, , from], at) =>
    changed(settled(from(at), at), ({ last }) => ({ first: last.add({ days: 1 }) })),
  ),
  reads(seq(edge, words('ke baad|के बाद')), ([from], at) =>
    changed(settled(from(at), at), ({ last }) => ({ first: last.add({ days: 1 }) })),
  ),
  reads(seq(words('on or after|from and including'), edge), ([, from], at) => openEnd(from(at), at)),
);

function changed(
  read: Reading,
  change: (span: { readonly first: Temporal.PlainDate; readonly last: Temporal.PlainDate }) => Days,
): Reading {
  if (isUnclear(read)) return read;
  const days = bothEnds(read);
  return days === undefined
    ? unclear('This has no end to count from. Write a date.')
    : { ...change(days), note: read.note };
}

const TO = longest<unknown>(
  words('to|till|until|through|thru|upto|up to|and|-|–|—|. .|. . .|se|aur|से|और|to the'),
  seq(glued, DASH, glued),
);
const OPENING = words('from|between|in between|the period from|the period|period|starting|btw');

/** From 1 Jan to 15 Mar, between March and May 2025, 2024..2025, March se May tak. */
const opened: PeriodParser = reads(
  seq(
    OPENING,
    optional(words('the|start of|the start of')),
    edge,
    TO,
    optional(longest<unknown>(END, words('the'))),
    edge,
  ),
  ([, , from, , , to], at) => between(from(at), to(at), at),
);
const plain: PeriodParser = reads(
  seq(edge, words('to|till|until|through|thru|upto|up to|-|–|—|. .|. . .|to the end of'), edge),
  ([from, , to], at) => between(from(at), to(at), at),
);
const hindi: PeriodParser = reads(
  seq(edge, words('se|aur|से|और|se lekar'), edge, words('tak|तक|ke beech|ke bich|के बीच|ke beech mein')),
  ([from, , to], at) => between(from(at), to(at), at),
);

/** Change from 2024 to 2025: a comparison, and not the days from one to the other. */
const change: PeriodParser = following(
  (before) => CHANGES.has(before?.word ?? ''),
  reads(opened, () => unclear('Two periods seem to be compared. Write 2025 compared to 2024.')),
);
const CHANGES: ReadonlySet<string> = wordSet(
  'difference|change|changes|changed|growth|grew|increase|increased|decrease|decreased|rise|rose|fall|fell|drop|dropped|decline|declined|variance',
);

/** Aug 15-20, 15 to 20 August 2025, between 5 and 10 March. */
const daysOfMonth: PeriodParser = longest(
  reads(
    seq(
      optional(OPENING),
      seq(MONTH, digits(1, 2), ORDINAL_END()),
      TO,
      seq(digits(1, 2), ORDINAL_END()),
      year(),
    ),
    ([, [month, first], , [last], inThe], at) =>
      between({ month, day: Number(first) }, edgeOf(month, Number(last), inThe), at),
  ),
  reads(
    seq(
      optional(OPENING),
      seq(digits(1, 2), ORDINAL_END()),
      TO,
      seq(digits(1, 2), ORDINAL_END()),
      seq(optional(words('of')), MONTH),
      year(),
    ),
    ([, [first], , [last], [, month], inThe], at) =>
      between({ month, day: Number(first) }, edgeOf(month, Number(last), inThe), at),
  ),
);

function ORDINAL_END() {
  return optional(words('st|nd|rd|th'));
}

function year() {
  return optional(map(seq(optional(words(',|of')), YEAR), ([, number]) => number));
}

function edgeOf(month: number, day: number, inThe: number | undefined): Edge {
  return inThe === undefined ? { month, day } : inYear({ month, day }, inThe);
}

/** The days from one edge to the other; a year that is missing on one side follows from the other. */
function between(from: Edge, to: Edge, at: WordsToday): Reading {
  if (isUnclear(from)) return from;
  if (isUnclear(to)) return to;
  if (isYearless(from) && isYearless(to)) return yearless(from, to, at);
  const start = isYearless(from)
    ? latestUpTo(from, isYearless(to) ? undefined : (to.last ?? to.first))
    : from;
  const end = isYearless(to) ? firstFrom(to, isYearless(from) ? undefined : from.first) : to;
  if (isUnclear(start)) return start;
  if (isUnclear(end)) return end;
  if (start.first === undefined || end.last === undefined) return unclear('A range needs two dates.');
  if (after(start.first, end.last))
    return unclear(
      `The period is reversed: ${start.first.toString()} is after ${end.last.toString()}. Swap them.`,
    );
  return { first: start.first, last: end.last, note: noted(start.note, end.note) };
}

/** Both years missing: the latest range that has begun, unless it ends after this month. */
function yearless(from: Yearless, to: Yearless, at: WordsToday): Reading {
  const start = settled(from, at);
  if (isUnclear(start)) return start;
  const end = firstFrom(to, start.first);
  if (isUnclear(end)) return end;
  if (start.first === undefined || end.last === undefined) return unclear('A range needs two dates.');
  const month = at.today.with({ day: 1 }).add({ months: 1 });
  if (!after(month, end.last))
    return unclear('The years are needed here. Write both dates with their years.');
  return {
    first: start.first,
    last: end.last,
    note: `Without years, this is taken as ${start.first.toString()} to ${end.last.toString()}.`,
  };
}

function latestUpTo(from: Yearless, limit: Temporal.PlainDate | undefined): Reading {
  if (limit === undefined) return unclear('A range needs two dates.');
  const read = inYear(from, limit.year);
  return isUnclear(read) || read.first === undefined || !after(read.first, limit)
    ? read
    : inYear(from, limit.year - 1);
}

function firstFrom(to: Yearless, limit: Temporal.PlainDate | undefined): Reading {
  if (limit === undefined) return unclear('A range needs two dates.');
  const read = inYear(to, limit.year);
  return isUnclear(read) || read.last === undefined || !after(limit, read.last)
    ? read
    : inYear(to, limit.year + 1);
}

const LISTED = seq(
  longest<unknown>(words('and|or|,|&|vs|versus|with|aur|और'), seq(words(','), words('and|or'))),
  edge,
);
/** Most months that one list is followed over to find its year. */
const LONGEST_LIST = 12;

/** An edge alone. A year after the last of a list is that of all: January and February 2024. */
const alone: PeriodParser = reads(edge, (read, at, { tokens, next }) => {
  const own = read(at);
  if (!isYearless(own)) return own;
  let end = next;
  for (let count = 0; count < LONGEST_LIST; count += 1) {
    const listed = LISTED(tokens, end);
    if (listed === undefined) break;
    const other = listed.value[1](at);
    if (isUnclear(other)) break;
    if (!isYearless(other)) {
      const year = other.named === undefined && other.note === undefined ? other.last?.year : undefined;
      return year === undefined ? settled(own, at) : inYear(own, year);
    }
    end = listed.next;
  }
  return settled(own, at);
});

/** Ranges and open ends. */
export const rangePeriod: PeriodParser = longest(change, since, bound, opened, hindi, daysOfMonth);
/** X to Y without a word before it, which is a comparison after the word compare. */
export const plainRange: PeriodParser = plain;
export const edgePeriod: PeriodParser = alone;
