import type { Draft } from '../draft.js';
import { type AskedPeriod, type Item, senseOf } from '../senses.js';
import { Unread } from '../unread.js';

/** Takes the one period that is asked about. */
export function setPeriod(draft: Draft, period: AskedPeriod | undefined): void {
  if (draft.period !== undefined)
    throw new Unread('The question names more than one period.', {
      fix: 'Ask about one period, or say which is to be compared with which.',
    });
  draft.period = period;
}

/** The period an item means; an item may mean a number as well. */
export function periodOf(item: Item | undefined): AskedPeriod | undefined {
  return senseOf(item, 'period')?.period;
}
