import { minimiseOnLine } from '../numeric/golden-section.js';

export interface SesFit {
  /** Smoothing parameter, from 0.0001 to 0.9999. */
  readonly alpha: number;
  /** Level before the first observation. */
  readonly initial: number;
  /** Level after the last one: the forecast. */
  readonly level: number;
}

/**
 * Simple exponential smoothing (Brown 1956), both parameters by least squares of the one-step errors. For a given
 * alpha the errors are linear in the initial level, which therefore has a closed form. Gaps leave the level as it is.
 */
export function fitSes(y: Float64Array): SesFit {
  const alpha = minimiseOnLine((a) => run(y, a).loss, 1e-4, 0.9999, { grid: 12, steps: 22 });
  const { initial, level } = run(y, alpha);
  return { alpha, initial, level };
}

function run(y: Float64Array, alpha: number): { loss: number; initial: number; level: number } {
  // The level is `known + decay * initial` throughout.
  let known = 0;
  let decay = 1;
  let [squares, cross, decays] = [0, 0, 0];
  for (let t = 0; t < y.length; t += 1) {
    const value = y[t] ?? 0;
    if (Number.isNaN(value)) continue;
    const error = value - known;
    squares += error * error;
    cross += error * decay;
    decays += decay * decay;
    known += alpha * error;
    decay *= 1 - alpha;
  }
  const initial = decays > 0 ? cross / decays : 0;
  return { loss: squares - cross * initial, initial, level: known + decay * initial };
}
