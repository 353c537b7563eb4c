import type { INPUT_TAX } from '../../shop.js';
import type { Bill, BillItem } from '../bill.js';

/** Where the bill names no rounding its total may be off by less than this, minor units. */
const UNNAMED_ROUNDING = 100;
/** What rates of tax are parts of. */
const WHOLE = 10_000;

type Taxed = 'none' | 'added' | 'included';

/** How the lines of a bill lead to its total. Money in minor units. */
export interface Landing {
  /** What the lines add up to. */
  readonly sum: number;
  /** Taken off the whole bill. */
  readonly discount: number;
  /** All taxes that the bill states, and whether they are added to the lines or held in them. */
  readonly taxes: number;
  readonly taxed: Taxed;
  /**
   * What the rates of tax printed on the lines are multiplied by to give the taxes: 2 where each is only the half that is
   * CGST. Undefined where they do not give them, or a line has none.
   */
  readonly rateTimes?: 1 | 2;
}

/**
 * The one way in which lines, discount, taxes and rounding come to the total; undefined where none or more than one does.
 */
export function landingOf(
  { items, discount: stated, taxes: listed, rounding }: Bill,
  total: number | undefined,
): Landing | undefined {
  if (total === undefined || items.length === 0) return undefined;
  const sum = items.reduce((all, { amount }) => all + amount, 0);
  const taxes = listed.reduce((all, { amount }) => all + amount.value, 0);
  const off = Math.abs(stated?.value ?? 0);
  const fits = (value: number): boolean =>
    rounding === undefined
      ? Math.abs(value - total) < UNNAMED_ROUNDING
      : [rounding.value, -rounding.value].some((each) => Math.abs(value + each - total) <= 1);
  const ways = [0, ...(off > 0 && off < sum ? [off] : [])].flatMap((discount): Landing[] => [
    ...(fits(sum - discount + taxes)
      ? [{ sum, discount, taxes, taxed: taxes > 0 ? ('added' as const) : ('none' as const) }]
      : []),
    ...(taxes > 0 && fits(sum - discount) ? [{ sum, discount, taxes, taxed: 'included' as const }] : []),
  ]);
  const [way] = ways;
  if (way === undefined || ways.length > 1) return undefined;
  const rateTimes = ([1, 2] as const).find((times) => givesTaxes(items, way, times));
  return rateTimes === undefined ? way : { ...way, rateTimes };
}

function givesTaxes(items: Bill['items'], { sum, discount, taxes, taxed }: Landing, times: number): boolean {
  const share = (sum - discount) / sum;
  const given = items.reduce((all, { amount, taxRate = Number.NaN }) => {
    const rate = (taxRate * times) / WHOLE;
    return all + (amount * share * rate) / (taxed === 'included' ? 1 + rate : 1);
  }, 0);
  return Math.abs(given - taxes) <= Math.max(UNNAMED_ROUNDING, taxes / 100);
}

/** What a line's cost as printed is multiplied by to be what the goods cost the shop. */
export interface Factor {
  readonly times: bigint;
  readonly by: bigint;
}

/**
 * Takes the line's share of a discount on the whole bill off, and takes taxes out of rates that hold them where the
 * shop claims them back, or adds them where it does not. The line's rate of tax is the printed one if all of them give
 * the bill's taxes, else the product's, else the share of the bill's taxes. Costs of purchase are so by IAS 2 (Inventories), paragraph 11.
 *
 * @param productRate Ten-thousandths.
 */
export function factorOf(
  item: BillItem,
  productRate: number | undefined,
  landing: Landing | undefined,
  inputTax: (typeof INPUT_TAX)[number],
): Factor {
  if (landing === undefined) return { times: 1n, by: 1n };
  const { sum, discount, taxes, taxed, rateTimes } = landing;
  const net = BigInt(sum - discount);
  const base = taxed === 'included' ? net - BigInt(taxes) : net;
  const printed =
    rateTimes === undefined || item.taxRate === undefined ? undefined : item.taxRate * rateTimes;
  const rate = printed ?? productRate;
  const [part, whole] =
    taxed === 'none' || base <= 0n
      ? [0n, 1n]
      : rate === undefined
        ? [BigInt(taxes), base]
        : [BigInt(rate), BigInt(WHOLE)];
  const [taxTimes, taxBy] =
    taxed === 'included' && !ratesWithoutTax(item)
      ? inputTax === 'credit'
        ? [whole, whole + part]
        : [1n, 1n]
      : inputTax === 'credit'
        ? [1n, 1n]
        : [whole + part, whole];
  return { times: taxTimes * net, by: taxBy * BigInt(sum) };
}

/** What of the way to the total a person should know, as the costs follow it. */
export function notesOfLanding(
  bill: Bill,
  landing: Landing | undefined,
  inputTax: (typeof INPUT_TAX)[number],
): string[] {
  const states = bill.taxes.length > 0 || (bill.discount?.value ?? 0) !== 0;
  if (landing === undefined)
    return states && bill.items.length > 0
      ? [
          'The lines, discount and taxes do not come to the total in one way: costs are as the lines print them. Goods may be missing.',
        ]
      : [];
  const { discount, taxed } = landing;
  return [
    ...(discount > 0 ? ['The discount on the whole bill is taken off the costs, each line its share.'] : []),
    ...(taxed === 'included' && inputTax === 'credit'
      ? ['The rates hold the tax: it is taken out of the costs, as the shop claims it back.']
      : []),
    ...(taxed !== 'none' && inputTax === 'cost'
      ? ['Taxes are in the costs: the shop does not claim them back.']
      : []),
  ];
}

/** Whether a line's amount holds a tax that its rate does not. */
function ratesWithoutTax({ quantity, rate, discount = 0, amount }: BillItem): boolean {
  return quantity !== undefined && rate !== undefined && amount - (quantity * rate) / 1_000 + discount > 1.01;
}
