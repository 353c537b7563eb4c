import type { Field } from './bill.js';
import type { Row } from './rows.js';

/** Headings of papers that look like a bill and ask for no money, or for the same money again. */
const HEADING =
  /^\W*(CREDIT\s?NOTE|DEBIT\s?NOTE|SALES?\s?RETURN|PRO\s?-?\s?FORMA(?:\s?INVOICE)?|QUOTATION|ESTIMATE|(?:PURCHASE|SALES)\s?ORDER|DELIVERY\s?(?:CHALLAN|NOTE)|STATEMENT\s?OF\s?ACCOUNTS?)\W*$/i;
/** Headings stand in the first rows. */
const FIRST_ROWS = 12;
/** Far from sure: a person has to say that it is to be paid. */
const DOUBT = 0.5;

/** The total of a paper that calls itself something else than a bill is under review, whatever bears it out. */
export function doubtNoBill(
  rows: readonly Row[],
  total: Field<number> | undefined,
): Field<number> | undefined {
  const heading = rows
    .slice(0, FIRST_ROWS)
    .map(({ text }) => HEADING.exec(text)?.[1])
    .find((text) => text !== undefined);
  if (heading === undefined || total === undefined) return total;
  const named = heading.toLowerCase().replace(/\s+/g, ' ');
  return {
    ...total,
    confidence: Math.min(total.confidence, DOUBT),
    review: `The paper calls itself a ${named}, not a bill to be paid.`,
  };
}
