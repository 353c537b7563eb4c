import { lengthOf, startOf, type Unit } from '../../calendar/spans.js';
import { longest, map, numeral, optional, type Parser, phrases, seq, words } from '../grammar.js';
import {
  FUTURE,
  NO_PERIOD,
  type Read,
  type Reading,
  reads,
  spanFrom,
  unclear,
  type WordsToday,
} from './reading.js';
import { COUNT, HINDI_UNIT, LAST, NEXT, THE, THIS, UNIT } from './terms.js';

/** Units that a period may have at most: what the records can hold. */
const MOST_UNITS = 4_000;
const NAMES: Readonly<Record<Unit, string>> = {
  day: 'day',
  week: 'week',
  month: 'month',
  quarter: 'quarter',
  year: 'year',
  'fiscal quarter': 'fiscal_quarter',
  'fiscal year': 'fiscal_year',
};

const PLURAL = /^(?:days|weeks|months|quarters|years|wks|yrs|qtrs|mths|mnths)$/;
/** One unit: last months does not say how many. */
const ONE_UNIT: Parser<Unit> = map(UNIT, (unit, { tokens, next }) =>
  PLURAL.test(tokens[next - 1]?.word ?? '') ? undefined : unit,
);

/** This month, last fiscal year, pichhle hafte, is mahine: whole units of the calendar. */
export const thisOrLast: Parser<Read<Reading>> = longest<Read<Reading>>(
  reads(seq(THE, LAST, optional(words('single|full|complete|whole')), ONE_UNIT), ([, , , unit], at) =>
    unitBack(unit, 1, at),
  ),
  reads(seq(THE, THIS, UNIT), ([, , unit], at) => unitBack(unit, 0, at)),
  reads(seq(words('is|iss|इस'), HINDI_UNIT), ([, unit], at) => unitBack(unit, 0, at)),
  reads(seq(THE, UNIT, words('before last|before the last')), ([, unit], at) => unitBack(unit, 2, at)),
  reads(seq(words('last to last|last se last'), UNIT), ([, unit], at) => unitBack(unit, 2, at)),
);

/** A unit so many before the one that today is in. */
export function unitBack(unit: Unit, back: number, { today, fiscalStart }: WordsToday): Reading {
  const start = startOf(unit, today, fiscalStart).subtract(lengthOf(unit, back));
  const read = spanFrom(unit, start);
  if ('unclear' in read || back > 1 || unit === 'day') return read;
  return { ...read, named: `${back === 0 ? 'this' : 'last'}_${NAMES[unit]}` };
}

/** Last 30 days, past three months, pichhle 3 mahine. */
const lastUnits: Parser<Read<Reading>> = reads(
  seq(
    THE,
    longest<true>(LAST, words('past|trailing|most recent|recent|rolling')),
    COUNT,
    optional(words('full|complete|whole|calendar|consecutive')),
    UNIT,
  ),
  ([, , count, , unit], at) => unitsBack(count, unit, at),
);

/** Past 30 days ends today; the last 6 months are whole ones that ended. */
function unitsBack(count: number, unit: Unit, { today, fiscalStart }: WordsToday): Reading {
  if (count < 1 || count > MOST_UNITS)
    return unclear(`${count} ${unit}s is no length of time that can be read. Write 1 to ${MOST_UNITS}.`);
  const named = `last ${count} ${unit}${count === 1 ? '' : 's'}`;
  try {
    if (unit === 'day') return { first: today.subtract({ days: count - 1 }), last: today, named };
    const start = startOf(unit, today, fiscalStart).subtract(lengthOf(unit, count));
    const read = spanFrom(unit, start, count);
    return 'unclear' in read ? read : { ...read, named };
  } catch {
    return unclear(`${count} ${unit}s reach beyond the calendar. Write a shorter time.`);
  }
}

/** Three days ago, do din pehle, 2 months ago. */
export const ago: Parser<Read<Reading>> = reads(
  seq(
    optional(words('aaj se|आज से')),
    longest(COUNT, phrases({ a: 1, an: 1, one: 1 })),
    UNIT,
    words('ago|back|earlier than today|pehle|pahle|पहले'),
  ),
  ([, count, unit], at) => {
    if (count > MOST_UNITS) return unclear('This is too long ago. Write a date.');
    const read = unitBack(unit, count, at);
    if ('unclear' in read || unit === 'day') return read;
    return { ...read, note: `${count} ${unit}s ago is taken as the whole ${unit}.` };
  },
);

