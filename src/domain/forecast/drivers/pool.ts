import type { Effects } from './effects.js';
import type { Estimate } from './estimate.js';

/** One product's estimates, with the group they are drawn to. */
export interface Estimated {
  readonly group: string | undefined;
  readonly estimates: readonly Estimate[];
}

/** Deviation of a true effect about no effect where there is no group to learn from. */
const LONE_DEVIATION = 1;
/** The least spread of true effects in a group: products do differ. */
const LEAST_DEVIATION = 0.05;

/** What a group teaches about one driver. */
export interface Common {
  readonly mean: number;
  /** Variance of the true effects about the mean. */
  readonly spread: number;
}

/** By group and driver. */
export type Commons = ReadonlyMap<string, Common>;

/**
 * What each group's products have in common: empirical Bayes with the spread between products by moments (DerSimonian and
 * Laird 1986, Controlled Clinical Trials 7, 177-188).
 */
export function commonsOf(products: readonly Estimated[]): Commons {
  const groups = new Map<string, Estimate[]>();
  for (const { group, estimates } of products) {
    if (group === undefined) continue;
    for (const estimate of estimates) {
      const key = keyOf(group, estimate.name);
      const its = groups.get(key);
      if (its === undefined) groups.set(key, [estimate]);
      else its.push(estimate);
    }
  }
  return new Map(
    [...groups].flatMap(([key, its]) => {
      const found = common(its);
      return found === undefined ? [] : [[key, found] as const];
    }),
  );
}

/**
 * A product's effects drawn to those of its group by how surely they are known. One whose driver never moved gets the
 * group's effect; one without a group is drawn to none.
 */
export function drawnEffects({ group, estimates }: Estimated, commons: Commons): Effects {
  return Object.fromEntries(
    estimates.map(({ name, effect, variance }) => {
      const prior = (group === undefined ? undefined : commons.get(keyOf(group, name))) ?? NONE;
      const trust = prior.spread / (prior.spread + variance);
      const own = Number.isFinite(variance) ? trust : 0;
      return [name, own * effect + (1 - own) * prior.mean];
    }),
  );
}

function keyOf(group: string, driver: string): string {
  return `${group}\n${driver}`;
}

const NONE: Common = { mean: 0, spread: LONE_DEVIATION ** 2 };

function common(estimates: readonly Estimate[]): Common | undefined {
  const known = estimates.filter(({ variance }) => Number.isFinite(variance) && variance > 0);
  if (known.length < 2) return undefined;
  const fixed = weighted(known, 0);
  const q = known.reduce((sum, { effect, variance }) => sum + (effect - fixed.mean) ** 2 / variance, 0);
  const squares = known.reduce((sum, { variance }) => sum + 1 / variance ** 2, 0);
  const excess = (q - (known.length - 1)) / (fixed.weight - squares / fixed.weight);
  const spread = Math.max(LEAST_DEVIATION ** 2, excess);
  const { mean, weight } = weighted(known, spread);
  // The mean itself is drawn to none as far as it is uncertain.
  const trust = NONE.spread / (NONE.spread + 1 / weight);
  return { mean: trust * mean, spread: spread + 1 / weight };
}

function weighted(estimates: readonly Estimate[], spread: number): { mean: number; weight: number } {
  let [sum, weight] = [0, 0];
  for (const { effect, variance } of estimates) {
    sum += effect / (variance + spread);
    weight += 1 / (variance + spread);
  }
  return { mean: sum / weight, weight };
}
