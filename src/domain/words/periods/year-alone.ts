import { following, longest, map, seq, wordSet, words } from '../grammar.js';
import { dayAt, type EdgeParser, spanFrom } from './reading.js';
import { SHORT_YEAR, YEAR } from './terms.js';

const BEFORE_YEAR: ReadonlySet<string> = wordSet(
  'in|of|for|during|since|from|until|till|before|after|by|year|between|to|and|vs|versus|with|against|than|through|calendar|cy|saal|throughout',
);
const NOT_BEFORE_YEAR: ReadonlySet<string> = wordSet(
  'over|above|under|below|least|most|top|first|rs|₹|$|inr|>|<|=|#|exceeding|minimum|maximum|exactly|around|about|limit|worth|invoice|bill|order|no|number|id|pin|than',
);
const NOT_AFTER_YEAR: ReadonlySet<string> = wordSet(
  'rs|rupees|inr|%|percent|units|pieces|pcs|kg|lakh|crore|thousand|k|rupaye|dollars|g|ml|days|items|+',
);

const NOT_AFTER_OR: ReadonlySet<string> = wordSet(
  'more|less|fewer|above|below|higher|lower|over|under|greater|zyada|jyada|kam|adhik|upar|neeche',
);
const NAMED_YEAR = map(seq(words('year|calendar year|cy|the year|saal'), YEAR), ([, year]) => year);
const YEAR_AFTER_WORD = following((before) => BEFORE_YEAR.has(before?.word ?? ''), longest(YEAR, SHORT_YEAR));

const BARE_YEAR = map(YEAR, (year, { tokens }) =>
  tokens.length === 1 || year % 50 !== 0 ? year : undefined,
);

/** A year alone; a round one (2000) or one among amounts needs a sign that time is meant. */
export const yearAlone: EdgeParser = map(
  longest(
    NAMED_YEAR,
    following((before) => !NOT_BEFORE_YEAR.has(before?.word ?? ''), longest(YEAR_AFTER_WORD, BARE_YEAR)),
  ),
  (year, { tokens, next }) =>
    NOT_AFTER_YEAR.has(tokens[next]?.word ?? '') ||
    (/^(?:or|se)$/.test(tokens[next]?.word ?? '') && NOT_AFTER_OR.has(tokens[next + 1]?.word ?? ''))
      ? undefined
      : () => spanFrom('year', dayAt(year, 1, 1)),
);
