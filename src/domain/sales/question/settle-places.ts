import { roleOf } from './choose-name.js';
import type { Draft } from './draft.js';
import { OF_WHOM } from './lexicon/nouns.js';
import { Unread } from './unread.js';

const PLACES: readonly string[] = ['country', 'city', 'region'];
const WHOSE = ['customer', 'supplier', 'employee', 'shipper'] as const;

/** Whose country, city or phone number is asked for. */
export function settlePlaces(draft: Draft): void {
  draft.dimensions.forEach((name, index) => {
    if (PLACES.includes(name)) become(draft, index, placeOf(draft, name));
    else if (OF_WHOM.includes(name)) become(draft, index, detailOf(draft, name));
  });
}

function become(draft: Draft, index: number, member: string): void {
  const name = draft.dimensions[index] ?? '';
  draft.dimensions[index] = member;
  if (draft.order?.member === name) draft.order = { ...draft.order, member };
  const within = draft.within.indexOf(name);
  if (within >= 0) draft.within[within] = member;
}

function placeOf(draft: Draft, name: string): string {
  const [only, ...others] = namedIn(draft).filter(
    (each) => draft.model.dimension(`${each}_${name}`) !== undefined,
  );
  // "The country of Exotic Liquids" is that of the one who is named; that of sales is of their customers.
  const role =
    only !== undefined && others.length === 0 && draft.measures.length === 0
      ? only
      : roleOf(draft, undefined);
  if (name === 'region' && role === 'customer' && draft.subject !== 'customer' && only === undefined)
    throw new Unread('Whose region is meant is not said.', {
      fix: 'Write e.g. customer region, or sales region of the employee.',
      valid: ['customer_region', 'ship_region', 'employee_sales_region'],
    });
  return `${role}_${name}`;
}

/** Whom the question names: by a name, or by the noun that is listed. */
function namedIn({ filters, dimensions }: Draft): string[] {
  return WHOSE.filter(
    (each) =>
      dimensions.includes(each) ||
      filters.some(({ member, op }) => member === each && /^(?:is|contains)$/.test(op)),
  );
}

/** The phone number, address or contact of those who are listed or named. */
function detailOf(draft: Draft, name: string): string {
  const { subject, model } = draft;
  const named = namedIn(draft);
  const whose = WHOSE.find((each) => each === subject) ?? (named.length === 1 ? named[0] : undefined);
  const held = draft.filters.find(({ member }) =>
    /^(?:customer|supplier|employee)_(?:city|country|region)$/.test(member),
  );
  const role = whose ?? held?.member.split('_')[0];
  const member = `${role}_${name}`;
  if (role === undefined || model.dimension(member) === undefined)
    throw new Unread(
      role === undefined
        ? `Whose ${name} is meant is not said.`
        : `No ${name.replaceAll('_', ' ')} of a ${role} is known.`,
      { fix: 'Name a customer, supplier, employee or shipper.', soFar: draft.request() },
    );
  if ((role === 'customer' || role === 'employee') && draft.filters.length === 0)
    throw new Unread('Contact data of all people at once is not told in answer to a question.', {
      fix: `Name one, or say which ${role}s: of a city, of a time. A typed query of query_sales can list all.`,
      soFar: draft.request(),
    });
  return member;
}
