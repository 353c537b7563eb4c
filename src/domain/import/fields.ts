/** How the cells of a field are read. `percent`: 18 means 18 %. `share`: 0.18 means 18 %. */
export type FieldType =
  | 'id'
  | 'text'
  | 'date'
  | 'time'
  | 'money'
  | 'quantity'
  | 'percent'
  | 'share'
  | 'boolean';

/** Something a column can mean. */
export interface Field {
  readonly name: string;
  readonly type: FieldType;
  /** For people and agents who map columns by hand. */
  readonly help: string;
  /** Headers that mean it, likeliest first, in any case, spacing and punctuation. */
  readonly headers: readonly string[];
}

/** What a file of one kind can hold. */
export interface FieldSet {
  readonly fields: readonly Field[];
  /** Of each group at least one must be there. */
  readonly required: readonly (readonly string[])[];
}

/** Defines a field; its headers are one string, split at `|`. */
export function field(name: string, type: FieldType, help: string, headers: string): Field {
  return {
    name,
    type,
    help,
    headers: headers === '' ? [] : headers.split('|').map((header) => header.trim()),
  };
}

const SHORT: Readonly<Record<string, string>> = {
  no: 'number',
  num: 'number',
  nr: 'number',
  nbr: 'number',
  qty: 'quantity',
  qnty: 'quantity',
  qtty: 'quantity',
  quan: 'quantity',
  amt: 'amount',
  desc: 'description',
  descr: 'description',
  cust: 'customer',
  prod: 'product',
  prd: 'product',
  itm: 'item',
  disc: 'discount',
  dscnt: 'discount',
  cat: 'category',
  addr: 'address',
  dt: 'date',
  pct: 'percent',
  perc: 'percent',
  percentage: 'percent',
  emp: 'employee',
  inv: 'invoice',
  ord: 'order',
  trans: 'transaction',
  txn: 'transaction',
  ref: 'reference',
  mob: 'mobile',
  tel: 'phone',
  telephone: 'phone',
};

/**
 * The forms under which a header is compared: words run together, as they stand and with short forms written
 * out, so that `Bill No.`, `billno`, `BILL_NO` and `BillNumber` meet.
 */
export function headerKeys(header: string): readonly string[] {
  const words = header
    .normalize('NFKC')
    .replace(/%/g, ' percent ')
    .replace(/#/g, ' number ')
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '');
  const asIs = words.join('');
  const long = words.map((word) => SHORT[word] ?? word).join('');
  return asIs === long ? [asIs] : [asIs, long];
}
