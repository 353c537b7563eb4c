import { combine, type Experience, experienceOf } from './combine.js';
import type { Draft } from './draft.js';
import { type Judged, judge } from './judge.js';
import { type CountLore, countLore } from './spread/counts.js';
import { type RegularLore, regularLore } from './spread/regular.js';

/**
 * What a group of series teaches about forecasting one like them: which methods to trust, and how wrong they are. Plain
 * data, that can be posted and kept. Learned once of a group, it makes the forecast of a series the same in any company.
 */
export interface Calibration {
  readonly experience: Experience;
  readonly regular: RegularLore;
  readonly counts: CountLore;
}

/** Drafts of one shop belong together; drafts of different grains do not. */
export function learn(drafts: readonly Draft[]): Calibration {
  const experience = experienceOf(drafts);
  const judged = drafts.map((draft) => judge(combine(draft, experience)));
  return {
    experience,
    regular: regularLore(judged.filter((one) => !drawsCounts(one))),
    counts: countLore(judged.filter(drawsCounts).map(({ tried }) => tried)),
  };
}

/**
 * Whether a series' intervals are those of counts. They are drawn about the combination even where the naive method stands
 * in its place: that is often zero for a zero-heavy series, about which no count distribution can be.
 */
export function drawsCounts({ draft }: Judged): boolean {
  return draft.route === 'counts';
}
