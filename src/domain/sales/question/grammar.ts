import { ClerkError } from '../../errors.js';
import { findComparisons } from '../../words/comparisons.js';
import type { NameIndex } from '../../words/names/name-index.js';
import { findNumbers, type NumberValue } from '../../words/numbers.js';
import { type Token, tokenize } from '../../words/tokens.js';
import type { Model } from '../query/model.js';
import type { QueryRequest } from '../query/request.js';
import { findAverages } from './averages.js';
import { refuseBeyond, refuseForm, refuseSeveral } from './beyond.js';
import { Draft } from './draft.js';
import { inLatinLetters } from './hindi-script.js';
import { findHours } from './hours.js';
import type { Lexicon } from './lexicon/lexicon.js';
import { refuseOwnBuying } from './own-buying.js';
import type { FoundPeriod } from './periods.js';
import { pointBack } from './pointing.js';
import { rephrased } from './rephrasing.js';
import { readAsked } from './rules/asking.js';
import { holdToOrder, withoutNumber } from './rules/by-number.js';
import { readConditions } from './rules/conditions.js';
import { readGroups } from './rules/grouping.js';
import { readNames } from './rules/names.js';
import { readOrder } from './rules/order.js';
import { readPerEach } from './rules/per-each.js';
import { readOrdinal, readRanking } from './rules/ranking.js';
import { ofGain } from './rules/states.js';
import { readTime } from './rules/time.js';
import { readTogether } from './rules/together.js';
import { type Read, segment } from './segment.js';
import { type Compared, type Item, senseOf } from './senses.js';
import { joined } from './sentences.js';
import { settle } from './settle.js';
import { refuseEmpty } from './settle-refusals.js';
import { Unread } from './unread.js';
import { findWeekdays } from './weekdays.js';
import { withoutCurrency, withoutGreeting } from './wording.js';

/** What a question is read with. */
export interface Reader {
  readonly model: Model;
  readonly lexicon: Lexicon;
  readonly names: readonly NameIndex[];
  /** ISO 4217 code of the currency that all amounts are in. */
  readonly currency: string;
  /** Members of the model of which the shop has recorded nothing. */
  readonly empty: ReadonlySet<string>;
  readonly periods: (tokens: readonly Token[]) => readonly FoundPeriod[];
  /** Refuses a query whose members do not go together, as a `ClerkError`. */
  readonly check: (query: QueryRequest) => void;
}

/** A question as the query it means. */
export interface ReadQuestion {
  readonly query: QueryRequest;
  /** What was mended or chosen where words left a choice, a sentence each. */
  readonly notes: readonly string[];
}

/**
 * Reads a question in words as a typed query.
 *
 * @throws Unread with what is missing, where a word is not explained, a name means several things, or the question
 * asks for what sales figures do not tell.
 */
export function readQuestion(question: string, reader: Reader): ReadQuestion {
  refuseForm(question);
  const written = inLatinLetters(question, reader.lexicon, reader.names);
  const plain = rephrased(withoutCurrency(withoutGreeting(written), reader.currency));
  refuseSeveral(plain);
  const asked = joined(plain);
  const { text, order } = withoutNumber(timesIn(asked));
  const tokens = tokenize(text);
  const segmented = segment(tokens, readsOf(tokens, reader), reader.lexicon, reader.names);
  const { unknown, mended, unclear } = segmented;
  const items = countedFirst(pointBack(segmented.items));
  refuseBeyond(items);
  refuseOwnBuying(asked, items);
  const [vague] = unclear;
  if (vague !== undefined) throw new Unread(vague, {});
  const [first] = unknown;
  if (first !== undefined)
    throw new Unread(`"${first.text.slice(0, 60)}" is not understood.`, {
      fix:
        first.near.length > 0
          ? 'Use one of the words or names that are near, or leave it out.'
          : 'It is no word of the model and no name of the shop; describe_data lists what can be asked.',
      ...(first.near.length > 0 ? { valid: first.near.slice(0, 5) } : {}),
      word: first.text,
    });
  const end = items.at(-1);
  if (end !== undefined && OPEN.test(end.text))
    throw new Unread(`The question ends with "${end.text}", and what is to follow is missing.`, {
      fix: 'Say it in full.',
    });
  const draft = new Draft(
    ofGain(items.filter(({ senses }) => senses.some(({ tag }) => tag !== 'filler'))),
    reader.model,
    reader.periods(tokenize('today'))[0]?.value?.first ?? '',
  );
  draft.yesOrNo = YES_OR_NO.test(question) || KYA.test(question);
  draft.habitual = HABITUAL.test(question);
  draft.question = question;
  draft.productsWith = (letters) =>
    reader.names.flatMap((index) => index.holding('product', letters).map(({ value }) => value));
  readOrdinal(draft);
  readPerEach(draft);
  readTime(draft);
  readTogether(draft);
  readNames(draft);
  readConditions(draft);
  readOrder(draft);
  readRanking(draft);
  readGroups(draft);
  readAsked(draft);
  holdToOrder(draft, order);
  settle(draft);
  const query = draft.request();
  refuseEmpty(query, reader);
  try {
    reader.check(query);
  } catch (error) {
    if (!(error instanceof ClerkError)) throw error;
    throw new Unread(error.message, { fix: error.fix, valid: error.valid, soFar: query });
  }
  return {
    query,
    notes: [...mended.map(({ from, to }) => `"${from}" was read as "${to}".`), ...draft.taken],
  };
}

