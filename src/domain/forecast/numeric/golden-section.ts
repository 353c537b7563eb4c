const RATIO = (Math.sqrt(5) - 1) / 2;

/**
 * The least point of `loss` on [low, high]: a grid finds the valley, golden section (Kiefer 1953) its floor.
 */
export function minimiseOnLine(
  loss: (x: number) => number,
  low: number,
  high: number,
  { grid = 10, steps = 12 } = {},
): number {
  const width = (high - low) / grid;
  let best = low;
  let least = Number.POSITIVE_INFINITY;
  for (let k = 0; k <= grid; k += 1) {
    const x = low + k * width;
    const value = loss(x);
    if (value < least) [best, least] = [x, value];
  }
  let [a, b] = [Math.max(low, best - width), Math.min(high, best + width)];
  let c = b - RATIO * (b - a);
  let d = a + RATIO * (b - a);
  let [atC, atD] = [loss(c), loss(d)];
  for (let k = 0; k < steps; k += 1) {
    if (atC < atD) {
      [b, d, atD] = [d, c, atC];
      c = b - RATIO * (b - a);
      atC = loss(c);
    } else {
      [a, c, atC] = [c, d, atD];
      d = a + RATIO * (b - a);
      atD = loss(d);
    }
  }
  const [x, value] = atC < atD ? [c, atC] : [d, atD];
  return value < least ? x : best;
}
