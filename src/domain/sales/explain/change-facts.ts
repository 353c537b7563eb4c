import type { QueryAnswer } from '../query/answer.js';
import type { Measure } from '../query/model.js';
import type { Cell } from '../query/records.js';
import { type Compared, comparedDays, withDays } from './compared.js';
import type { Statement } from './fact.js';
import { type Change, changeOf, headline } from './headline.js';
import { movedFacts } from './moved-facts.js';
import { figureIn, followsSales, type Subject } from './subject.js';
import { soFar } from './when.js';
import { listed, within } from './wording.js';

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
  const shown = alone ? subject.answer.rows[0] : undefined;
  const differs = alone && compared.days.until === undefined && change?.now !== figureIn(shown, measure.name);
  if (change === undefined || differs) return alone ? figures(subject) : [];
  const told = [
    headline(subject, change, compared, shown),
    ...(alone ? othersBeside(subject, row, compared) : []),
  ];
  if (compared.asked === undefined || change.by === 0 || !change.known) return told;
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
  compared: Compared,
  measures: readonly Measure[],
): Promise<QueryAnswer> {
  const { measure, ask } = subject;
  const { before, asked } = compared;
  const split = asked !== undefined && measure.name === 'net_sales';
  return ask({
    ...withDays(subject, compared),
    measures: measures.map(({ name }) => name),
    compare: [`${before.from}..${before.to}`],
    add: ['totals', ...(split ? (['drivers'] as const) : [])],
    limit: 1,
  });
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
  const { until } = compared.days;
  const told = changes.map(
    ({ measure, now, words, known }, index) =>
      `${index === 0 ? measure.label : within(measure.label)}${index === 0 && until !== undefined ? ` up to ${until}` : ''}: ${subject.wording.figure(now, measure.type)}${known ? `, ${words}` : ''}`,
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
