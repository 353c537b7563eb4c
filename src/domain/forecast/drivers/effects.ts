import type { ForecastInput } from '../types.js';

/** By driver: an elasticity for a price, else the change of the logarithm of demand. */
export type Effects = Readonly<Record<string, number>>;

/**
 * What demand is multiplied by at each step of history and horizon, against a step of usual length at the usual price
 * without flags.
 */
export function factorsOf({ values, drivers = [], exposure }: ForecastInput, effects: Effects): Float64Array {
  const length = exposure?.length ?? drivers[0]?.values.length ?? values.length;
  const logs = new Float64Array(length);
  for (const driver of drivers) {
    const effect = effects[driver.name] ?? 0;
    if (effect === 0) continue;
    readings(driver, values.length).forEach((reading, t) => {
      logs[t] = (logs[t] ?? 0) + effect * reading;
    });
  }
  return logs.map((log, t) => (exposure?.[t] ?? 1) * Math.exp(log));
}

/** A driver as the regression sees it: the logarithm of a price over its usual one, a flag as it is. */
export function readings(
  { kind, values }: { kind: 'price' | 'flag'; values: readonly number[] },
  history: number,
): Float64Array {
  if (kind === 'flag') return Float64Array.from(values);
  const logs = Float64Array.from(values, Math.log);
  const usual = Float64Array.from(logs.subarray(0, history)).sort()[history >> 1] ?? 0;
  return logs.map((value) => value - usual);
}
