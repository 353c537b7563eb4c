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

/** A day that people name instead of its date. */
export type Feast = Festival | keyof typeof FIXED | 'easter' | 'good friday';

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
  ['easter', 'easter|easter sunday'],
  ['good friday', 'good friday'],
];

/** What each feast is called. */
export const FEAST_NAMES: ReadonlyMap<string, Feast> = new Map(
  NAMES.flatMap(([feast, names]) => names.split('|').map((name): [string, Feast] => [name, feast])),
);

/** Feasts that people name and whose days are not known here. */
export const UNKNOWN_FEASTS =
  'dhanteras|navratri|navaratri|onam|pongal|makar sankranti|sankranti|lohri|janmashtami|durga puja|karva chauth|karwa chauth|ugadi|gudi padwa|baisakhi|vaisakhi|bhai dooj|bhai duj|chhath|chhath puja|maha shivratri|mahashivratri|ram navami|akshaya tritiya|guru nanak jayanti|muharram|ramadan|ramzan|thanksgiving|black friday|cyber monday|mother’s day|father’s day|hanukkah|chinese new year|halloween';

/** Day a feast falls on in a year, as `yyyy-mm-dd`; undefined for a year that the table does not know. */
export function feastDay(feast: Feast, year: number): string | undefined {
  const festival = FESTIVALS.find((name) => name === feast);
  if (festival !== undefined) {
    const number = festivalDays(festival)[year - FESTIVAL_YEARS.first];
    return number === undefined ? undefined : dayOf(number);
  }
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
