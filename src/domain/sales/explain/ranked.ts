import type { QueryAnswer } from '../query/answer.js';
import type { Cell } from '../query/records.js';
import { percentOf } from './exact.js';
import { type Nameless, namelessRow } from './nameless.js';
import { agree, baseOf, figureIn, type Subject } from './subject.js';

/** Rows that are read: those told of, one without a name, and what they may be equal to. */
const READ = 6;
/** A share that adds up is off by rounding alone, in percentage points. */
const ROUNDING = 0.0002;

type Row = Readonly<Record<string, Cell>>;

/** The rows of an answer from the highest: all of its measure, and whether rows add up to it. */
export interface Ranked {
  readonly rows: readonly Row[];
  readonly count: number;
  /** With those that have no figure, where these were asked for. */
  readonly listed: number;
  /** Left out of `rows` and `count`. */
  readonly nameless?: Nameless | undefined;
  /** Of all rows, worked out anew; undefined where rows were chosen by their figures. */
  readonly total: number | undefined;
  readonly addsUp: boolean;
}

/** The rows from one end, worked out anew; undefined where they disagree with the answer. */
export async function rankedRows(
  subject: Subject,
  direction: 'asc' | 'desc' = 'desc',
): Promise<Ranked | undefined> {
  const { dimensions, measure, query, answer, ask } = subject;
  const names = dimensions.map(({ name }) => name);
  const found = await ask({
    ...baseOf(subject),
    dimensions: names,
    add: ['totals', 'share'],
    order_by: [{ member: measure.name, direction }],
    limit: READ,
  });
  const plain = query.grain === undefined && query.pivot === undefined;
  if (plain && !agree(found.rows, answer.rows, names, measure.name)) return undefined;
  const nameless = await namelessRow(subject);
  const rows = found.rows.filter(
    (row) =>
      figureIn(row, measure.name) !== undefined &&
      (nameless === undefined || row[nameless.dimension.name] !== undefined),
  );
  const all = plain && query.top === undefined ? answer.row_count : found.row_count;
  const less = nameless === undefined ? 0 : 1;
  return {
    rows,
    count: (query.include_empty === true ? found.row_count : all) - less,
    listed: all - less,
    nameless,
    total: figureIn(found.totals, measure.name),
    addsUp: addsUp(found, measure.name),
  };
}

/** Whether shares of the sum of all rows are shares of the total as well. */
function addsUp({ rows, totals }: QueryAnswer, column: string): boolean {
  const total = figureIn(totals, column) ?? 0;
  return (
    total > 0 &&
    rows.every((row) => {
      const share = percentOf(figureIn(row, column) ?? 0, total) ?? 0;
      return Math.abs(share - (figureIn(row, `${column}_share`) ?? 0)) < ROUNDING;
    })
  );
}
