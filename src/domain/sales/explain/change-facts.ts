import type { QueryAnswer } from '../query/answer.js';
import type { Measure } from '../query/model.js';
import type { Cell } from '../query/records.js';
import { type Compared, columnsOf, comparedDays, withDays } from './compared.js';
import { less, percentOf } from './exact.js';
import type { SalesFact, Statement } from './fact.js';
import { movedFacts } from './moved-facts.js';
import { figureIn, followsSales, type Subject } from './subject.js';
import { endWords, soFar } from './when.js';
import { daysWords, dayWords, listed, within } from './wording.js';

/** What net sales can be split into, and what each part is called. */
const DRIVERS = {
  volume: 'units sold',
  mix: 'the mix of products',
  price: 'prices',
  range: 'products that came or went',
} as const;
const MOST_OTHERS = 3;

/** The figures of an answer without rows to compare, and how they differ from those of other days. */
export async function changeFacts(subject: Subject): Promise<Statement[]> {
  const { query, dimensions, measure, others, chosen } = subject;
  const alone = dimensions.length === 0 && query.grain === undefined;
  const compared = comparedDays(subject);
  const wanted = compared !== undefined && !chosen && (compared.asked || alone);
  if (!wanted) return alone ? figures(subject) : [];
  const found = await besideEachOther(subject, compared, alone ? [measure, ...others] : [measure]);
  const row = found.totals ?? found.rows[0];
  const change = changeOf(subject, measure, row, compared);
  const differs = alone && change?.now !== figureIn(subject.answer.rows[0], measure.name);
  if (change === undefined || differs) return alone ? figures(subject) : [];
  const told = [headline(subject, change, compared), ...(alone ? othersBeside(subject, row, compared) : [])];
  if (!compared.asked || change.by === 0) return told;
  return [
    ...told,
    ...driverFacts(subject, found, change, compared),
    ...(await movedFacts(subject, compared)),
  ];
}

/** Figures on their own. */
function figures(subject: Subject): Statement[] {
  const { answer, measure, others, title, wording, model, asked } = subject;
  const [row] = answer.rows;
  const all = [measure, ...others].flatMap((each) => {
    const value = figureIn(row, each.name);
    return value === undefined ? [] : [{ measure: each, value }];
  });
  return all.slice(0, 1 + MOST_OTHERS).map(({ measure: each, value }, index) => {
    const { name: column, label, type } = each;
    const figure = wording.figure(value, type);
    const name = column === measure.name ? title : label;
    const dated = followsSales(model, each);
    const days = dated ? asked : {};
    const when = soFar({ ...subject, dated, days });
    return {
      weight: index === 0 ? 95 : 50,
      sentence: `${name}${index === 0 ? when : ''}: ${figure}.`,
      facts: [
        {
          kind: 'figure',
          measure: column,
          name: `${name}${when}`,
          figure,
          value,
          unit: wording.unit(type),
          ...days,
        },
      ],
    };
  });
}

async function besideEachOther(
  subject: Subject,
  { days, before, asked }: Compared,
  measures: readonly Measure[],
): Promise<QueryAnswer> {
  const { measure, ask } = subject;
  const split = asked && measure.name === 'net_sales';
  return ask({
    ...withDays(subject, days),
    measures: measures.map(({ name }) => name),
    compare: [`${before.from}..${before.to}`],
    add: ['totals', ...(split ? (['drivers'] as const) : [])],
    limit: 1,
  });
}

interface Change {
  readonly measure: Measure;
  readonly now: number;
  readonly then: number;
  readonly by: number;
  readonly facts: readonly SalesFact[];
  /** e.g. `₹625 (0.3 %) less`. */
  readonly words: string;
}

