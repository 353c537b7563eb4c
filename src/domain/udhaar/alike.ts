import { distance } from 'fastest-levenshtein';
import type { Person } from './customers.js';

const MOST = 5;
/** Names whose spelling differs by more than this share of their length are different names. */
const FARTHEST = 0.2;

/** Words that are said with a name and are no part of it. */
const TITLES = new Set(
  'mr mrs ms miss dr shri sri shree smt kumari ji bhai bhaiya behen ben didi sahab saheb seth uncle aunty'.split(
    ' ',
  ),
);

/** Spellings of one sound in Latin letters, longest first. */
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/ksh|x/g, 'ks'],
  [/([bcdgjkpst])h/g, '$1'],
  [/ph/g, 'f'],
  [/ee|ii|ie|ey|y/g, 'i'],
  [/oo|uu|ou/g, 'u'],
  [/aa|ah/g, 'a'],
  [/w/g, 'v'],
  [/z/g, 'j'],
  [/q|ck/g, 'k'],
];

/** Those on the books who may be the same person: same phone, or nearly the same name. Nearest first, at most five. */
export function alike(person: Omit<Person, 'customer_id'>, known: readonly Person[]): Person[] {
  const phone = digits(person.phone);
  const name = sound(person.name);
  return known
    .map((other) => ({
      other,
      far: phone !== '' && digits(other.phone) === phone ? 0 : farness(name, sound(other.name)),
    }))
    .filter(({ far }) => far <= FARTHEST)
    .sort((a, b) => a.far - b.far)
    .slice(0, MOST)
    .map(({ other }) => other);
}

/** The last ten digits: what is left of a number without its country code and spaces. */
function digits(phone: string | undefined): string {
  const all = (phone ?? '').replace(/\D/g, '');
  return all.length < 6 ? '' : all.slice(-10);
}

/** A name as it sounds: without titles, marks and double letters, its words in order. */
function sound(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '' && !TITLES.has(word))
    .map((word) => SOUNDS.reduce((text, [from, to]) => text.replace(from, to), word).replace(/(.)\1/g, '$1'))
    .sort()
    .join(' ');
}

function farness(a: string, b: string): number {
  if (a === '' || b === '') return 1;
  const longest = Math.max(a.length, b.length);
  if (Math.abs(a.length - b.length) > longest * FARTHEST) return 1;
  return distance(a, b) / longest;
}
