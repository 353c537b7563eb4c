import { BUCKET_NOUNS } from './bucket.js';
import { sumOf } from './exact.js';
import type { SalesFact, Statement } from './fact.js';
import { levelBreak } from './pettitt.js';
import type { Part, Point, Series } from './series.js';
import type { Subject } from './subject.js';
import { capital, dayWords, listed, within } from './wording.js';

/** Fewest whole buckets of which a highest and a lowest are told. */
const ENDS_OF = 3;
/** A level that differs by less than this share is the same to a shop. */
const LEAST_STEP = 0.1;
const MOST_EQUAL = 2;

/** The highest and the lowest whole bucket. */
export function ends(subject: Subject, { full, grain }: Series): Statement[] {
  const { wording, measure, query } = subject;
  if (full.length < ENDS_OF) return [];
  const sorted = full.toSorted((a, b) => b.value - a.value);
  const [highest, lowest] = [sorted[0], sorted.at(-1)];
  if (highest === undefined || lowest === undefined) return [];
  const noun = BUCKET_NOUNS[grain];
  if (highest.value === lowest.value)
    return [
      {
        weight: 70,
        sentence: `Every whole ${noun} has ${wording.figure(highest.value, measure.type)}.`,
        facts: [{ ...pointFact(subject, 'highest', highest), name: `every whole ${noun}` }],
      },
    ];
  const top = endOf(subject, 'highest', equalTo(highest, full), noun);
  const bottom = endOf(subject, 'lowest', equalTo(lowest, full), noun);
  return [
    {
      weight: query.order_by?.[0]?.member === measure.name ? 92 : 70,
      sentence: `Highest: ${top.words}; lowest: ${bottom.words}.`,
      facts: [...top.facts, ...bottom.facts],
    },
  ];
}

function equalTo({ value }: Point, points: readonly Point[]): readonly Point[] {
  return points.filter((point) => point.value === value);
}

/** One end of a series: by name where few buckets share it, else by how many do. */
function endOf(
  subject: Subject,
  kind: 'highest' | 'lowest',
  equal: readonly Point[],
  noun: string,
): { readonly words: string; readonly facts: readonly SalesFact[] } {
  const facts = equal.map((point) => pointFact(subject, kind, point));
  const figure = facts[0]?.figure ?? '';
  if (equal.length > MOST_EQUAL) {
    const count = `${equal.length} ${noun}s`;
    return {
      words: `${count} with ${figure} each`,
      facts: facts.slice(0, 1).map((fact) => ({ ...fact, name: `${fact.name} and others, ${count} each` })),
    };
  }
  const names = listed(equal.map(({ words }) => words));
  return { words: `${names} with ${figure}${equal.length > 1 ? ' each' : ''}`, facts };
}

/** Whether the level changed, and by how much. */
export function levels(subject: Subject, { full, grain }: Series): Statement[] {
  const { wording, measure } = subject;
  if (grain === 'hour') return [];
  const found = levelBreak(full.map(({ value }) => value));
  if (found === undefined) return [];
  const noun = BUCKET_NOUNS[grain];
  const none: Statement = {
    weight: 20,
    sentence: `There is no clear change of level over these ${full.length} ${noun}s.`,
    facts: [
      {
        kind: 'no_break',
        name: 'clear change of level',
        figure: `none over these ${full.length} ${noun}s`,
        value: full.length,
        ...spanOf(full),
      },
    ],
  };
  if (found === 'none') return [none];
  const [earlier, later] = [full.slice(0, found.at), full.slice(found.at)];
  const [before, after] = [rounded(meanOf(earlier)), rounded(meanOf(later))];
  const start = later[0];
  if (start === undefined || Math.abs(after - before) < LEAST_STEP * Math.abs(before)) return [none];
  const type = measure.type === 'count' ? 'number' : measure.type;
  const [low, high] = [wording.figure(before, type), wording.figure(after, type)];
  const level = (
    kind: 'level_before' | 'level_after',
    points: readonly Point[],
    value: number,
    figure: string,
  ): SalesFact => ({
    kind,
    name: `mean ${kind === 'level_before' ? 'before' : 'from'} ${start.words}${kind === 'level_before' ? '' : ' on'}`,
    figure,
    value,
    unit: wording.unit(measure.type),
    measure: measure.name,
    ...spanOf(points),
  });
  return [
    {
      weight: 76,
      sentence: `The level is clearly ${after > before ? 'higher' : 'lower'} from ${start.words} on: ${high} a ${noun} on average, against ${low} before.`,
      facts: [level('level_after', later, after, high), level('level_before', earlier, before, low)],
    },
  ];
}

/** Buckets that are counted in part only. */
export function parts(subject: Subject, { partial }: Series): Statement[] {
  if (partial.length === 0) return [];
  const { wording, measure } = subject;
  const told = partial.map((part) => {
    const figure = wording.figure(part.value, measure.type);
    return { words: `${partWords(part)}: ${figure}${part.open ? ' so far' : ''}`, figure };
  });
  return [
    {
      weight: 71,
      sentence: `${capital(told.map(({ words }) => words).join('; '))}.`,
      facts: partial.map(({ words, value, counted }, index) => ({
        kind: 'partial',
        name: `${within(measure.label)} of ${words}, counted from ${dayWords(counted.from)} to ${dayWords(counted.to)}`,
        figure: told[index]?.figure ?? '',
        value,
        unit: wording.unit(measure.type),
        measure: measure.name,
        ...counted,
      })),
    },
  ];
}

function partWords({ words, from, to, counted, open }: Part): string {
  if (open && counted.from === from && counted.to === to) return `${words} is not over`;
  const since = counted.from > from ? ` from ${dayWords(counted.from, { year: false })}` : '';
  const until = counted.to < to || since === '' ? ` up to ${dayWords(counted.to, { year: false })}` : '';
  return `${words} is counted${since}${until} only`;
}

export function pointFact(
  { wording, measure }: Subject,
  kind: SalesFact['kind'],
  { words, value, from, to }: Point,
): SalesFact {
  return {
    kind,
    name: `${within(measure.label)} of ${words}`,
    figure: wording.figure(value, measure.type),
    value,
    unit: wording.unit(measure.type),
    measure: measure.name,
    from,
    to,
  };
}

export function spanOf(points: readonly Point[]): {
  readonly from: string | undefined;
  readonly to: string | undefined;
} {
  return { from: points[0]?.from, to: points.at(-1)?.to };
}

export function meanOf(points: readonly Point[]): number {
  return sumOf(points.map(({ value }) => value)) / points.length;
}

/** Four decimals, as averages have everywhere. */
export function rounded(value: number): number {
  return Number(value.toFixed(4));
}
