import type { Combined } from '../combine.js';
import { medianOf } from '../numeric/series.js';
import { shortWidening } from './short-history.js';

/** Growth of the error variance a step ahead, over that of the first step: the choices. */
const GROWTHS = [0, 0.01, 0.03, 0.07, 0.15, 0.3, 0.6, 1, 2, 4];
/** Power of the forecast that the variance follows: none, as of counts, as of percentages. */
const POWERS = [0, 1, 2];
const SHAPES = POWERS.flatMap((power) => GROWTHS.map((growth) => ({ growth, power })));
/** Weight of the group's mean log likelihood of a shape beside the series' own. */
const GROUP_WEIGHT = 1;
/** Origins of backtest that the prior scale is worth. */
const PRIOR_ORIGINS = 1.5;
/** Forecasts below the one share of their mean, or above the other, count as that share. */
const LEAST_SHARE = 0.05;
const MOST_SHARE = 8;
/** Without any backtest a normal random walk is assumed: its mean absolute step is 0.8 of its deviation. */
const NORMAL_RATIO = Math.PI / 2;

/** Errors of one series: a variance for each step, and how it is made up. */
export interface Scale {
  /** The variance of step j grows as `1 + growth * j`, j from 0. */
  readonly growth: number;
  /** Variance of the error of each step ahead. */
  readonly ahead: Float64Array;
  /** Of each origin and step of the backtest, as the other origins and the prior tell it. */
  readonly back: Float64Array;
}

/** What a group tells of its series' errors. */
export interface ScaleLore {
  /** Mean log likelihood of each shape. */
  readonly shapes: readonly number[];
  /** Usual variance of the errors over the squared noise of the history. */
  readonly ratio: number;
}

export function scaleLore(group: readonly Combined[]): ScaleLore {
  const likelihoods = group.map(shapeLikelihoods);
  const shapes = SHAPES.map(
    (_, s) => likelihoods.reduce((sum, row) => sum + (row[s] ?? 0), 0) / Math.max(1, likelihoods.length),
  );
  const logs = group.flatMap((one, i) => {
    const own = meanOver(squaresByOrigin(one, shapeBy(likelihoods[i] ?? [], shapes)), -1);
    const { noise } = one.draft;
    return own > 0 && noise > 0 ? [Math.log(own / noise ** 2)] : [];
  });
  return { shapes, ratio: logs.length > 0 ? Math.exp(medianOf(logs)) : NORMAL_RATIO };
}

/** The scale of a series' errors, drawn a little to what a group shows. */
export function scaleOf(one: Combined, { shapes, ratio }: ScaleLore): Scale {
  const { draft } = one;
  const { growth, power } = shapeBy(shapeLikelihoods(one), shapes);
  const rows = squaresByOrigin(one, { growth, power });
  const prior = ratio * draft.noise ** 2;
  const drawn = (without: number) => {
    const trials = rows.filter(({ count }, k) => k !== without && count > 0).length;
    const own = trials > 0 ? meanOver(rows, without) : 0;
    if (!(prior > 0)) return own;
    return (trials * own + PRIOR_ORIGINS * prior) / (trials + PRIOR_ORIGINS);
  };
  const usual = usualOf(one);
  const variance = drawn(-1) * shortWidening(draft.observed);
  const without = rows.map((_, k) => drawn(k));
  return {
    growth,
    ahead: one.ahead.map((f, j) => variance * (1 + growth * j) * shareOf(f, usual) ** power),
    back: one.back.map(
      (f, at) =>
        (without[Math.floor(at / draft.tested)] ?? 0) *
        (1 + growth * (at % draft.tested)) *
        shareOf(f, usual) ** power,
    ),
  };
}

/** The likeliest shape, by the series' own errors and the group's. */
function shapeBy(own: readonly number[], common: readonly number[]): Shape {
  let best = 0;
  const at = (s: number) => (own[s] ?? 0) + GROUP_WEIGHT * (common[s] ?? 0);
  for (let s = 1; s < SHAPES.length; s += 1) if (at(s) > at(best)) best = s;
  return SHAPES[best] ?? { growth: 0, power: 0 };
}

interface Shape {
  readonly growth: number;
  readonly power: number;
}

interface Squares {
  sum: number;
  count: number;
}

/** Mean of what was forecast at the origins, against which a forecast's size is measured. */
function usualOf({ draft, back, ahead }: Combined): number {
  const of = back.length > 0 ? back : ahead.subarray(0, draft.tested);
  let sum = 0;
  for (const value of of) sum += value;
  return sum / of.length;
}

function shareOf(forecast: number, usual: number): number {
  return usual > 0 ? Math.min(MOST_SHARE, Math.max(LEAST_SHARE, forecast / usual)) : 1;
}

function squaresByOrigin(one: Combined, { growth, power }: Shape): Squares[] {
  const { draft, back } = one;
  const { tested, origins, truth } = draft;
  const usual = usualOf(one);
  return Array.from({ length: origins }, (_, k) => {
    const row = { sum: 0, count: 0 };
    for (let j = 0; j < tested; j += 1) {
      const forecast = back[k * tested + j] ?? 0;
      const error = (truth[k * tested + j] ?? 0) - forecast;
      if (Number.isNaN(error)) continue;
      row.sum += (error * error) / ((1 + growth * j) * shareOf(forecast, usual) ** power);
      row.count += 1;
    }
    return row;
  });
}

function meanOver(rows: readonly Squares[], without: number): number {
  let [sum, count] = [0, 0];
  rows.forEach((row, k) => {
    if (k === without) return;
    sum += row.sum;
    count += row.count;
  });
  return count > 0 ? sum / count : Number.NaN;
}

/** Profile log likelihood of each shape, tempered: the errors of one origin hang together and count as one trial. */
function shapeLikelihoods(one: Combined): number[] {
  const { draft, back } = one;
  const { tested, origins, truth } = draft;
  const usual = usualOf(one);
  const squares = new Float64Array(tested * POWERS.length);
  let [sizes, count] = [0, 0];
  const counts = new Float64Array(tested);
  for (let at = 0; at < origins * tested; at += 1) {
    const forecast = back[at] ?? 0;
    const error = (truth[at] ?? 0) - forecast;
    if (Number.isNaN(error)) continue;
    const j = at % tested;
    const share = shareOf(forecast, usual);
    POWERS.forEach((power, p) => {
      squares[p * tested + j] = (squares[p * tested + j] ?? 0) + (error * error) / share ** power;
    });
    sizes += Math.log(share);
    counts[j] = (counts[j] ?? 0) + 1;
    count += 1;
  }
  if (count === 0) return SHAPES.map(() => 0);
  return SHAPES.map(({ growth, power }) => {
    const p = POWERS.indexOf(power);
    let [sum, logs] = [0, 0];
    for (let j = 0; j < tested; j += 1) {
      sum += (squares[p * tested + j] ?? 0) / (1 + growth * j);
      logs += (counts[j] ?? 0) * Math.log(1 + growth * j);
    }
    return sum > 0 ? -0.5 * origins * (Math.log(sum / count) + (logs + power * sizes) / count) : 0;
  });
}
