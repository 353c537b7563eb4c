import { jsonBytes, LARGEST_PAGE, rowsThatFit } from '../../fitting.js';
import type { QueryAnswer } from './answer.js';

/** In bytes, as far as texts of a receipt go where it is too long. */
const LONGEST_SQL = 4_000;
const LONGEST_FILTER = 120;
const LONGEST_NOTE = 200;
const MOST_NOTES = 10;

/**
 * The answer as it fits: the SQL, the filters and the notes of its receipt are cut first, then rows from the end. What was cut is
 * said in the receipt's notes, and rows can be read on from the cursor. An answer that does not fit without its rows
 * stays as it is, for the catalogue to refuse.
 *
 * @param cursorAfter the cursor that goes on after so many rows of this answer; undefined where there is none.
 */
export function withinLimit(
  answer: QueryAnswer,
  cursorAfter: (rows: number) => string | undefined,
): QueryAnswer {
  const slim = jsonBytes(answer) <= LARGEST_PAGE ? answer : withShortReceipt(answer);
  const room = LARGEST_PAGE - jsonBytes({ ...slim, rows: [], has_more: true, next_cursor: cursorAfter(0) });
  const end = rowsThatFit(slim.rows, room);
  if (end === 0 || end === slim.rows.length) return slim;
  return { ...slim, rows: slim.rows.slice(0, end), has_more: true, next_cursor: cursorAfter(end) };
}

function withShortReceipt(answer: QueryAnswer): QueryAnswer {
  const { sql, filters, notes = [] } = answer.receipt;
  const long = sql !== undefined && sql.length > LONGEST_SQL;
  const told = [
    ...notes.slice(0, MOST_NOTES).map((note) => cut(note, LONGEST_NOTE)),
    ...(notes.length > MOST_NOTES ? [`${notes.length - MOST_NOTES} more notes are left out.`] : []),
    ...(long ? [`The SQL is cut after ${LONGEST_SQL} of ${sql.length} characters.`] : []),
  ];
  return {
    ...answer,
    receipt: {
      ...answer.receipt,
      filters: filters?.map((filter) => cut(filter, LONGEST_FILTER)),
      notes: told.length === 0 ? undefined : told,
      ...(long ? { sql: cut(sql, LONGEST_SQL) } : {}),
    },
  };
}

/** The start of a text in so many bytes, whole letters only. */
function cut(text: string, most: number): string {
  const whole = Buffer.from(text);
  if (whole.length <= most) return text;
  return `${whole
    .subarray(0, most)
    .toString('utf8')
    .replace(/\uFFFD$/, '')}…`;
}
