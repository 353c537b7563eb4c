import type { Futures } from './policy.js';

/** Share of futures in which the stock is gone by the early date. */
const EARLY = 0.1;
/** Days of cover beyond which the stock counts as lasting. */
export const LASTING_DAYS = 365;

/** When stock on hand runs out, with nothing delivered. Steps and days count from the first day ahead, 0. */
export interface Outlook {
  /** Step by whose end it is expected to be gone; beyond the forecast at its mean. Absent where it lasts. */
  readonly gone: number | undefined;
  /** Step by whose end it is gone in one future of ten; absent where that lies beyond the forecast. */
  readonly goneEarly: number | undefined;
}

/**
 * @param onHand units
 * @param point expected units a step
 * @param most steps within which it must run out to say so
 */
export function outlookOf(onHand: number, point: Float64Array, futures: Futures, most: number): Outlook {
  return { gone: expectedEnd(onHand, point, most), goneEarly: earlyEnd(onHand, futures) };
}

function expectedEnd(onHand: number, point: Float64Array, most: number): number | undefined {
  if (onHand <= 0) return 0;
  let sold = 0;
  for (const [step, expected] of point.entries()) {
    sold += expected;
    if (sold >= onHand) return step < most ? step : undefined;
  }
  const mean = sold / point.length;
  const step = point.length - 1 + Math.ceil((onHand - sold) / mean);
  return step < most ? step : undefined;
}

function earlyEnd(onHand: number, { paths, count, steps }: Futures): number | undefined {
  const ended = new Float64Array(steps);
  for (let path = 0; path < count; path += 1) {
    let left = onHand;
    for (let step = 0; step < steps; step += 1) {
      left -= paths[path * steps + step] ?? 0;
      if (left > 0) continue;
      ended[step] = (ended[step] ?? 0) + 1;
      break;
    }
  }
  let share = 0;
  for (const [step, paths] of ended.entries()) {
    share += paths / count;
    if (share >= EARLY) return step;
  }
  return undefined;
}
