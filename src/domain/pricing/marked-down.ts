import type { Advice } from './advice.js';
import type { Known } from './assess.js';
import { brokenBy } from './bounds.js';
import type { Case } from './case.js';
import { cannotClear, datedOf, expiringOf, heldAt, type Markdown, markdownOf } from './markdown.js';
import type { Shelf } from './shelf.js';
import { type Standing, standingOf } from './standing.js';

/** What is marked down, or is to be. */
export interface MarkedDown {
  /** Absent where markdowns have no say. */
  readonly verdict: 'keep' | 'mark_down' | undefined;
  readonly markdown: Markdown | undefined;
  readonly standing: Standing | undefined;
  /** Price to go back to, minor units. */
  readonly after: number | undefined;
}

/**
 * Marks down what will not sell in time, against the price now. A markdown that stands is kept until its day: it is not
 * undone, and goes further only where the stock cannot clear. One that the law forbids, or after which no lawful price is
 * left to go back to, does not count.
 */
export function markedDownOf(
  known: Known,
  shelf: Shelf | undefined,
  request: Case,
  { broken, range, verdict, recommended }: Pick<Advice, 'broken' | 'range' | 'verdict' | 'recommended'>,
): MarkedDown {
  const { terms, limits, salvage } = request;
  const found = standingOf(known, (price) =>
    shelf === undefined ? undefined : expiringOf(shelf, price).at(-1)?.by,
  );
  const hard = (range?.bounds ?? []).filter(({ name }) => name === 'mrp' || name === 'break_even');
  const unlawful = found === undefined || broken.includes('mrp') || brokenBy(found.back, hard).length > 0;
  const standing = unlawful ? undefined : found;
  const running = standing?.ended === false;
  const further = (shelf === undefined ? [] : expiringOf(shelf, terms.price))
    .filter((each) => !running || cannotClear(each))
    .map((each) => markdownOf(each, terms, limits, request))
    .find((each) => each !== undefined);
  const otherwise = verdict === 'mend' ? (recommended?.price ?? terms.price) : terms.price;
  const after = standing?.back ?? (further === undefined ? undefined : otherwise);
  if (further !== undefined) return { verdict: 'mark_down', markdown: further, standing, after };
  if (standing === undefined || !running) return { verdict: undefined, markdown: undefined, standing, after };
  const last = (shelf === undefined ? [] : datedOf(shelf, terms.price)).findLast(
    ({ by }) => by <= standing.until,
  );
  return {
    verdict: 'keep',
    markdown: last === undefined ? undefined : heldAt(last, terms, salvage),
    standing,
    after,
  };
}
