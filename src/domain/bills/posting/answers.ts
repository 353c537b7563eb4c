import { invalid } from '../../errors.js';
import { hasUnseen } from '../../names.js';

/** What a person says of one line of a bill; it goes before what was read. */
export interface LineAnswer {
  /** 1 for the first line of the bill. */
  readonly line: number;
  /** Id or exact name; `new` makes one of the printed name, `new: Name` of another. */
  readonly product?: string | undefined;
  readonly skip?: boolean | undefined;
  /** Thousandths of what `unit` says. */
  readonly quantity?: number | undefined;
  /** The product's unit or its pack; what the bill says when absent. */
  readonly unit?: string | undefined;
  /** Minor units for one of what `unit` says. */
  readonly unit_cost?: number | undefined;
  readonly batch?: string | undefined;
  readonly expires?: string | undefined;
}

/** What a person says of a bill's head; it goes before what was read. Money in minor units. */
export interface HeaderAnswer {
  /** Id or name; one that is not on the books is made. */
  readonly supplier?: string | undefined;
  readonly number?: string | undefined;
  readonly date?: string | undefined;
  readonly total?: number | undefined;
  readonly due?: string | undefined;
}

export interface Answers extends HeaderAnswer {
  readonly lines: readonly LineAnswer[];
}

/** What must be said before a bill can be posted. */
export interface Need {
  /** The argument, or the line and what of it. */
  readonly field: string;
  readonly why: string;
}

/**
 * Text that a person gave, without blanks around it.
 *
 * @throws ClerkError `invalid_input` where it shows nothing or holds signs that are not seen.
 */
export function visible(text: string | undefined, field: string): string | undefined {
  const trimmed = text?.trim();
  if (trimmed === undefined) return undefined;
  if (trimmed === '' || hasUnseen(trimmed))
    throw invalid(field, 'The text is empty or holds signs that are not seen.', {
      fix: 'Send it as it is written, without control characters.',
    });
  return trimmed;
}

/** Text of the paper without control characters, in one line, as a name can be kept. */
export function shownText(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 160);
}

/**
 * The answers by line.
 *
 * @throws ClerkError `invalid_input` for a line that is not there, or answered twice.
 */
export function byLine(
  answers: readonly LineAnswer[],
  count: number,
): Map<number, LineAnswer & { at: number }> {
  const found = new Map<number, LineAnswer & { at: number }>();
  answers.forEach((answer, at) => {
    const { line } = answer;
    if (!Number.isInteger(line) || line < 1 || line > count)
      throw invalid(`lines[${at}]`, `The bill has no line ${line}.`, {
        fix: count === 0 ? 'The bill has no lines.' : `Send 1 to ${count}.`,
      });
    if (found.has(line))
      throw invalid(`lines[${at}]`, `Line ${line} is answered twice.`, { fix: 'Send it once.' });
    found.set(line, { ...answer, at });
  });
  return found;
}
