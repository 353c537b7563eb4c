import { monthsBetween } from '../pets/birth.js';
import type { Pet } from '../pets/records.js';
import type { Random } from '../random.js';
import { dateOf, dayNumber } from './days.js';

type Size = NonNullable<Pet['size']>;

interface Kind {
  readonly type: string;
  /** How many of 100 pets are of this kind. */
  readonly share: number;
  /** Oldest, in days, and how old when it may be sold. */
  readonly oldest: number;
  readonly weaned: number;
  readonly vaccinated: number;
  readonly chipped: boolean;
  /** Breed, size, price of a young one in rupees, colours of which one or two are taken. */
  readonly breeds: readonly (readonly [
    breed: string,
    size: Size,
    price: number,
    colours: readonly string[],
  ])[];
}

const KINDS: readonly Kind[] = [
  {
    type: 'dog',
    share: 30,
    oldest: 1_500,
    weaned: 56,
    vaccinated: 0.8,
    chipped: true,
    breeds: [
      ['Labrador Retriever', 'large', 18_000, ['golden', 'black', 'chocolate']],
      ['Pug', 'small', 14_000, ['fawn', 'black']],
      ['Beagle', 'medium', 22_000, ['brown', 'white', 'black']],
      ['German Shepherd', 'large', 20_000, ['black', 'tan']],
      ['Shih Tzu', 'small', 24_000, ['white', 'brown', 'black']],
      ['Indie', 'medium', 0, ['brown', 'white', 'black']],
    ],
  },
  {
    type: 'cat',
    share: 20,
    oldest: 1_300,
    weaned: 60,
    vaccinated: 0.7,
    chipped: false,
    breeds: [
      ['Persian', 'medium', 12_000, ['white', 'grey', 'cream']],
      ['Siamese', 'medium', 9_000, ['cream', 'brown']],
      ['Bengal', 'medium', 35_000, ['brown', 'orange']],
      ['Desi Cat', 'small', 0, ['orange', 'black', 'white', 'grey']],
    ],
  },
  {
    type: 'bird',
    share: 20,
    oldest: 900,
    weaned: 45,
    vaccinated: 0,
    chipped: false,
    breeds: [
      ['Budgerigar', 'small', 350, ['green', 'blue', 'yellow', 'white']],
      ['Cockatiel', 'small', 2_800, ['grey', 'white', 'yellow']],
      ['Lovebird', 'small', 1_500, ['green', 'orange', 'yellow']],
      ['Zebra Finch', 'small', 400, ['grey', 'white']],
    ],
  },
  {
    type: 'fish',
    share: 15,
    oldest: 500,
    weaned: 30,
    vaccinated: 0,
    chipped: false,
    breeds: [
      ['Goldfish', 'small', 60, ['orange', 'white']],
      ['Betta', 'small', 180, ['red', 'blue', 'black']],
      ['Guppy', 'small', 40, ['blue', 'orange', 'yellow']],
      ['Flowerhorn', 'medium', 1_800, ['red', 'pink']],
    ],
  },
  {
    type: 'rabbit',
    share: 7,
    oldest: 800,
    weaned: 42,
    vaccinated: 0,
    chipped: false,
    breeds: [
      ['New Zealand White', 'medium', 900, ['white']],
      ['Holland Lop', 'small', 2_500, ['brown', 'grey', 'white']],
    ],
  },
  {
    type: 'hamster',
    share: 5,
    oldest: 400,
    weaned: 28,
    vaccinated: 0,
    chipped: false,
    breeds: [['Syrian', 'small', 450, ['golden', 'white', 'cream']]],
  },
  {
    type: 'guinea pig',
    share: 3,
    oldest: 600,
    weaned: 28,
    vaccinated: 0,
    chipped: false,
    breeds: [['Abyssinian', 'small', 700, ['brown', 'black', 'white']]],
  },
];

const NAMES: readonly string[] = [
  ...[
    'Bruno',
    'Rocky',
    'Sheru',
    'Tiger',
    'Moti',
    'Simba',
    'Leo',
    'Max',
    'Coco',
    'Bella',
    'Rani',
    'Mimi',
    'Chiku',
  ],
  ...[
    'Golu',
    'Laddu',
    'Jalebi',
    'Mithu',
    'Tuktuk',
    'Pari',
    'Kiki',
    'Luna',
    'Milo',
    'Oreo',
    'Candy',
    'Ginger',
  ],
  ...['Snowy', 'Kalu', 'Gabbar', 'Raja', 'Chinni'],
];

/** Invented pets of a shop on a day, each with an id and a name of its own. The first ones have plain names. */
export function generatePets(random: Random, today: string, count: number): Pet[] {
  return Array.from({ length: count }, (_, index) => onePet(random, today, index));
}

function onePet(random: Random, today: string, index: number): Pet {
  const kind = random.weighted(KINDS.map((each) => [each, each.share] as const));
  const [breed, size, price, colours] = random.pick(kind.breeds);
  const days = Math.floor(kind.weaned * 0.8 + random.unit() ** 3 * (kind.oldest - kind.weaned));
  const born = dateOf(dayNumber(today) - days);
  const exact = random.chance(0.6);
  const state = random.unit();
  const vaccinated = random.chance(kind.vaccinated) && days > kind.weaned;
  const round = Math.floor(index / NAMES.length);
  const name = NAMES[index % NAMES.length] ?? 'Pet';
  return {
    pet_id: `PET-${String(index + 1).padStart(3, '0')}`,
    name: round === 0 ? name : `${name} ${round + 1}`,
    type: kind.type,
    breed,
    sex: random.chance(0.5) ? 'male' : 'female',
    size,
    colours: [...new Set([random.pick(colours), random.pick(colours)])],
    born,
    born_precision: exact ? 'day' : 'month',
    ...(random.chance(0.06) ? {} : { price: priceOf(price, monthsBetween(born, today), random) }),
    ...(kind.vaccinated === 0
      ? {}
      : vaccinated
        ? {
            vaccinated,
            vaccinated_on: dateOf(dayNumber(today) - random.int(0, Math.min(200, days - kind.weaned))),
          }
        : { vaccinated }),
    availability:
      days < kind.weaned ? 'not_for_sale' : state < 0.75 ? 'available' : state < 0.88 ? 'sold' : 'reserved',
    ...(kind.chipped && days >= kind.weaned ? { microchip: `9560000${String(1_000_000 + index)}` } : {}),
  };
}

/** In paise: less the older it is, to steps of ten rupees. */
function priceOf(rupees: number, months: number, random: Random): number {
  return Math.round((rupees * random.between(0.85, 1.2) * Math.max(0.5, 1 - months / 60)) / 10) * 1_000;
}
