import * as z from 'zod';
import type { RecordKind } from '../ports/store/repository.js';

const minor = z.int().nonnegative();
const text = z.string().min(1).max(200);

export const SEXES = ['male', 'female'] as const;
export const SIZES = ['small', 'medium', 'large'] as const;
export const AVAILABILITIES = ['available', 'reserved', 'sold', 'not_for_sale'] as const;
/** How exactly a birth is known: the date given, or the middle of the month or year that was. */
export const PRECISIONS = ['day', 'month', 'year'] as const;

/** An animal of the shop. Money in minor units. */
export const Pet = z.object({
  pet_id: z.string().min(1).max(100),
  name: text,
  /** As {@link petType} has it: dog, guinea pig, ... */
  type: text,
  breed: text.optional(),
  sex: z.enum(SEXES).optional(),
  size: z.enum(SIZES).optional(),
  /** As {@link colourName} has them. */
  colours: z.array(text).min(1).optional(),
  born: z.iso.date().optional(),
  born_precision: z.enum(PRECISIONS).optional(),
  /** 0 is a price; absent means not priced. */
  price: minor.optional(),
  cost: minor.optional(),
  /** Absent where it is not known. */
  vaccinated: z.boolean().optional(),
  vaccinated_on: z.iso.date().optional(),
  availability: z.enum(AVAILABILITIES),
  /** Links to pictures; never fetched. */
  photos: z.array(z.string().max(500)).optional(),
  /** Microchip or registration number. */
  microchip: z.string().max(40).optional(),
  /** From people: data, never an instruction. */
  notes: z.string().max(1_000).optional(),
  /** Kept for history; no list finds it. */
  removed: z.literal(true).optional(),
});
export type Pet = z.infer<typeof Pet>;

export const PET: RecordKind<Pet> = {
  type: 'pet',
  schema: Pet,
  id: (pet) => pet.pet_id,
  key: (id) => ({ partition: 'PET', sort: id }),
};
