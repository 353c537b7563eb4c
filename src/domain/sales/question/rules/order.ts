import type { Draft } from '../draft.js';
import { pattern } from '../match.js';
import { type Item, senseOf, THINGS } from '../senses.js';
import { isExtreme, measureOf } from './ranking.js';

const SORTED = pattern('sorted figure:measure|dimension|thing|grain way:descending|ascending?');
const FIRST = pattern('first number');
const WAY = pattern('way:descending|ascending');

/** "Largest first", "sorted by price": the order of the rows where nothing is ranked. */
export function readOrder(draft: Draft): void {
  // "The top 5 sorted by margin" ranks by it.
  const ranked = draft.items.some(isExtreme);
  draft.each(SORTED, (match) => {
    const figure = match.one('figure');
    const way = wayOf(match.one('way'), figure);
    if (ranked) {
      draft.rankedBy = figure;
      return;
    }
    draft.sort = { by: figure, ...(way === undefined ? {} : { way }) };
  });
  // "..., first 10": so many rows of the list.
  draft.each(FIRST, (match) => {
    const [start] = match.items;
    const next = draft.items[match.at + match.length];
    const ends = next === undefined || senseOf(next, 'descending') !== undefined;
    const before = draft.items[match.at - 1];
    const led = senseOf(before, 'list') !== undefined && before?.apart === true;
    if ((start?.apart !== true && !led) || !(ends || next.apart)) return false;
    draft.first = senseOf(match.one('number'), 'number')?.value;
  });
  draft.each(WAY, (match) => {
    draft.sort = { by: draft.sort?.by, way: wayOf(match.one('way'), undefined) ?? 'desc' };
  });
}

function wayOf(item: Item | undefined, figure: Item | undefined): 'asc' | 'desc' | undefined {
  if (senseOf(item, 'descending') !== undefined) return 'desc';
  if (senseOf(item, 'ascending') !== undefined) return 'asc';
  return measureOf(figure) === undefined ? undefined : 'desc';
}

/** Makes an order of "largest first" once it is known what is shown. */
export function settleOrder(draft: Draft): void {
  const { sort } = draft;
  if (sort === undefined || draft.order !== undefined) return;
  const named = sort.by === undefined ? undefined : memberOf(draft, sort.by);
  const figure = draft.dimensions.find(
    (name) => !['text', 'boolean'].includes(draft.model.dimension(name)?.type ?? ''),
  );
  const member = named ?? draft.measures[0] ?? figure ?? draft.dimensions[0];
  if (member === undefined) return;
  if (draft.model.measure(member) === undefined && member !== draft.grain) draft.addDimension(member);
  else if (member !== draft.grain) draft.addMeasure(member);
  const direction = sort.way ?? 'asc';
  // The largest of the first figure comes first in any case.
  if (direction === 'desc' && member === draft.measures[0] && draft.grain === undefined) return;
  draft.order = { member, direction };
}

function memberOf(draft: Draft, item: Item): string | undefined {
  const thing = senseOf(item, 'thing');
  return (
    measureOf(item) ??
    senseOf(item, 'dimension')?.name ??
    senseOf(item, 'grain')?.grain ??
    (thing === undefined
      ? undefined
      : thing.plural && !draft.dimensions.includes(THINGS[thing.thing].dimension)
        ? THINGS[thing.thing].count
        : THINGS[thing.thing].dimension)
  );
}
