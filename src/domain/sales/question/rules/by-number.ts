import type { Draft } from '../draft.js';
import { senseOf } from '../senses.js';

const OPENING = ['what', 'which', 'list', 'called', 'of', 'in', 'verb'] as const;
const YEAR = /^(?:19|20)\d\d$/;
const NUMBERED =
  /\b(?:(?:on|in|of|for) )?(?:order|bill|invoice|receipt)(?: (no\.?|number|id))? ?(#)? ?(\d{3,})(?!\d|[.,]\d|[ -]*(?:to|se|tak|units?|kg|rs|rupees?|rupaye|%|percent|ke|ka|wal[aei]|or|and|days?)\b)/i;

/** A question without the number of the order that it is about, and that number. */
export interface Numbered {
  readonly text: string;
  readonly order: string | undefined;
}

/** "What was on order 10643", "bill no 5012": the record is named by its number. */
export function withoutNumber(question: string): Numbered {
  const said = NUMBERED.exec(question);
  const [all = '', word, sign, number = ''] = said ?? [];
  if (said === null || (YEAR.test(number) && word === undefined && sign === undefined))
    return { text: question, order: undefined };
  return { text: question.replace(all, ' '), order: number };
}

/** Holds the query to the order; of nothing but the order the goods on it are told. */
export function holdToOrder(draft: Draft, order: string | undefined): void {
  if (order === undefined) return;
  draft.addFilter({ member: 'order_id', op: 'is', values: [order] });
  const who = draft.items.find((item) => senseOf(item, 'who') !== undefined);
  if (who !== undefined && draft.measures.length + draft.dimensions.length === 0) {
    draft.addDimension(draft.verbs.has('handle') ? 'employee' : 'customer');
    draft.claim([who]);
    return;
  }
  const others = draft.items.filter((item) => !OPENING.some((tag) => senseOf(item, tag) !== undefined));
  const asked = draft.measures.length + draft.dimensions.length + draft.pending.length + others.length;
  if (asked > 0 || draft.rank !== undefined || draft.subject !== undefined) return;
  draft.addDimension('product');
  draft.addMeasure('quantity');
}
