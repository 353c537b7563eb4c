import * as z from 'zod';
import { defineTool } from '../catalogue/define-tool.js';

export const removePet = defineTool({
  name: 'remove_pet',
  toolset: 'pets',
  title: 'Remove a pet',
  description: 'Takes a pet off lists; save_pet brings it back.',
  operation: 'remove',
  scope: 'pets:write',
  input: z.strictObject({ pet: z.string().min(1).max(200).describe('Id or name.') }),
  output: z.looseObject({ outcome: z.string() }),
  run: async ({ pet: named }, shop, { signal }, write) => {
    const { pet, outcome } = await shop.pets.remove(named, write, signal);
    return { outcome, pet_id: pet.pet_id, pet: pet.name };
  },
});
