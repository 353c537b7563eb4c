import type { DailyDemand } from './demand-history.js';

/** Observed days before a run that tell how often a day passes without a sale. */
const BEFORE = 56;
/** Fewer days tell nothing. */
const FEWEST = 14;
/** Runs longer than this are taken for what they look like: no demand any more. */
const LONGEST = 28;
/** A run of days without a sale whose chance is less is a gap in supply. */
const UNLIKELY = 0.01;

/**
 * Days on which a product was most likely not to be had though nothing says so: runs of days without a sale that
 * chance would hardly bring. How often a day passes without one is seen from the days before the run (with half a day
 * added for what was never seen: Krichevsky and Trofimov 1981, IEEE Transactions on Information Theory 27). A forecast
 * that took them for demand would follow an empty shelf down.
 *
 * @returns day numbers.
 */
export function supplyGaps({ first, values }: DailyDemand): Set<number> {
  const gaps = new Set<number>();
  /** Observed days in order, true where something sold; those in gaps left out. */
  const seen: boolean[] = [];
  let run: number[] = [];
  const endRun = (): void => {
    if (run.length === 0) return;
    if (isGap(seen, run.length)) for (const day of run) gaps.add(day);
    else seen.push(...run.map(() => false));
    run = [];
  };
  for (const [index, value] of values.entries()) {
    if (value === undefined) continue;
    if (value === 0) {
      run.push(first + index);
      continue;
    }
    endRun();
    seen.push(true);
  }
  endRun();
  return gaps;
}

function isGap(seen: readonly boolean[], length: number): boolean {
  const before = seen.slice(-BEFORE);
  if (length > LONGEST || before.length < FEWEST) return false;
  const without = before.filter((sold) => !sold).length;
  return ((without + 0.5) / (before.length + 1)) ** length < UNLIKELY;
}
