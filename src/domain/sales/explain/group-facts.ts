import type { Cell } from '../query/records.js';
import { concentration } from './concentration.js';
import { percentOf } from './exact.js';
import type { SalesFact, Statement } from './fact.js';
import { keyOf, type Nameless } from './nameless.js';
import { type Ranked, rankedRows } from './ranked.js';
import { figureIn, keysOf, rowsWords, rowWords, type Subject } from './subject.js';
import { soFar } from './when.js';
import { listed, one, within } from './wording.js';

const FIRST = 3;
/** What the rows after the top ones are called together. */
const OTHER = '(other)';

/** What the first of some rows is. */
type End = 'highest' | 'lowest' | 'furthest below zero';

type Row = Readonly<Record<string, Cell>>;

/** The total, the largest rows with their shares, and how few make most of it. */
export async function groupFacts(subject: Subject): Promise<Statement[]> {
  const { dimensions, query, answer, measure } = subject;
  if (dimensions.length === 0) return [];
  if (subject.chosen) return chosenFacts(subject);
  const ranked = await rankedRows(subject);
  if (ranked === undefined) return [];
  const totals = totalFacts(subject, ranked);
  if (ranked.rows.every((row) => (figureIn(row, measure.name) ?? 0) === 0)) return totals;
  // The first month of a cohort has all of its customers.
  if (dimensions.some(({ name }) => name === 'cohort') && dimensions.length > 1) return totals;
  if (lowestFirst(subject)) {
    const rows = answer.rows.filter((row) => query.top === undefined || !Object.values(row).includes(OTHER));
    const lowest = { ...ranked, rows, addsUp: false };
    return [...totals, ...highestFacts(subject, lowest, 'lowest')];
  }
  if ((figureIn(ranked.rows[0], measure.name) ?? 0) < 0) {
    const below = await rankedRows(subject, 'asc');
    return below === undefined ? totals : [...totals, ...highestFacts(subject, below, 'furthest below zero')];
  }
  return [
    ...totals,
    ...highestFacts(subject, ranked, 'highest'),
    ...(query.grain === undefined ? await concentration(subject, ranked) : []),
  ];
}

function chosenFacts(subject: Subject): Statement[] {
  const { answer, dimensions, measure, query } = subject;
  const key = keyOf(subject)?.name;
  const rows = answer.rows.filter((row) => key === undefined || row[key] !== undefined);
  const count = answer.row_count - (answer.rows.length - rows.length);
  const figure = `${count} ${query.grain === undefined ? rowsWords(count, dimensions) : 'rows'}`;
  const counted: Statement = {
    weight: 90,
    sentence:
      count === 0
        ? `No ${rowsWords(1, dimensions)} matches.`
        : `${figure} ${count === 1 ? 'matches' : 'match'}.`,
    facts: [{ kind: 'rows', name: 'rows that match', figure, value: count }],
  };
  if (query.grain !== undefined || query.pivot !== undefined) return [counted];
  const values = rows.map((row) => figureIn(row, measure.name) ?? Number.NEGATIVE_INFINITY);
  const falling = values.every((value, index) => index === 0 || value <= (values[index - 1] ?? 0));
  const rising = values.every((value, index) => index === 0 || value >= (values[index - 1] ?? 0));
  if (falling === rising && count !== 1) return [counted];
  const ranked = { rows, count, listed: count, total: undefined, addsUp: false };
  return [counted, ...highestFacts(subject, ranked, falling ? 'highest' : 'lowest')];
}

function totalFacts(subject: Subject, ranked: Ranked): Statement[] {
  const { title, dimensions, wording, measure, days } = subject;
  const { total, count, listed: all, addsUp: whole, nameless } = ranked;
  if (total === undefined) return [];
  const when = soFar(subject);
  const figure = wording.figure(total, measure.type);
  const over = `${count === all ? '' : `${count} of `}${all} ${rowsWords(all, dimensions)}`;
  const apart = namelessFact(subject, nameless);
  const without = apart === undefined ? '' : `; ${apart.figure} ${apart.name}`;
  const own = { unit: wording.unit(measure.type), measure: measure.name };
  return [
    {
      weight: 90,
      sentence: `${title} ${whole || total === 0 ? 'came to' : 'overall:'} ${figure}${when}${all < 2 ? '' : `, over ${over}`}${without}.`,
      facts: [
        {
          kind: whole ? 'total' : 'overall',
          name: `${title}${when}`,
          figure,
          value: total,
          ...own,
          ...days,
        },
        { kind: 'rows', name: 'rows in all', figure: over, value: count },
        ...(apart === undefined ? [] : [apart]),
      ],
    },
  ];
}

function namelessFact(
  { wording, measure, days }: Subject,
  nameless: Nameless | undefined,
): SalesFact | undefined {
  if (nameless?.value === undefined) return undefined;
  return {
    kind: 'row',
    name: `without ${one(within(nameless.label))}`,
    figure: wording.figure(nameless.value, measure.type),
    value: nameless.value,
    unit: wording.unit(measure.type),
    measure: measure.name,
    of: {},
    ...days,
  };
}

function lowestFirst({ query, measure }: Subject): boolean {
  const [first] = query.order_by ?? [];
  return first?.member === measure.name && first.direction === 'asc' && query.grain === undefined;
}

function highestFacts(subject: Subject, ranked: Ranked, end: End): Statement[] {
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

function tied(subject: Subject, equal: readonly Row[], ranked: Ranked, end: End): Statement {
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
