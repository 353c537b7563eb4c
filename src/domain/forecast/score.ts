import type { Judged } from './judge.js';
import { M5_QUANTILES, pinball } from './metrics.js';
import type { Distribution } from './spread/reading.js';
import type { Accuracy, Backtest } from './types.js';

/** Scores what is used, and the combination if that is not it, at the rolling origins beside the seasonal naive method. */
export function scoreBacktest(
  { draft, back, tried }: Judged,
  distribution: Distribution,
): Backtest | undefined {
  let [steps, in80, in95, loss] = [0, 0, 0, 0];
  distribution.backtest((reading, truth) => {
    steps += 1;
    const [low80, high80] = reading.interval(0.8);
    const [low95, high95] = reading.interval(0.95);
    if (truth >= low80 && truth <= high80) in80 += 1;
    if (truth >= low95 && truth <= high95) in95 += 1;
    for (const share of M5_QUANTILES)
      loss += pinball(truth, reading.quantile(share), share) / M5_QUANTILES.length;
  });
  if (steps === 0) return undefined;
  const accuracy = (forecast: Float64Array) => accuracyOf(forecast, draft.truth, draft.squaredScale);
  return {
    ...accuracy(back),
    origins: draft.origins,
    steps,
    coverage80: in80 / steps,
    coverage95: in95 / steps,
    pinball: loss / steps / (draft.absoluteScale || 1),
    naive: accuracy(draft.naiveBack),
    combination: accuracy(tried.back),
  };
}
function accuracyOf(forecast: Float64Array, truth: Float64Array, squaredScale: number): Accuracy {
  let [absolute, squares, signed, demand, count] = [0, 0, 0, 0, 0];
  for (let at = 0; at < truth.length; at += 1) {
    const actual = truth[at] ?? 0;
    if (Number.isNaN(actual)) continue;
    const error = (forecast[at] ?? 0) - actual;
    absolute += Math.abs(error);
    squares += error * error;
    signed += error;
    demand += Math.abs(actual);
    count += 1;
  }
  return {
    wape: demand > 0 ? absolute / demand : undefined,
    rmsse: Math.sqrt(squares / Math.max(1, count) / (squaredScale || 1)),
    bias: demand > 0 ? signed / demand : undefined,
  };
}

/** Whether the combination of methods did better than the naive method in the backtest, by its root mean squared error. */
export function beatsNaive({ combination, naive }: Backtest): boolean {
  return combination.rmsse < naive.rmsse;
}
