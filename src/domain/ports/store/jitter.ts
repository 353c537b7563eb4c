const LONGEST = 5_000;

/**
 * Waits before trying again: up to `first` milliseconds, doubled with each try. Full jitter: Brooker, "Exponential
 * Backoff and Jitter", AWS Architecture Blog, 2015.
 */
export function fullJitter(tries: number, first: number, longest = LONGEST): Promise<void> {
  const most = Math.min(longest, first * 2 ** tries);
  return new Promise((resolve) => setTimeout(resolve, Math.random() * most));
}

/** Full jitter before another try at what others keep writing: at most half a second. */
export function jitter(tries: number): Promise<void> {
  return fullJitter(tries, 10, 500);
}
