import { checkCharacter } from '../../../src/domain/bills/gstin.js';
import type { Random } from '../../../src/domain/random.js';

/** One line of goods as it was sold. Quantities in thousandths, money in minor units, rates in ten-thousandths. */
export interface TrueItem {
  readonly name: string;
  readonly hsn: string;
  readonly quantity: number;
  readonly unit: string;
  readonly rate: number;
  readonly taxRate: number;
  readonly amount: number;
}

/** All that is true of a made-up bill, and how it looks. */
export interface TrueBill {
  readonly style: 'printed' | 'thermal';
  readonly hindi: boolean;
  readonly vendor: string;
  readonly address: readonly string[];
  readonly vendorGstin: string;
  readonly buyer: string | undefined;
  readonly buyerGstin: string | undefined;
  readonly number: string;
  /** ISO 8601 day. */
  readonly date: string;
  readonly dateText: string;
  readonly items: readonly TrueItem[];
  readonly subtotal: number;
  readonly cgst: number;
  readonly sgst: number;
  readonly igst: number;
  readonly rounding: number;
  readonly total: number;
  readonly paid: number | undefined;
}

const GOODS: readonly (readonly [name: string, hsn: string, unit: string, rate: number, tax: number])[] = [
  ['Tata Salt 1kg', '25010020', 'PKT', 2_600, 0],
  ['Aashirvaad Atta 5kg', '11010000', 'BAG', 26_000, 500],
  ['Fortune Sunflower Oil 1L', '15121910', 'BTL', 14_500, 500],
  ['Parle-G Biscuits 800g', '19053100', 'PKT', 8_500, 1_800],
  ['Maggi Noodles 560g', '19023010', 'PKT', 9_600, 1_200],
  ['Surf Excel 1kg', '34022010', 'PKT', 13_400, 1_800],
  ['Colgate MaxFresh 150g', '33061020', 'PCS', 11_250, 1_800],
  ['Amul Butter 500g', '04051000', 'PCS', 27_500, 1_200],
  ['Toor Dal', '07136000', 'KG', 15_800, 0],
  ['Basmati Rice', '10063020', 'KG', 11_250, 0],
  ['Sugar', '17019990', 'KG', 4_450, 500],
  ['Red Label Tea 500g', '09023020', 'PKT', 27_000, 500],
  ['Dettol Soap 4x125g', '34011190', 'PKT', 17_850, 1_800],
  ['Copper Wire 1.5 sqmm', '85444920', 'MTR', 3_275, 1_800],
  ['LED Bulb 9W', '85395000', 'PCS', 9_900, 1_200],
  ['Ball Pen Blue', '96081019', 'BOX', 12_000, 1_800],
  ['Notebook 200 pages', '48202000', 'PCS', 5_850, 1_200],
  ['Royal Canin Puppy 3kg', '23091000', 'BAG', 2_34_500, 1_800],
  ['PVC Pipe 1 inch', '39172390', 'PCS', 18_650, 1_800],
  ['Ceiling Fan 1200mm', '84145120', 'PCS', 1_85_000, 1_800],
];
const VENDORS = [
  'SHREE GANESH TRADERS',
  'Gupta General Store',
  'BALAJI ENTERPRISES',
  'Sharma & Sons',
  'NEW BOMBAY ELECTRICALS',
  'Lakshmi Agencies Pvt Ltd',
  'MAHAVEER KIRANA BHANDAR',
  'Krishna Super Market',
  'PATEL HARDWARE STORES',
  'Annapurna Distributors LLP',
];
const STREETS = [
  'MG Road',
  'Station Road',
  'Gandhi Nagar',
  'Sadar Bazar',
  'Nehru Marg',
  'Industrial Area Phase 2',
];
const TOWNS: readonly (readonly [town: string, state: string, pin: string])[] = [
  ['Pune', '27', '411001'],
  ['Jaipur', '08', '302001'],
  ['Indore', '23', '452001'],
  ['Lucknow', '09', '226001'],
  ['Bengaluru', '29', '560001'],
  ['Ahmedabad', '24', '380001'],
];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** A bill nobody wrote, whose sums are right: prices before tax, taxes by rate, rounded to the rupee. */
export function makeTrueBill(random: Random): TrueBill {
  const style = random.chance(0.5) ? 'printed' : 'thermal';
  const [town, state, pin] = random.pick(TOWNS);
  const between = style === 'printed' && random.chance(0.25);
  const buyerState = between ? random.pick(TOWNS.filter(([, other]) => other !== state))[1] : state;
  const named = style === 'printed' && random.chance(0.8);
  const count = random.int(1, style === 'printed' ? 12 : 8);
  const items = distinct(random, count).map((goods) => makeItem(random, goods));
  const subtotal = items.reduce((sum, { amount }) => sum + amount, 0);
  const tax = items.reduce((sum, { amount, taxRate }) => sum + Math.round((amount * taxRate) / 10_000), 0);
  const half = between ? 0 : Math.round(tax / 2);
  const before = subtotal + (between ? tax : 2 * half);
  const total = Math.round(before / 100) * 100;
  const year = random.int(2023, 2025);
  const [month, day] = [random.int(1, 12), random.int(1, 28)];
  const two = (value: number): string => String(value).padStart(2, '0');
  const dateText = random.pick([
    `${two(day)}/${two(month)}/${year}`,
    `${two(day)}-${two(month)}-${year}`,
    `${two(day)}-${MONTHS[month - 1]}-${year}`,
    `${two(day)}.${two(month)}.${year % 100}`,
    `${two(day)} ${MONTHS[month - 1]} ${year}`,
  ]);
  return {
    style,
    hindi: random.chance(0.3),
    vendor: random.pick(VENDORS),
    address: [`${random.int(1, 220)}, ${random.pick(STREETS)}`, `${town} - ${pin}`],
    vendorGstin: makeGstin(random, state),
    buyer: named ? random.pick(['Om Stores', 'City Pet Shop', 'R. K. Provision', 'Nandini Mart']) : undefined,
    buyerGstin: named ? makeGstin(random, buyerState) : undefined,
    number: random.pick([
      `INV/${year % 100}-${(year % 100) + 1}/${random.int(100, 9999)}`,
      `${random.int(1000, 99999)}`,
      `GST-${random.int(100, 9999)}`,
    ]),
    date: `${year}-${two(month)}-${two(day)}`,
    dateText,
    items,
    subtotal,
    cgst: half,
    sgst: half,
    igst: between ? tax : 0,
    rounding: total - before,
    total,
    paid: style === 'thermal' && random.chance(0.5) ? Math.ceil(total / 50_000) * 50_000 : undefined,
  };
}

function makeItem(random: Random, [name, hsn, unit, rate, taxRate]: (typeof GOODS)[number]): TrueItem {
  const loose = unit === 'KG' || unit === 'MTR';
  const quantity = loose && random.chance(0.6) ? random.int(1, 80) * 250 : random.int(1, 24) * 1_000;
  const price = Math.max(100, Math.round((rate * random.between(0.9, 1.1)) / 5) * 5);
  return { name, hsn, quantity, unit, rate: price, taxRate, amount: Math.round((quantity * price) / 1_000) };
}

function distinct(random: Random, count: number): (typeof GOODS)[number][] {
  const left = [...GOODS];
  return Array.from({ length: count }, () => left.splice(random.int(0, left.length - 1), 1)).flat();
}

function makeGstin(random: Random, state: string): string {
  const letters = (count: number): string =>
    Array.from({ length: count }, () => random.pick(LETTERS)).join('');
  const first = `${state}${letters(3)}${random.pick(['P', 'F', 'C', 'H'])}${letters(1)}${String(random.int(0, 9999)).padStart(4, '0')}${letters(1)}1Z`;
  return first + checkCharacter(first);
}
