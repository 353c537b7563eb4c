import type { Dimension } from '../query/model.js';
import { baseOf, figureIn, type Subject } from './subject.js';

/** The row of an answer that is of nothing, e.g. of sales without a customer. */
export interface Nameless {
  readonly dimension: Dimension;
  /** What it has none of. */
  readonly label: string;
  readonly value: number | undefined;
}

/** What rows are told apart by, where that is one thing: its id where that was asked for. */
export function keyOf({ dimensions }: Subject): Dimension | undefined {
  const [first, second, ...more] = dimensions;
  if (first === undefined || more.length > 0) return undefined;
  if (second === undefined) return first;
  return [first, second].find(({ names }) => names === first.name || names === second.name);
}

/** The row without a name, which is no customer, employee or the like; undefined where there is none. */
export async function namelessRow(subject: Subject): Promise<Nameless | undefined> {
  const { measure, query, ask } = subject;
  const dimension = keyOf(subject);
  if (dimension === undefined || query.grain !== undefined || query.pivot !== undefined) return undefined;
  const base = baseOf(subject);
  const { rows, row_count: count } = await ask({
    ...base,
    dimensions: [dimension.name],
    filters: [...(base.filters ?? []), { member: dimension.name, op: 'is_empty' }],
    limit: 1,
  });
  if (count !== 1 || rows[0]?.[dimension.name] !== undefined) return undefined;
  const { label } = subject.dimensions.find(({ name }) => name === dimension.names) ?? dimension;
  return { dimension, label, value: figureIn(rows[0], measure.name) };
}
