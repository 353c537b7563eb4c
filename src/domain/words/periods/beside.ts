import { before, longest, map, optional, seq, wordSet, words } from '../grammar.js';
import { edge, plainRange } from './ranges.js';
import {
  clear,
  type Days,
  type PeriodParser,
  type Read,
  type Reading,
  reads,
  settled,
  unclear,
} from './reading.js';
import { relativePeriod } from './units.js';

const AGAINST = words(
  'vs|vs .|versus|v / s|compared to|compared with|compare to|compare with|in comparison to|in comparison with|against|relative to|than|than in|than the|as against|as compared to|as compared with|over and above',
);
const LAST_YEAR = words(
  'last year|the last year|previous year|the previous year|prior year|the prior year|the year before|a year earlier|a year ago|one year ago|year ago|pichhle saal|pichle saal|पिछले साल',
);
const SAME = words(
  'same period|the same period|same time|the same time|this time|same month|the same month|same week|same quarter|the same quarter|same days|the same days|same dates|corresponding period|the corresponding period|corresponding month|isi samay|same time period|same duration|the same time period',
);

/** Same period last year, year on year. */
const lastYear: PeriodParser = longest<Read<Reading>>(
  reads(seq(LAST_YEAR, SAME), () => SAME_LAST_YEAR),
  reads(seq(optional(AGAINST), SAME, optional(words('of|in|for|from|the')), LAST_YEAR), () => SAME_LAST_YEAR),
  reads(
    words(
      'year on year|year over year|year - on - year|year - over - year|yoy|y - o - y|y / y|y o y|compared to a year ago|than a year ago|vs a year ago|from a year ago|versus a year ago|than a year earlier',
    ),
    () => SAME_LAST_YEAR,
  ),
  reads(
    seq(
      SAME,
      optional(words('of|in|for|from|the')),
      words('last month|last week|last quarter|previous month|previous week|previous quarter'),
    ),
    () =>
      unclear(
        'Only the same period of last year is known. Write month to date, compared to the previous period.',
      ),
  ),
);
const SAME_LAST_YEAR: Days = { beside: true, named: 'same_period_last_year' };

/** The period before, month on month. */
const bucketed: PeriodParser = longest<Read<Reading>>(
  reads(
    seq(
      optional(AGAINST),
      words(
        'previous period|the previous period|prior period|the prior period|last period|the last period|preceding period|the preceding period|the period before|previous one|the previous one|the one before',
      ),
    ),
    () => ({ beside: true, named: 'previous_period' }),
  ),
  bucket('day', 'day on day|day over day|day - on - day|day - over - day|dod|d - o - d'),
  bucket('week', 'week on week|week over week|week - on - week|week - over - week|wow|w - o - w'),
  bucket('month', 'month on month|month over month|month - on - month|month - over - month|m - o - m|m / m'),
  bucket(
    'quarter',
    'quarter on quarter|quarter over quarter|quarter - on - quarter|quarter - over - quarter|qoq|q - o - q|q / q',
  ),
  // Written otherwise it is a mother.
  map(words('mom'), (_, { tokens, from }) =>
    /^(?:MoM|MOM)$/.test(tokens[from]?.text ?? '') ? () => bucketOf('month') : undefined,
  ),
);

function bucket(grain: NonNullable<Days['grain']>, list: string): PeriodParser {
  return reads(words(list), () => bucketOf(grain));
}

function bucketOf(grain: NonNullable<Days['grain']>): Days {
  return { beside: true, named: 'previous_bucket', grain };
}

/** Vs last month, than 2024, pichhle mahine se zyada. */
const against: PeriodParser = longest(
  reads(
    seq(
      AGAINST,
      optional(words('in|of|that of|those of|the|sales in|sales of|during')),
      longest(relativePeriod, period(), plainRange),
    ),
    ([, , read], at) => beside(read(at)),
  ),
  before(
    reads(
      seq(period(), words('se|ke mukable|ke muqable|की तुलना में|ki tulna mein|ki tulna me|से')),
      ([read], at) => beside(read(at)),
    ),
    (next) => MORE.has(next?.word ?? ''),
  ),
);
/** After "pichhle mahine se" these make it a comparison; the word itself is left. */
const MORE: ReadonlySet<string> = wordSet(
  'zyada|jyada|kam|adhik|behtar|upar|neeche|badhi|ghati|ज़्यादा|ज्यादा|कम|अधिक',
);

function period(): PeriodParser {
  return reads(edge, (read, at) => settled(read(at), at));
}

function beside(read: Reading): Reading {
  return clear(read, (days) => ({ ...days, partOf: undefined, beside: true }));
}

/** Periods to set beside another. */
export const besidePeriod: PeriodParser = longest(lastYear, bucketed, against);

/** After the word compare: X to Y, X and Y, X with Y; the second is set beside the first. */
export const comparedPeriod: PeriodParser = reads(
  longest(
    seq(words('to|with|and|from|against|vs|versus|or'), longest(relativePeriod, period())),
    seq(words('with|against|vs|versus'), plainRange),
  ),
  ([, read], at) => beside(read(at)),
);
