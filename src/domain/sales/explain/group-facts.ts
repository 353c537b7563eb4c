import type { QueryAnswer } from '../query/answer.js';
import type { Cell } from '../query/records.js';
import { percentOf, sumOf } from './exact.js';
import type { SalesFact, Statement } from './fact.js';
import { agree, baseOf, figureIn, keysOf, rowsWords, rowWords, type Subject } from './subject.js';
import { soFar } from './when.js';
import { listed, within } from './wording.js';

const FIRST = 3;
/** Rows from which it is worth saying how many make most of it. */
const MANY = 10;
const MOST = 80;
/** A share that adds up is off by rounding alone, in percentage points. */
const ROUNDING = 0.0002;
/** What the rows after the top ones are called together. */
const OTHER = '(other)';
/** Rows shown that are told of together. */
const MOST_SHOWN = 20;

type Row = Readonly<Record<string, Cell>>;

/** The rows of an answer from the highest: all of its measure, and whether rows add up to it. */
interface Ranked {
  readonly rows: readonly Row[];
  readonly count: number;
  /** Of all rows, worked out anew; undefined where rows were chosen by their figures. */
  readonly total: number | undefined;
  readonly addsUp: boolean;
}

/** The total, the largest rows with their shares, and how few make most of it. */
export async function groupFacts(subject: Subject): Promise<Statement[]> {
  const { dimensions, query, answer, measure } = subject;
  if (dimensions.length === 0) return [];
  if (subject.chosen) return chosenFacts(subject);
  const ranked = await rankedRows(subject);
  if (ranked === undefined) return [];
  const totals = totalFacts(subject, ranked);
  if (ranked.rows.every((row) => (figureIn(row, measure.name) ?? 0) === 0)) return totals;
  if (lowestFirst(subject)) {
    const rows = answer.rows.filter((row) => query.top === undefined || !Object.values(row).includes(OTHER));
    const lowest = { ...ranked, rows, addsUp: false };
    return [...totals, ...highestFacts(subject, lowest, 'lowest')];
  }
  return [
    ...totals,
    ...highestFacts(subject, ranked, 'highest'),
    ...(query.grain === undefined ? await concentration(subject, ranked) : []),
  ];
}

function chosenFacts(subject: Subject): Statement[] {
  const { answer, dimensions, measure, query } = subject;
  const count = answer.row_count;
  const figure = `${count} ${query.grain === undefined ? rowsWords(count, dimensions) : 'rows'}`;
  const counted: Statement = {
    weight: 90,
    sentence: `${figure} ${count === 1 ? 'matches' : 'match'}.`,
    facts: [{ kind: 'rows', name: 'rows that match', figure, value: count }],
  };
  if (query.grain !== undefined || query.pivot !== undefined) return [counted];
  const values = answer.rows.map((row) => figureIn(row, measure.name) ?? Number.NEGATIVE_INFINITY);
  const falling = values.every((value, index) => index === 0 || value <= (values[index - 1] ?? 0));
  const rising = values.every((value, index) => index === 0 || value >= (values[index - 1] ?? 0));
  if (falling === rising && count !== 1) return [counted];
  const ranked = { rows: answer.rows, count, total: undefined, addsUp: false };
  return [counted, ...highestFacts(subject, ranked, falling ? 'highest' : 'lowest')];
}

