/**
 * The probabilities at which a step's distribution is kept, mirrored about the middle; all that accuracy measures and
 * intervals ask for are among them.
 */
export const SHARES: readonly number[] = [
  0.005, 0.01, 0.025, 0.05, 0.1, 0.165, 0.2, 0.25, 0.335, 0.415, 0.5, 0.585, 0.665, 0.75, 0.8, 0.835, 0.9,
  0.95, 0.975, 0.99, 0.995,
];

/** Column of one of the shares. */
export function shareAt(share: number): number {
  return SHARES.findIndex((known) => Math.abs(known - share) < 1e-9);
}