function changeOf(
  subject: Subject,
  measure: Measure,
  row: Readonly<Record<string, Cell>> | undefined,
  { days, before }: Compared,
): Change | undefined {
  const { title, wording, measure: main } = subject;
  const now = figureIn(row, measure.name);
  const then = figureIn(row, `${measure.name}_${columnsOf(before)}`);
  if (now === undefined || then === undefined) return undefined;
  const by = less(now, then);
  const percent = measure.type === 'percent' || then <= 0 ? undefined : percentOf(by, then);
  const size = wording.difference(by, measure.type);
  const direction = measure.type === 'count' ? (by < 0 ? 'fewer' : 'more') : by < 0 ? 'less' : 'more';
  const share = percent === undefined ? '' : ` (${wording.percent(Math.abs(percent))})`;
  const words = by === 0 ? 'as much' : `${size}${share} ${direction}`;
  const label = measure === main ? title : measure.label;
  const own = { unit: wording.unit(measure.type), measure: measure.name };
  return {
    measure,
    now,
    then,
    by,
    words,
    facts: [
      {
        kind: 'figure',
        name: named(label, days),
        figure: wording.figure(now, measure.type),
        value: now,
        ...own,
        ...days,
      },
      {
        kind: 'figure',
        name: `${label} ${beforeWords(subject, before)}`,
        figure: wording.figure(then, measure.type),
        value: then,
        ...own,
        ...before,
      },
      { kind: 'change', name: `${label}, change`, figure: words, value: by, ...own, ...days },
    ],
  };
}

/** Days to compare with, and that the books do not hold all of them. */
function beforeWords({ sales: { first } }: Subject, before: Compared['before']): string {
  const begun = first === undefined || first <= before.from;
  return `${daysWords(before)}${begun ? '' : `, in books that begin on ${dayWords(first)}`}`;
}

function named(label: string, days: Compared['days']): string {
  return `${label} ${daysWords(days)}`;
}

function headline(
  subject: Subject,
  { measure, now, then, words, by, facts }: Change,
  compared: Compared,
): Statement {
  const { title, wording } = subject;
  const { days, before, cut } = compared;
  const than = by === 0 ? 'as' : 'than';
  const point = cut ? ' at the same point before,' : '';
  return {
    weight: 100,
    sentence: `${title} came to ${wording.figure(now, measure.type)} ${daysWords(days)}${cut ? `, ${endWords(subject)}` : ''}: ${words} ${than}${point} ${beforeWords(subject, before)} (${wording.figure(then, measure.type)}).`,
    facts,
  };
}

function othersBeside(
  subject: Subject,
  row: Readonly<Record<string, Cell>> | undefined,
  compared: Compared,
): Statement[] {
  const changes = subject.others
    .slice(0, MOST_OTHERS)
    .flatMap((measure) => changeOf(subject, measure, row, compared) ?? []);
  if (changes.length === 0) return [];
  const told = changes.map(
    ({ measure, now, words }, index) =>
      `${index === 0 ? measure.label : within(measure.label)}: ${subject.wording.figure(now, measure.type)}, ${words}`,
  );
  return [{ weight: 78, sentence: `${told.join('; ')}.`, facts: changes.flatMap(({ facts }) => facts) }];
}

/** What moved net sales, by the exact split of {@link QueryAnswer.drivers}. */
function driverFacts(
  { wording, measure }: Subject,
  { drivers }: QueryAnswer,
  { then }: Change,
  { days }: Compared,
): Statement[] {
  if (drivers === undefined || then <= 0) return [];
  const parts = Object.entries(DRIVERS)
    .flatMap(([part, words]) => {
      const value = drivers[part];
      return typeof value === 'number' && wording.figure(value, 'money') !== wording.figure(0, 'money')
        ? [{ words, value }]
        : [];
    })
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
  if (parts.length === 0) return [];
  return [
    {
      weight: 80,
      sentence: `What moved it: ${listed(parts.map(({ words, value }) => `${words} ${wording.signed(value, 'money')}`))}.`,
      facts: parts.map(({ words, value }) => ({
        kind: 'driver',
        name: `part of the change by ${words}`,
        figure: wording.signed(value, 'money'),
        value,
        unit: wording.unit(measure.type),
        measure: measure.name,
        ...days,
      })),
    },
  ];
}
