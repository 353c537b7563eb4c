import type { Outcome } from './judging.js';

/** Outcomes that say what to expect of the next. */
const LEAST_OUTCOMES = 5;

/** What part of what was asked for was paid: on average, and in four of five cases. */
export interface Share {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly cases: number;
}

/** What part of what was asked for was paid, over all customers it was asked of and long enough ago to tell. */
export function shareCollected(outcomes: readonly Outcome[]): Share | undefined {
  const shares = outcomes.flatMap(({ given, followed, effect }) => {
    const owed = given.before.owed ?? 0;
    if (given.kind !== 'collect' || owed <= 0 || followed === 'not_yet') return [];
    return [Math.min(1, (effect ?? 0) / owed)];
  });
  if (shares.length < LEAST_OUTCOMES) return undefined;
  const sorted = shares.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  return {
    mean: shares.reduce((sum, each) => sum + each, 0) / shares.length,
    low: at(0.1),
    high: at(0.9),
    cases: shares.length,
  };
}
