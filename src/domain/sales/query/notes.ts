import { Temporal } from 'temporal-polyfill';
import { bucketEnd } from './buckets.js';
import { pairsOnce } from './grid.js';
import { type Entity, entitiesOf, type Measure, type Model } from './model.js';
import type { Plan, Setting } from './plan.js';
import type { SalesSpan } from './sales-span.js';
import { isSum, partsOf } from './values.js';

/** What a caller should know of how a plan is answered, a sentence each. */
export function planNotes(model: Model, plan: Plan, setting: Setting): string[] {
  const { period, compare, grain } = plan;
  const notes = compare.flatMap(({ name, period: other, buckets }) => {
    if (buckets === true || period.from === undefined || period.to === undefined) return [];
    if (other.from === undefined || other.to === undefined) return [];
    const [days, others] = [daysOf(period.from, period.to), daysOf(other.from, other.to)];
    if (days === others) return [];
    return [
      `The periods differ in length: ${days} days, and ${others} in …_${name} (${other.from} to ${other.to}).`,
    ];
  });
  notes.push(...unfinished(plan, setting));
  if (plan.measures.some(({ over }) => over.pairs !== undefined) && pairsOnce(plan))
    notes.push('Each pair is listed once; filter on product to see all that goes with one.');
  if (plan.added.length > 0 && plan.filters.some(({ member }) => model.measure(member) !== undefined))
    notes.push(
      `${plan.added.join(', ')} are taken among the rows that pass the filters on measures; filter on the added column, e.g. net_sales_share, to keep them over all.`,
    );
  for (const { member, op } of plan.filters)
    if (op.endsWith('_average') && model.dimension(member) !== undefined)
      notes.push(`The average of ${member} is over the period and what the other filters leave.`);
  if (grain === 'hour' && period.date !== 'sold')
    notes.push(`The ${period.date} date has no time of day: all of a day is in its first hour.`);
  if (plan.includeEmpty && grain !== undefined && plan.dimensions.length > 0)
    notes.push(`include_empty does not list more beside a grain.`);
  const apart = plan.added.includes('share')
    ? plan.measures.filter((measure) => measure.type !== 'date' && !addsUp(model, measure, plan))
    : [];
  for (const { name } of apart)
    notes.push(
      `${name}_share is a part of the sum of the rows, which is not the total: ${name} of several rows does not add up.`,
    );
  return notes;
}

/** Where a period to compare with lies before the first sale, so that a change is no change. */
export function beforeFirst({ compare, period }: Plan, { first }: SalesSpan): string[] {
  if (first === undefined || period.date !== 'sold') return [];
  return compare.flatMap(({ name, period: { from, to } }) => {
    if (from === undefined || from >= first) return [];
    const wholly = to !== undefined && to < first;
    return [
      `The first sale on record is of ${first}: …_${name} (${from} to ${to ?? 'the end'}) is ${wholly ? '' : 'partly '}before it.`,
    ];
  });
}

/** Where a list shows equal records once, that it does. */
export function listNotes({ measures, dimensions }: Plan, read: number, rows: number): string[] {
  if (measures.length > 0 || read <= rows) return [];
  const ids = dimensions.some(({ name }) => name.endsWith('_id'));
  return ids
    ? []
    : [
        `${read} records give ${rows} different rows; equal rows are shown once. List an id, e.g. product_id, to see each, or use a measure to add up.`,
      ];
}

/** Where a part of a period stands beside a whole one because the rest is yet to come. */
function unfinished({ period, compare, grain }: Plan, { today, fiscalShift }: Setting): string[] {
  const { from, to = today, date } = period;
  if (compare.length === 0 || date !== 'sold' || (from !== undefined && from > today)) return [];
  const last = to < today ? to : today;
  if (compare.some(({ buckets }) => buckets) && grain !== undefined) {
    const end = bucketEnd(grain, last, fiscalShift + 1);
    return end > last ? [`The last ${grain} is counted up to ${last} only, beside a whole one.`] : [];
  }
  return to > today
    ? [
        `The period goes on after today, ${today}, and is set beside whole ones; month_to_date and the like compare equal parts.`,
      ]
    : [];
}

function daysOf(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days + 1;
}

/** Whether the values of all groups give the total: nothing a measure counts is in two of them. */
function addsUp(model: Model, measure: Measure, plan: Plan): boolean {
  const needed = plan.dimensions.flatMap(entitiesOf);
  const reachedBy = (entity: Entity): boolean =>
    needed.every((each) => model.paths(entity).has(each)) &&
    (plan.grain === undefined || model.paths(entity).has('sales'));
  const apart = (part: Measure): boolean => {
    const fact = model.coarsest(part, reachedBy);
    const sql = fact === undefined ? '' : (part.over[fact] ?? '');
    const [, counted] = /(?:DISTINCT |histogram\()\w+\.(\w+)/.exec(sql) ?? [];
    // Documents are counted by the key of their record.
    const id = counted === 'record_key' ? 'sale_id' : counted;
    const owner = id === undefined ? undefined : model.dimension(id)?.entity;
    return counted === undefined || (owner !== undefined && reachedBy(owner));
  };
  return isSum(measure) && partsOf(model, measure).every(apart);
}
