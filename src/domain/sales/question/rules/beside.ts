import { Temporal } from 'temporal-polyfill';
import type { Draft } from '../draft.js';
import { type Item, senseOf } from '../senses.js';
import { Unread } from '../unread.js';
import { periodOf } from './period.js';

/** "Compare October's sales with September": the first of the two is asked about. */
export function readCompared(draft: Draft, besides: number): void {
  const lead = draft.items.find(
    (item) => /^compar/i.test(item.text) && senseOf(item, 'versus') !== undefined,
  );
  const [one, other, ...others] = draft.items.filter((item) => periodOf(item) !== undefined);
  if (lead === undefined || one === undefined || other === undefined) return;
  if (besides > 0 || others.length > 0 || lead.first > one.first) return;
  const between = draft.items.filter((item) => item.first > one.last && item.first < other.first);
  const at = between.findIndex((item) => AGAINST.some((tag) => senseOf(item, tag) !== undefined));
  const said = between.slice(at);
  const figures = said.flatMap((item) => senseOf(item, 'measure')?.name ?? []);
  const plain = said
    .slice(1)
    .every((item) => (['of', 'in', 'measure'] as const).some((tag) => senseOf(item, tag) !== undefined));
  const known = figures.every((name) =>
    draft.items.some((item) => !said.includes(item) && senseOf(item, 'measure')?.name === name),
  );
  if (at < 0 || !plain || !known) return;
  const turned =
    senseOf(said[0], 'with') === undefined && (periodOf(one)?.first ?? '') < (periodOf(other)?.first ?? '');
  compareWith(draft, turned ? one : other);
  draft.claim([lead, ...said, turned ? one : other]);
}
const AGAINST = ['with', 'and', 'to', 'versus'] as const;

/** "January to April, this year against last year": the same months of that year. */
export function sameDays(draft: Draft): void {
  ofFestival(draft);
  const { period, compare, grain } = draft;
  const unit = /^this_(month|year|fiscal_year)$/.exec(period?.named ?? '')?.[1];
  // "This year than in the same months of last year": as far as it has come.
  if (
    period !== undefined &&
    unit !== undefined &&
    compare.join() === 'same_period_last_year' &&
    SAME_DAYS.test(draft.question)
  )
    draft.period = { ...period, named: `${unit}_to_date`, last: draft.today };
  const at = compare.indexOf('last_year');
  if (at < 0 || period?.first === undefined || period.last === undefined || grain !== undefined) return;
  const days = Temporal.PlainDate.from(period.first).until(period.last).days + 1;
  if (days >= LEAST_YEAR || period.first.slice(0, 4) !== draft.today.slice(0, 4)) return;
  compare.splice(at, 1, 'same_period_last_year');
  draft.taken.push('The same days of last year are set beside it.');
}
/** "Diwali, against last year": the festival of that year, whose days are others. */
function ofFestival({ all, period, compare }: Draft): void {
  const at = compare.indexOf('same_period_last_year');
  const said = all.find((item) => periodOf(item) === period || periodOf(item)?.first === period?.first);
  const festival = FESTIVAL.exec(said?.text ?? '')?.[0];
  const year = Number(period?.first?.slice(0, 4));
  if (at >= 0 && festival !== undefined && period?.first !== undefined)
    compare.splice(at, 1, `${festival} ${year - 1}`);
}
const FESTIVAL =
  /\b(?:diwali|deepavali|holi|dussehra|raksha bandhan|rakhi|janmashtami|ganesh chaturthi|eid|onam|pongal|christmas|navratri)\b/i;

const SAME_DAYS = /\bsame (?:months|days|dates)\b/i;
const LEAST_YEAR = 360;

/** "Compare 1996 and 1997": the later one is asked about, and the earlier set beside it. */
export function laterFirst(draft: Draft, beside: Item | undefined): void {
  const [other] = draft.asides;
  const { period } = draft;
  if (period?.first === undefined || other?.first === undefined || draft.compare.length !== 1) return;
  if (!/^(?:and|to)\b/i.test(beside?.text ?? '') || period.first > other.first) return;
  draft.period = other;
  draft.compare.splice(0, 1, period.named);
}

/** The same day last week is told from today; beside another day it may be that day's. */
export function refuseSameDay(draft: Draft, item: Item | undefined): void {
  const others = draft.items.filter((each) => each !== item && periodOf(each) !== undefined);
  if (
    !/same (?:day|date)/i.test(item?.text ?? '') ||
    others.every((each) => periodOf(each)?.named === 'today')
  )
    return;
  throw new Unread(`Of which day "${item?.text}" is meant is not clear.`, { fix: 'Write the date.' });
}

export function periodsIn(draft: Draft): number {
  return draft.items.filter((item) => periodOf(item) !== undefined).length;
}

export function compareWith(draft: Draft, item: Item | undefined): void {
  refuseSameDay(draft, item);
  // After "last month compared with" the previous month is the one before that.
  const period = senseOf(item, 'rest') === undefined ? periodOf(item) : undefined;
  if (period !== undefined) {
    if (period.first === undefined || period.last === undefined)
      throw new Unread(`"${item?.text}" has no first and last day to compare with.`, {
        fix: 'Name a period that ends, e.g. 2025.',
      });
    draft.compare.push(period.named);
    draft.asides.push(period);
  } else
    draft.compare.push(senseOf(item, 'same') === undefined ? 'previous_period' : 'same_period_last_year');
}
