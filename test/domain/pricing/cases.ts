import type { Limits } from '../../../src/domain/pricing/bounds.js';
import type { Case } from '../../../src/domain/pricing/case.js';
import { drawElasticities } from '../../../src/domain/pricing/elasticity/belief.js';
import type { Futures } from '../../../src/domain/pricing/futures.js';
import type { Terms } from '../../../src/domain/pricing/terms.js';

export const TERMS: Terms = { price: 10_000, cost: 7_000, mrp: undefined, taxRate: 0, taxInside: true };
export const LIMITS: Limits = { neverAtLoss: true, step: 0.5, stepAsked: true };

/** A hundred units for certain, at an elasticity known almost for certain. */
export function futures(elasticity: number, units = 100, reference = 10_000): Futures {
  return {
    reference,
    units: new Float64Array(200).fill(units),
    elasticities: drawElasticities({ mean: elasticity, deviation: 0.01 }, 200),
  };
}

/** A product at 100.00 that costs 70.00, and may be asked up to half more or less for. */
export function priced(elasticity: number, more: Partial<Case> = {}): Case {
  return {
    terms: TERMS,
    limits: LIMITS,
    goal: 'profit',
    ending: 'any',
    digits: 2,
    response: { elasticity, own: true, ownShare: 0.5, noise: 0.2, weeksAtPrice: 12 },
    futures: futures(elasticity),
    shelf: undefined,
    salvage: 0,
    ...more,
  };
}
