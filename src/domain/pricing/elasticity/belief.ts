import { normalCdf, normalQuantile } from '../../forecast/numeric/normal.js';
import { randomFrom } from '../../random.js';
import { type Expected, expected } from '../expected.js';

/** A belief about an elasticity: normal, by its mean and standard deviation, cut off where demand would rise with the price. */
export interface Belief {
  readonly mean: number;
  readonly deviation: number;
}

/** Least that demand gives way to a price. */
const LEAST = -0.05;
const COUNT = 1_000;
const SEED = 1;

/**
 * Draws from a belief: one from each of `count` equally likely parts, in random order, so that their mean is right with few
 * draws (stratified sampling: McKay, Beckman and Conover 1979, Technometrics 21, 239-245). The same belief gives the same.
 */
export function drawElasticities({ mean, deviation }: Belief, count = COUNT): Float64Array {
  const random = randomFrom(SEED, 1);
  const share = normalCdf((LEAST - mean) / deviation);
  const draws = Float64Array.from({ length: count }, (_, index) => {
    const part = Math.min(1 - 1e-12, Math.max(1e-12, (share * (index + 0.5)) / count));
    return Math.min(LEAST, mean + deviation * normalQuantile(part));
  });
  for (let index = count - 1; index > 0; index -= 1) {
    const other = random.int(0, index);
    [draws[index], draws[other]] = [draws[other] ?? LEAST, draws[index] ?? LEAST];
  }
  return draws;
}

/** What a belief comes to once it is cut off. */
export function believed(belief: Belief): Expected {
  return expected(drawElasticities(belief));
}
