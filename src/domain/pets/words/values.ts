import { BREEDS } from '../breeds.js';
import { breedKey, colourName, petType, TYPES } from '../names.js';
import type { Breed, Entry } from './entry.js';
import { COLOUR_WORDS, GENERAL } from './general-words.js';
import { HINDI_TYPES } from './hindi-words.js';

/** What a shop calls its pets. */
export interface ShopWords {
  readonly types: readonly string[];
  readonly breeds: readonly { readonly breed: string; readonly type: string }[];
  readonly colours: readonly string[];
}

const SINGULAR = new Set(Object.keys(TYPES));

interface Values {
  readonly values: Map<string, Entry>;
  /** The breeds of each type whose names begin so and end in the type: desi dog, desi cat. */
  readonly heads: Map<string, Map<string, Breed>>;
}

/** The words for types, breeds and colours: the shop's own before the common ones. */
export function valuesOf({ types, breeds, colours }: ShopWords): Values {
  const table = new Map<string, Entry>();
  const heads: Values['heads'] = new Map();
  const add = (phrase: string, entry: Entry): void => {
    const known = table.get(phrase);
    if (known === undefined) table.set(phrase, entry);
    else if (known.is === 'breed' && entry.is === 'breed' && known.value === entry.value)
      table.set(phrase, { ...known, types: [...new Set([...known.types, ...entry.types])] });
  };
  for (const [type, others] of Object.entries(TYPES))
    for (const word of [type, ...others])
      add(word, { is: 'type', value: type, one: SINGULAR.has(word) && type !== 'fish' });
  for (const [type, words] of Object.entries(HINDI_TYPES))
    for (const [word, one] of words) add(word, { is: 'type', value: type, one });
  for (const said of types)
    for (const word of [said, `${said}s`])
      add(word.toLowerCase(), { is: 'type', value: petType(said), one: word === said });
  for (const { breed, type } of breeds)
    for (const word of forms(breed.toLowerCase())) addBreed(word, breedKey(breed), type);
  // The shop's own Indie cats are no indie cats of the common list.
  const own = new Set(breeds.map(({ breed, type }) => `${breed.toLowerCase()} ${type}`));
  // The shop's own Indie cats are no indie cats of the common list.
  for (const [type, known] of Object.entries(BREEDS))
    for (const [breed, others] of Object.entries(known))
      for (const word of [breed, ...others].flatMap(forms))
        if (!own.has(`${headOf(word, type)} ${type}`)) addBreed(word, breed, type);
  for (const word of [...Object.entries(COLOUR_WORDS), ...colours.map((colour) => [colour, colour] as const)])
    add(word[0].toLowerCase(), { is: 'colour', value: colourName(word[1]) });
  return { values: table, heads };

  function addBreed(word: string, breed: string, type: string): void {
    const one = word === breed || !/(?:s|fish|tote)$/.test(word);
    const entry: Breed = { is: 'breed', value: breed, types: [type], one };
    const head = AMBIGUOUS.has(word) ? word : headOf(word, type);
    if (head !== undefined) {
      const byType = heads.get(head) ?? new Map<string, Breed>();
      heads.set(head, byType);
      if (!byType.has(type)) byType.set(type, entry);
    }
    if (!Object.hasOwn(GENERAL, word) && !Object.hasOwn(COLOUR_WORDS, word) && !AMBIGUOUS.has(word))
      add(word, entry);
  }

  /** What stands before the word for its type in the name of a breed. */
  function headOf(name: string, type: string): string | undefined {
    const words = name.split(' ');
    for (let cut = 1; cut < words.length; cut += 1) {
      const tail = table.get(words.slice(cut).join(' '));
      if (tail?.is === 'type' && tail.value === type) return words.slice(0, cut).join(' ');
    }
    return undefined;
  }
}

/** One, and more of them. */
function forms(name: string): string[] {
  return name.endsWith('s') || AMBIGUOUS.has(name) ? [name] : [name, `${name}s`];
}

/** Other words for a breed that mean something else alone. */
const AMBIGUOUS = new Set(['angel', 'american', 'fighter', 'chow', 'cocker', 'slider', 'sliders']);
