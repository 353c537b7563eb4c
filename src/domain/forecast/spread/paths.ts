import { setImmediate as nextTurn } from 'node:timers/promises';
import { invalid } from '../../errors.js';
import { randomFrom } from '../../random.js';
import { normalCdf, normalDensity, normalQuantile } from '../numeric/normal.js';
import { quantileOf } from '../numeric/series.js';
import type { Spread } from '../types.js';

export interface PathOptions {
  /** Steps from now, at most the horizon; all of them where nothing is said. */
  readonly steps?: number | undefined;
  /** Paths; 1000 where nothing is said. */
  readonly count?: number | undefined;
  /** The same seed gives the same paths. */
  readonly seed?: number | undefined;
}

const COUNT = 1000;
const MOST_CORRELATED = 0.98;

/**
 * The quantile of one step, between the kept ones by straight lines: over the probability for whole units, of which the
 * nearest is taken, else over the normal deviate of it.
 *
 * @param step from 0
 * @param share above 0 and below 1; beyond the outermost kept ones their line goes on
 */
export function quantileAt(spread: Spread, step: number, share: number): number {
  const { shares } = spread;
  let above = 1;
  while (above < shares.length - 1 && (shares[above] ?? 1) < share) above += 1;
  const deviates = [shares[above - 1] ?? 0, shares[above] ?? 1].map(normalQuantile);
  return between(spread, step, above, share, normalQuantile(share), deviates[0] ?? 0, deviates[1] ?? 0);
}

/** On the line through the kept quantiles `above - 1` and `above`, whose deviates are `a` and `b`. */
function between(
  { shares, table, unit }: Spread,
  step: number,
  above: number,
  share: number,
  z: number,
  a: number,
  b: number,
): number {
  const row = step * shares.length + above;
  const [low, high] = [table[row - 1] ?? 0, table[row] ?? 0];
  const [left, right] = [shares[above - 1] ?? 0, shares[above] ?? 1];
  const inside = unit > 0 && share >= left && share <= right;
  const value = low + (high - low) * (inside ? (share - left) / (right - left) : (z - a) / (b - a));
  return unit > 0 ? Math.max(0, unit * Math.round(value / unit)) : value;
}

/**
 * Equally likely futures. Each step has exactly the forecast's own distribution; the steps hang together by a normal
 * copula with one part common to all (the level that is not known) and one that walks (the level that changes), as far as
 * the errors of the backtest did.
 *
 * @returns row by path
 */
export function samplePaths(spread: Spread, options: PathOptions = {}): Float64Array {
  const { steps, count } = checked(spread, options);
  const paths = new Float64Array(count * steps);
  const draw = pathSource(spread, { ...options, steps, count });
  for (let p = 0; p < count; p += 1) draw(paths, p);
  return paths;
}

/** Amounts drawn between two turns of the event loop: some milliseconds of work. */
const A_TURN = 60_000;

/** {@link samplePaths}, other work between. */
export async function samplePathsInTurns(spread: Spread, options: PathOptions = {}): Promise<Float64Array> {
  const { steps, count } = checked(spread, options);
  const paths = new Float64Array(count * steps);
  const draw = pathSource(spread, { ...options, steps, count });
  const turn = Math.max(1, Math.floor(A_TURN / steps));
  for (let p = 0; p < count; p += 1) {
    if (p % turn === turn - 1) await nextTurn();
    draw(paths, p);
  }
  return paths;
}

/** Draws one path after the other into its row. */
function pathSource(
  spread: Spread,
  {
    steps,
    count,
    seed = 1,
  }: { readonly steps: number; readonly count: number; readonly seed?: number | undefined },
): (paths: Float64Array, p: number) => void {
  const { drift } = spread;
  const grid = quantileGrid(spread, steps);
  const level = Math.min(MOST_CORRELATED, spread.level / attenuation(grid.subarray(0, GRID)));
  const normal = normalSource(seed);
  const strata = strataOf(count);
  return (paths, p) => {
    // The common part is stratified over the paths: fewer of them do.
    const common = Math.sqrt(level) * (strata[p] ?? 0);
    let walk = 0;
    for (let j = 0; j < steps; j += 1) {
      if (j > 0) walk += Math.sqrt(drift) * normal();
      const own = Math.sqrt(1 - level) * normal();
      const z = (common + own + walk) / Math.sqrt(1 + drift * j);
      const place = Math.min(GRID - 1, Math.max(0, Math.round((z + FARTHEST) / GRID_STEP)));
      paths[p * steps + j] = grid[j * GRID + place] ?? 0;
    }
  };
}

