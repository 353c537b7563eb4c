import * as z from 'zod';
import { defineTool } from '../catalogue/define-tool.js';
import { readBirth } from '../domain/pets/birth.js';
import { AVAILABILITIES, SEXES, SIZES } from '../domain/pets/records.js';
import { readList, readPhotos, readVaccinated } from '../domain/pets/saving.js';
import { amountsIn } from './amounts.js';
import { petView } from './pet-view.js';

const MOST_COLOURS = 6;

const text = (what: string, longest = 200) => z.string().trim().min(1).max(longest).optional().describe(what);
/** One of a few words: named in its description, which costs half of what a list costs. */
const oneOf = <const T extends readonly string[]>(words: T) => z.string().pipe(z.enum(words)).optional();
const read = <T>(said: string | undefined, how: (said: string) => T): T | undefined =>
  said === undefined ? undefined : how(said);

export const savePet = defineTool({
  name: 'save_pet',
  toolset: 'pets',
  title: 'Save a pet',
  description: 'Makes a pet or changes what is sent of one. See filter_pets.',
  operation: 'update',
  scope: 'pets:write',
  input: z.strictObject({
    pet: text('Id or name, to change it.'),
    name: text('Any.'),
    type: text('E.g. dog.', 40),
    breed: text('Any.', 100),
    sex: oneOf(SEXES).describe('male or female.'),
    size: oneOf(SIZES).describe('small, medium or large.'),
    colours: text('By comma.'),
    born: text('2026-01-31, or "3 months".', 40),
    price: z.number().optional().describe('0: free.'),
    cost: z.number().optional().describe('Paid.'),
    vaccinated: text('Date, yes or no.', 10),
    availability: oneOf(AVAILABILITIES).describe('Or reserved, sold, not_for_sale.'),
    photos: text('https links.', 5_000),
    microchip: text('Or registry.', 40),
    notes: text('Any.', 1_000),
    clear: text('To empty.'),
  }),
  output: z.looseObject({
    outcome: z.enum(['made', 'changed', 'brought_back', 'removed']),
  }),
  run: async (input, shop, { signal }, write) => {
    const { currency } = shop.settings;
    const amounts = amountsIn(currency);
    const today = shop.pets.today();
    const { pet, clear, born, colours, photos, vaccinated, ...rest } = input;
    const saved = await shop.pets.save(
      {
        pet,
        clear: read(clear, (said) => readList('clear', said, 20)) ?? [],
        fields: {
          ...rest,
          price: amounts.money(rest.price, 'price'),
          cost: amounts.money(rest.cost, 'cost'),
          colours: read(colours, (said) => readList('colours', said, MOST_COLOURS)),
          photos: read(photos, readPhotos),
          birth: read(born, (said) => readBirth(said, today)),
          ...read(vaccinated, (said) => readVaccinated(said, today)),
        },
      },
      write,
      signal,
    );
    return {
      outcome: saved.outcome,
      currency,
      pet: petView(saved.pet, today, amounts),
      notes: saved.notes,
    };
  },
});
