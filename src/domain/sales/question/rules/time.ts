import { Temporal } from 'temporal-polyfill';
import type { Draft } from '../draft.js';
import { pattern } from '../match.js';
import { type AskedPeriod, type Item, senseOf, THINGS } from '../senses.js';
import { Unread } from '../unread.js';
import { compareWith, laterFirst, periodsIn, readCompared, refuseSameDay, sameDays } from './beside.js';
import { readGrain, setGrain } from './cuts.js';
import { readDated } from './dated.js';
import { periodOf, setPeriod } from './period.js';
import { readBoth, readLengthBefore } from './two-periods.js';

const BESIDE = pattern('beside');
const VERSUS = pattern('versus prep:in|of? other:period|same|rest');
const BEHIND = pattern('other:period behind');
const OVER_BEFORE = pattern('growth of|in|from|to|versus|than other:period|rest');
const OVER = pattern('in other:period');
const BARE_SAME = pattern('same');
const BARE_REST = pattern('rest');
const PERIOD = pattern('prep:in|of|from|to|by? period');
const NAMED_UNIT = pattern('grain of? period');
const CHANGED_BY = pattern('growth by? comparison');
const CHANGED = pattern('growth');
const REPEATED = pattern('first:grain by second:grain');
const RISING = /gr[eo]w|increas|r[io]se|up|badh|gain|surg|jump/i;
const FALLING = /declin|f[ae]ll|drop|decreas|down|dip|ghat|shr[aiu]nk|slump/i;
const WHY = pattern('why');
/** Says of another period only that it has not ended. */
export const SO_FAR =
  /^(?:so far|till now|until now|up to now|abhi tak|ab tak|(?:till|to) date|up ?to (?:today|date|now)|(?:till|until) today|aaj tak)$/i;
const SAME = pattern('first:thing by second:thing');
const SEPARATELY = pattern('separately');
const LEADING = pattern('versus');

/** Periods, comparisons of periods, and how time is cut. */
export function readTime(draft: Draft): void {
  const besides = draft.items.filter((item) => senseOf(item, 'beside') !== undefined);
  readLengthBefore(draft);
  readCompared(draft, besides.length);
  draft.each(VERSUS, (match) => {
    // "Compare March with April": the first of two is what is asked about.
    const other = match.one('other');
    if (periodOf(other) !== undefined && (besides.length > 0 || periodsIn(draft) < 2)) return false;
    compareWith(draft, other);
  });
  draft.each(BEHIND, (match) => compareWith(draft, match.one('other')));
  draft.each(OVER_BEFORE, (match) => {
    const unit = /(?:previous|last|prior|preceding|pichhle|pichle)\s+(\w+)$/i.exec(
      match.one('other')?.text ?? '',
    )?.[1];
    const cut = draft.items.find(
      (item) => senseOf(item, 'periodic') !== undefined || senseOf(item, 'grain') !== undefined,
    );
    const grain = senseOf(cut, 'periodic')?.grain ?? senseOf(cut, 'grain')?.grain;
    if (unit === undefined || grain === undefined || unit !== grain) return false;
    draft.compare.push('previous_bucket');
  });
  // "The growth of this month over last month".
  draft.each(OVER, (match) => {
    const grown = draft.items.some((item) => senseOf(item, 'growth') !== undefined);
    if (!/^over$/i.test(match.items[0]?.text ?? '') || !grown || periodsIn(draft) !== 2) return false;
    compareWith(draft, match.one('other'));
  });
  draft.each(REPEATED, (match) => {
    const [first, second] = [senseOf(match.one('first'), 'grain'), senseOf(match.one('second'), 'grain')];
    if (first?.grain !== second?.grain) return false;
    setGrain(draft, first?.grain);
  });
  // "Category by category".
  draft.each(SAME, (match) => {
    const [first, second] = [senseOf(match.one('first'), 'thing'), senseOf(match.one('second'), 'thing')];
    if (first === undefined || first.thing !== second?.thing) return false;
    draft.groups.push(THINGS[first.thing].dimension);
  });
  draft.each(BESIDE, (match) => {
    const period = senseOf(match.items[0], 'beside')?.period;
    if (period === undefined) return false;
    refuseSameDay(draft, match.items[0]);
    if (period.grain !== undefined && draft.grain === undefined) draft.grain = period.grain;
    draft.compare.push(period.named);
    draft.asides.push(period);
    note(draft, period);
  });
  readDated(draft);
  readGrain(draft);
  readBoth(draft, draft.question);
  readPeriod(draft);
  // Beside last month the month before is the one before that.
  if (draft.grain === 'hour' && (draft.period === undefined || draft.period.first !== draft.period.last)) {
    draft.grain = undefined;
    draft.groups.push('hour_of_day');
  }
  const again = draft.compare.indexOf(draft.period?.named ?? '');
  if (again >= 0 && /^\d/.test(draft.period?.named ?? ''))
    throw new Unread('Both periods are the same one.', { fix: 'Write the year of each: "Diwali 2025".' });
  if (again >= 0) draft.compare.splice(again, 1, 'previous_period');
  laterFirst(draft, besides[0]);
  sameDays(draft);
  readChange(draft);
  draft.each(SEPARATELY, () => {
    draft.comparing = draft.compare.length === 0;
  });
  draft.each(LEADING, (match) => {
    // "This versus that" is read with the names on both sides.
    if (!/^compar/i.test(match.items[0]?.text ?? '')) return false;
    draft.comparing = draft.compare.length === 0;
  });
}

function note(draft: Draft, period: AskedPeriod): void {
  if (period.note !== undefined) draft.taken.push(period.note);
}

