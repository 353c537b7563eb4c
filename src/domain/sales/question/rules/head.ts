import type { Draft } from '../draft.js';
import { senseOf, type Tag, THINGS } from '../senses.js';

/**
 * The noun that a question begins with is what is listed, also where figures are told of it behind: "customers who spent
 * over 5000, with number of bills", "categories where sales fell".
 */
export function readHead(draft: Draft): void {
  const told = draft.all.filter(({ senses }) => senses.some(({ tag }) => tag !== 'filler'));
  const at = told.findIndex((item) => senseOf(item, 'thing') !== undefined);
  const head = told[at];
  const thing = senseOf(head, 'thing');
  if (head === undefined || thing?.plural !== true || !draft.items.includes(head)) return;
  if (draft.dimensions.length > 0 || draft.measures.length === 0 || draft.groups.length > 0) return;
  if (draft.grain !== undefined || draft.rank !== undefined) return;
  if (told.slice(0, at).some((item) => !BEFORE_HEAD.some((tag) => senseOf(item, tag) !== undefined))) return;
  const figures = told
    .slice(at + 1)
    .filter((item) => FIGURES.some((tag) => senseOf(item, tag) !== undefined));
  const beside = figures.every((item) => {
    const place = told.indexOf(item);
    return told.slice(at + 1, place).some((each) => JOINING.some((tag) => senseOf(each, tag) !== undefined));
  });
  if (figures.length === 0 || !beside) return;
  draft.subject ??= thing.thing;
  draft.addDimension(THINGS[thing.thing].dimension);
  draft.claim([head]);
  draft.headed = true;
}

const BEFORE_HEAD: readonly Tag[] = [
  'name',
  'list',
  'which',
  'state',
  'of',
  'total',
  'different',
  'filler',
  'what',
];
const FIGURES: readonly Tag[] = ['measure', 'how_many', 'how_much', 'value', 'share', 'per_cent'];
/** What parts a figure from the noun it is told of. */
const JOINING: readonly Tag[] = ['with', 'and', 'who', 'verb', 'comparison', 'growth', 'in'];
