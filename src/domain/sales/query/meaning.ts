import type { Model } from './model.js';
import type { QueryRequest } from './request.js';
import { partsOf } from './values.js';

/** What the members of a query stand for, apart from their words: all that its figures are worked out from. */
export function meaningOf(model: Model, request: QueryRequest): unknown[] {
  const { measures = [], dimensions = [], filters = [], pivot } = request;
  const named = [
    ...measures,
    ...dimensions,
    ...(pivot === undefined ? [] : [pivot]),
    ...filters.flatMap(({ member, than }) => (than === undefined ? [member] : [member, than])),
  ];
  return named.map((name) => {
    const measure = model.measure(name);
    if (measure === undefined) return withoutWords(model.dimension(name));
    return [measure, ...partsOf(model, measure)].map(withoutWords);
  });
}

function withoutWords(member: object | undefined): object {
  return Object.fromEntries(
    Object.entries(member ?? {}).filter(([key]) => !['label', 'description', 'synonyms'].includes(key)),
  );
}