async function rankedRows(subject: Subject): Promise<Ranked | undefined> {
  const { dimensions, measure, query, answer, ask } = subject;
  const names = dimensions.map(({ name }) => name);
  const found = await ask({
    ...baseOf(subject),
    dimensions: names,
    ...(query.include_empty === undefined ? {} : { include_empty: query.include_empty }),
    add: ['totals', 'share'],
    order_by: [{ member: measure.name, direction: 'desc' }],
    limit: FIRST + 2,
  });
  const plain = query.grain === undefined && query.pivot === undefined;
  if (plain && !agree(found.rows, answer.rows, names, measure.name)) return undefined;
  return {
    rows: found.rows.filter((row) => figureIn(row, measure.name) !== undefined),
    count: plain && query.top === undefined ? answer.row_count : found.row_count,
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

function totalFacts(subject: Subject, { total, count, addsUp: whole }: Ranked): Statement[] {
  const { title, dimensions, wording, measure, days } = subject;
  if (total === undefined) return [];
  const when = soFar(subject);
  const figure = wording.figure(total, measure.type);
  const over = `${count} ${rowsWords(count, dimensions)}`;
  return [
    {
      weight: 90,
      sentence: `${title} ${whole || total === 0 ? 'came to' : 'overall:'} ${figure}${when}${count === 1 ? '' : `, over ${over}`}.`,
      facts: [
        {
          kind: whole ? 'total' : 'overall',
          name: `${title}${when}`,
          figure,
          value: total,
          unit: wording.unit(measure.type),
          measure: measure.name,
          ...days,
        },
        { kind: 'rows', name: 'rows in all', figure: over, value: count },
      ],
    },
  ];
}

function lowestFirst({ query, measure }: Subject): boolean {
  const [first] = query.order_by ?? [];
  return first?.member === measure.name && first.direction === 'asc' && query.grain === undefined;
}

function highestFacts(subject: Subject, ranked: Ranked, end: 'highest' | 'lowest'): Statement[] {
  const { measure } = subject;
  const rows = ranked.rows.filter((row) => figureIn(row, measure.name) !== undefined);
  const [first, ...others] = rows.slice(0, FIRST).map((row) => oneRow(subject, row, ranked));
  if (first === undefined) return [];
  const equal = rows.filter((row) => figureIn(row, measure.name) === first.value);
  if (equal.length > 1) return [tied(subject, equal, ranked, end)];
  const after = end === 'highest' && first.value > 0 ? others.filter(({ value }) => value !== 0) : others;
  const share = first.share === undefined ? '' : `, ${first.share.figure} of the total`;
  const then =
    after.length === 0
      ? ''
      : `; then ${listed(after.map(({ name, figure, share: part }) => `${name} with ${figure}${part === undefined ? '' : ` (${part.figure})`}`))}`;
  const only = ranked.count === 1 ? 'is the only one' : `is ${end}`;
  return [
    {
      weight: 75,
      sentence: `${first.name} ${only} with ${first.figure}${share}${then}.`,
      facts: [first, ...after].flatMap(({ facts }) => facts),
    },
  ];
}

function tied(subject: Subject, equal: readonly Row[], ranked: Ranked, end: 'highest' | 'lowest'): Statement {
  const all = equal.slice(0, FIRST).map((row) => oneRow(subject, row, ranked));
  const names =
    equal.length > FIRST ? `several, ${all[0]?.name ?? ''} among them` : listed(all.map(({ name }) => name));
  const told = equal.length > FIRST ? all.slice(0, 1) : all;
  return {
    weight: 75,
    sentence: `The ${end} is shared: ${names}, with ${all[0]?.figure ?? ''} each.`,
    facts: told.flatMap(({ facts: [fact] }) => (fact === undefined ? [] : [fact])),
  };
}

interface OneRow {
  readonly name: string;
  readonly figure: string;
  readonly value: number;
  readonly share: SalesFact | undefined;
  readonly facts: readonly SalesFact[];
}

function oneRow(
  { dimensions, measure, wording, days }: Subject,
  row: Row,
  { total, addsUp: whole }: Ranked,
): OneRow {
  const value = figureIn(row, measure.name) ?? 0;
  const name = rowWords(row, dimensions);
  const figure = wording.figure(value, measure.type);
  const of = keysOf(row, dimensions);
  const percent = whole && total !== undefined && value > 0 ? percentOf(value, total) : undefined;
  const share: SalesFact | undefined =
    percent === undefined || percent >= 100
      ? undefined
      : {
          kind: 'share',
          name: `${name}, share of ${within(measure.label)}`,
          figure: wording.percent(percent),
          value: percent,
          unit: '%',
          measure: measure.name,
          of,
          ...days,
        };
  const own: SalesFact = {
    kind: 'row',
    name: `${name}, ${within(measure.label)}`,
    figure,
    value,
    unit: wording.unit(measure.type),
    measure: measure.name,
    of,
    ...days,
  };
  return { name, figure, value, share, facts: share === undefined ? [own] : [own, share] };
}

/** What the first rows make together, and how few rows make most of the total. */
async function concentration(
  subject: Subject,
  { rows, total, count, addsUp: whole }: Ranked,
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
  const needed = count < MANY ? undefined : await neededFor(subject);
  if (needed === undefined)
    return [{ weight: 55, sentence: `The ${which} make ${together.figure} together.`, facts: [together] }];
  const figure = `${needed} of ${count} ${rowsWords(count, dimensions)}`;
  return [
    {
      weight: 55,
      sentence: `The ${which} make ${together.figure} together; ${MOST} % comes from ${figure}.`,
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
async function neededFor(subject: Subject): Promise<number> {
  const { dimensions, measure, ask } = subject;
  const base = baseOf(subject);
  const below = await ask({
    ...base,
    dimensions: dimensions.map(({ name }) => name),
    filters: [
      ...(base.filters ?? []),
      { member: `${measure.name}_running_share`, op: 'less_than', values: [String(MOST)] },
    ],
    add: ['running_share'],
    order_by: [{ member: measure.name, direction: 'desc' }],
    limit: 1,
  });
  return below.row_count + 1;
}
