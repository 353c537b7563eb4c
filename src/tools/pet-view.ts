import { ageText } from '../domain/pets/birth.js';
import type { Pet } from '../domain/pets/records.js';
import { type Amounts, present } from './amounts.js';

/** A pet as people read it, without its notes. */
export function petView(pet: Pet, today: string, { shown }: Amounts): Record<string, unknown> {
  const { pet_id, name, type, breed, sex, size, colours, price, vaccinated, availability, photos } = pet;
  const born = { day: 10, month: 7, year: 4 }[pet.born_precision ?? 'day'];
  return present({
    pet_id,
    name,
    type,
    breed: breed === name ? undefined : breed,
    sex,
    size,
    colours,
    age: ageText(pet, today),
    born: pet.born?.slice(0, born),
    price: price === undefined ? undefined : shown(price),
    vaccinated,
    vaccinated_on: pet.vaccinated_on,
    availability: pet.removed === true ? 'removed' : availability,
    microchip: pet.microchip,
    photos,
  });
}
