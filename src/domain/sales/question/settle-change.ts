import type { FilterRequest } from '../query/filters.js';
import type { Draft, Rank } from './draft.js';
import { type Compared, senseOf } from './senses.js';
import { Unread } from './unread.js';

/** The column that tells the change of a figure between the two periods of the query. */
function changeOf({ asides, compare, grain }: Draft, figure: string, by = 'change'): string | undefined {
  const ends = new Map([
    ...asides.map(({ named, first = '' }): [string, string] => [named, `vs_${first.replaceAll('-', '')}`]),
    ['previous_period', 'previous'],
    ['same_period_last_year', 'last_year'],
  ]);
  const end = ends.get(compare[0] ?? '');
  return end === undefined || grain !== undefined || compare.length > 1
    ? undefined
    : `${figure}_${by}_${end}`;
}

/** "Which categories fell": those of a change below zero alone. */
export function settleChange(draft: Draft): void {
  const { change, rank, measures, dimensions, all } = draft;
  const [start] = all;
  const asked =
    senseOf(start, 'thing')?.plural === true ||
    all.some((item) => senseOf(item, 'which') !== undefined || senseOf(item, 'who') !== undefined);
  const [figure] = measures;
  if (change === undefined || rank !== undefined || !asked || dimensions.length !== 1 || figure === undefined)
    return;
  const { changedBy } = draft;
  const percent = changedBy?.kind === 'percent';
  const member = changeOf(draft, figure, percent ? 'percent' : 'change');
  if (changedBy !== undefined && member !== undefined) {
    draft.addFilter({ member, ...signed(changedBy, change) });
    return;
  }
  if (member === undefined || draft.filters.some((filter) => filter.member === member)) return;
  draft.addFilter({ member, op: change === 'up' ? 'more_than' : 'less_than', values: ['0'] });
}

/** "Fell by more than 20 %" is a change below minus 20. */
function signed({ op, values }: Compared, change: 'up' | 'down'): Pick<FilterRequest, 'op' | 'values'> {
  const turned = TURNED[op];
  if (change === 'up' && turned !== undefined) return { op, values: [...values] };
  if (turned === undefined) throw new Unread('By how much it is to have changed is not clear.', {});
  return { op: turned, values: values.map((value) => `-${value}`) };
}
const TURNED: Partial<Readonly<Record<Compared['op'], FilterRequest['op']>>> = {
  more_than: 'less_than',
  at_least: 'at_most',
};

/** "Which grew the most": by the change beside the figure, not the figure. */
export function rankChange(draft: Draft, figure: string, { down }: Rank): void {
  if (draft.change === undefined) return;
  const changed = changeOf(draft, figure);
  if (changed === undefined)
    throw new Unread('What grew or fell most is told against the period before or the same one last year.', {
      fix: 'Ask e.g. "which categories grew the most last month".',
      soFar: draft.request(),
    });
  const up = (draft.change === 'up') === down;
  draft.order = { member: changed, direction: up ? 'desc' : 'asc' };
  draft.taken.push('Growth is the change of the amount; ask by percent to have that.');
}