function readPeriod(draft: Draft): void {
  draft.each(NAMED_UNIT, (match) => {
    const [grain] = match.items;
    const period = periodOf(match.one('period'));
    if (grain === undefined || senseOf(grain, 'grain')?.plural !== false || !isOne(grain, period))
      return false;
    draft.claim([grain]);
    return false;
  });
  // "In 2026 so far": a period that has not ended is of what there is of it.
  const named = draft.items.filter((item) => periodOf(item) !== undefined);
  const soFar = named.find(({ text }) => SO_FAR.test(text));
  const whole = named.find((item) => item !== soFar);
  if (soFar !== undefined && (periodOf(whole)?.last ?? '') >= draft.today) draft.claim([soFar]);
  draft.each(PERIOD, (match) => {
    const period = periodOf(match.one('period'));
    const prep = match.one('prep')?.text ?? '';
    if (/^(?:by|to|into|across|among)$/i.test(prep))
      throw new Unread(`Whether "${prep} ${match.one('period')?.text}" is in it or up to it is not clear.`, {
        fix: 'Write "in", "until" or "since".',
        soFar: draft.request(),
      });
    if (period !== undefined && isSame(draft.period, period)) return;
    // A number alone may be no year where it follows a rank.
    if (draft.period !== undefined) {
      const words = match.one('period')?.text ?? '';
      throw new Unread(`The question names two periods; "${words}" is the second.`, {
        fix: 'Ask about one period, or say which is to be compared with which: "1997 compared with 1996".',
        soFar: draft.request(),
      });
    }
    setPeriod(draft, soFar === undefined ? period : upToNow(draft, period));
    if (period !== undefined) note(draft, period);
  });
}

/** "1998 so far, compared with the year before": beside a part of it there is a part of the other. */
function upToNow({ today, compare }: Draft, period: AskedPeriod | undefined): AskedPeriod | undefined {
  if (period?.first === undefined || compare.length === 0 || (period.last ?? '') <= today) return period;
  const unit = /^this_(month|year|fiscal_year)$/.exec(period.named)?.[1];
  if (unit !== undefined && compare.join() === `last_${unit}`) {
    compare.splice(0, 1, unit === 'month' ? 'previous_period' : 'same_period_last_year');
    return { ...period, named: `${unit}_to_date`, last: today };
  }
  return { ...period, named: `${period.first}..${today}`, last: today };
}

/** "Last quarter I mean, July to September": the same time said twice. */
function isSame(one: AskedPeriod | undefined, other: AskedPeriod): boolean {
  return one?.first !== undefined && one.first === other.first && one.last === other.last;
}

/** Most days that a period named by a unit has: the quarter July to September. */
const LONGEST_UNIT: Readonly<Record<string, number>> = { day: 1, week: 7, month: 31, quarter: 92, year: 366 };

function isOne(item: Item, period: AskedPeriod | undefined): boolean {
  const unit = senseOf(item, 'grain')?.grain.replace('fiscal_', '') ?? '';
  const most = LONGEST_UNIT[unit];
  if (most === undefined || period?.first === undefined || period.last === undefined) return false;
  const days = Temporal.PlainDate.from(period.first).until(period.last).days + 1;
  return days <= most && days > most * 0.8;
}

function readChange(draft: Draft): void {
  const why = draft.items.find((item) => senseOf(item, 'why') !== undefined);
  const change = draft.items.find((item) => senseOf(item, 'growth') !== undefined);
  const changed = change !== undefined;
  draft.grown = changed;
  // "Who spent less than last month".
  const way = draft.items.find(
    (item) => senseOf(item, 'more') !== undefined || senseOf(item, 'fewer') !== undefined,
  );
  if (!changed && way !== undefined && draft.compare.length === 1) {
    draft.change = senseOf(way, 'more') === undefined ? 'down' : 'up';
    draft.claim([way]);
  }
  if (changed)
    draft.change = FALLING.test(change.text) ? 'down' : RISING.test(change.text) ? 'up' : undefined;
  draft.each(BARE_SAME, (match) => compareWith(draft, match.items[0]));
  draft.each(BARE_REST, (match) => compareWith(draft, match.items[0]));
  if (
    draft.period === undefined &&
    draft.grain === undefined &&
    draft.compare.join() === 'same_period_last_year'
  ) {
    if (!changed && draft.all.some(({ text }) => /^(?:the )?(?:same|this) time/i.test(text)))
      throw new Unread('Which period of last year is meant is not said.', {
        fix: 'Name it, e.g. "November 2025".',
      });
    draft.grain = 'year';
    draft.compare.splice(0, 1, 'previous_bucket');
  }
  if (changed && draft.compare.length === 0) {
    if (draft.grain !== undefined) draft.compare.push('previous_bucket');
    else if (draft.period?.ends !== undefined) {
      const [from, to] = draft.period.ends;
      draft.compare.push(from.named);
      draft.asides.push(from);
      draft.period = to;
    } else if (draft.period === undefined)
      throw new Unread('A change is asked for, and not between which periods.', {
        fix: 'Name them: "sales in March 2026 compared with February 2026".',
        soFar: draft.request(),
      });
    else {
      draft.compare.push('previous_period');
      draft.taken.push('The change is against the period before, of the same length.');
    }
  }
  if (draft.period?.unclear !== undefined) throw new Unread(draft.period.unclear, { soFar: draft.request() });
  draft.each(CHANGED_BY, (match) => {
    draft.changedBy = senseOf(match.one('comparison'), 'comparison')?.comparison;
  });
  draft.each(CHANGED, () => undefined);
  if (why === undefined) return;
  if (draft.compare.length === 0)
    throw new Unread('Why something is so is told for a change between two periods only.', {
      fix: 'Ask e.g. "why did sales change in March 2026 compared with February 2026".',
      soFar: draft.request(),
    });
  draft.add.push('drivers');
  draft.each(WHY, () => undefined);
}
