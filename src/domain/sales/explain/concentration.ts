import { percentOf, sumOf } from './exact.js';
import type { SalesFact, Statement } from './fact.js';
import type { Nameless } from './nameless.js';
import type { Ranked } from './ranked.js';
import { baseOf, figureIn, rowsWords, type Subject } from './subject.js';
import { within } from './wording.js';

const FIRST = 3;
/** Rows from which it is worth saying how many make most of it. */
const MANY = 10;
const MOST = 80;
/** Rows shown that are told of together. */
const MOST_SHOWN = 20;

/** What the first rows make together, and how few rows make most of the total. */
export async function concentration(
  subject: Subject,
  { rows, total, count, addsUp: whole, nameless }: Ranked,
): Promise<Statement[]> {
  const { answer, measure, wording, dimensions, days } = subject;
  if (!whole || total === undefined || count <= FIRST) return [];
  const shown = answer.rows.map((row) => figureIn(row, measure.name));
  const best = rows.map((row) => figureIn(row, measure.name));
  const isTop =
    shown.length > FIRST &&
    shown.length <= MOST_SHOWN &&
    shown.length < count &&
    best.every((value, index) => index >= shown.length || shown[index] === value) &&
    shown.every((value, index) => index === 0 || (value ?? 0) <= (shown[index - 1] ?? 0));
  const first = (isTop ? shown : best.slice(0, FIRST)).map((value) => value ?? 0);
  const sum = sumOf(first);
  const percent = percentOf(sum, total);
  if (percent === undefined || percent <= 0 || percent >= 100) return [];
  const which = isTop ? `${first.length} shown` : `first ${first.length}`;
  const together: SalesFact = {
    kind: 'together',
    name: `the ${which} together, share of ${within(measure.label)}`,
    figure: wording.percent(percent),
    value: percent,
    unit: '%',
    measure: measure.name,
    ...days,
  };
  const needed = count < MANY ? undefined : await neededFor(subject, nameless);
  if (needed === undefined)
    return [{ weight: 55, sentence: `The ${which} make ${together.figure} together.`, facts: [together] }];
  const figure = `${needed} of ${count} ${rowsWords(count, dimensions)}`;
  return [
    {
      weight: 55,
      sentence: `The ${which} make ${together.figure} together; ${MOST} % ${nameless === undefined ? '' : `of what has a ${within(nameless.label)} `}comes from ${figure}.`,
      facts: [
        together,
        {
          kind: 'rows_for_80_percent',
          name: `rows that make ${MOST} % of ${within(measure.label)}`,
          figure,
          value: needed,
          ...days,
        },
      ],
    },
  ];
}

/** How many rows, from the highest, make most of the total. */
async function neededFor(subject: Subject, nameless: Nameless | undefined): Promise<number> {
  const { dimensions, measure, ask } = subject;
  const base = baseOf(subject);
  const below = await ask({
    ...base,
    dimensions: dimensions.map(({ name }) => name),
    filters: [
      ...(base.filters ?? []),
      ...(nameless === undefined ? [] : [{ member: nameless.dimension.name, op: 'is_not_empty' as const }]),
      { member: `${measure.name}_running_share`, op: 'less_than', values: [String(MOST)] },
    ],
    add: ['running_share'],
    order_by: [{ member: measure.name, direction: 'desc' }],
    limit: 1,
  });
  return below.row_count + 1;
}
