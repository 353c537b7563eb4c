import { dayOf } from './days.js';
import { FESTIVAL_YEARS, FESTIVALS, type Festival, festivalDays } from './festivals.js';

/** Days with a fixed date that people name, beside the festivals: month and day. */
const FIXED = {
  'republic day': '01-26',
  'valentines day': '02-14',
  'independence day': '08-15',
  'gandhi jayanti': '10-02',
  'christmas eve': '12-24',
  'new years eve': '12-31',
} as const;

/**
 * More festivals with the day each is kept on in India, 2015 to 2030, from the yearly holiday lists of the Government of
 * India (Department of Personnel and Training) as the Python library `holidays` 0.105 gathers them.
 */
const LISTED = {
  'makar sankranti':
    '2015-01-15 2016-01-15 2017-01-14 2018-01-14 2019-01-15 2020-01-15 2021-01-14 2022-01-14 2023-01-14 2024-01-14 2025-01-14 2026-01-14 2027-01-15 2028-01-15 2029-01-14 2030-01-14',
  pongal:
    '2015-01-15 2016-01-15 2017-01-14 2018-01-14 2019-01-15 2020-01-15 2021-01-14 2022-01-14 2023-01-15 2024-01-15 2025-01-14 2026-01-14 2027-01-15 2028-01-15 2029-01-14 2030-01-14',
  'maha shivaratri':
    '2015-02-17 2016-03-07 2017-02-24 2018-02-13 2019-03-04 2020-02-21 2021-03-11 2022-03-01 2023-02-18 2024-03-08 2025-02-26 2026-02-15 2027-03-06 2028-02-23 2029-02-11 2030-03-02',
  'ram navami':
    '2015-03-28 2016-04-15 2017-04-04 2018-03-25 2019-04-13 2020-04-02 2021-04-21 2022-04-10 2023-03-30 2024-04-17 2025-04-06 2026-03-26 2027-04-15 2028-04-03 2029-04-22 2030-04-12',
  ugadi:
    '2015-03-21 2016-04-08 2017-03-28 2018-03-18 2019-04-06 2020-03-25 2021-04-13 2022-04-02 2023-03-22 2024-04-09 2025-03-30 2026-03-19 2027-04-07 2028-03-27 2029-04-14 2030-04-03',
  onam: '2015-08-28 2016-09-13 2017-09-04 2018-08-24 2019-09-11 2020-08-31 2021-08-21 2022-09-08 2023-08-29 2024-09-15 2025-09-05 2026-08-26 2027-09-12 2028-09-01 2029-08-22 2030-09-09',
  'karva chauth':
    '2015-10-30 2016-10-19 2017-10-08 2018-10-27 2019-10-17 2020-11-04 2021-10-24 2022-10-13 2023-11-01 2024-10-20 2025-10-10 2026-10-29 2027-10-18 2028-10-07 2029-10-26 2030-10-15',
  'bhai dooj':
    '2015-11-13 2016-11-01 2017-10-21 2018-11-09 2019-10-29 2020-11-16 2021-11-06 2022-10-26 2023-11-14 2024-11-03 2025-10-23 2026-11-11 2027-10-31 2028-10-19 2029-11-07 2030-10-28',
} as const;

/** A day that people name instead of its date. */
export type Feast = Festival | keyof typeof FIXED | keyof typeof LISTED | 'easter' | 'good friday';

const NAMES: readonly (readonly [Feast, string])[] = [
  ['diwali', 'diwali|deepavali|deepawali|dipawali|dipavali|divali|दिवाली|दीवाली|दीपावली'],
  ['holi', 'holi|होली'],
  ['raksha bandhan', 'raksha bandhan|rakshabandhan|rakhi|रक्षाबंधन|राखी'],
  ['ganesh chaturthi', 'ganesh chaturthi|ganesh chathurthi|ganpati|vinayaka chaturthi|गणेश चतुर्थी'],
  ['dussehra', 'dussehra|dusshera|dasara|dasera|dashera|vijayadashami|vijaya dashami|दशहरा'],
  [
    'eid al-fitr',
    'eid al fitr|eid al-fitr|eid ul fitr|eid-ul-fitr|ramzan eid|ramadan eid|meethi eid|id ul fitr|id-ul-fitr',
  ],
  [
    'eid al-adha',
    'eid al adha|eid al-adha|eid ul adha|eid-ul-adha|bakrid|bakri eid|bakra eid|bakr eid|id ul adha|eid ul zuha|eid-ul-zuha',
  ],
  ['christmas', 'christmas|xmas|christmas day|क्रिसमस'],
  ['new year', 'new years day|new year day|new year’s day|new year'],
  ['republic day', 'republic day'],
  ['valentines day', 'valentine’s day|valentines day|valentines'],
  ['independence day', 'independence day'],
  ['gandhi jayanti', 'gandhi jayanti'],
  ['christmas eve', 'christmas eve'],
  ['new years eve', 'new years eve|new year eve|new year’s eve'],
  ['makar sankranti', 'makar sankranti|sankranti|मकर संक्रांति'],
  ['pongal', 'pongal'],
  ['maha shivaratri', 'maha shivaratri|maha shivratri|mahashivratri|shivratri|shivaratri|शिवरात्रि'],
  ['ram navami', 'ram navami|rama navami|ramnavami|राम नवमी'],
  ['ugadi', 'ugadi|gudi padwa'],
  ['onam', 'onam|thiruvonam'],
  ['karva chauth', 'karva chauth|karwa chauth|करवा चौथ'],
  ['bhai dooj', 'bhai dooj|bhai duj|bhaiya dooj|भाई दूज'],
  ['easter', 'easter|easter sunday'],
  ['good friday', 'good friday'],
];

/** What each feast is called. */
export const FEAST_NAMES: ReadonlyMap<string, Feast> = new Map(
  NAMES.flatMap(([feast, names]) => names.split('|').map((name): [string, Feast] => [name, feast])),
);

/** Feasts that people name and whose days are not known here. */
export const UNKNOWN_FEASTS =
  'dhanteras|navratri|navaratri|navratra|lohri|janmashtami|durga puja|baisakhi|vaisakhi|chhath|chhath puja|akshaya tritiya|guru nanak jayanti|gurpurab|muharram|ramadan|ramzan|thanksgiving|black friday|cyber monday|mother’s day|father’s day|hanukkah|chinese new year|halloween|नवरात्रि|धनतेरस';

/** Day a feast falls on in a year, as `yyyy-mm-dd`; undefined for a year that the table does not know. */
export function feastDay(feast: Feast, year: number): string | undefined {
  const festival = FESTIVALS.find((name) => name === feast);
  if (festival !== undefined) {
    const number = festivalDays(festival)[year - FESTIVAL_YEARS.first];
    return number === undefined ? undefined : dayOf(number);
  }
  for (const [name, days] of Object.entries(LISTED))
    if (name === feast) return days.split(' ')[year - FESTIVAL_YEARS.first];
  if (year < 1900 || year > 2199) return undefined;
  for (const [name, day] of Object.entries(FIXED)) if (name === feast) return `${year}-${day}`;
  const easter = easterSunday(year);
  return dayOf(feast === 'good friday' ? easter - 2 : easter);
}

/** Day number of Easter Sunday in the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8). */
function easterSunday(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return Date.UTC(year, Math.floor(n / 31) - 1, (n % 31) + 1) / 86_400_000;
}
