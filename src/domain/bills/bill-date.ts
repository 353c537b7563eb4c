import type { Field } from './bill.js';
import { meanConfidence, placeOf, type Row, type Token } from './rows.js';

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const MONTH = '(JAN|FEB|MAR|APR|MAY|MEI|JUN|JUL|AUG|OGOS|SEPT?|OCT|OKT|NOV|DEC|DIS)[A-Z]{0,6}';
const MARK = '\\s?[/.\\-–—,|\\\\]\\s?';
/** Four digits, or two; a time of day may follow without a space. */
const YEAR = "((?:19|20)\\d{2}(?!:\\d)|'?\\d{2}(?=\\d{2}:\\d\\d)|'?\\d{2}(?!\\d))";

/** Ways to write a day; groups by name. */
const FORMS: readonly {
  readonly pattern: RegExp;
  readonly read: (m: readonly string[]) => Parts | undefined;
}[] = [
  {
    pattern: new RegExp(`(?<!\\d)((?:19|20)\\d{2})${MARK}(\\d{1,2})${MARK}(\\d{1,2})(?!\\d)`, 'g'),
    read: ([, year = '', month = '', day = '']) => ({ year, month: Number(month), day: Number(day) }),
  },
  {
    pattern: new RegExp(`(?<!\\d)(\\d{1,2})${MARK}(\\d{1,2})${MARK}${YEAR}`, 'g'),
    read: ([, first = '', second = '', year = '']) => ({
      year,
      month: Number(second),
      day: Number(first),
      swap: true,
    }),
  },
  {
    pattern: new RegExp(
      `(?<!\\d)(\\d{1,2})(?:ST|ND|RD|TH)?[\\s/.\\-,]{0,2}${MONTH}[\\s/.\\-,']{0,3}${YEAR}`,
      'g',
    ),
    read: ([, day = '', month = '', year = '']) => ({ year, month: monthOf(month), day: Number(day) }),
  },
  {
    pattern: new RegExp(
      `(?<![A-Z])${MONTH}[\\s.\\-]{0,2}(\\d{1,2})(?:ST|ND|RD|TH)?[\\s,.\\-]{1,3}${YEAR}`,
      'g',
    ),
    read: ([, month = '', day = '', year = '']) => ({ year, month: monthOf(month), day: Number(day) }),
  },
  {
    pattern: /(?<!\d)((?:19|20)\d{2})(0[1-9]|1[0-2])([0-2]\d|3[01])(?!\d)/g,
    read: ([, year = '', month = '', day = '']) => ({
      year,
      month: Number(month),
      day: Number(day),
      bare: true,
    }),
  },
];

interface Parts {
  readonly year: string;
  readonly month: number;
  readonly day: number;
  /** Day and month may stand the other way round. */
  readonly swap?: boolean;
  readonly bare?: boolean;
}

const LABEL = /DATE|DATED|TARIKH|DT\b|DINANK|तारीख|दिनांक/;
const OTHER = /EXP|DUE|VALID|BEFORE|SINCE|MFG|BEST|DELIVER|P\.?O\.?\s?DATE|BIRTH|RETURN|EFFECTIVE|APPROV/;
const TIME = /(?<!\d)([01]?\d|2[0-3])[:.][0-5]\d(?:[:.][0-5]\d)?\s?(?:[AP]M)?/;

export interface DateOptions {
  /** Today in the shop, ISO 8601: a bill is not from the future. */
  readonly today: string;
  readonly order: 'dmy' | 'mdy';
}