/** "Orders not shipped yet - how many?" asks how many such orders there are. */
function countedFirst(items: readonly Item[]): readonly Item[] {
  const end = items.findLastIndex(({ senses }) => senses.some(({ tag }) => tag !== 'filler'));
  const asked = items[end];
  const noun = items.findIndex((item) => senseOf(item, 'thing')?.plural === true);
  const counts = senseOf(asked, 'how_many') !== undefined && senseOf(asked, 'thing') === undefined;
  const stock = items.some((item) => senseOf(item, 'measure')?.name === 'stock_units');
  // "Bread stock how many".
  if (asked !== undefined && counts && stock && noun < 0) return items.filter((item) => item !== asked);
  if (asked === undefined || !counts || noun < 0 || noun > end - 2) return items;
  const others = items.filter((item) => item !== asked);
  return [...others.slice(0, noun), asked, ...others.slice(noun)];
}

/** Whether a period holds every day of the week. */
function isLong({ sense }: Read): boolean {
  if (sense?.tag !== 'period') return false;
  const { first, last } = sense.period;
  return first !== undefined && last !== undefined && Date.parse(last) - Date.parse(first) > WEEK_MS;
}
const WEEK_MS = 7 * 24 * 3_600_000;

/** Words after which something must come; others may end a question, as in "which country do they come from". */
const OPEN = /^(?:of|and|or|vs|versus|than|by|except|excluding|between)$/i;

/** Periods, numbers and comparisons, by the resolver that every route shares. */
function readsOf(tokens: readonly Token[], reader: Reader): Read[] {
  const periods = reader.periods(tokens).map(
    ({ first, last, value, unclear, part }): Read => ({
      first,
      last,
      sense: part
        ? { tag: 'filler' }
        : value === undefined
          ? undefined
          : { tag: value.beside ? 'beside' : 'period', period: value },
      unclear,
    }),
  );
  // "Compare 2024 to 2025" compares two periods.
  const besides = periods.filter(({ sense }) => sense?.tag === 'beside');
  const amounts = findComparisons(tokens).filter(
    ({ first, last }) => !besides.some((beside) => beside.first > first && beside.first <= last),
  );
  const comparisons = amounts.map((found): Read => {
    const { first, last } = found;
    if ('unclear' in found) return { first, last, sense: undefined, unclear: found.unclear };
    return {
      first,
      last: counted(tokens, last),
      sense: { tag: 'comparison', comparison: compared(found.value.op, found.value.numbers) },
    };
  });
  const numbers = findNumbers(tokens).map((found): Read => {
    const { first, last } = found;
    if ('unclear' in found) return { first, last, sense: undefined, unclear: found.unclear };
    const { value, unit } = found.value;
    if (unit === 'money' || unit === 'percent')
      return { first, last, sense: { tag: 'amount', kind: unit, value } };
    return { first, last: counted(tokens, last), sense: { tag: 'number', value: Number(value) } };
  });
  const said = tokens.map(({ text }) => text).join(' ');
  return [
    ...periods,
    ...findHours(tokens),
    ...findAverages(tokens),
    ...findWeekdays(tokens, PRESENT.test(said) || HABITUAL.test(said) || periods.some(isLong)),
    ...comparisons,
    ...numbers,
  ];
}

const TIMES: Readonly<Record<string, string>> = { once: '1 times', twice: '2 times', thrice: '3 times' };
const COMPARED_TIMES = /\b(at ?least|more than|less than|exactly|minimum|kam se kam) (once|twice|thrice)\b/gi;

/** "At least twice": a number of times that something is compared with. */
function timesIn(question: string): string {
  return question.replace(
    COMPARED_TIMES,
    (_, how: string, times: string) => `${how} ${TIMES[times.toLowerCase()]}`,
  );
}

const YES_OR_NO =
  /^\s*(?:is(?! (?:saal|mahin|hafte|din|week|month|varsh|timahi))|are|was|were|do(?! (?:saal|mahin|hafte|din|baar))|does|did|has|have|had)\b/i;
/** "Kya bikri hui": at the start it asks for yes or no, unless what was sold or is so is asked for. */
const KYA = /^\s*kya\s+(?!kya\b|bik|bech|khar|hai|hain|th[ia]\b|rah|stock\b)/i;
/** What is so as a rule: of days, those of the week are meant. */
const HABITUAL =
  /\b(?:h[ou]t[aie]|aat[aie]|bikt[aie]|milt[aie]|rehte?[aie]?|karte?[aie]?) (?:hai|hain|h)\b|\b(?:usually|normally|generally|typically|in general)\b/i;
/** What is so now: it ends in the present tense, so that no one day that has passed is meant. */
const PRESENT = /\b(?:hai|hain)\s*$/i;
const COUNTED = /^(?:units?|pieces?|pcs?|items?|nos)$/;

/** What is counted is a word of its own: ten items are items. */
function counted(tokens: readonly Token[], last: number): number {
  return COUNTED.test(tokens[last]?.word ?? '') ? last - 1 : last;
}

const OPS = {
  over: 'more_than',
  at_least: 'at_least',
  under: 'less_than',
  at_most: 'at_most',
  between: 'between',
  is: 'is',
  not: 'is_not',
} as const;

function compared(op: keyof typeof OPS, numbers: readonly NumberValue[]): Compared {
  const kind = numbers.find(({ unit }) => unit === 'money' || unit === 'percent')?.unit;
  return {
    op: OPS[op],
    values: numbers.map(({ value }) => value),
    ...(kind === 'money' || kind === 'percent' ? { kind } : {}),
  };
}
