import type { Belief } from './belief.js';
import type { Estimate } from './estimate.js';
import { longRunVariance } from './least-squares.js';

/** What is believed of the products of a group. */
export interface GroupBelief {
  /** Of each product, in the order given, with the share that its own sales make up. */
  readonly products: readonly (Belief & { readonly own: number })[];
  /** Products that had something to say. */
  readonly known: number;
}

/**
 * Price elasticities found for 1,851 brands: mean and standard deviation (Bijmolt, van Heerde and Pieters 2005, Journal of
 * Marketing Research 42, 141-156). All that is known of a group before its own sales are looked at.
 */
const ELSEWHERE: Belief = { mean: -2.62, deviation: 2.21 };

/** Spreads of true elasticities within a group that are looked at. */
const SPREADS = Array.from({ length: 24 }, (_, index) => 0.05 + index * 0.07);
/** Scale of the half-normal prior of the spread (Gelman 2006, Bayesian Analysis 1, 515-534): seldom above 1.4. */
const SPREAD_SCALE = 0.7;

/**
 * Each product's elasticity drawn to its group's by how surely it is known: the normal hierarchical model (Rubin 1981,
 * Journal of Educational Statistics 6, 377-401). The group's mean and the spread between its products come from the data
 * (empirical Bayes); the spread is averaged over rather than fixed at its best value, as one that is known too surely makes
 * intervals too narrow (Gelman et al. 2013, Bayesian Data Analysis, 5.4). The sampling variance is that of Student's t. What
 * befell all products in the same week makes the group's mean less sure than that many products would: its variance is
 * clustered by week (Cameron, Gelbach and Miller 2011, Journal of Business and Economic Statistics 29, 238-249).
 *
 * @param estimates of the products of one group; nothing where a product's own sales say nothing
 */
export function poolGroup(estimates: readonly (Estimate | undefined)[]): GroupBelief {
  const known = estimates.filter((each) => each !== undefined);
  const parts = SPREADS.map((spread) => withSpread(known, spread));
  const most = Math.max(...parts.map(({ log }) => log));
  const weights = parts.map(({ log }) => Math.exp(log - most));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mixed = (each: (part: Part) => Belief): Belief => {
    let [mean, square] = [0, 0];
    for (const [index, part] of parts.entries()) {
      const { mean: m, deviation } = each(part);
      const weight = (weights[index] ?? 0) / total;
      mean += weight * m;
      square += weight * (m * m + deviation * deviation);
    }
    return { mean, deviation: Math.sqrt(Math.max(0, square - mean * mean)) };
  };
  const another = mixed(({ mean, uncertainty, spread }) => ({
    mean,
    deviation: Math.sqrt(uncertainty + spread * spread),
  }));
  return {
    known: known.length,
    products: estimates.map((estimate) => {
      if (estimate === undefined) return { ...another, own: 0 };
      const variance = samplingVariance(estimate);
      const belief = mixed(({ mean, uncertainty, spread }) => {
        const own = (spread * spread) / (spread * spread + variance);
        return {
          mean: own * estimate.elasticity + (1 - own) * mean,
          deviation: Math.sqrt(own * variance + (1 - own) ** 2 * uncertainty),
        };
      });
      const own = mixed(({ spread }) => ({
        mean: (spread * spread) / (spread * spread + variance),
        deviation: 0,
      }));
      return { ...belief, own: own.mean };
    }),
  };
}

interface Part {
  readonly spread: number;
  /** Of the group's mean, with its variance. */
  readonly mean: number;
  readonly uncertainty: number;
  /** Logarithm of how likely the estimates are with this spread. */
  readonly log: number;
}

function withSpread(known: readonly Estimate[], spread: number): Part {
  let weight = 1 / ELSEWHERE.deviation ** 2;
  let sum = ELSEWHERE.mean * weight;
  let log = -(spread ** 2) / (2 * SPREAD_SCALE ** 2);
  for (const estimate of known) {
    const variance = samplingVariance(estimate) + spread * spread;
    weight += 1 / variance;
    sum += estimate.elasticity / variance;
    log -= Math.log(variance) / 2;
  }
  const mean = sum / weight;
  log -= Math.log(weight) / 2 + (ELSEWHERE.mean - mean) ** 2 / (2 * ELSEWHERE.deviation ** 2);
  for (const estimate of known) {
    log -= (estimate.elasticity - mean) ** 2 / (2 * (samplingVariance(estimate) + spread * spread));
  }
  return { spread, mean, uncertainty: Math.max(1 / weight, together(known, spread, weight)), log };
}

/** Variance of the group's mean, errors of one week taken together. */
function together(known: readonly Estimate[], spread: number, total: number): number {
  const first = Math.min(...known.map(({ at }) => at[0] ?? 0));
  const last = Math.max(...known.map(({ at }) => at.at(-1) ?? 0));
  if (!(last >= first)) return 0;
  const weeks = new Float64Array(last - first + 1);
  let apart = 1 / ELSEWHERE.deviation ** 2 / total ** 2;
  for (const estimate of known) {
    const share = 1 / (samplingVariance(estimate) + spread * spread) / total;
    apart += (share * spread) ** 2;
    for (const [index, week] of estimate.at.entries())
      weeks[week - first] = (weeks[week - first] ?? 0) + share * (estimate.influence[index] ?? 0);
  }
  return apart + longRunVariance(weeks);
}

/** Squared standard error, widened to the variance of Student's t. */
function samplingVariance({ standardError, degreesOfFreedom: df }: Estimate): number {
  return standardError ** 2 * (df > 2 ? df / (df - 2) : 3);
}
