import { dayNumber } from '../calendar/days.js';
import { ClerkError, invalid } from '../errors.js';
import { checkSeen } from '../names.js';
import { ageInDays, ageText, type Birth } from './birth.js';
import { breedKey, colourName, petType } from './names.js';
import type { Pet } from './records.js';

/** What can be stated of a pet, in the units of its record. */
export type PetFields = Partial<Omit<Pet, 'pet_id' | 'removed' | keyof Birth>> & {
  readonly birth?: Birth | undefined;
};

/** What may be emptied, and what of the record goes with it. */
const EMPTIES = {
  breed: ['breed'],
  sex: ['sex'],
  size: ['size'],
  colours: ['colours'],
  born: ['born', 'born_precision'],
  price: ['price'],
  cost: ['cost'],
  vaccinated: ['vaccinated', 'vaccinated_on'],
  photos: ['photos'],
  microchip: ['microchip'],
  notes: ['notes'],
} as const satisfies Record<string, readonly (keyof Pet)[]>;
const CLEARABLE = Object.keys(EMPTIES);

const MOST_PHOTOS = 10;
const LONGEST_LINK = 500;
/** Below this age pups must not be sold, in days. */
const PUP_DAYS = 56;
/** How many days before its beginning a birth known to the month or year only may have been. */
const SLACK_DAYS = { day: 0, month: 31, year: 366 } as const;

/**
 * A pet with what was stated laid over it, and what was to be emptied taken away.
 *
 * @throws ClerkError `invalid_input` for a field that cannot be emptied, or is stated too.
 */
export function laidOver(pet: Pet, { birth, ...fields }: PetFields, clear: readonly string[]): Pet {
  checkSeen(fields.name, 'name');
  const emptied = new Set<string>();
  for (const name of clear) {
    const known = Object.entries(EMPTIES).find(([field]) => field === name);
    if (known === undefined)
      throw invalid('clear', `"${name.slice(0, 40)}" cannot be emptied.`, {
        fix: 'Name fields that can, by comma.',
        valid: CLEARABLE,
      });
    for (const field of known[1]) emptied.add(field);
  }
  const stated = Object.entries({ ...fields, ...birth }).filter(([, value]) => value !== undefined);
  const both = stated.find(([field]) => emptied.has(field));
  if (both !== undefined)
    throw invalid('clear', `${both[0]} is both sent and to be emptied.`, { fix: 'Decide for one.' });
  const left = Object.entries(pet).filter(([field]) => !emptied.has(field));
  const laid = { ...Object.fromEntries(left), ...Object.fromEntries(stated) };
  return {
    ...laid,
    pet_id: pet.pet_id,
    name: fields.name ?? pet.name,
    type: petType(fields.type ?? pet.type),
    availability: fields.availability ?? pet.availability,
    ...(fields.colours === undefined ? {} : { colours: [...new Set(fields.colours.map(colourName))] }),
  };
}

/** A value of `vaccinated`: a day, `yes` or `no`. @throws ClerkError `invalid_input`. */
export function readVaccinated(said: string, today: string): Pick<Pet, 'vaccinated' | 'vaccinated_on'> {
  const text = said.trim().toLowerCase();
  if (text === 'yes' || text === 'true') return { vaccinated: true };
  if (text === 'no' || text === 'false') return { vaccinated: false };
  if (
    !/^\d{4}-\d{2}-\d{2}$/.test(text) ||
    Number.isNaN(Date.parse(text)) ||
    text !== new Date(text).toISOString().slice(0, 10)
  )
    throw invalid('vaccinated', `"${said.slice(0, 40)}" is neither yes, no nor a date.`, {
      fix: 'Send e.g. 2026-03-31, yes or no.',
    });
  if (text > today)
    throw invalid('vaccinated', `${text} is in the future.`, { fix: 'Send the day it was done.' });
  return { vaccinated: true, vaccinated_on: text };
}

