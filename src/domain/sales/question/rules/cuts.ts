import type { Draft } from '../draft.js';
import { pattern } from '../match.js';
import { type Item, senseOf } from '../senses.js';
import { Unread } from '../unread.js';
import { group } from './grouping.js';

const MIXED = pattern('by|each cut:grain|thing|dimension+');
const GRAINS = pattern('by|each grain');
const WISE = pattern('grain wise');
const COLUMN = pattern('list|with grain');
const PERIODIC = pattern('periodic');
const TREND = pattern('trend');
const MOVING = pattern('number? grain? moving');
const RUNNING = pattern('running');
const NONE: Item = { text: '', first: -1, last: -1, senses: [], apart: false };

/** How time is cut: by month, daily, a trend, a running total, a moving average. */
export function readGrain(draft: Draft): void {
  const use = (item: Item | undefined): void => setGrain(draft, senseOf(item, 'grain')?.grain);
  draft.each(MOVING, (match) => {
    const count = senseOf(match.one('number'), 'number')?.value;
    const grain = senseOf(match.one('grain'), 'grain')?.grain;
    if (count === undefined)
      throw new Unread('How long the moving average is is not said.', {
        fix: 'Say e.g. "3 month moving average of sales".',
      });
    draft.movingAverage = count;
    if (grain !== undefined) setGrain(draft, grain);
  });
  draft.each(MIXED, (match) => {
    const cuts = match.all('cut');
    const timed = cuts.some((item) => senseOf(item, 'grain') !== undefined);
    if (!timed || cuts.length < 2) return false;
    for (const item of cuts) if (senseOf(item, 'grain') === undefined) group(draft, item);
    for (const item of cuts) if (senseOf(item, 'grain') !== undefined) use(item);
  });
  draft.each(GRAINS, (match) => {
    const sense = senseOf(match.one('grain'), 'grain');
    if (sense?.plural === true && senseOf(match.items[0], 'by') === undefined) return false;
    use(match.one('grain'));
  });
  // "A table with month, sales and orders".
  draft.each(COLUMN, (match) => {
    const next = draft.items[draft.items.indexOf(match.items[1] ?? match.items[0] ?? NONE) + 1];
    if (next === undefined || !(next.apart || senseOf(next, 'and') !== undefined)) return false;
    if (senseOf(match.one('grain'), 'grain')?.plural === true) return false;
    // The date of each bill that is listed.
    const bills = draft.items.some((item) => senseOf(item, 'thing')?.thing === 'order');
    if (bills && /^date$/i.test(match.one('grain')?.text ?? '')) return false;
    use(match.one('grain'));
  });
  draft.each(WISE, (match) => use(match.one('grain')));
  draft.each(PERIODIC, (match) => {
    draft.periodic = true;
    setGrain(draft, senseOf(match.one('periodic'), 'periodic')?.grain);
  });
  draft.each(RUNNING, () => {
    draft.add.push('running_total');
    if (draft.grain === undefined) setGrainDefault(draft, 'a running total');
  });
  draft.each(TREND, (match) => {
    const how = /^how (?:did|has|have)$/i.test(match.items[0]?.text ?? '');
    // "How did sales change" asks for a change; "how did sales develop" for a course.
    if (
      how &&
      draft.items.some(
        (item) =>
          senseOf(item, 'growth') !== undefined ||
          (senseOf(item, 'trend') !== undefined && !match.items.includes(item)),
      )
    )
      return;
    if (draft.grain === undefined && !(how && draft.compare.length > 0)) setGrainDefault(draft, 'a trend');
  });
}

function setGrainDefault(draft: Draft, what: string): void {
  draft.grain = 'month';
  draft.taken.push(`No unit of time is named: ${what} is shown by month.`);
}

/** Takes the one unit that time is cut by. */
export function setGrain(draft: Draft, grain: Draft['grain']): void {
  if (draft.grain !== undefined && draft.grain !== grain)
    throw new Unread(`Time is to be cut both by ${draft.grain} and by ${grain}.`, {
      fix: 'Name one of them.',
    });
  draft.grain = grain;
}
