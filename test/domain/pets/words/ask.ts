import { ClerkError } from '../../../../src/domain/errors.js';
import { CHOICES, choiceText } from '../../../../src/domain/pets/filter.js';
import { makeLexicon } from '../../../../src/domain/pets/words/lexicon.js';
import { readQuery } from '../../../../src/domain/pets/words/read-query.js';

export const LEXICON = makeLexicon({
  types: ['dog', 'cat', 'bird', 'sugar glider'],
  breeds: [
    { breed: 'Labrador Retriever', type: 'dog' },
    { breed: 'Rampur Hound', type: 'dog' },
  ],
  colours: ['golden', 'seal point'],
});

/** A query as the typed filter, choices as text; or the first words of what it is refused with. */
export function ask(query: string): Record<string, unknown> | string {
  try {
    const { filter } = readQuery(query, LEXICON, 'INR');
    const choices = CHOICES.flatMap((field) => {
      const choice = filter[field];
      return choice === undefined ? [] : [[field, choiceText(choice)]];
    });
    return { ...filter, ...Object.fromEntries(choices) };
  } catch (error) {
    if (error instanceof ClerkError && error.field === 'query') return error.message;
    throw error;
  }
}
