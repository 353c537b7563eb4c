/** Observed steps under which a history tells too little of its own spread. */
export const SHORT_HISTORY = 28;
/** How much wider than its own errors tell the deviation of a forecast from nothing would be. */
const WIDER = 1;

/**
 * What the variance of a short history's errors is multiplied by. Found on histories of the M5 sample cut to their last
 * days: `npm run bench -- short-history`.
 */
export function shortWidening(observed: number): number {
  return (1 + WIDER * Math.max(0, 1 - observed / SHORT_HISTORY)) ** 2;
}
