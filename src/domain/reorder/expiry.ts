/** Stock that expires on one day, in units. */
export interface DatedStock {
  /** Day number of the last day on which it can be sold. */
  readonly expires: number;
  readonly quantity: number;
}

/** Units that will not be sold in time. */
export interface AtRisk {
  readonly units: number;
  /** Day number of the first expiry at which units are left over. */
  readonly first: number;
}

/**
 * What is expected to be left over of each lot when it expires, where the stock that expires first is sold first.
 *
 * @param lots of the whole stock, in any order
 * @param sells expected units up to the end of a day, 0 for days that are over
 * @param until last expiry to look at, as a day number
 */
export function atRisk(
  lots: readonly DatedStock[],
  sells: (day: number) => number,
  until: number,
): AtRisk | undefined {
  let [sold, units] = [0, 0];
  let first: number | undefined;
  for (const { expires, quantity } of lots.toSorted((a, b) => a.expires - b.expires)) {
    if (expires > until) break;
    const part = Math.min(quantity, Math.max(0, sells(expires) - sold));
    sold += part;
    if (part === quantity) continue;
    units += quantity - part;
    first ??= expires;
  }
  return first === undefined ? undefined : { units, first };
}
