import { zonedMoment } from '../../time.js';
import type { Changes, QueryAnswer } from './answer.js';
import type { Answered } from './receipt-token.js';
import type { Cell } from './records.js';
import type { QueryRequest } from './request.js';

const MOST_CHANGED = 10;

interface Compared {
  /** The query for the days of the earlier answer: from the data of then, and of now. */
  readonly then: Found;
  readonly now: Found;
  /** Sales documents recorded since. */
  readonly recorded: number;
  readonly timeZone: string;
}

interface Found {
  readonly answer: QueryAnswer;
  readonly answered: Answered;
}

/**
 * Compares an earlier answer with the same query over the same days now.
 *
 * The data of then is the data of now less what was recorded since. Where that does not give the rows of then, records
 * were replaced or members mean something else, and only figures that the token itself holds are compared.
 */
export function changesBetween(earlier: Answered, { then, now, recorded, timeZone }: Compared): Changes {
  const equal = ({ answered }: Found): boolean =>
    answered.rows === earlier.rows && answered.rowCount === earlier.rowCount;
  const redefined = then.answered.meaning !== earlier.meaning;
  const same = equal(now);
  const before = equal(then) ? then.answer.rows : earlier.only === undefined ? undefined : [earlier.only];
  const differing =
    same || before === undefined ? [] : changedRows(before, now.answer.rows, keysOf(earlier.query));
  const notes = [
    ...(redefined ? ['What the measures or dimensions mean was changed since.'] : []),
    ...(same || before !== undefined
      ? []
      : redefined
        ? ['The rows of then cannot be shown again.']
        : [
            'Records of that time were replaced since or came late, so the rows of then cannot be shown again.',
          ]),
    ...(same || before === undefined || differing.length > 0
      ? []
      : ['The rows compared are the same; what is beyond or beside them differs.']),
    ...(differing.length > MOST_CHANGED ? [`${differing.length - MOST_CHANGED} more rows differ.`] : []),
    ...(now.answer.has_more ? ['Only the first page of rows is compared.'] : []),
  ];
  return {
    answered_at: zonedMoment(earlier.asOf, timeZone),
    same,
    sales_recorded_since: recorded,
    row_count_then: earlier.rowCount,
    row_count_now: now.answer.row_count,
    rows: differing.slice(0, MOST_CHANGED),
    ...(notes.length === 0 ? {} : { notes }),
  };
}

/** Rows that came, went or have other figures: what groups them, and each figure then and now. */
function changedRows(
  before: readonly Record<string, Cell>[],
  now: readonly Record<string, Cell>[],
  keys: readonly string[],
): Record<string, Cell>[] {
  const keyOf = (row: Readonly<Record<string, Cell>>): string => JSON.stringify(keys.map((key) => row[key]));
  const then = new Map(before.map((row) => [keyOf(row), row]));
  const current = new Map(now.map((row) => [keyOf(row), row]));
  return [...new Set([...then.keys(), ...current.keys()])].flatMap((key) => {
    const old = then.get(key) ?? {};
    const fresh = current.get(key) ?? {};
    const figures = Object.keys({ ...old, ...fresh }).filter((name) => !keys.includes(name));
    const moved = figures.filter((name) => old[name] !== fresh[name]);
    if (moved.length === 0 && then.has(key) && current.has(key)) return [];
    const row: Record<string, Cell> = {};
    for (const name of keys) {
      const cell = fresh[name] ?? old[name];
      if (cell !== undefined) row[name] = cell;
    }
    for (const name of moved) {
      const [was, is] = [old[name], fresh[name]];
      if (was !== undefined) row[`${name}_then`] = was;
      if (is !== undefined) row[`${name}_now`] = is;
    }
    return [row];
  });
}

function keysOf({ grain, dimensions = [], pivot }: QueryRequest): string[] {
  return [...(grain === undefined ? [] : [grain]), ...dimensions].filter((name) => name !== pivot);
}
