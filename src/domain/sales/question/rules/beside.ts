import { Temporal } from 'temporal-polyfill';
import { FEAST_NAMES, feastDay } from '../../../calendar/feasts.js';
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

/** What "last year" means beside the period that is asked about. */
export function sameDays(draft: Draft): void {
  asFarAsItHasCome(draft);
  ofPartOfYear(draft);
  ofFestival(draft);
}

/** "This year, than in the same months of last year": what there is of it. */
function asFarAsItHasCome(draft: Draft): void {
  const { period, compare, question, today } = draft;
  const unit = /^this_(month|year|fiscal_year)$/.exec(period?.named ?? '')?.[1];
  if (period === undefined || unit === undefined || compare.join() !== 'same_period_last_year') return;
  if (SAME_DAYS.test(question)) draft.period = { ...period, named: `${unit}_to_date`, last: today };
}
const SAME_DAYS = /\bsame (?:months|days|dates)\b/i;

/** "January to April, this year against last year": the same months of that year. */
function ofPartOfYear({ period, compare, grain, today, taken }: Draft): void {
  const at = compare.indexOf('last_year');
  if (at < 0 || period?.first === undefined || period.last === undefined || grain !== undefined) return;
  const days = Temporal.PlainDate.from(period.first).until(period.last).days + 1;
  if (days >= LEAST_YEAR || period.first.slice(0, 4) !== today.slice(0, 4)) return;
  compare.splice(at, 1, 'same_period_last_year');
  taken.push('The same days of last year are set beside it.');
}
const LEAST_YEAR = 360;

/** "Diwali, against last year": the festival of that year, whose day is another. */
function ofFestival({ all, period, compare }: Draft): void {
  const at = compare.indexOf('same_period_last_year');
  if (at < 0 || period?.first === undefined || period.first !== period.last) return;
  const said = all.find((item) => periodOf(item)?.first === period.first)?.text.toLowerCase() ?? '';
  const feast = [...FEAST_NAMES].find(([name]) => said.includes(name))?.[1];
  if (feast === undefined) return;
  const before = feastDay(feast, Number(period.first.slice(0, 4)) - 1);
  if (before === undefined)
    throw new Unread('The day of this festival in the year before is not known.', { fix: 'Write the date.' });
  compare.splice(at, 1, before);
}

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
