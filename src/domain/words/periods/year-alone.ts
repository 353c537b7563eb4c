import { following, longest, map, type Parsed, seq, words } from '../grammar.js';
import type { Token } from '../tokens.js';
import { dayAt, type EdgeParser, spanFrom } from './reading.js';
import { SHORT_YEAR, YEAR } from './terms.js';

const BEFORE_YEAR: ReadonlySet<string> = new Set([
  ...[
    'in',
    'of',
    'for',
    'during',
    'since',
    'from',
    'until',
    'till',
    'before',
    'after',
    'by',
    'year',
    'between',
  ],
  ...[
    'to',
    'and',
    'vs',
    'versus',
    'with',
    'against',
    'than',
    'through',
    'calendar',
    'cy',
    'saal',
    'throughout',
  ],
]);
const NOT_BEFORE_YEAR: ReadonlySet<string> = new Set([
  ...[
    'over',
    'above',
    'under',
    'below',
    'least',
    'most',
    'top',
    'first',
    'rs',
    '₹',
    '$',
    'inr',
    '>',
    '<',
    '=',
    '#',
  ],
  ...[
    'exceeding',
    'minimum',
    'maximum',
    'exactly',
    'around',
    'about',
    'limit',
    'worth',
    'invoice',
    'bill',
    'order',
  ],
  ...['no', 'number', 'id', 'pin', 'than'],
]);
const NOT_AFTER_YEAR: ReadonlySet<string> = new Set([
  ...[
    'rs',
    'rupees',
    'inr',
    '%',
    'percent',
    'units',
    'pieces',
    'pcs',
    'kg',
    'lakh',
    'crore',
    'thousand',
    'k',
  ],
  ...['rupaye', 'dollars', 'g', 'ml', 'days', 'items', 'or', '+', 'se'],
]);

const NAMED_YEAR = map(seq(words('year|calendar year|cy|the year|saal'), YEAR), ([, year]) => year);
const YEAR_AFTER_WORD = following((before) => BEFORE_YEAR.has(before?.word ?? ''), longest(YEAR, SHORT_YEAR));

function bare(tokens: readonly Token[], from: number): Parsed<number> | undefined {
  const read = YEAR(tokens, from);
  return read !== undefined && (tokens.length === 1 || read.value % 50 !== 0) ? read : undefined;
}

function saysNumber(tokens: readonly Token[], from: number): boolean {
  return NOT_BEFORE_YEAR.has(tokens[from - 1]?.word ?? '');
}

/** A year alone; a round one (2000) or one among amounts needs a sign that time is meant. */
export const yearAlone: EdgeParser = (tokens, from) => {
  const read =
    NAMED_YEAR(tokens, from) ??
    (saysNumber(tokens, from) ? undefined : (YEAR_AFTER_WORD(tokens, from) ?? bare(tokens, from)));

  if (read === undefined || NOT_AFTER_YEAR.has(tokens[read.next]?.word ?? '')) return undefined;
  return { next: read.next, value: () => spanFrom('year', dayAt(read.value, 1, 1)) };
};
