import { normalQuantile } from '../forecast/numeric/normal.js';

/** Chance of seeing a change that is not there (both sides), and of missing one that is. */
const FALSE_ALARM = 0.05;
const MISSED = 0.2;
/** Weeks after which a test is not worth waiting for. */
const LONGEST = 26;
const SHORTEST = 2;

/**
 * Weeks that a test price should run until a change of units of the given size can be told from chance four times in
 * five: the sample size for the difference of two means (Chow, Shao and Wang 2008, Sample Size Calculations in Clinical
 * Research, 3.2), of weeks at the price now, which there are, and weeks at the new one.
 *
 * @param effect change of the logarithm of units to be told
 * @param noise standard deviation of the logarithm of a week's units
 * @param before weeks at about the price now
 * @returns nothing where half a year is not enough
 */
export function weeksToTell(effect: number, noise: number, before: number): number | undefined {
  const z = normalQuantile(1 - FALSE_ALARM / 2) + normalQuantile(1 - MISSED);
  const left = (effect / (z * noise)) ** 2 - 1 / before;
  if (!(left > 0)) return undefined;
  const weeks = Math.max(SHORTEST, Math.ceil(1 / left));
  return weeks > LONGEST ? undefined : weeks;
}