/** Links to pictures, by space or comma. @throws ClerkError `invalid_input` unless all are https. */
export function readPhotos(said: string): string[] {
  const links = said.split(/[\s,]+/).filter((link) => link !== '');
  if (links.length === 0 || links.length > MOST_PHOTOS)
    throw invalid('photos', `There are ${links.length} links.`, { fix: `Send 1 to ${MOST_PHOTOS} links.` });
  for (const link of links)
    if (link.length > LONGEST_LINK || !isWebLink(link))
      throw invalid('photos', `"${link.slice(0, 60)}" is no https link.`, {
        fix: 'Send links that begin with https://, without user name or password.',
      });
  return [...new Set(links)];
}

function isWebLink(link: string): boolean {
  const url = URL.canParse(link) ? new URL(link) : undefined;
  return (
    url?.protocol === 'https:' && url.username === '' && url.password === '' && url.hostname.includes('.')
  );
}

/** Texts by comma. */
export function readList(field: string, said: string, most: number): string[] {
  const parts = said
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length === 0 || parts.length > most)
    throw invalid(field, `There are ${parts.length} values.`, { fix: `Send 1 to ${most}, by comma.` });
  return parts;
}

/** @throws ClerkError `invalid_input` for what no pet can be. */
export function checkPet({ born, vaccinated_on: day, vaccinated, born_precision: precision }: Pet): void {
  const slack = SLACK_DAYS[precision ?? 'year'];
  if (day !== undefined && born !== undefined && dayNumber(day) < dayNumber(born) - slack)
    throw invalid('vaccinated', 'It was vaccinated before it was born.', {
      fix: 'Correct one of the dates.',
    });
  if (vaccinated !== true && day !== undefined)
    throw invalid('vaccinated', 'A date of vaccination is kept.', { fix: 'Clear vaccinated first.' });
}

export interface KnownPet {
  readonly pet_id: string;
  readonly name: string;
  readonly type: string;
  readonly breed: string | undefined;
  readonly microchip: string | undefined;
  /** What else tells it from others of its name. */
  readonly looks: string | undefined;
  readonly removed: boolean;
}

/** Whether two microchip or registration numbers are one: without case, blanks and hyphens. */
export function sameChip(one: string | undefined, other: string | undefined): boolean {
  const plain = (chip: string): string =>
    chip
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\s-]+/g, '');
  return one !== undefined && other !== undefined && plain(one) === plain(other);
}

/** Those with the same name, type and, where both say so, breed. */
export function lookalikes(pet: Pet, known: readonly KnownPet[]): KnownPet[] {
  const same = pet.name.toLowerCase();
  const breed = pet.breed === undefined ? undefined : breedKey(pet.breed);
  return known.filter(
    (other) =>
      other.name.toLowerCase() === same &&
      other.type === pet.type &&
      (breed === undefined || other.breed === undefined || breedKey(other.breed) === breed),
  );
}

export function chipTaken({ pet_id: id, name, removed }: KnownPet): ClerkError {
  return new ClerkError('conflict', `${name} has this microchip or registration number already.`, {
    field: 'microchip',
    fix: 'Send its id as pet to change it, or correct the number.',
    valid: [`${id}: ${name}${removed ? ' (removed)' : ''}`],
  });
}

/**
 * What an Indian shop should know before it sells a pup. Pups under eight weeks must not be sold, and only ones with a
 * microchip may be (Prevention of Cruelty to Animals (Pet Shop) Rules, 2018, with the Dog Breeding and Marketing Rules,
 * 2017).
 */
export function saleNotes(pet: Pet, locale: string, today: string): string[] {
  if (new Intl.Locale(locale).region !== 'IN' || pet.type !== 'dog' || pet.born === undefined) return [];
  if (pet.availability !== 'available' && pet.availability !== 'sold') return [];
  const days = ageInDays(pet.born, today);
  if (days >= PUP_DAYS)
    return days < 365 && pet.microchip === undefined
      ? ['In India only pups with a microchip may be sold (Pet Shop Rules, 2018); none is on record.']
      : [];
  return [
    `In India pups under 8 weeks may not be sold (Pet Shop Rules, 2018): ${pet.name} is ${ageText(pet, today)} old. Use not_for_sale or reserved until then.`,
  ];
}
