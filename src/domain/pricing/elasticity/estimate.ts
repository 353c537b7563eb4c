import { type Fit, leastSquares } from './least-squares.js';

/** What one product sold at which price, step by step in order of time. */
export interface Observations {
  /** Number of each step on a calendar that the products of a group share. */
  readonly at: readonly number[];
  /** 0 or more. */
  readonly units: readonly number[];
  /** Of a unit, above 0, in any currency. */
  readonly prices: readonly number[];
  /** What else moved demand (trend, season, customers, promotions), the most important first; each as long as `units`. */
  readonly controls: readonly (readonly number[])[];
}

/** What a product's own sales say about its price elasticity of demand. */
export interface Estimate {
  readonly kind: 'estimate';
  /** Percent change of units for one percent more price. */
  readonly elasticity: number;
  readonly standardError: number;
  readonly degreesOfFreedom: number;
  /** Standard deviation of the logarithm of a step's units that the model does not explain. */
  readonly noise: number;
  readonly steps: number;
  /** Number of each step on the group's calendar, and what it moved the estimate by. */
  readonly at: readonly number[];
  readonly influence: Float64Array;
}

/** Why a product's own sales say nothing. */
export interface Untold {
  readonly kind: 'untold';
  readonly reason:
    | 'price_never_varied'
    | 'price_moved_with_others'
    | 'too_few_steps'
    | 'too_few_sales'
    | 'never_sold';
  readonly steps: number;
}

/** Fewest steps to learn from. */
export const FEWEST_STEPS = 8;
/** Share of steps without a sale above which a product tells nothing: their price was not seen, that of the others was. */
const MOST_EMPTY = 0.2;
/** Steps that each coefficient needs at least. */
const STEPS_A_COLUMN = 4;
/** Ratio of dearest to cheapest below which a price counts as never varied. */
const LEAST_RANGE = 1.02;
/** Deviation of the logarithm of price, beyond what the controls explain, below which nothing can be told. */
const LEAST_DEVIATION = 0.004;
/** With fewer units in some step, logarithms distort and counts are fitted as they are. */
const FEW_UNITS = 5;
const MOST_ROUNDS = 50;

/**
 * Own-price elasticity by regression of the logarithm of units on that of price and the controls: the log-log demand
 * model (Hanssens, Parsons and Schultz 2001, Market Response Models, ch. 3). Where a step sold fewer than five units its
 * logarithm is not to be had or misleads; the same model is then fitted to the counts themselves by Poisson
 * pseudo-maximum likelihood (Santos Silva and Tenreyro 2006, Review of Economics and Statistics 88, 641-658), whose
 * standard errors do not rest on a Poisson law.
 */
export function estimateElasticity({ at, units, prices, controls }: Observations): Estimate | Untold {
  const steps = units.length;
  const untold = (reason: Untold['reason']): Untold => ({ kind: 'untold', reason, steps });
  if (!units.some((each) => each > 0)) return untold('never_sold');
  if (steps < FEWEST_STEPS) return untold('too_few_steps');
  if (units.filter((each) => each === 0).length > MOST_EMPTY * steps) return untold('too_few_sales');
  if (!(Math.max(...prices) >= LEAST_RANGE * Math.min(...prices))) return untold('price_never_varied');
  const room = Math.max(0, Math.floor(steps / STEPS_A_COLUMN) - 2);
  const price = Float64Array.from(prices, Math.log);
  const columns = [new Float64Array(steps).fill(1)];
  for (const control of controls) {
    if (columns.length > room) break;
    const column = Float64Array.from(control);
    if (leastSquares([...columns, column], column) !== undefined) columns.push(column);
  }
  columns.push(price);
  const few = Math.min(...units) < FEW_UNITS;
  const y = Float64Array.from(units);
  const fit = few ? poissonFit(columns, y) : leastSquares(columns, y.map(Math.log));
  const own = leastSquares(columns, price)?.ownDeviation ?? 0;
  if (fit === undefined || own < LEAST_DEVIATION) return untold('price_moved_with_others');
  const mean = y.reduce((sum, value) => sum + value, 0) / steps;
  return {
    kind: 'estimate',
    elasticity: fit.coefficients.at(-1) ?? 0,
    standardError: fit.standardError,
    degreesOfFreedom: fit.degreesOfFreedom,
    noise: few ? fit.residualDeviation / Math.sqrt(mean) : fit.residualDeviation,
    steps,
    at,
    influence: fit.influence,
  };
}

/** Log-linear Poisson regression by iterated weighted least squares (McCullagh and Nelder 1989, 2.5). */
function poissonFit(columns: readonly Float64Array[], y: Float64Array): Fit | undefined {
  const mean = y.reduce((sum, value) => sum + value, 0) / y.length;
  let eta: Float64Array = y.map((value) => Math.log((value + mean) / 2));
  let fit: Fit | undefined;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const mu = eta.map(Math.exp);
    const response = y.map((value, i) => (eta[i] ?? 0) + value / (mu[i] ?? 1) - 1);
    fit = leastSquares(columns, response, mu);
    if (fit === undefined) return undefined;
    const { coefficients } = fit;
    let moved = 0;
    eta = eta.map((before, i) => {
      const next = columns.reduce((sum, column, c) => sum + (column[i] ?? 0) * (coefficients[c] ?? 0), 0);
      const bounded = Math.min(before + 3, Math.max(before - 3, next));
      moved = Math.max(moved, Math.abs(bounded - before));
      return bounded;
    });
    if (moved < 1e-8) break;
  }
  return fit;
}
