import { onHandOf, onOrderOf } from '../facts/facts.js';
import type { Action } from './action.js';
import { chased, type Supply } from './chasing.js';

/**
 * A count of what is on order too: a delivery that was not booked explains stock below zero, so that only what goes beyond
 * it is at stake.
 */
export function withUnbooked(action: Action, supply: Supply | undefined): Action {
  if (action.kind !== 'count' || supply === undefined) return action;
  const said = chased(action, supply)?.why.at(-1);
  if (said === undefined) return action;
  const short = Math.max(0, -(onHandOf(supply.product) ?? 0));
  const beyond = Math.max(0, short - onOrderOf(supply.product));
  return {
    ...action,
    ...(short === 0 || beyond === short
      ? {}
      : {
          stake: (action.stake * beyond) / short,
          arithmetic: `${action.arithmetic}, less what the delivery explains`,
        }),
    why: [
      ...action.why,
      `${said} It may have come without being booked: book it (adjust_stock purchase) first.`,
    ],
  };
}
