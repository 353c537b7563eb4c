import type { Route } from '../draft.js';
import { CountMethods } from './counts.js';
import type { Memory } from './regular.js';
import { dampedOf, etsOf, mstlOf, optimisedThetaOf, startedEtsOf, yearlyThetaOf } from './regular.js';
import type { View } from './view.js';

/** A method that takes part in a combination. */
export interface Member {
  readonly name: string;
  /** @param last whether this is the end of the history, where a model may be chosen anew */
  readonly forecast: (view: View, memory: Memory, last: boolean) => Float64Array;
}

/** Loess decomposition is for coarser grains: of thousands of daily histories it asks too much time. */
const DAYS_IN_WEEK = 7;
/** Seasons of a yearly decomposition: older ones say little. */
const YEARS = 10;

const ETS: Member = { name: 'ets', forecast: etsOf };
const STARTED_ETS: Member = { name: 'ets_started', forecast: startedEtsOf };
const THETA: Member = { name: 'theta', forecast: (view, memory) => optimisedThetaOf(view, memory) };
const DAMPED: Member = { name: 'damped', forecast: dampedOf };
/** Smooths the level; all that a constant history needs. */
export const LEVEL: Member = {
  name: 'ses',
  forecast: ({ y, period, horizon }) => new CountMethods(y, period, horizon).ses(),
};
const TSB: Member = {
  name: 'tsb',
  forecast: ({ y, period, horizon }) => new CountMethods(y, period, horizon).tsb(),
};
const AVERAGE: Member = {
  name: 'moving_average',
  forecast: ({ y, period, horizon }) => new CountMethods(y, period, horizon).movingAverage(),
};

/** Which methods are combined, by the class of demand, the season and the length of the history. */
export function membersFor(
  route: Route,
  length: number,
  period: number,
  yearly: number,
  signed: boolean,
): Member[] {
  if (route === 'counts') return [LEVEL, TSB, AVERAGE];
  const members = [ETS, THETA];
  if (period > 1 && period !== DAYS_IN_WEEK) members.push(STARTED_ETS, mstlWith(period));
  else {
    members.push(DAMPED);
    if (period > 1 && !signed) members.push(LEVEL);
  }
  if (yearly > period && length >= 2 * yearly + Math.ceil(yearly / 4)) {
    members.push({
      name: 'theta_yearly',
      forecast: (view, memory) => yearlyThetaOf(view, memory, yearly),
    });
    if (period === 1) members.push(mstlWith(yearly, 'mstl_yearly'));
  }
  return members;
}

function mstlWith(period: number, name = 'mstl'): Member {
  return {
    name,
    forecast: (view, memory) =>
      mstlOf(view.last(YEARS * period), period) ?? optimisedThetaOf(view, memory, period),
  };
}
