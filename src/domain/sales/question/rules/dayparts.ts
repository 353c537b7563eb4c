import type { Draft } from '../draft.js';
import { pattern } from '../match.js';
import { senseOf } from '../senses.js';

const HOURS = pattern('in? daypart? in? hours daypart?');
const MORNING = pattern('in? daypart');

/** Hours of the day, by the clock or by a name that they or custom explain. */
export function readDayparts(draft: Draft): void {
  draft.each(HOURS, (match) => {
    const hours = senseOf(match.one('hours'), 'hours');
    if (hours === undefined) return false;
    const values = [String(hours.from), String(hours.to)];
    draft.addFilter({ member: 'hour_of_day', op: 'between', values });
  });
  draft.each(MORNING, (match) => {
    // "Evening sales (6pm to 9pm)": what is in brackets says what is meant.
    const said = draft.filters.find(({ member, op }) => member === 'hour_of_day' && op === 'between');
    if (said !== undefined) return isWithin(match.one('daypart')?.text ?? '', Number(said.values?.[0]));
    if (!/morning|subah/i.test(match.one('daypart')?.text ?? '')) return false;
    draft.addFilter({ member: 'hour_of_day', op: 'at_most', values: ['11'] });
    draft.taken.push('The morning is taken to end at noon.');
  });
}

/** Whether hours from one on may be called so. */
function isWithin(daypart: string, from: number): boolean {
  const [least, most] = PARTS.find(([word]) => word.test(daypart))?.[1] ?? [24, 0];
  return from >= least && from <= most;
}

const PARTS: readonly (readonly [RegExp, readonly [least: number, most: number]])[] = [
  [/morning|subah/i, [0, 11]],
  [/noon|dopahar/i, [11, 16]],
  [/evening|shaa?m/i, [15, 21]],
  [/night|raat/i, [18, 23]],
];
