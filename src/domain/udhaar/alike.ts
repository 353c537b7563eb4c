import { distance } from 'fastest-levenshtein';
import type { Person } from './customers.js';
import { nameWords } from './name-words.js';

const MOST = 5;
/** Words of so many letters that differ in one of them are the same word, mistyped. */
const LONG = 8;

/** Spellings of one sound in Latin letters, in this order. */
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/ph/g, 'f'],
  [/ksh|x/g, 'ks'],
  [/([bcdgjkpst])h/g, '$1'],
  [/ee|ii|ie|ey|y/g, 'i'],
  [/oo|uu|ou|au|ow|o/g, 'u'],
  [/a+/g, 'a'],
  [/([aeiu])h(?![aeiu])/g, '$1'],
  [/w/g, 'v'],
  [/z/g, 'j'],
  [/q|ck/g, 'k'],
  [/(.)\1+/g, '$1'],
];

/** A word as it sounds, and what tells it from others when unstressed vowels are left out, with either kind of e. */
interface Sounding {
  readonly sound: string;
  readonly keys: readonly [string, string];
}

/**
 * Those on the books who may be the same person: same phone, or the same name in another spelling, script or order of
 * words, with or without titles and middle names. At most five, same phone first.
 */
export function alike(person: Omit<Person, 'customer_id'>, known: readonly Person[]): Person[] {
  const phone = digits(person.phone);
  // The same words come again and again.
  const heard = new Map<string, Sounding>();
  const name = soundingOf(person.name, heard);
  const samePhone = (other: Person): boolean => phone !== '' && digits(other.phone) === phone;
  return known
    .filter((other) => samePhone(other) || sameName(name, soundingOf(other.name, heard)))
    .sort((a, b) => Number(samePhone(b)) - Number(samePhone(a)))
    .slice(0, MOST);
}

/** The last ten digits: what is left of a number without its country code and spaces. */
function digits(phone: string | undefined): string {
  const all = (phone ?? '').replace(/\D/g, '');
  return all.length < 6 ? '' : all.slice(-10);
}

function soundingOf(name: string, heard: Map<string, Sounding>): Sounding[] {
  return nameWords(name).map((word) => {
    const known = heard.get(word) ?? hear(word);
    heard.set(word, known);
    return known;
  });
}

function hear(word: string): Sounding {
  const sound = SOUNDS.reduce((text, [from, to]) => text.replace(from, to), word);
  return { sound, keys: [key(sound.replaceAll('e', 'i')), key(sound.replaceAll('e', 'a'))] };
}

/** Without the a's inside, which are written or not: Kamla, Kamala. The last one tells Nirmala from Nirmal. */
function key(sound: string): string {
  return sound.replace(/(?<=.)a(?=.)/g, '').replace(/(.)\1+/g, '$1');
}

/**
 * Every word of the shorter name is one of the longer; a single word is only like a single word, or like the same
 * words written apart.
 */
function sameName(a: readonly Sounding[], b: readonly Sounding[]): boolean {
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a];
  if (shorter.length === 0) return false;
  if (joined(a) === joined(b)) return true;
  if (shorter.length === 1 && longer.length > 1) return false;
  const left = [...longer];
  return shorter.every((word) => {
    const at = left.findIndex((other) => sameWord(word, other));
    if (at !== -1) left.splice(at, 1);
    return at !== -1;
  });
}

function sameWord(a: Sounding, b: Sounding): boolean {
  if (a.keys[0] === b.keys[0] || a.keys[1] === b.keys[1]) return true;
  const near = Math.min(a.sound.length, b.sound.length) >= LONG;
  return near && Math.abs(a.sound.length - b.sound.length) <= 1 && distance(a.sound, b.sound) <= 1;
}

function joined(words: readonly Sounding[]): string {
  return words.map(({ sound }) => sound).join('');
}
