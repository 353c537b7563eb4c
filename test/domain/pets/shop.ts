import type { PetFilter } from '../../../src/domain/pets/filter.js';
import type { PetService, SavePet } from '../../../src/domain/pets/pet-service.js';
import type { Pet } from '../../../src/domain/pets/records.js';
import type { Table } from '../../../src/domain/ports/store/table.js';
import type { Clock } from '../../../src/domain/time.js';
import { freshShop } from '../../support/embedded-store.js';
import { keyed } from '../inventory/shop.js';
import { anotherProcess } from '../sales/shop.js';

/** Today in the shop of {@link petShop}. */
export const TODAY = '2026-03-31';

/** A shop for animals, at noon of {@link TODAY}. */
export async function petShop(table: Table, clock?: Clock) {
  const id = freshShop();
  const shop = anotherProcess(table, id, clock);
  return { id, shop, ...waysOf(shop.pets), another: () => waysOf(anotherProcess(table, id, clock).pets) };
}

export function waysOf(pets: PetService) {
  const save = (fields: SavePet['fields'], more: Partial<SavePet> = {}) =>
    pets.save({ fields, clear: [], ...more }, keyed([fields, more]));
  return {
    pets,
    save,
    remove: (named: string) => pets.remove(named, keyed(named)),
    list: (filter: PetFilter = {}, cursor?: string) => pets.list(filter, cursor),
    names: async (filter: PetFilter = {}) =>
      (await pets.list(filter, undefined)).pets.map(({ pet }) => pet.name),
  };
}

/** One of each kind of thing a filter can ask. */
export const PETS: readonly Omit<Pet, 'pet_id' | 'availability'>[] = [
  {
    name: 'Bruno',
    type: 'dog',
    breed: 'Labrador',
    sex: 'male',
    size: 'large',
    colours: ['golden'],
    born: '2026-01-10',
    born_precision: 'day',
    price: 2_500_000,
    vaccinated: true,
    microchip: '9001',
  },
  {
    name: 'Rani',
    type: 'dog',
    breed: 'Pug',
    sex: 'female',
    size: 'small',
    colours: ['fawn', 'black'],
    born: '2023-07-01',
    born_precision: 'year',
    price: 1_800_000,
  },
  { name: 'Sheru', type: 'dog', price: 0, vaccinated: false, colours: ['brown'] },
  {
    name: 'Mimi',
    type: 'cat',
    breed: 'Persian',
    sex: 'female',
    colours: ['white'],
    born: '2025-03-31',
    born_precision: 'day',
    price: 1_200_000,
    vaccinated: true,
  },
  {
    name: 'Tom',
    type: 'cat',
    sex: 'male',
    colours: ['black', 'white'],
    born: '2025-09-15',
    born_precision: 'month',
  },
  { name: 'Mithu', type: 'bird', breed: 'Parrot', colours: ['green'], price: 150_000 },
];

export function choose(...values: string[]) {
  return {
    any: values.filter((value) => !value.startsWith('!')),
    not: values.filter((value) => value.startsWith('!')).map((value) => value.slice(1)),
  };
}
