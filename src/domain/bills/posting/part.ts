import type { ItemKey, Write } from '../../ports/store/table.js';
import type { Group, Posting } from './posting-record.js';

/** What one transaction of a posting, or of taking one back, writes. */
export interface Part {
  readonly posting: Posting;
  readonly version: number;
  readonly writes: readonly Write[];
  readonly removals: readonly ItemKey[];
  /** It is the last one. */
  readonly last: boolean;
  /** Products that are below zero by it. */
  readonly below: readonly string[];
  /** To be called once the transaction is through. */
  readonly done: () => void;
}

/** The first groups that fit one transaction: at least one, if there is any. */
export function fitting(groups: readonly Group[], room: number): readonly Group[] {
  let taken = 0;
  const chosen: Group[] = [];
  for (const group of groups) {
    const lessons = group.lines.filter(({ learns }) => learns !== undefined).length;
    // Movements, the opening that may come before them, the product, and what is learned.
    taken += group.lines.length + 2 + lessons;
    if (chosen.length > 0 && taken > room) break;
    chosen.push(group);
  }
  return chosen;
}

/** A posting with some of its groups replaced. */
export function withGroups(posting: Posting, changed: readonly Group[]): Posting {
  const byProduct = new Map(changed.map((group) => [group.product_id, group]));
  return {
    ...posting,
    groups: posting.groups.map((group) => byProduct.get(group.product_id) ?? group),
  };
}
