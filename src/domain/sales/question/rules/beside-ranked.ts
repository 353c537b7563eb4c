import type { Draft } from '../draft.js';
import { pattern } from '../match.js';
import { senseOf, THINGS } from '../senses.js';

/** "The largest order, with customer": what stands on the record of what is ranked. */
export function besideRanked(draft: Draft): void {
  const { rank } = draft;
  if (rank === undefined || 'grain' in rank.target || draft.groups.length > 0) return;
  const target = rank.target.dimension;
  draft.each(WITH_COLUMNS, (match) => {
    const shown = match.all('shown');
    const names = shown.map((item) => {
      const thing = senseOf(item, 'thing');
      return thing === undefined ? senseOf(item, 'dimension')?.name : THINGS[thing.thing].dimension;
    });
    const plain = shown.every(
      (item) => senseOf(item, 'measure') === undefined && senseOf(item, 'thing')?.plural !== true,
    );
    if (!plain || names.some((name) => name === undefined || !stands(draft, target, name))) return false;
    for (const name of names) if (name !== undefined && name !== target) draft.shown.push(name);
  });
}
const WITH_COLUMNS = pattern('and|with shown:thing|dimension+');

/** Whether a record of the one has one value of the other. */
function stands({ model }: Draft, target: string, name: string): boolean {
  const [one, other] = [model.dimension(target)?.entity, model.dimension(name)?.entity];
  if (target === 'order_id')
    return other === 'sales' || name === 'customer' || name === 'employee' || name === 'shipper';
  return (
    one !== undefined &&
    (one === other || (target === 'product' && (name === 'category' || name === 'supplier')))
  );
}
