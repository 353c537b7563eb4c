import type { Token } from '../../words/tokens.js';
import type { Read } from './segment.js';

const HALF = /^(?:am|pm|baje)$/;
const AFTER = /^(?:after|from|since|past)$/;
const BEFORE = /^(?:before|until|till|upto)$/;
const BETWEEN = /^(?:between|from)$/;
const JOINT = /^(?:and|to|till|until|-|–|se)$/;
const LAST_HOUR = 23;
const NOON = 12;

/** Hours of the day in a text: after 6 pm, before 10 am, between 5 pm and 8 pm. Half hours are not read. */
export function findHours(tokens: readonly Token[]): Read[] {
  const found: Read[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const here = hoursAt(tokens, at);
    if (here === undefined) continue;
    found.push(here);
    at = here.last;
  }
  return found;
}

function hoursAt(tokens: readonly Token[], first: number): Read | undefined {
  const word = tokens[first]?.word ?? '';
  const hindi = bajeAt(tokens, first);
  if (hindi !== undefined) return hindi;
  const led = BETWEEN.test(word) ? first + 1 : first;
  const start = clock(tokens, led);
  const joined = start === undefined ? undefined : start.next;
  if (start !== undefined && joined !== undefined && JOINT.test(tokens[joined]?.word ?? '')) {
    const end = clock(tokens, joined + 1);
    const half = start.half ?? end?.half;
    if (end?.half !== undefined && half !== undefined)
      return hours(first, end.next - 1, hour(start.hour, half), hour(end.hour, end.half) - 1);
  }
  if (!AFTER.test(word) && !BEFORE.test(word)) return undefined;
  const edge = clock(tokens, first + 1);
  if (edge?.half === undefined) return undefined;
  const at = hour(edge.hour, edge.half);
  return BEFORE.test(word)
    ? hours(first, edge.next - 1, 0, at - 1)
    : hours(first, edge.next - 1, at, LAST_HOUR);
}

const HINDI_HALF: Readonly<Record<string, string>> = {
  ...{ subah: 'am', savere: 'am', dopahar: 'pm', shaam: 'pm', sham: 'pm', raat: 'pm' },
};

const TAIL = [
  ['ke', 'beech', 'mein'],
  ['ke', 'beech', 'me'],
  ['ke', 'beech'],
  ['ke', 'bich'],
  ['tak'],
] as const;

/** Subah 8 se 11 baje tak, shaam 6 baje ke baad. The part of the day says which half of it is meant. */
function bajeAt(tokens: readonly Token[], first: number): Read | undefined {
  const half = HINDI_HALF[tokens[first]?.word ?? ''];
  const start = half === undefined ? undefined : clock(tokens, first + 1);
  if (half === undefined || start === undefined) return undefined;
  const word = (at: number): string => tokens[at]?.word ?? '';
  const from = hour(start.hour, half);
  const next = start.next + (word(start.next) === 'baje' ? 1 : 0);
  if (next > start.next && word(next) === 'ke' && word(next + 1) === 'baad')
    return hours(first, next + 1, from, LAST_HOUR);
  if (next > start.next && word(next) === 'se' && word(next + 1) === 'pehle')
    return hours(first, next + 1, 0, from - 1);
  if (word(next) !== 'se') return undefined;
  const other = HINDI_HALF[word(next + 1)];
  const end = clock(tokens, next + (other === undefined ? 1 : 2));
  if (end === undefined) return undefined;
  const behind = end.next + (word(end.next) === 'baje' ? 1 : 0);
  const tail = TAIL.find((words) => words.every((each, at) => word(behind + at) === each))?.length ?? 0;
  const last = hour(end.hour, other ?? (end.hour < start.hour ? 'pm' : half));
  return hours(first, behind + tail - 1, from, last - 1);
}

function hours(first: number, last: number, from: number, to: number): Read | undefined {
  return from > to ? undefined : { first, last, sense: { tag: 'hours', from, to } };
}

interface Clock {
  readonly hour: number;
  readonly half: string | undefined;
  readonly next: number;
}

function clock(tokens: readonly Token[], at: number): Clock | undefined {
  const text = tokens[at]?.word ?? '';
  if (text === 'noon') return { hour: NOON, half: 'pm', next: at + 1 };
  const glued = /^(\d{1,2})(am|pm)$/.exec(text);
  const number = Number(glued?.[1] ?? (/^\d{1,2}$/.test(text) ? text : Number.NaN));
  if (!(number >= 1 && number <= 12)) return undefined;
  const next = tokens[at + 1]?.word ?? '';
  const half = glued?.[2] ?? (HALF.test(next) && next !== 'baje' ? next : undefined);
  return { hour: number, half, next: at + (glued === null && half !== undefined ? 2 : 1) };
}

function hour(number: number, half: string): number {
  return (number % 12) + (half === 'pm' ? 12 : 0);
}
