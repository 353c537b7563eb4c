/**
 * How many queries in words become the right filter. A set has a query a line, with `accept`, the filters that are right,
 * or `refuse: true`. Filters are compared in one form: values as the shop compares them, lists in order, and without what
 * another part says already (the type of a breed, an exclusion beside what is wanted).
 */
import { existsSync, readFileSync } from 'node:fs';
import { BREEDS } from '../dist/domain/pets/breeds.js';
import { CANONICAL } from '../dist/domain/pets/filter.js';
import { makeLexicon } from '../dist/domain/pets/words/lexicon.js';
import { readQuery } from '../dist/domain/pets/words/read-query.js';
import { median } from './support.mjs';

const CHOICES = ['type', 'breed', 'size', 'colour'];
const SORTS = {
  age_asc: 'youngest',
  age_desc: 'oldest',
  price: 'price_asc',
  '-price': 'price_desc',
  age: 'youngest',
  '-age': 'oldest',
};
const WARM = 200;

export function askAll(file) {
  if (!existsSync(file)) return { skipped: `no queries at ${file}` };
  const set = readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : [{ id: `line ${index + 1}`, ...JSON.parse(line) }]));
  const lexicon = makeLexicon({ types: [], breeds: [], colours: [] });
  const read = (query) => {
    try {
      return readQuery(query, lexicon, 'INR').filter;
    } catch (error) {
      if (error.code !== 'invalid_input') throw error;
      return undefined;
    }
  };
  for (let round = 0; round < WARM; round += 1) read(set[round % set.length]?.query ?? '');
  const outcomes = set.map((one) => {
    const started = process.cpuUsage();
    const filter = read(one.query);
    const { user, system } = process.cpuUsage(started);
    return { ...one, outcome: judged(one, filter), ms: (user + system) / 1_000 };
  });
  const ids = (name) => outcomes.filter(({ outcome }) => outcome === name).map(({ id }) => id);
  for (const name of ['wrong', 'refused', 'answered'])
    console.log(`${name}: ${ids(name).length}${ids(name).length > 0 ? ` (${ids(name).join(', ')})` : ''}`);
  const asked = set.filter(({ refuse }) => refuse !== true).length;
  const share = (count, of) => (of === 0 ? undefined : Number((count / of).toFixed(4)));
  console.log(`${set.length} queries, ${asked} of them with an answer.`);
  return {
    answerable_right: share(ids('right').length, asked),
    silent_wrong: share(ids('wrong').length, asked),
    refused_right: share(ids('refused_right').length, set.length - asked),
    parse_ms: Number(median(outcomes.map(({ ms }) => ms)).toFixed(3)),
  };
}

function judged({ accept = [], refuse }, filter) {
  if (refuse === true) return filter === undefined ? 'refused_right' : 'answered';
  if (filter === undefined) return 'refused';
  const form = canonical(flat(filter));
  return accept.some((each) => canonical(each) === form) ? 'right' : 'wrong';
}

/** A filter of ours as a set has it. */
function flat(filter) {
  const { min_price: least, max_price: most, ...rest } = filter;
  const choices = CHOICES.flatMap((field) => [
    [field, filter[field]?.any],
    [`not_${field}`, filter[field]?.not],
  ]);
  return {
    ...rest,
    ...Object.fromEntries(choices),
    min_price: least === undefined ? undefined : least / 100,
    max_price: most === undefined ? undefined : most / 100,
  };
}

function canonical(filter) {
  const form = {};
  for (const field of CHOICES)
    for (const name of [field, `not_${field}`]) {
      const values = [filter[name] ?? []].flat().map(CANONICAL[field]);
      if (values.length > 0) form[name] = [...new Set(values)].sort();
    }
  for (const field of ['type', 'breed', 'size']) if (form[field] !== undefined) delete form[`not_${field}`];
  const types = form.breed?.map((breed) =>
    Object.keys(BREEDS).filter((type) => BREEDS[type][breed] !== undefined),
  );
  if (types !== undefined && form.type?.every((type) => types.some((some) => some.includes(type))))
    delete form.type;
  for (const name of ['min_age_months', 'max_age_months', 'min_price', 'max_price', 'limit'])
    if (filter[name] !== undefined && filter[name] !== null) form[name] = Number(filter[name]);
  if (form.min_price === 0) delete form.min_price;
  if (form.min_age_months === 0) delete form.min_age_months;
  for (const name of ['sex', 'vaccinated', 'availability', 'aggregate', 'by'])
    if (filter[name] !== undefined && filter[name] !== null) form[name] = filter[name];
  // What is listed unless something else is asked for.
  if (form.availability === 'in_shop') delete form.availability;
  if (filter.sort !== undefined && filter.sort !== null) form.sort = SORTS[filter.sort] ?? filter.sort;
  return JSON.stringify(Object.entries(form).sort(([a], [b]) => (a < b ? -1 : 1)));
}
