import { combine, experienceOf } from './combine.js';
import type { Draft } from './draft.js';
import type { Judged } from './judge.js';
import { judge } from './judge.js';
import { scoreBacktest } from './score.js';
import { CountSpreads } from './spread/counts.js';
import { levelShares } from './spread/level.js';
import { RegularSpreads } from './spread/regular.js';
import { SHARES } from './spread/shares.js';
import type { Forecast } from './types.js';

/**
 * The group's part: weighs the members, calibrates the intervals over all drafts together, scores the backtests and puts
 * the seasonal naive method in place of a combination that loses to it. Drafts of one shop belong together; drafts of
 * different grains or horizons do not.
 *
 * @returns one forecast a draft, in order
 */
export function finishDrafts(drafts: readonly Draft[]): Forecast[] {
  const experience = experienceOf(drafts);
  const combined = judge(drafts.map((draft) => combine(draft, experience)));
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

function forecastOf(
  one: Judged,
  i: number,
  spreads: RegularSpreads | CountSpreads,
  together: { level: number; drift: number },
): Forecast {
  const { draft, ahead, weights, lost, behind } = one;
  const backtest = scoreBacktest(one, !lost && !behind, (score) => spreads.backtest(i, score));
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

function reasonsFor({ draft, lost, behind }: Judged): string[] {
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
  else if (behind) {
    reasons.push(
      'The seasonal naive method did a little better here in the backtest, but not on products like it.',
    );
  }
  return reasons;
}