/**
 * Quantiles of what is sold in all over the first `steps` steps: the demand of a lead time. From paths, for quantiles of
 * steps do not add up.
 */
export function cumulativeQuantiles(
  spread: Spread,
  shares: readonly number[],
  options: PathOptions = {},
): number[] {
  const sorted = cumulativeDemand(spread, options).sort();
  return shares.map((share) => quantileOf(sorted, share));
}

/** The sum of each path. */
export function cumulativeDemand(spread: Spread, options: PathOptions = {}): Float64Array {
  const { steps, count } = checked(spread, options);
  const paths = samplePaths(spread, options);
  return Float64Array.from({ length: count }, (_, p) => {
    let sum = 0;
    for (let j = 0; j < steps; j += 1) sum += paths[p * steps + j] ?? 0;
    return sum;
  });
}

/** Deviations from the middle to which a step's quantiles are laid out, and from one to the next. */
const FARTHEST = 4;
const GRID_STEP = 0.02;
const GRID = 2 * Math.round(FARTHEST / GRID_STEP) + 1;
const GRID_SHARES = Float64Array.from({ length: GRID }, (_, g) => normalCdf(g * GRID_STEP - FARTHEST));

/** Each step's quantiles at these deviates. */
function quantileGrid(spread: Spread, steps: number): Float64Array {
  const { shares } = spread;
  const deviates = shares.map(normalQuantile);
  const grid = new Float64Array(steps * GRID);
  for (let j = 0; j < steps; j += 1) {
    let above = 1;
    for (let g = 0; g < GRID; g += 1) {
      const share = GRID_SHARES[g] ?? 0.5;
      while (above < shares.length - 1 && (shares[above] ?? 1) < share) above += 1;
      const z = g * GRID_STEP - FARTHEST;
      grid[j * GRID + g] = between(
        spread,
        j,
        above,
        share,
        z,
        deviates[above - 1] ?? 0,
        deviates[above] ?? 0,
      );
    }
  }
  return grid;
}

/**
 * How much of a correlation between normals is left between the amounts they are turned into, for small correlations:
 * the squared correlation of an amount with its normal. Below 1 where most days sell nothing.
 */
function attenuation(first: Float64Array): number {
  let [sum, squares, cross, weights] = [0, 0, 0, 0];
  for (let g = 0; g < GRID; g += 1) {
    const z = g * GRID_STEP - FARTHEST;
    const weight = normalDensity(z);
    const value = first[g] ?? 0;
    weights += weight;
    sum += weight * value;
    squares += weight * value * value;
    cross += weight * value * z;
  }
  const mean = sum / weights;
  const variance = squares / weights - mean * mean;
  return variance > 0 ? Math.max(0.2, Math.min(1, (cross / weights) ** 2 / variance)) : 1;
}

let kept = new Float64Array(0);

/** The middles of so many equally likely parts of a standard normal; those of the last call are kept. */
function strataOf(count: number): Float64Array {
  if (kept.length !== count)
    kept = Float64Array.from({ length: count }, (_, p) => normalQuantile((p + 0.5) / count));
  return kept;
}

/** Seeded draws of a standard normal (Box and Muller 1958), in pairs. */
function normalSource(seed: number): () => number {
  const random = randomFrom(seed, 7);
  let spare: number | undefined;
  return () => {
    if (spare !== undefined) {
      const second = spare;
      spare = undefined;
      return second;
    }
    const radius = Math.sqrt(-2 * Math.log(1 - random.unit()));
    const angle = 2 * Math.PI * random.unit();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
}

function checked(spread: Spread, { steps, count = COUNT }: PathOptions): { steps: number; count: number } {
  const horizon = spread.table.length / spread.shares.length;
  const wanted = steps ?? horizon;
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > horizon) {
    throw invalid('steps', `The forecast reaches ${horizon} steps; ${wanted} cannot be summed.`, {
      fix: 'Forecast a horizon that covers the lead time.',
    });
  }
  if (!Number.isInteger(count) || count < 1 || count > 100_000) {
    throw invalid('count', `From 1 to 100000 paths can be drawn, not ${count}.`);
  }
  return { steps: wanted, count };
}
