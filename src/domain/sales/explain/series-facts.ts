import { dayNumber, dayOf } from '../../calendar/days.js';
import { BUCKET_NOUNS } from './bucket.js';
import { less, percentOf, sumOf } from './exact.js';
import type { SalesFact, Statement } from './fact.js';
import { type Point, readSeries, type Series } from './series.js';
import { ends, levels, meanOf, parts, pointFact, rounded, spanOf } from './series-shape.js';
import type { Subject } from './subject.js';
import { soFar } from './when.js';

/** Fewest earlier buckets that a record stands out of. */
const RECORD_OF = 3;
/** Days are set beside the same weekday. */
const WEEK = 7;

/** The total along time, its ends, the last whole bucket, a record, a break of level, and what is counted in part. */
export async function seriesFacts(subject: Subject): Promise<Statement[]> {
  const { query, chosen } = subject;
  if (query.grain === undefined || chosen) return [];
  const series = await readSeries(subject, query.grain);
  if (series === undefined) return [];
  if (series.all.every((value) => value === 0)) return totals(subject, series);
  return [
    ...totals(subject, series),
    ...lastFull(subject, series),
    ...ends(subject, series),
    ...levels(subject, series),
    ...parts(subject, series),
  ];
}

function totals(subject: Subject, { all, total, full, grain }: Series): Statement[] {
  const { title, wording, measure, days, dimensions } = subject;
  if (total === undefined || dimensions.length > 0) return [];
  const addsUp = sumOf(all) === total;
  const when = soFar(subject);
  const figure = wording.figure(total, measure.type);
  const own = { unit: wording.unit(measure.type), measure: measure.name };
  const facts: SalesFact[] = [
    { kind: addsUp ? 'total' : 'overall', name: `${title}${when}`, figure, value: total, ...own, ...days },
  ];
  const noun = BUCKET_NOUNS[grain];
  const mean = full.length < 2 || grain === 'hour' ? undefined : meanOf(full);
  const told =
    addsUp && mean !== undefined && total !== 0
      ? wording.figure(rounded(mean), measure.type === 'count' ? 'number' : measure.type)
      : undefined;
  if (told !== undefined && mean !== undefined)
    facts.push({
      kind: 'mean',
      name: `mean of the ${full.length} whole ${noun}s`,
      figure: told,
      value: rounded(mean),
      ...own,
      ...spanOf(full),
    });
  return [
    {
      weight: 90,
      sentence: `${title}${addsUp ? ' came to' : ' overall:'} ${figure}${when}${told === undefined ? '' : `; a whole ${noun} brings ${told} on average`}.`,
      facts,
    },
  ];
}

/** The last whole bucket beside the one before, and since when it is the highest or lowest. */
function lastFull(subject: Subject, { full, history, grain }: Series): Statement[] {
  const { wording, measure } = subject;
  const last = full.at(-1);
  const earlier = grain === 'day' ? aWeekBefore(last, history) : history.at(-2);
  if (last === undefined || earlier === undefined || grain === 'hour') return [];
  const by = less(last.value, earlier.value);
  const percent = measure.type === 'percent' || earlier.value <= 0 ? undefined : percentOf(by, earlier.value);
  const more = measure.type === 'count' && by < 0 ? 'fewer' : by < 0 ? 'less' : 'more';
  const size =
    percent === undefined ? wording.difference(by, measure.type) : wording.percent(Math.abs(percent));
  const change = by === 0 ? 'as much' : `${size} ${more}`;
  const other = grain === 'day' ? `a week before, ${earlier.words}` : earlier.words;
  const record = recordOf(history, BUCKET_NOUNS[grain], subject);
  const figure = wording.figure(last.value, measure.type);
  return [
    {
      weight: record === undefined ? 72 : 82,
      sentence: `The last whole ${BUCKET_NOUNS[grain]}, ${last.words}, has ${figure}, ${change} ${by === 0 ? 'as' : 'than'} ${other}${record === undefined ? '' : `: ${record.figure}`}.`,
      facts: [
        pointFact(subject, 'last_full', last),
        {
          kind: 'change',
          name: `${last.words}, change from ${earlier.words}`,
          figure: change,
          value: percent ?? by,
          unit: percent === undefined ? wording.unit(measure.type) : '%',
          measure: measure.name,
          from: last.from,
          to: last.to,
        },
        ...(record === undefined ? [] : [record]),
      ],
    },
  ];
}

function aWeekBefore(last: Point | undefined, history: readonly Point[]): Point | undefined {
  if (last === undefined) return undefined;
  const day = dayOf(dayNumber(last.from) - WEEK);
  return history.find(({ from }) => from === day);
}

/** Whether the last value is above, or below, all since some time. */
function recordOf(
  history: readonly Point[],
  noun: string,
  { wording, measure, days, knownTo }: Subject,
): SalesFact | undefined {
  const until = days.to !== undefined && days.to < knownTo ? 'up to then' : 'in the books';
  const last = history.at(-1);
  const earlier = history.slice(0, -1);
  if (last === undefined) return undefined;
  for (const [word, beats] of [
    ['highest', (value: number) => last.value > value],
    ['lowest', (value: number) => last.value < value],
  ] as const) {
    const held = earlier.findLast(({ value }) => !beats(value));
    const count = held === undefined ? earlier.length : earlier.length - 1 - earlier.lastIndexOf(held);
    if (count < RECORD_OF || (held !== undefined && count < 2 * RECORD_OF)) continue;
    const since =
      held === undefined ? `of all ${history.length} whole ${noun}s ${until}` : `since ${held.words}`;
    return {
      kind: 'record',
      name: `${last.words} is`,
      figure: `the ${word} ${since}`,
      value: last.value,
      unit: wording.unit(measure.type),
      measure: measure.name,
      from: last.from,
      to: last.to,
    };
  }
  return undefined;
}
