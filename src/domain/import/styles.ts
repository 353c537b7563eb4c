import { type DateOrder, localeOrder } from '../date-order.js';
import type { ShopSettings } from '../shop.js';
import { DateEvidence } from './dates.js';
import type { FieldType } from './fields.js';
import type { Mapping } from './mapping.js';
import { DecimalEvidence, type DecimalMark, localeDecimal } from './numbers.js';
import type { Profile } from './profile.js';

/** How the cells of one field are read, decided for the whole column. */
export interface Style {
  readonly type: FieldType;
  readonly mark: DecimalMark;
  readonly order: DateOrder;
  /** Drop the `.0` of codes. */
  readonly floatCodes: boolean;
  /** The one unit written behind the quantities. */
  readonly unit?: string;
}

export interface Styles {
  /** By field. */
  readonly fields: ReadonlyMap<string, Style>;
  /** Order of the dates where any cell leaves it open. */
  readonly dateOrder?: DateOrder;
  readonly decimalMark: DecimalMark;
  readonly notes: readonly string[];
}

/** Decides how each mapped column is read: by its own cells, else by the file's others, else as the shop writes. */
export function decideStyles(mapping: Mapping, profile: Profile, shop: ShopSettings): Styles {
  const allDates = new DateEvidence();
  const allDecimals = new DecimalEvidence();
  for (const column of profile.columns.values()) {
    allDates.add(column.dates);
    allDecimals.add(column.decimals);
  }
  const notes: string[] = [];
  const orderOfShop = localeOrder(shop.locale);
  const markOfShop = localeDecimal(shop.locale);
  const fileMark = allDecimals.mark ?? (allDecimals.unclear > 0 ? markOfShop : '.');

  const fields = new Map<string, Style>();
  for (const { field, column } of mapping.fields.values()) {
    const seen = profile.columns.get(field.name);
    let type = field.type;
    let mark = fileMark;
    let order = allDates.order ?? orderOfShop;
    let unit: string | undefined;
    if (seen !== undefined) {
      const { dates, decimals } = seen;
      order = dates.order ?? order;
      if (dates.mixed)
        notes.push(
          `"${column}" mixes day-first and month-first dates; it is read as ${words(order)} and the others are bad rows.`,
        );
      else if (dates.unclear > 0 && dates.order === undefined) {
        notes.push(
          allDates.order === undefined
            ? `The dates in "${column}" could be day-first or month-first; they are read as ${words(order)}, as is usual for ${shop.locale}. Check the sample.`
            : `The dates in "${column}" are read as ${words(order)}, as the file's other dates show.`,
        );
      }
      if (dates.shortYears > 0)
        notes.push(`"${column}" has years of two digits; 00 to 69 are read as 2000 to 2069.`);
      mark = decimals.mark ?? mark;
      if (decimals.mixed)
        notes.push(
          `"${column}" mixes decimal points and decimal commas; it is read with a decimal ${wordOf(mark)}.`,
        );
      else if (decimals.unclear > 0 && decimals.mark === undefined && allDecimals.mark === undefined) {
        notes.push(
          `Numbers such as 1,234 or 1.250 in "${column}" could be read two ways; the decimal mark is taken as the ${wordOf(mark)}, as is usual for ${shop.locale}.`,
        );
      }
      if (type === 'id' && seen.filled > 0 && seen.floatCodes)
        notes.push(`Every code in "${column}" ends in ".0"; that ending is dropped.`);
      if (seen.units.size === 1) {
        [unit] = seen.units;
        notes.push(`The unit "${unit}" behind the numbers in "${column}" is left out.`);
      } else if (seen.units.size > 1)
        notes.push(
          `"${column}" has several units (${[...seen.units].slice(0, 5).join(', ')}); rows with one are bad rows.`,
        );
      const given = mapping.fields.get(field.name)?.found === 'given';
      type = given ? type : typeOfRate(field.name, type, seen.aboveOne, seen.fractions, seen.percentSigns);
      if (type !== field.type)
        notes.push(
          `"${column}" holds ${type === 'share' ? 'shares (0.05 means 5 %)' : 'percents (5 means 5 %)'}, by its values.`,
        );
    }
    const floatCodes = field.type === 'id' && seen !== undefined && seen.filled > 0 && seen.floatCodes;
    fields.set(field.name, { type, mark, order, floatCodes, ...(unit === undefined ? {} : { unit }) });
  }

  const dated = allDates.dmy + allDates.mdy + allDates.unclear > 0;
  return {
    fields,
    notes,
    decimalMark: fileMark,
    ...(dated ? { dateOrder: allDates.order ?? orderOfShop } : {}),
  };
}

/** A discount or tax column says by its values whether it holds money, percents or shares. */
function typeOfRate(
  name: string,
  type: FieldType,
  aboveOne: number,
  fractions: number,
  percentSigns: number,
): FieldType {
  if (name !== 'discount' && type !== 'percent' && type !== 'share') return type;
  if (percentSigns > 0) return 'percent';
  if (aboveOne === 0 && fractions > 0) return 'share';
  return type === 'share' && aboveOne > 0 ? 'percent' : type;
}

function words(order: DateOrder): string {
  return order === 'dmy' ? 'day/month/year' : 'month/day/year';
}

function wordOf(mark: DecimalMark): string {
  return mark === '.' ? 'point' : 'comma';
}
