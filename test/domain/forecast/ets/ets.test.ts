import { describe, expect, it } from 'vitest';
import { forecastEts, runEts } from '../../../../src/domain/forecast/ets/filter.js';
import { forecastFit } from '../../../../src/domain/forecast/ets/fit.js';
import type { EtsModel, EtsState } from '../../../../src/domain/forecast/ets/model.js';
import { nameOf, parameterCount } from '../../../../src/domain/forecast/ets/model.js';
import { chooseEts, fitFrom } from '../../../../src/domain/forecast/ets/select.js';

/** Six years of quarters, made up for this test. */
const QUARTERS = Float64Array.of(
  ...[52, 61, 70, 58, 55, 66, 74, 60, 59, 70, 81, 66, 63, 73, 84, 70, 66, 79, 90, 74, 71, 83, 95, 79],
);

/**
 * `ets(ts(q, frequency = 4), model, damped)` and `forecast(f, h = 4)$mean` of R 4.2.2 with forecast 8.20. R names the
 * states of the season backwards: s0 is that of the step before the first, here the fourth quarter.
 */
const OF_R = [
  {
    model: { error: 'A', trend: 'N', seasonal: 'N', period: 1 },
    parameters: { alpha: 0.2870957402163, beta: 0, gamma: 0, phi: 1 },
    start: { level: 60.210402017946, trend: 0, season: [0] },
    loglik: -91.269585042,
    aicc: 189.7391701,
    ahead: [81.42909391, 81.42909391, 81.42909391, 81.42909391],
  },
  {
    model: { error: 'A', trend: 'Ad', seasonal: 'A', period: 4 },
    parameters: {
      alpha: 0.149702496808,
      beta: 0.0810223873867,
      gamma: 0.0005560409837,
      phi: 0.9799792104832,
    },
    start: {
      level: 58.204758972568,
      trend: 1.0381486207197,
      season: seasonOf(-4.6036029878916, 10.879699640605, 1.9601983783261, 0),
    },
    loglik: -42.3575233513,
    aicc: 121.6381236,
    ahead: [76.5232746, 87.90110655, 97.98047611, 83.63213348],
  },
  {
    model: { error: 'M', trend: 'A', seasonal: 'M', period: 4 },
    parameters: {
      alpha: 0.0749143030491,
      beta: 0.0001000000688,
      gamma: 0.000100738836,
      phi: 1,
    },
    start: {
      level: 57.874732356363,
      trend: 1.0490978153315,
      season: seasonOf(0.9384014788672, 1.1546743118505, 1.0245171807815, 4),
    },
    loglik: -31.0927922153,
    aicc: 93.04272729,
    ahead: [74.1633407, 87.18205757, 99.46913116, 81.82270443],
  },
  {
    model: { error: 'M', trend: 'A', seasonal: 'N', period: 1 },
    parameters: { alpha: 0.0001001828668, beta: 0.0001000075083, gamma: 0, phi: 1 },
    start: { level: 56.541100361176, trend: 1.1391891670468, season: [0] },
    loglik: -85.7332720182,
    aicc: 184.7998774,
    ahead: [85.02072747, 86.15994167, 87.29915587, 88.43837008],
  },
] satisfies readonly Golden[];

interface Golden {
  readonly model: EtsModel;
  readonly parameters: { alpha: number; beta: number; gamma: number; phi: number };
  readonly start: { level: number; trend: number; season: number[] };
  readonly loglik: number;
  readonly aicc: number;
  readonly ahead: number[];
}

/** The seasons in the order of the steps, the first from what all add up to. */
function seasonOf(s0: number, s1: number, s2: number, sum: number): number[] {
  return [sum - s0 - s1 - s2, s2, s1, s0];
}

function stateOf({ level, trend, season }: Golden['start']): EtsState {
  return { level, trend, season: Float64Array.from(season) };
}

describe('the likelihood of an exponential smoothing model', () => {
  it.each(OF_R.map((golden) => [nameOf(golden.model), golden] as const))(
    'is that of R for %s',
    (_, golden) => {
      const { model, parameters, start, loglik, aicc, ahead } = golden;
      const state = stateOf(start);
      const lik = runEts(QUARTERS, model, parameters, state);
      expect(-0.5 * lik).toBeCloseTo(loglik, 6);
      const k = parameterCount(model);
      expect(lik + 2 * k + (2 * k * (k + 1)) / (24 - k - 1)).toBeCloseTo(aicc, 5);
      const forecast = forecastEts(model, parameters, state, 24, 4);
      ahead.forEach((value, j) => {
        expect(forecast[j]).toBeCloseTo(value, 5);
      });
    },
  );

  it('is infinite where a multiplicative model forecasts nothing', () => {
    const model: EtsModel = { error: 'M', trend: 'N', seasonal: 'N', period: 1 };
    const state = { level: 0, trend: 0, season: new Float64Array(1) };
    const parameters = { alpha: 0.1, beta: 0, gamma: 0, phi: 1 };
    expect(runEts(QUARTERS, model, parameters, state)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('a fit', () => {
  it.each(OF_R.map((golden) => [nameOf(golden.model), golden] as const))(
    'comes near the optimum that R finds for %s',
    (_, { model, aicc }) => {
      const fit = fitFrom(QUARTERS, QUARTERS, model, { evaluations: 400, estimateInitial: true });
      // R estimates every state of the season; the heuristic start costs a little likelihood.
      expect(fit.aicc).toBeLessThan(aicc + 9);
    },
  );

  it('chooses the multiplicative season that these quarters have', () => {
    const choice = {
      period: 4,
      multiplicative: true,
      evaluations: 250,
      estimateInitial: true,
      thorough: true,
    };
    const fit = chooseEts(QUARTERS, choice);
    expect(fit.model.seasonal).toBe('M');
    expect(fit.model.trend).not.toBe('N');
    const [first = 0, , third = 0] = forecastFit(fit, 24, 4);
    expect(first).toBeCloseTo(75, -1);
    expect(third).toBeCloseTo(99.5, -1);
  });

  it('learns nothing from what was not observed', () => {
    const model: EtsModel = { error: 'A', trend: 'N', seasonal: 'N', period: 1 };
    const parameters = { alpha: 0.4, beta: 0, gamma: 0, phi: 1 };
    const run = (values: number[]) => {
      const state = { level: 10, trend: 0, season: new Float64Array(1) };
      return [runEts(Float64Array.from(values), model, parameters, state), state.level];
    };
    expect(run([12, Number.NaN, Number.NaN, 9, 11])).toEqual(run([12, 9, 11]));
  });
});
