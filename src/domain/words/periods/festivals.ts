import { Temporal } from 'temporal-polyfill';
import { FEAST_NAMES, type Feast, feastDay, UNKNOWN_FEASTS } from '../../calendar/feasts.js';
import { FESTIVAL_YEARS } from '../../calendar/festivals.js';
import { longest, map, optional, type Parser, type Place, phrases, seq, wordSet, words } from '../grammar.js';
import {
  after,
  bothEnds,
  type Edge,
  type EdgeParser,
  FUTURE,
  noted,
  type Read,
  type Reading,
  reads,
  unclear,
  type WordsToday,
} from './reading.js';
import { ANY_YEAR, digits, fullYear, LAST, NEXT, OF, THE, THIS } from './terms.js';
import { thisOrLast } from './units.js';

const FEAST: Parser<Feast> = phrases(Object.fromEntries(FEAST_NAMES));

/** It says only that the day itself is meant. */
const DAY = words('day|ke din|wale din|के दिन');

/** Diwali 2025, last Holi, Diwali of last year; alone it is the latest that has begun. */
const known: EdgeParser = longest<Read<Edge>>(
  reads(seq(FEAST, optional(DAY), OF, ANY_YEAR), ([feast, , , year]) => feastOf(feast, year)),
  reads(seq(FEAST, digits(2, 2)), ([feast, year]) => feastOf(feast, fullYear(year))),
  reads(seq(ANY_YEAR, FEAST), ([year, feast]) => feastOf(feast, year)),
  reads(seq(FEAST, optional(DAY), OF, thisOrLast), ([feast, , , year], at) => feastIn(feast, year(at), at)),
  reads(seq(thisOrLast, OF, FEAST), ([year, , feast], at) => feastIn(feast, year(at), at)),
  reads(seq(THE, LAST, FEAST), ([, , feast], at) => latest(feast, at)),
  reads(seq(THE, THIS, FEAST), ([, , feast], at) => begun(feastOf(feast, at.today.year), at)),
  reads(seq(THE, NEXT, FEAST), () => unclear(FUTURE)),
  reads(seq(FEAST, DAY), ([feast], at) => latest(feast, at)),
  map(FEAST, (feast, place) => (saysTime(place) ? (at: WordsToday) => latest(feast, at) : undefined)),
);

/** Whether a festival is meant as a day: christmas cake is not. */
function saysTime({ tokens, from, next }: Place): boolean {
  const before = tokens[from - 1]?.word;
  const after = tokens[next]?.word;
  return (before === undefined && after === undefined) || BEFORE.has(before ?? '') || AFTER.has(after ?? '');
}
const BEFORE: ReadonlySet<string> = wordSet(
  'in|on|during|since|of|at|around|before|after|till|until|by|from|to|between|and|vs|versus|than|with|over|the|-|eve|aur|se',
);
const AFTER: ReadonlySet<string> = wordSet(
  'sales|revenue|day|to|ki|pe|par|mein|me|ke|se|tak|week|month|season|time|period|weekend|days|till|until|onwards|पर|में|की|के|से|तक',
);

const EID = words('eid|ईद');

const unknown: EdgeParser = longest<Read<Edge>>(
  reads(
    longest<unknown>(
      seq(longest<unknown>(LAST, THIS, NEXT), EID),
      seq(EID, OF, longest<unknown>(ANY_YEAR, thisOrLast)),
      map(EID, (_, place) => (saysTime(place) ? true : undefined)),
    ),
    () => unclear('There are two in a year. Write Eid al-Fitr or Eid al-Adha, with the year.'),
  ),
  reads(
    seq(
      optional(longest<unknown>(LAST, THIS, NEXT)),
      words(UNKNOWN_FEASTS),
      optional(longest<unknown>(ANY_YEAR, thisOrLast)),
    ),
    () => unclear('The days of this festival are not known here. Write its dates.'),
  ),
  reads(seq(longest(known), words('week|month|season|time|period|weekend|days')), () =>
    unclear('The days of a festive season are not fixed. Write dates, or week of Diwali 2025.'),
  ),
  reads(words('festive season|festival season|the festive season|the festival season|holiday season'), () =>
    unclear('The days of a season are not fixed. Write dates.'),
  ),
);

function feastOf(feast: Feast, year: number): Reading {
  const text = feastDay(feast, year);
  if (text === undefined)
    return unclear(
      `The day of ${feast} is known for ${FESTIVAL_YEARS.first} to ${FESTIVAL_YEARS.last}. Write the date.`,
    );
  const day = Temporal.PlainDate.from(text);
  const note = feast.startsWith('eid')
    ? `${feast} ${year} is taken as ${text}; the moon may make it a day off.`
    : undefined;
  return { first: day, last: day, note };
}

function feastIn(feast: Feast, year: Reading, at: WordsToday): Reading {
  const days = 'unclear' in year ? undefined : bothEnds(year);
  if (days === undefined) return unclear('Write the festival with its year, such as Diwali 2025.');
  for (const number of [days.first.year, days.last.year]) {
    const read = feastOf(feast, number);
    if ('unclear' in read || read.first === undefined) return read;
    if (!after(days.first, read.first) && !after(read.first, days.last)) return begun(read, at);
  }
  return unclear('It does not fall into that time. Write the festival with its year, such as Diwali 2025.');
}

function latest(feast: Feast, { today }: WordsToday): Reading {
  for (const year of [today.year, today.year - 1]) {
    const read = feastOf(feast, year);
    if ('unclear' in read || read.first === undefined) return read;
    if (!after(read.first, today))
      return {
        ...read,
        note: noted(`${feast} is taken as that of ${year}, ${read.first.toString()}.`, read.note),
      };
  }
  return unclear(FUTURE);
}

function begun(read: Reading, { today }: WordsToday): Reading {
  return !('unclear' in read) && read.first !== undefined && after(read.first, today)
    ? unclear(FUTURE)
    : read;
}

/** Festivals whose day is known, and a refusal for the others. */
export const festivalEdge: EdgeParser = longest<Read<Edge>>(known, unknown);
