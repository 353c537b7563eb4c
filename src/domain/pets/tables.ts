import type { ColumnType } from '../ports/analytics/engine.js';
import type { Projection } from '../ports/analytics/projection.js';
import { breedKey } from './names.js';
import { PET, Pet } from './records.js';

const COLUMNS = {
  pet_id: 'VARCHAR',
  name: 'VARCHAR',
  type: 'VARCHAR',
  breed: 'VARCHAR',
  breed_key: 'VARCHAR',
  sex: 'VARCHAR',
  size: 'VARCHAR',
  colours: 'VARCHAR',
  born: 'DATE',
  price: 'BIGINT',
  vaccinated: 'BOOLEAN',
  availability: 'VARCHAR',
  microchip: 'VARCHAR',
  removed: 'BOOLEAN',
  body: 'VARCHAR',
} as const satisfies Record<string, ColumnType>;

/** Pets as rows: what is filtered by, and the record. `colours` is a list such as `|black|white|`. */
export const PET_PROJECTION: Projection = {
  type: PET.type,
  main: { name: 'pets', columns: Object.entries(COLUMNS).map(([name, type]) => ({ name, type })) },
  rows: (body) => {
    const pet = Pet.parse(body);
    return [
      [
        [
          pet.pet_id,
          pet.name,
          pet.type,
          pet.breed ?? null,
          pet.breed === undefined ? null : breedKey(pet.breed),
          pet.sex ?? null,
          pet.size ?? null,
          pet.colours === undefined ? null : `|${pet.colours.join('|')}|`,
          pet.born ?? null,
          pet.price ?? null,
          pet.vaccinated ?? null,
          pet.availability,
          pet.microchip ?? null,
          pet.removed ?? false,
          JSON.stringify(pet),
        ],
      ],
    ];
  },
};
