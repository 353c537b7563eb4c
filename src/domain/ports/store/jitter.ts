const LONGEST_PAUSE = 500;

/** Full jitter: Brooker, "Exponential Backoff and Jitter", AWS Architecture Blog, 2015. At most half a second. */
export function jitter(tries: number): Promise<void> {
  const longest = Math.min(LONGEST_PAUSE, 10 * 2 ** tries);
  return new Promise((resolve) => setTimeout(resolve, Math.random() * longest));
}
