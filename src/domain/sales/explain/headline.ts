import type { Measure } from '../query/model.js';
import type { Cell } from '../query/records.js';
import { type Compared, columnsOf, type Stretch, stretchWords } from './compared.js';
import { less, percentOf } from './exact.js';
import type { SalesFact, Statement } from './fact.js';
import { figureIn, type Subject } from './subject.js';
import { beforeBooks, begun, whenWords } from './when.js';
import { daysWords, dayWords } from './wording.js';

type Row = Readonly<Record<string, Cell>> | undefined;

/** A figure beside that of other days. */
export interface Change {
  readonly measure: Measure;
  readonly now: number;
  readonly then: number;
  readonly by: number;
  /** The books hold all of both, so that the difference is one. */
  readonly known: boolean;
  readonly facts: readonly SalesFact[];
  /** e.g. `₹625 (0.3 %) less`. */
  readonly words: string;
}

/** How a figure differs from that of the days before it; undefined where there is none. */
export function changeOf(
  subject: Subject,
  measure: Measure,
  row: Row,
  { days, before }: Compared,
): Change | undefined {
  const { title, measure: main } = subject;
  const now = figureIn(row, measure.name);
  const then = figureIn(row, `${measure.name}_${columnsOf(before)}`);
  if (now === undefined || then === undefined) return undefined;
  const label = measure === main ? title : measure.label;
  const known = begun(subject, days) && begun(subject, before);
  const words = differenceWords(subject, measure, now, then);
  const by = less(now, then);
  const own = { unit: subject.wording.unit(measure.type), measure: measure.name };
  const change: SalesFact = {
    kind: 'change',
    name: `${label}, change`,
    figure: words,
    value: by,
    ...own,
    ...days,
  };
  const figures = [
    figureFact(subject, measure, `${label} ${stretchWords(days)}`, now, days),
    ...(beforeBooks(subject, before)
      ? []
      : [figureFact(subject, measure, `${label}${beforeWords(subject, before)}`, then, before)]),
  ];
  return { measure, now, then, by, known, words, facts: known ? [...figures, change] : figures };
}

/** The figure of an answer, how it differs, and where the row of the answer shows another difference that one as well. */
export function headline(subject: Subject, change: Change, compared: Compared, shown: Row): Statement {
  const { title, wording } = subject;
  const { measure, now, then, words, by } = change;
  const { days, before, cut } = compared;
  const value = figureIn(shown, measure.name);
  const figure = (of: number): string => wording.figure(of, measure.type);
  const own =
    value === undefined
      ? `${figure(now)}${days.until === undefined ? whenWords(subject, subject.days) : ` ${stretchWords(days)}`}`
      : `${figure(value)}${whenWords(subject, subject.days)}${value === now ? '' : `; up to ${days.until ?? ''} it was ${figure(now)}`}`;
  const asShown =
    value === undefined || value === now
      ? []
      : [figureFact(subject, measure, `${title}${whenWords(subject, subject.days)}`, value, subject.days)];
  const start = `${title} came to ${own}`;
  if (!change.known) {
    const [beside, facts] = unknownBeside(subject, change, before);
    return { weight: 100, sentence: `${start}; ${beside}.`, facts: [...asShown, ...change.facts, ...facts] };
  }
  const whole = wholeBeside(subject, change, compared, shown);
  const point = cut ? ' at the same point before,' : '';
  return {
    weight: 100,
    sentence: `${start}: ${words} ${by === 0 ? 'as' : 'than'}${point}${beforeWords(subject, before)} (${figure(then)})${whole.words}.`,
    facts: [...asShown, ...change.facts, ...whole.facts],
  };
}

/** What is told of days that the books do not hold, or only in part. */
function unknownBeside(
  subject: Subject,
  { measure, then }: Change,
  before: Stretch,
): readonly [string, readonly SalesFact[]] {
  const { first } = subject.sales;
  if (!beforeBooks(subject, before) || first === undefined)
    return [`${beforeWords(subject, before).trim()}, to ${subject.wording.figure(then, measure.type)}`, []];
  const begins = `the books begin on ${dayWords(first)}`;
  const name = `sales ${stretchWords(before)}: ${begins}`;
  return [
    `there is nothing ${stretchWords(before)} to set beside it: ${begins}`,
    [{ kind: 'rows', name, figure: 'none', value: 0 }],
  ];
}

/** The difference from all of the days that were asked for, where only a part of them is told of. */
function wholeBeside(
  subject: Subject,
  { measure, now, then }: Change,
  { asked, cut }: Compared,
  shown: Row,
): { readonly words: string; readonly facts: readonly SalesFact[] } {
  if (asked === undefined || !cut) return { words: '', facts: [] };
  const { days, columns } = asked;
  const [value, all] = [figureIn(shown, measure.name), figureIn(shown, `${measure.name}_${columns}`)];
  const name = `${measure.label} of the whole, ${daysWords(days)}`;
  if (value === undefined || all === undefined)
    return {
      words: `; the rows are set beside the whole, ${daysWords(days)}`,
      facts: [
        { kind: 'rows', name: `what the rows are set beside, ${daysWords(days)}`, figure: 'all', value: 1 },
      ],
    };
  if (value === now && all === then) return { words: '', facts: [] };
  const words = differenceWords(subject, measure, value, all);
  return {
    words: `; the row shows ${words} ${value === all ? 'as' : 'than'} the whole, ${daysWords(days)} (${subject.wording.figure(all, measure.type)})`,
    facts: [
      figureFact(subject, measure, name, all, days),
      {
        kind: 'change',
        name: `${measure.label}, change from the whole`,
        figure: words,
        value: less(value, all),
        unit: subject.wording.unit(measure.type),
        measure: measure.name,
        ...subject.days,
      },
    ],
  };
}

/** e.g. `₹625 (0.3 %) less`. */
function differenceWords({ wording }: Subject, { type }: Measure, now: number, then: number): string {
  const by = less(now, then);
  if (by === 0) return 'as much';
  const percent = type === 'percent' || then <= 0 ? undefined : percentOf(by, then);
  const share = percent === undefined ? '' : ` (${wording.percent(Math.abs(percent))})`;
  const direction = by > 0 ? 'more' : type === 'count' ? 'fewer' : 'less';
  return `${wording.difference(by, type)}${share} ${direction}`;
}

/** Days to compare with, as they follow a figure. */
function beforeWords(subject: Subject, before: Stretch): string {
  return before.until === undefined ? whenWords(subject, before) : ` ${stretchWords(before)}`;
}

function figureFact(
  { wording }: Subject,
  measure: Measure,
  name: string,
  value: number,
  days: Stretch | Subject['days'],
): SalesFact {
  return {
    kind: 'figure',
    name,
    figure: wording.figure(value, measure.type),
    value,
    unit: wording.unit(measure.type),
    measure: measure.name,
    ...days,
  };
}
