/** Numbers below a hundred that stand for themselves. */
export const SMALL: ReadonlyMap<string, number> = table({
  ...{ zero: 0, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10 },
  ...{ eleven: 11, twelve: 12, thirteen: 13, fourteen: 14, fifteen: 15, sixteen: 16, seventeen: 17 },
  ...{ eighteen: 18, nineteen: 19 },
  ...{ ek: 1, paanch: 5, panch: 5, chhe: 6, chhah: 6, saat: 7, aath: 8, gyarah: 11, barah: 12, pandrah: 15 },
  ...{ bees: 20, pachees: 25, pachchis: 25, pachas: 50, pachaas: 50, chalis: 40, chaalis: 40, pachattar: 75 },
  ...{ शून्य: 0, एक: 1, दो: 2, तीन: 3, चार: 4, पाँच: 5, पांच: 5, छह: 6, छः: 6, सात: 7, आठ: 8, नौ: 9, दस: 10 },
  ...{ ग्यारह: 11, बारह: 12, पंद्रह: 15, बीस: 20, पच्चीस: 25, तीस: 30, चालीस: 40, पचास: 50, साठ: 60, पचहत्तर: 75 },
});

/** Hindi numbers in Latin letters that are English words or names as well: only before a Hindi word that is counted. */
export const SHARED: ReadonlyMap<string, number> = table({
  ...{
    do: 2,
    teen: 3,
    tin: 3,
    char: 4,
    chaar: 4,
    che: 6,
    sat: 7,
    nau: 9,
    das: 10,
    dus: 10,
    tees: 30,
    tis: 30,
  },
  ...{ saath: 60, sath: 60 },
});

/** Tens, which a number below ten may follow. */
export const TENS: ReadonlyMap<string, number> = table({
  ...{ twenty: 20, thirty: 30, forty: 40, fourty: 40, fifty: 50, sixty: 60, seventy: 70, eighty: 80 },
  ...{ ninety: 90 },
});

const HUNDRED = ['hundred', 'hundreds', 'sau', 'सौ'];
const THOUSAND = ['thousand', 'thousands', 'hazaar', 'hazar', 'hajar', 'hajaar', 'हज़ार', 'हजार'];
const LAKH = ['lakh', 'lakhs', 'lac', 'lacs', 'laakh', 'लाख'];
const CRORE = ['crore', 'crores', 'karod', 'karor', 'करोड़', 'करोड'];

/** Words that multiply the number before them. */
export const SCALES: ReadonlyMap<string, number> = new Map([
  ...HUNDRED.map((word) => pair(word, 100)),
  ...THOUSAND.map((word) => pair(word, 1_000)),
  ...LAKH.map((word) => pair(word, 100_000)),
  ...CRORE.map((word) => pair(word, 10_000_000)),
  ...['million', 'millions', 'mn', 'mio'].map((word) => pair(word, 1_000_000)),
  ...['billion', 'billions', 'bn'].map((word) => pair(word, 1_000_000_000)),
]);

/** Letters that multiply the digits they touch. A single `l` can be lakh or litres and is asked about. */
export const LETTER_SCALES: ReadonlyMap<string, number> = table({
  ...{ k: 1_000, m: 1_000_000, b: 1_000_000_000, cr: 10_000_000, crs: 10_000_000 },
});

/** What multiplies the scale after it: dedh lakh is 1.5 lakh. */
export const PARTS: ReadonlyMap<string, string> = table({
  ...{ half: '0.5', aadha: '0.5', adha: '0.5', aadhe: '0.5', आधा: '0.5', आधे: '0.5' },
  ...{ dedh: '1.5', derh: '1.5', डेढ़: '1.5', dhai: '2.5', dhaai: '2.5', adhai: '2.5', ढाई: '2.5' },
});

/** What changes the number after it: saadhe teen is 3.5. */
export const SHIFTS: ReadonlyMap<string, string> = table({
  ...{ saadhe: '0.5', sadhe: '0.5', साढ़े: '0.5', sava: '0.25', savaa: '0.25', सवा: '0.25' },
  ...{ paune: '-0.25', pone: '-0.25', पौने: '-0.25' },
});

/** Signs, codes and words of currencies (ISO 4217), before or after a number. */
export const CURRENCIES: Readonly<Record<string, string>> = {
  ...{ '₹': 'INR', rs: 'INR', 'rs.': 'INR', re: 'INR', inr: 'INR', rupee: 'INR', rupees: 'INR' },
  ...{ rupaye: 'INR', rupay: 'INR', rupye: 'INR', rupaya: 'INR', rupiya: 'INR', rupaiya: 'INR' },
  ...{ रुपये: 'INR', रुपए: 'INR', रुपया: 'INR', रु: 'INR', 'रु.': 'INR', '₨': 'INR' },
  ...{ $: 'USD', usd: 'USD', dollar: 'USD', dollars: 'USD', us$: 'USD' },
  ...{ '€': 'EUR', eur: 'EUR', euro: 'EUR', euros: 'EUR', '£': 'GBP', gbp: 'GBP' },
};

export const PERCENTS: Readonly<Record<string, true>> = {
  ...{ '%': true, percent: true, 'per cent': true, percents: true, pct: true },
  ...{ pratishat: true, fisadi: true, प्रतिशत: true, फीसदी: true },
};

export const COUNTS: Readonly<Record<string, true>> = {
  ...{ units: true, unit: true, pieces: true, piece: true, pcs: true, pc: true, nos: true, items: true },
};

/** Hindi words that are counted: after these doubtful words a number is meant. */
export const COUNTED: ReadonlySet<string> = new Set([
  ...[...HUNDRED, ...THOUSAND, ...LAKH, ...CRORE, 'darjan'],
  ...['din', 'dino', 'dinon', 'hafte', 'hafton', 'hafta', 'mahine', 'mahino', 'mahinon', 'saal', 'salon'],
  ...['timahi', 'baar', 'rupaye', 'rupay', 'rupye', 'pratishat'],
]);

function table<T>(words: Readonly<Record<string, T>>): ReadonlyMap<string, T> {
  return new Map(Object.entries(words).map(([word, value]) => [word.normalize('NFKC'), value]));
}

function pair(word: string, scale: number): [string, number] {
  return [word.normalize('NFKC'), scale];
}
