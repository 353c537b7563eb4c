import { medianOf } from '../../forecast/numeric/series.js';
import type { Expected } from '../expected.js';
import { type Belief, believed } from './belief.js';
import { type Estimate, estimateElasticity, type Observations, type Untold } from './estimate.js';
import { poolGroup } from './pool.js';

/** What is known of one product's response to its price, and from where. */
export interface Learned {
  readonly belief: Belief;
  /** What the belief comes to. */
  readonly elasticity: Expected;
  readonly told: Estimate | Untold;
  /** Share of the belief that the product's own sales make up. */
  readonly ownShare: number;
  /** Products of its group whose sales said something, itself included. */
  readonly known: number;
  /** Standard deviation of the logarithm of a week's units; where its own is not known the group's median, or what such small counts have. */
  readonly noise: number;
}

/** Where nothing is known of any product of a group. */
const USUAL_NOISE = 0.4;
const MOST_NOISE = 10;

/** Noise of small counts, from their mean a week (Poisson). */
function countNoise(units: readonly number[]): number {
  const sum = units.reduce((total, each) => total + each, 0);
  return sum === 0 ? MOST_NOISE : Math.min(MOST_NOISE, Math.sqrt(units.length / sum));
}

/** Learns the elasticities of the products of one group together. */
export function learnGroup<Id>(group: ReadonlyMap<Id, Observations>): Map<Id, Learned> {
  const told = [...group].map(([id, observations]) => ({
    id,
    told: estimateElasticity(observations),
    sold: observations.units,
  }));
  const pooled = poolGroup(told.map((each) => (each.told.kind === 'estimate' ? each.told : undefined)));
  const noises = told.flatMap((each) => (each.told.kind === 'estimate' ? [each.told.noise] : []));
  const usual = noises.length === 0 ? USUAL_NOISE : medianOf(noises);
  const learned = new Map<Id, Learned>();
  for (const [index, each] of told.entries()) {
    const belief = pooled.products[index];
    if (belief === undefined) continue;
    const { mean, deviation, own } = belief;
    const noise = each.told.kind === 'estimate' ? each.told.noise : Math.max(usual, countNoise(each.sold));
    learned.set(each.id, {
      belief: { mean, deviation },
      elasticity: believed({ mean, deviation }),
      told: each.told,
      ownShare: own,
      known: pooled.known,
      noise,
    });
  }
  return learned;
}
