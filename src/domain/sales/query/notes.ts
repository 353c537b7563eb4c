import { Temporal } from 'temporal-polyfill';
import { type Entity, entitiesOf, type Measure, type Model } from './model.js';
import type { Plan } from './plan.js';
import { isSum } from './values.js';

/** What a caller should know of how a plan is answered, a sentence each. */
export function planNotes(model: Model, plan: Plan): string[] {
  const { period, compare, grain } = plan;
  const notes = compare.flatMap(({ name, period: other }) => {
    if (period.from === undefined || period.to === undefined) return [];
    const [days, others] = [daysOf(period.from, period.to), daysOf(other.from, other.to)];
    if (days === others) return [];
    return [
      `The periods differ in length: ${days} days, and ${others} in …_${name} (${other.from} to ${other.to}).`,
    ];
  });
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

function daysOf(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days + 1;
}

/** Whether the values of all groups give the total: nothing a measure counts is in two of them. */
function addsUp(model: Model, measure: Measure, plan: Plan): boolean {
  if (!isSum(measure)) return false;
  const needed = plan.dimensions.flatMap(entitiesOf);
  const reachedBy = (entity: Entity): boolean =>
    needed.every((each) => model.paths(entity).has(each)) &&
    (plan.grain === undefined || model.paths(entity).has('sales'));
  const coarsestFirst = Object.keys(measure.over);
  const [fact] = model.entities
    .map(({ name }) => name)
    .filter((name) => measure.over[name] !== undefined && reachedBy(name))
    .sort((a, b) => coarsestFirst.indexOf(a) - coarsestFirst.indexOf(b));
  const sql = fact === undefined ? '' : (measure.over[fact] ?? '');
  const [, counted] = /(?:DISTINCT |histogram\()\w+\.(\w+)_id/.exec(sql) ?? [];
  if (counted === undefined) return true;
  const owner = model.entities.find(({ name }) => model.dimension(`${counted}_id`)?.entity === name);
  return owner !== undefined && reachedBy(owner.name);
}
