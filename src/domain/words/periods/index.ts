import type { Temporal } from 'temporal-polyfill';
import type { Unit } from '../../calendar/spans.js';
import { type Found, type Outcome, scan, type Unclear } from '../found.js';
import { longest, wordSet } from '../grammar.js';
import { isNumeral, isWord, type Token, tokenize, touches } from '../tokens.js';
import { besidePeriod, comparedPeriod } from './beside.js';
import { canonicalName } from './canonical.js';
import { edgePeriod, plainRange, rangePeriod } from './ranges.js';
import {
  after,
  type Days,
  FUTURE,
  NO_PERIOD,
  noted,
  type Read,
  type Reading,
  type WordsToday,
} from './reading.js';
import { mended } from './spelling.js';
import { relativePeriod } from './units.js';
import { otherPeriod } from './vague.js';

export type { WordsToday } from './reading.js';

/** Whole days of the past, or a period to set beside those of a question. */
export interface Period {
  /** First day; absent where the period is open or, with `beside`, has no days of its own. */
  readonly first?: Temporal.PlainDate;
  /** Last day, included. */
  readonly last?: Temporal.PlainDate;
  /** The unit of which this is the part up to today, e.g. month for month to date. */
  readonly partOf?: Unit;
  /**
   * What to send: `period.named` of query_sales, or an entry of its `compare` where `beside` is true. Names such as
   * `last_month` move with time; other periods are given by their days.
   */
  readonly named: string;
  /** Set beside the period of the question: vs last month, same period last year, month on month. */
  readonly beside?: true;
  /** Grain that `previous_bucket` compares by: month on month. */
  readonly grain?: NonNullable<Days['grain']>;
  /** What was taken for granted in reading it, for people. */
  readonly note?: string;
}

const phrase = longest<Read<Reading>>(edgePeriod, relativePeriod, rangePeriod, otherPeriod, besidePeriod);
const withRanges = longest<Read<Reading>>(phrase, plainRange);
/** Words after which "March to April" sets one beside the other. */
const COMPARING = /^(?:compar|versus$|vs$|difference$)/;

/**
 * The periods that stand in a text, from left to right. What looks like a time and has no exact meaning is unclear
 * and says what to write instead.
 */
export function findPeriods(tokens: readonly Token[], at: WordsToday): readonly Found<Period>[] {
  const read = mended(tokens);
  const comparing = comparingIn(read);
  let ended = -1;
  let count = 0;
  return scan(read.length, (from) => {
    const compares = comparing >= 0 && comparing < from;
    const here =
      (compares && ended === from ? comparedPeriod(read, from) : undefined) ??
      (compares && !isDashed(read, from) ? phrase : withRanges)(read, from);
    if (here === undefined) return undefined;
    const reading = here.value(at);
    if (reading === NO_PERIOD) return undefined;
    ended = here.next;
    count += 1;
    if (count > MOST) return { next: here.next, value: TOO_MANY };
    return { next: here.next, value: finished(reading, tokens, read, from, here.next, at) };
  });
}

/** Whether a range is written as one word: jul-sep. */
function isDashed(tokens: readonly Token[], from: number): boolean {
  const next = plainRange(tokens, from)?.next ?? from;
  return tokens
    .slice(from, next)
    .some(({ word }, at) => DASHES.has(word) && touches(tokens, from + at) && touches(tokens, from + at + 1));
}
const DASHES: ReadonlySet<string> = wordSet('-|–|—');

/** Where a comparison begins; "compare January to March versus April to June" sets ranges beside each other. */
function comparingIn(tokens: readonly Token[]): number {
  const between = tokens.findIndex(
    ({ word }, at) => /^(?:versus|vs|with|against)$/.test(word) && plainRange(tokens, at + 1) !== undefined,
  );
  return between > 0 ? between - 1 : tokens.findIndex(({ word }) => COMPARING.test(word));
}

/** The one period that a whole text is, such as an argument; undefined where it is none. */
export function readPeriod(text: string, at: WordsToday): Outcome<Period> | undefined {
  const tokens = tokenize(text.slice(0, LONGEST));
  if (tokens.length === 1 && tokens[0]?.word === 'all') return { value: { named: 'all' } };
  const [found, ...others] = findPeriods(tokens, { ...at, typed: true });
  if (found === undefined) return undefined;
  const whole = found.first <= 0 && found.last === tokens.length - 1 && others.length === 0;
  if (!whole) return 'unclear' in found ? { unclear: found.unclear } : undefined;
  return 'unclear' in found ? { unclear: found.unclear } : { value: found.value };
}

/** Most periods that one text may name. */
const MOST = 100;
const TOO_MANY: Unclear = { unclear: `A text may name ${MOST} periods. Ask in parts.` };

const EARLIEST = 1900;
const TOO_EARLY = `This reaches back before ${EARLIEST}. Write a later date.`;

/** Longest text that is read as one period, in characters. */
const LONGEST = 200;

function finished(
  reading: Reading,
  written: readonly Token[],
  read: readonly Token[],
  from: number,
  next: number,
  at: WordsToday,
): Outcome<Period> {
  if ('unclear' in reading) return reading;
  if (isCut(written, from, next)) return cut(written, from, next);
  const { first, last, partOf, beside, grain } = reading;
  if ((first?.year ?? EARLIEST) < EARLIEST || (last?.year ?? EARLIEST) < EARLIEST)
    return { unclear: TOO_EARLY };
  if (first !== undefined && after(first, at.today) && at.typed !== true && at.ahead !== true)
    return { unclear: FUTURE };
  const note = noted(reading.note, ...spelt(written, read, from, next));
  return {
    value: {
      named: canonicalName(reading),
      ...(first === undefined ? {} : { first }),
      ...(last === undefined ? {} : { last }),
      ...(partOf === undefined ? {} : { partOf }),
      ...(beside === undefined ? {} : { beside }),
      ...(grain === undefined ? {} : { grain }),
      ...(note === undefined ? {} : { note }),
    },
  };
}

function spelt(written: readonly Token[], read: readonly Token[], from: number, next: number): string[] {
  return written
    .slice(from, next)
    .flatMap(({ word, text }, index) =>
      word === read[from + index]?.word ? [] : [`"${text}" is read as ${read[from + index]?.word}.`],
    );
}

const JOINS: ReadonlySet<string> = wordSet('-|–|/|:|#|_');

/** Whether digits, letters or marks hold the period to more that was not read: 2025-08-15-3, INV-2025. */
function isCut(tokens: readonly Token[], from: number, next: number): boolean {
  const stands = (index: number): boolean => isWord(tokens[index]) || isNumeral(tokens[index]);
  const joins = (index: number): boolean => JOINS.has(tokens[index]?.word ?? '');
  if (
    touches(tokens, from) &&
    (stands(from - 1) || (joins(from - 1) && touches(tokens, from - 1) && stands(from - 2)))
  )
    return true;
  return (
    touches(tokens, next) && (stands(next) || (joins(next) && touches(tokens, next + 1) && stands(next + 1)))
  );
}

function cut(tokens: readonly Token[], from: number, next: number): Unclear {
  const text = tokens
    .slice(Math.max(0, from - 2), next + 2)
    .map((token) => token.text)
    .join('')
    .slice(0, 40);
  return { unclear: `"${text}" cannot be read in full. Write a date such as 2025-08-15.` };
}
