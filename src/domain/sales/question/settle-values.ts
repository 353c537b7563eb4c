import type { Draft } from './draft.js';
import { senseOf } from './senses.js';

/** "Cash versus UPI": values set beside each other, of which sales are told where no figure is named. */
export function settleValues(draft: Draft): void {
  if (
    draft.period !== undefined &&
    (draft.compare.some((named) => named !== 'same_period_last_year') ||
      (draft.compare.length > 0 && draft.pending.length > 0)) &&
    draft.measures.length + draft.dimensions.length === 0 &&
    draft.subject === undefined
  ) {
    draft.addMeasure('net_sales');
    draft.taken.push('Net sales are told, as the question names no other figure.');
    return;
  }
  const course =
    draft.grown || draft.all.some((item) => senseOf(item, 'trend') !== undefined && !/^how/i.test(item.text));
  if (course && draft.grain !== undefined && draft.subject === undefined) {
    if (draft.measures.length === 0) {
      draft.addMeasure('net_sales');
      draft.taken.push('Net sales are told, as the question names no other figure.');
    }
    return;
  }
  if (draft.add.includes('share') && draft.measures.length === 0 && draft.subject === undefined) {
    draft.addMeasure('net_sales');
    draft.taken.push('The share is of net sales, as the question names no other figure.');
  }
  moreOf(draft);
  courseOf(draft);
  if (draft.measures.length + draft.dimensions.length > 0 || draft.subject !== undefined) return;
  if (draft.pending.some(({ kind }) => kind === 'payment')) {
    draft.addMeasure('net_sales');
    draft.taken.push('Payments are told as the net sales paid so.');
    return;
  }
  const compared = draft.filters.find(({ op, values = [] }) => op === 'is' && values.length > 1);
  if (compared === undefined || !(draft.comparing || draft.pending.some(({ versus }) => versus))) return;
  draft.addMeasure('net_sales');
  draft.addDimension(compared.member);
  draft.taken.push('Net sales are told, as the question names no other figure.');
}

/** "Ernst Handel this year, month by month": of a name along time, its sales. */
function courseOf(draft: Draft): void {
  const { measures, dimensions, grain, filters, subject, pending, verbs } = draft;
  if (measures.length + dimensions.length > 0 || grain === undefined || subject !== undefined) return;
  if (pending.length === 0 || filters.length === 0 || verbs.size > 0 || draft.items.length > 0) return;
  draft.addMeasure('net_sales');
  draft.taken.push('Net sales are told, as the question names no other figure.');
}

/** "Which sells more, this or that": both are told. */
function moreOf(draft: Draft): void {
  const more = draft.items.filter(
    (item) => senseOf(item, 'more') !== undefined || senseOf(item, 'fewer') !== undefined,
  );
  const compared = draft.filters.find(({ op, values = [] }) => op === 'is' && values.length > 1);
  const others = draft.dimensions.some((name) => name !== compared?.member);
  if (more.length === 0 || compared === undefined || others || draft.measures.length > 1) return;
  if (draft.rank !== undefined || draft.compare.length > 0 || draft.grain !== undefined) return;
  draft.comparing = true;
  draft.claim(more);
  draft.claim(
    draft.items.filter((item) => senseOf(item, 'who') !== undefined || senseOf(item, 'or') !== undefined),
  );
  if (draft.measures.length === 0)
    draft.taken.push('Net sales are told, as the question names no other figure.');
  draft.addMeasure(draft.measures[0] ?? 'net_sales');
  draft.addDimension(compared.member);
}