/** The day the bill was made: labelled, beside a time of day, or the first that stands on it. */
export function findDate(rows: readonly Row[], options: DateOptions): Field<string> | undefined {
  const found = rows.flatMap((row, index) => datesIn(row, index, rows, options));
  const days = new Map<string, number>();
  for (const { value, score } of found)
    days.set(value, Math.max(score, days.get(value) ?? Number.NEGATIVE_INFINITY));
  for (const { value } of found) days.set(value, (days.get(value) ?? 0) + 0.4);
  const [best] = found.sort(
    (a, b) => (days.get(b.value) ?? 0) - (days.get(a.value) ?? 0) || b.score - a.score,
  );
  if (best === undefined) return undefined;
  const rival = found.find(({ value, score }) => value !== best.value && score > best.score - 1);
  const confidence = Math.max(
    0.2,
    Math.min(0.99, best.confidence - (rival === undefined ? 0 : 0.25) - (best.unsure ? 0.3 : 0)),
  );
  return {
    value: best.value,
    text: best.text,
    confidence,
    place: placeOf(best.tokens),
    checks: best.labelled ? ['labelled'] : [],
    ...(best.unsure
      ? { review: 'Day and month may stand the other way round.' }
      : confidence < 0.75
        ? {
            review:
              rival === undefined ? 'The date is hard to read.' : 'More than one date stands on the bill.',
          }
        : {}),
  };
}

interface Found {
  readonly value: string;
  readonly text: string;
  readonly score: number;
  readonly confidence: number;
  readonly tokens: readonly Token[];
  readonly labelled: boolean;
  readonly unsure: boolean;
}

function datesIn(row: Row, index: number, rows: readonly Row[], options: DateOptions): Found[] {
  const text = mend(row.text.toUpperCase());
  const found: Found[] = [];
  for (const { pattern, read } of FORMS) {
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
      const parts = read(match);
      const value = parts === undefined ? undefined : dayOf(parts, options);
      if (parts === undefined || value === undefined) {
        pattern.lastIndex = match.index + 1;
        continue;
      }
      const before = text.slice(0, match.index);
      const near = rows[index - 1]?.text.toUpperCase() ?? '';
      const labelled = LABEL.test(before) || (before.trim() === '' && LABEL.test(near));
      const tokens = covering(row, match.index, match.index + match[0].length);
      const score =
        (labelled ? 3 : 0) +
        (TIME.test(text.slice(match.index + match[0].length)) || TIME.test(before) ? 1.5 : 0) -
        (OTHER.test(before) ? 4 : 0) -
        (parts.bare === true ? 2.5 : 0) -
        index * 0.01;
      found.push({
        value,
        text: match[0].trim(),
        score,
        confidence: Math.min(0.99, 0.3 + 0.7 * meanConfidence(tokens) - (labelled || score > 1 ? 0 : 0.1)),
        tokens,
        labelled,
        unsure: false,
      });
    }
  }
  return found;
}

/** Letters read for digits inside what looks like a date; offsets stay. */
function mend(text: string): string {
  return text
    .replace(/\b0(?=CT)/g, 'O')
    .replace(/\bN0V/g, 'NOV')
    .replace(/(?<=[\d/.-])[OQ](?=[\d/.-])/g, '0')
    .replace(/(?<=\d[/.-])[OQ](?=\d)/g, '0')
    .replace(/(?<![A-Z])[OQ](?=\d[/.-]\d)/g, '0')
    .replace(/(?<=[\d/-])[IL|](?=[\d/-])/g, '1');
}

function monthOf(name: string): number {
  const key = name
    .slice(0, 3)
    .replace('MEI', 'MAY')
    .replace('OGO', 'AUG')
    .replace('OKT', 'OCT')
    .replace('DIS', 'DEC');
  return MONTHS.indexOf(key) + 1;
}

function dayOf({ year, month, day, swap }: Parts, { today, order }: DateOptions): string | undefined {
  const digits = year.replace(/\D/g, '');
  const full = digits.length === 2 ? 2000 + Number(digits) : Number(digits);
  const ways: [number, number][] = swap === true && order === 'mdy' ? [[day, month]] : [[month, day]];
  const [first = [month, day]] = ways;
  if (swap === true) ways.push([first[1], first[0]]);
  for (const [m, d] of ways) {
    if (m < 1 || m > 12 || d < 1 || d > new Date(Date.UTC(full, m, 0)).getUTCDate()) continue;
    const value = `${full}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
    if (value >= '1990-01-01' && value <= today) return value;
  }
  return undefined;
}

/** The tokens of a row between two places of its text. */
function covering(row: Row, from: number, to: number): Token[] {
  let at = 0;
  return row.tokens.filter((token) => {
    const start = at;
    at += token.text.length + 1;
    return start < to && start + token.text.length > from;
  });
}