/** Month to date, ytd, this month so far, so far this year. */
const toDate: Parser<Read<Reading>> = reads(
  longest<Unit>(
    map(
      seq(
        THE,
        optional(THIS),
        UNIT,
        words('to date|till date|to - date|so far|till now|until now|to now|up to now'),
      ),
      ([, , unit]) => unit,
    ),
    map(seq(THE, optional(THIS), UNIT, words('to today|until today|till today')), ([, , unit]) => unit),
    map(
      seq(words('so far|till now|until now|up to now'), optional(words('in|,')), THE, THIS, UNIT),
      ([, , , , unit]) => unit,
    ),
    map(
      seq(words('is|iss|इस'), HINDI_UNIT, words('abhi tak|ab tak|अभी तक|अब तक|me ab tak|mein ab tak')),
      ([, unit]) => unit,
    ),
    phrases<Unit>({ wtd: 'week', mtd: 'month', qtd: 'quarter', ytd: 'year', fytd: 'fiscal year' }),
  ),
  (unit, { today, fiscalStart }) =>
    unit === 'day'
      ? { first: today, last: today, named: 'today' }
      : {
          first: startOf(unit, today, fiscalStart),
          last: today,
          partOf: unit,
          named: `${NAMES[unit]}_to_date`,
        },
);

const RECENT = longest<true>(LAST, words('past|recent'));
const FRACTION = numeral(({ word }) => (/^\d+\.\d+$/.test(word) ? word : undefined));
const HOW_MANY = unclear('This does not say how many. Write a number, such as last 3 months.');
const HALF = unclear('Half a unit has no exact days. Write whole ones, such as last 18 months.');

/** Lengths whose meaning is open. */
const open: Parser<Read<Reading>> = longest<Read<Reading>>(
  reads(seq(THE, words('past'), UNIT), ([, , unit]) =>
    unclear(
      `"past ${unit}" may be the last whole ${unit} or the days up to today. Write last ${unit}, or last 30 days.`,
    ),
  ),
  reads(seq(THE, RECENT, words('few|several|couple of|some|kuch|कुछ|many'), UNIT), () => HOW_MANY),
  reads(seq(THE, RECENT, words('days|weeks|months|quarters|years')), () => HOW_MANY),
  reads(seq(THE, RECENT, FRACTION, UNIT), () => HALF),
  reads(
    seq(
      THE,
      longest<true>(LAST, THIS, words('past')),
      optional(COUNT),
      words(
        'fortnight|fortnights|decade|decades|hour|hours|minute|minutes|century|half year|half - year|half|semester|season|summer|winter|monsoon|spring|autumn|night|morning|evening|afternoon',
      ),
    ),
    () => unclear('Times are read as days, weeks, months, quarters and years. Write last 14 days, or dates.'),
  ),
  reads(
    seq(
      THE,
      longest<true>(LAST, words('past')),
      longest<unknown>(COUNT, words('a')),
      words('and a half'),
      UNIT,
    ),
    () => HALF,
  ),
);

/** Next month, the coming 7 days, in the next two weeks. */
const ahead: Parser<Read<Reading>> = longest<Read<Reading>>(
  reads(seq(THE, NEXT, UNIT), ([, , unit], at) =>
    at.ahead === true ? unitBack(unit, -1, at) : unclear(FUTURE),
  ),
  reads(seq(THE, NEXT, COUNT, UNIT), ([, , count, unit], at) => unitsAhead(count, unit, at)),
  reads(seq(COUNT, UNIT, words('from now|from today|later|ahead|baad|बाद')), ([count, unit], at) =>
    unitsAhead(count, unit, at),
  ),
  reads(
    seq(
      words('in|within|inside|under|less than'),
      THE,
      optional(words('next|coming')),
      longest(COUNT, phrases({ a: 1 })),
      UNIT,
    ),
    ([, , , count, unit], at) => (at.ahead === true ? unitsAhead(count, unit, at) : NO_PERIOD),
  ),
  reads(words('tomorrow|aane wala kal|aane wale kal|आने वाला कल'), (_, at) => unitsAhead(1, 'day', at)),
  reads(words('day after tomorrow|the day after tomorrow|next few days|a year later|a month later'), () =>
    unclear(FUTURE),
  ),
);

/** From today on, where days ahead are meant. */
function unitsAhead(count: number, unit: Unit, { ahead: meant, today }: WordsToday): Reading {
  if (meant !== true || count > MOST_UNITS) return unclear(FUTURE);
  return { first: today, last: today.add(lengthOf(unit, count)) };
}

/** Periods that are told by their distance from today and that cannot be ends of a range by themselves. */
export const relativePeriod: Parser<Read<Reading>> = longest<Read<Reading>>(lastUnits, toDate, open, ahead);
