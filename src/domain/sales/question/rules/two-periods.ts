import type { Draft } from '../draft.js';
import { pattern } from '../match.js';
import { type AskedPeriod, senseOf } from '../senses.js';
import { periodOf, setPeriod } from './period.js';

/** Times of which two are two: of March and April, the sum may be meant. */
const RECENT = /^(?:today$|yesterday$|this_|last_)/;
const BOTH = pattern('prep:in|of|from|to|by? one:period and prep:in|of? other:period');
const THAN = pattern('one:period from other:period way:more|fewer|growth or? way:more|fewer|growth?');
const LENGTH = pattern('versus number grain rest');
const ALSO = /\b(?:bhi|also|too|as well)\s*$/i;

/** Two periods that are told beside each other: the later is asked about, the earlier set beside it. */
export function readBoth(draft: Draft, question: string): void {
  // "This year and last year".
  draft.each(BOTH, (match) => {
    return beside(draft, periodOf(match.one('one')), periodOf(match.one('other')));
  });
  // "Kal se aaj kam hua ya zyada": today beside yesterday.
  draft.each(THAN, (match) => beside(draft, periodOf(match.one('one')), periodOf(match.one('other'))));
  // "Today's collection and that of yesterday as well".
  const periods = draft.items.filter((item) => periodOf(item) !== undefined);
  const joint = draft.items.find((item) => senseOf(item, 'and') !== undefined);
  const [one, other] = periods;
  if (joint !== undefined && one !== undefined && other !== undefined && ALSO.test(question)) {
    const parted = joint.first > one.last && joint.last < other.first;
    if (parted && beside(draft, periodOf(one), periodOf(other)) !== false) draft.claim([one, other, joint]);
  }
}

function beside(draft: Draft, one: AskedPeriod | undefined, other: AskedPeriod | undefined): boolean {
  if (one?.first === undefined || other?.first === undefined || draft.compare.length > 0) return false;
  const named = draft.items.filter((item) => periodOf(item) !== undefined);
  if (!RECENT.test(one.named) || !RECENT.test(other.named) || named.length > 2) return false;
  const [earlier, later] = one.first < other.first ? [one, other] : [other, one];
  setPeriod(draft, later);
  draft.compare.push(earlier.named);
  draft.asides.push(earlier);
  draft.bothPeriods = true;
  draft.taken.push('The two periods are told side by side.');
  if (later.note !== undefined) draft.taken.push(later.note);
  return true;
}

/** "Against the 30 days before that": of the 30 days that are asked about, the period before. */
export function readLengthBefore(draft: Draft): void {
  draft.each(LENGTH, (match) => {
    const count = senseOf(match.one('number'), 'number')?.value;
    const grain = senseOf(match.one('grain'), 'grain')?.grain;
    const asked = draft.items.find((item) => periodOf(item) !== undefined);
    if (periodOf(asked)?.named !== `last ${count} ${grain}s`) return false;
    draft.compare.push('previous_period');
  });
}
