import { type Calibration, drawsCounts } from './calibration.js';
import { coherent } from './coherent.js';
import { combine } from './combine.js';
import type { Draft } from './draft.js';
import { type Judged, judge } from './judge.js';
import { scoreBacktest } from './score.js';
import { CountSpread } from './spread/counts.js';
import { levelShare } from './spread/level.js';
import { RegularSpread } from './spread/regular.js';
import { SHARES } from './spread/shares.js';
import { SHORT_HISTORY } from './spread/short-history.js';
import type { Backtest, Forecast } from './types.js';

/** Makes a forecast of a draft under what a group teaches: weighs the members, lays intervals about them and scores both. */
export function finish(draft: Draft, calibration: Calibration): Forecast {
  const { experience, regular, counts } = calibration;
  const one = judge(combine(draft, experience));
  const drawn = drawsCounts(one);
  const spreadOf = drawn ? one.tried : one;
  const distribution = drawn ? new CountSpread(spreadOf, counts) : new RegularSpread(spreadOf, regular);
  const { growth: drift } = distribution;
  const level = levelShare(spreadOf, drift, (drawn ? counts : regular).level);
  const { demand, adi, cv2 } = draft.classified;
  const { lost, weights } = one;
  const backtest = scoreBacktest(one, distribution);
  return coherent(
    {
      kind: 'forecast',
      id: draft.id,
      point: one.ahead,
      interval80: distribution.interval(0.8),
      interval95: distribution.interval(0.95),
      spread: { shares: SHARES, table: distribution.table(), unit: draft.unit, level, drift },
      method: lost ? 'seasonal_naive' : draft.constant ? 'constant' : 'combination',
      weights: lost ? {} : Object.fromEntries(draft.members.map((name, m) => [name, weights[m] ?? 0])),
      reasons: reasonsFor(one, backtest),
      observed: draft.observed,
      demand,
      adi,
      cv2,
      effects: draft.effects,
      backtest,
    },
    draft.horizon,
  );
}

function reasonsFor({ draft, lost }: Judged, backtest: Backtest | undefined): string[] {
  const { demand, adi } = draft.classified;
  const reasons = [...draft.reasons];
  if (draft.constant) reasons.push('Every observed step is the same.');
  if (lost) {
    const figures = `${shown(backtest?.combination.rmsse)} against ${shown(backtest?.naive.rmsse)}`;
    reasons.push(
      `The combination of methods lost to the seasonal naive method in the backtest (RMSSE ${figures}), which is used instead.`,
    );
  } else if (draft.route === 'counts') {
    reasons.push(
      `Demand is ${demand}: a sale every ${adi.toFixed(1)} steps, so levels are smoothed and counts drawn.`,
    );
  } else
    reasons.push(`Demand is ${demand}: methods with trend and season are combined by their past errors.`);
  if (draft.origins === 0)
    reasons.push('The history is too short for a backtest; the intervals rest on its steps.');
  if (draft.observed < SHORT_HISTORY)
    reasons.push(`The history is short, ${draft.observed} observed steps: the intervals are widened.`);
  return reasons;
}

function shown(figure: number | undefined): string {
  return figure === undefined ? 'unknown' : figure.toFixed(2);
}
