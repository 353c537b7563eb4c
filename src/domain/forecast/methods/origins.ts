/** The least history a method is asked to learn from. */
export function leastTraining(period: number): number {
  return period > 1 ? Math.max(8, 2 * period + 2) : 6;
}

/**
 * Lengths of history to forecast from in a rolling-origin evaluation (Tashman 2000, International Journal of Forecasting
 * 16, 437-450), oldest first: `count` of them where history allows, at most a horizon apart, the newest with a whole
 * horizon of truth after it. A short history has truth for part of the horizon only; a very short one none at all.
 */
export function originsOf(length: number, period: number, horizon: number, count: number): number[] {
  const least = leastTraining(period);
  const newest = Math.max(length - horizon, Math.min(least, length - 1));
  if (newest < least) return [];
  const step = Math.max(1, Math.min(horizon, Math.floor((newest - least) / Math.max(1, count - 1))));
  const origins: number[] = [];
  for (let at = newest; at >= least && origins.length < count; at -= step) origins.unshift(at);
  return origins;
}
