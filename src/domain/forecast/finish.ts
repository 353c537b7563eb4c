import type { Combined } from './combine.js';
import { combine, experienceOf } from './combine.js';
import type { Draft } from './draft.js';
import { scoreBacktest } from './score.js';
import { CountSpreads } from './spread/counts.js';
import { levelShares } from './spread/level.js';
import { RegularSpreads } from './spread/regular.js';
import { SHARES } from './spread/shares.js';
import type { Forecast } from './types.js';

/** Fewer origins than these decide nothing against the naive method. */
const LEAST_ORIGINS = 3;

/**
 * The group's part: weighs the members, calibrates the intervals over all drafts together, scores the backtests and puts
 * the seasonal naive method in place of a combination that loses to it. Drafts of one shop belong together; drafts of
 * different grains or horizons do not.
 *
 * @returns one forecast a draft, in order
 */
export function finishDrafts(drafts: readonly Draft[]): Forecast[] {
  const experience = experienceOf(drafts);
  const combined = drafts.map((draft) => orNaive(combine(draft, experience)));
  const forecasts = new Map<Draft, Forecast>();
  // The naive forecast of a zero-heavy series is often zero, about which no count distribution can be.
  const counts = combined.filter(({ draft, lost }) => draft.route === 'counts' && !lost);
  const regular = combined.filter((one) => !counts.includes(one));
  for (const [group, spreads] of [
    [regular, new RegularSpreads(regular)],
    [counts, new CountSpreads(counts)],
  ] as const) {
    const scales = spreads instanceof RegularSpreads ? spreads.scales : undefined;
    const levels = levelShares(group, scales);
    group.forEach((one, i) => {
      forecasts.set(
        one.draft,
        forecastOf(one, i, spreads, { level: levels[i] ?? 0, drift: scales?.[i]?.growth ?? 0 }),
      );
    });
  }
  return drafts.flatMap((draft) => forecasts.get(draft) ?? []);
}

interface Judged extends Combined {
  readonly lost: boolean;
}

/** A combination whose squared error at three origins or more is above the seasonal naive method's gives way to it. */
function orNaive(one: Combined): Judged {
  const { draft } = one;
  if (draft.constant || draft.origins < LEAST_ORIGINS) return { ...one, lost: false };
  let [own, naive] = [0, 0];
  draft.truth.forEach((actual, at) => {
    if (Number.isNaN(actual)) return;
    own += (actual - (one.back[at] ?? 0)) ** 2;
    naive += (actual - (draft.naiveBack[at] ?? 0)) ** 2;
  });
  if (own <= naive) return { ...one, lost: false };
  return { draft, weights: [], ahead: draft.naiveAhead, back: draft.naiveBack, lost: true };
}

function forecastOf(
  one: Judged,
  i: number,
  spreads: RegularSpreads | CountSpreads,
  together: { level: number; drift: number },
): Forecast {
  const { draft, ahead, weights, lost } = one;
  const backtest = scoreBacktest(one, !lost, (score) => spreads.backtest(i, score));
  const { demand, adi, cv2 } = draft.classified;
  return {
    kind: 'forecast',
    id: draft.id,
    point: ahead,
    interval80: spreads.interval(i, 0.8),
    interval95: spreads.interval(i, 0.95),
    spread: { shares: SHARES, table: spreads.table(i), unit: draft.unit, ...together },
    method: lost ? 'seasonal_naive' : draft.constant ? 'constant' : 'combination',
    weights: Object.fromEntries(draft.members.map((name, m) => [name, weights[m] ?? 0]).filter(() => !lost)),
    reasons: reasonsFor(one),
    demand,
    adi,
    cv2,
    effects: draft.effects,
    backtest,
  };
}

function reasonsFor({ draft, lost }: Judged): string[] {
  const { demand, adi } = draft.classified;
  const reasons = [...draft.reasons];
  if (draft.constant) reasons.push('Every observed step is the same.');
  if (draft.route === 'counts') {
    reasons.push(
      `Demand is ${demand}: a sale every ${adi.toFixed(1)} steps, so levels are smoothed and counts drawn.`,
    );
  } else
    reasons.push(`Demand is ${demand}: methods with trend and season are combined by their past errors.`);
  if (draft.origins === 0)
    reasons.push('The history is too short for a backtest; the intervals rest on its steps.');
  if (lost)
    reasons.push('The combination lost to the seasonal naive method in the backtest, which is used instead.');
  return reasons;
}
