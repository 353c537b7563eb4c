import { sameName } from '../names.js';
import { BREEDS } from './breeds.js';

/** Types of pets, each with the other words for it. Any other word is a type of the shop's own. */
export const TYPES: Readonly<Record<string, readonly string[]>> = {
  dog: ['dogs', 'canine', 'canines', 'doggy', 'doggie', 'doggies', 'pooch'],
  cat: ['cats', 'feline', 'felines', 'kitty', 'kitties'],
  bird: ['birds', 'avian'],
  fish: ['fishes'],
  rabbit: ['rabbits', 'bunny', 'bunnies'],
  hamster: ['hamsters'],
  'guinea pig': ['guinea pigs', 'guineapig', 'guineapigs', 'cavy', 'cavies'],
  turtle: ['turtles', 'tortoise', 'tortoises', 'terrapin', 'terrapins'],
  mouse: ['mice'],
  rat: ['rats'],
  gerbil: ['gerbils'],
  ferret: ['ferrets'],
  chinchilla: ['chinchillas'],
  lizard: ['lizards', 'gecko', 'geckos', 'iguana', 'iguanas'],
  snake: ['snakes'],
  frog: ['frogs'],
  hedgehog: ['hedgehogs'],
};

/** Colours by the other words for them. */
const COLOURS = new Map([
  ['gray', 'grey'],
  ['gold', 'golden'],
  ['off white', 'cream'],
  ['off-white', 'cream'],
]);

const TYPE_OF = new Map(
  Object.entries(TYPES).flatMap(([type, others]) => [type, ...others].map((word) => [word, type])),
);
const BREED_OF = new Map(
  Object.values(BREEDS).flatMap((breeds) =>
    Object.entries(breeds).flatMap(([breed, others]) => [breed, ...others].map((word) => [word, breed])),
  ),
);

/** The type a word stands for: dogs is dog; other words stay what they are. */
export function petType(word: string): string {
  const same = sameName(word).replaceAll('_', ' ');
  return TYPE_OF.get(same) ?? same;
}

/** A breed as it is compared: Lab, Labrador and labrador retriever dog are one. */
export function breedKey(breed: string): string {
  const same = sameName(breed).replaceAll('_', ' ');
  const known = BREED_OF.get(same);
  if (known !== undefined) return known;
  const cut = same.lastIndexOf(' ');
  const last = same.slice(cut + 1);
  return cut > 0 && TYPE_OF.has(last) ? breedKey(same.slice(0, cut)) : same;
}

export function colourName(word: string): string {
  const same = sameName(word);
  return COLOURS.get(same) ?? same;
}
