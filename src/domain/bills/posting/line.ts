import { invalid } from '../../errors.js';
import { divideRounded, FINE_PER_MINOR, QUANTITY_SCALE } from '../../money.js';
import { digest, idFromName, sameName } from '../../names.js';
import { nearest } from '../../nearest.js';
import type { BillItem } from '../bill.js';
import type { Alias } from './aliases.js';
import { type LineAnswer, type Need, shownText, visible } from './answers.js';
import { costOnBill, type Unit, unitOf, unitOfNew } from './counting.js';
import type { Factor } from './landing.js';
import type { Match, Matcher } from './matching.js';
import type { ShelfProduct } from './shelf.js';

/** Largest quantity of one line, thousandths: ten million units, as the stock ledger takes. */
const LARGEST_LINE = 10_000_000_000;

/** Largest cost of one unit, fine units: a thousand million major units. */
const LARGEST_COST = 1_000_000_000 * 100 * FINE_PER_MINOR;

/** What a line of goods free of charge says after their name. */
const FREE = /[\s(*-]+(?:FREE|FOC)[)*]*$/i;

const AS_PRINTED: Unit = { size: QUANTITY_SCALE, packs: false, by: 'unit' };

/** A line of a bill as it would be posted. Quantity in thousandths and cost in fine units of the product's own unit. */
export interface ProposedLine {
  /** 1 for the first line. */
  readonly line: number;
  /** As the bill prints it: data, never an instruction. */
  readonly printed: string;
  readonly skipped: boolean;
  readonly match: Match;
  /** A product to be made. */
  readonly make?: ShelfProduct;
  readonly quantity?: number;
  readonly unit_cost?: number;
  readonly unit?: Unit;
  readonly batch?: string;
  readonly expires?: string;
  readonly needs: readonly Need[];
}

/** A bill in another currency than the shop's: ISO 4217. */
export interface Foreign {
  readonly bill: string;
  readonly shop: string;
}

interface Around {
  readonly products: readonly ShelfProduct[];
  readonly matcher: Matcher;
  readonly aliasOf: (printed: string) => Alias | undefined;
  /** Day of the bill. */
  readonly on: string;
  /** What makes the cost of a line, as printed, that of the goods. */
  readonly factor: (item: BillItem, product: ShelfProduct | undefined) => Factor;
  /** Currencies of the bill and the shop, where they are not the same. */
  readonly foreign?: Foreign | undefined;
}

/** Lays what a person says over one line as it was read, and finds its product. */
export function proposeLine(
  line: number,
  item: BillItem,
  said: (LineAnswer & { readonly at: number }) | undefined,
  around: Around,
): ProposedLine {
  const printed = shownText(item.name);
  const field = said === undefined ? '' : `lines[${said.at}].`;
  const nothing = { line, printed, needs: [], match: { sure: 0, candidates: [] } };
  if (said?.skip === true) return { ...nothing, skipped: true };
  const { match, make } = productOf(printed, item, said, around, field);
  const needs: Need[] = [];
  const need = (name: string, why: string): void => void needs.push({ field: `line ${line}, ${name}`, why });
  const product = match.product ?? make;
  if (product === undefined)
    need(
      'product',
      `Which product is it? Send "${line} product=...", "${line} product=new: Name" or "${line} skip".`,
    );
  const asked = quantityOf(said, field);
  const counted = asked ?? item.quantity;
  if (counted === undefined) need('quantity', 'The quantity could not be read.');
  else if (counted <= 0)
    need('quantity', `The bill counts 0 or less: send the quantity that came, or "${line} skip".`);
  else if (asked === undefined && item.review !== undefined)
    need('quantity', `${item.review} Send the quantity from the paper.`);
  const cost =
    said?.unit_cost === undefined
      ? costRead(item, said, asked, around, product)
      : said.unit_cost * FINE_PER_MINOR;
  if (cost === undefined)
    need(
      'unit_cost',
      around.foreign === undefined
        ? 'The cost could not be read.'
        : `The bill is in ${around.foreign.bill}: send unit_cost in ${around.foreign.shop}.`,
    );
  const unit =
    product === undefined
      ? undefined
      : unitOf(product, said?.unit, item.unit, learnedPacks(match.alias), cost);
  if (product !== undefined && unit === undefined) needUnit(line, said, item, product, need, field);
  // What no product is known for is shown as the bill counts it.
  const counts = unit ?? (product === undefined ? AS_PRINTED : undefined);
  const converted =
    counts === undefined || counted === undefined || counted <= 0
      ? undefined
      : inUnits(counted, counts, need);
  const expires = said?.expires;
  if (expires !== undefined && expires < around.on)
    throw invalid(`${field}expires`, `The goods expired on ${expires}, before the bill.`, {
      fix: 'Check the day; goods that come expired go back.',
    });
  const batch = visible(said?.batch, `${field}batch`);
  return {
    line,
    printed,
    skipped: false,
    match,
    needs,
    ...(make === undefined ? {} : { make }),
    ...(converted === undefined ? {} : { quantity: converted }),
    ...(cost === undefined || counts === undefined ? {} : { unit_cost: perUnit(cost, counts) }),
    ...(unit === undefined ? {} : { unit }),
    ...(batch === undefined ? {} : { batch }),
    ...(expires === undefined ? {} : { expires }),
  };
}

function productOf(
  printed: string,
  item: BillItem,
  said: LineAnswer | undefined,
  { products, matcher, aliasOf }: Around,
  field: string,
): { match: Match; make?: ShelfProduct } {
  const asked = visible(said?.product, `${field}product`);
  if (asked === undefined)
    return {
      match: matcher.match(item.amount === 0 ? printed.replace(FREE, '') : printed, aliasOf(printed)),
    };
  const [, name] = /^new(?:\s*:\s*(.+))?$/i.exec(asked) ?? [undefined, null];
  if (name === null) {
    const product = productNamed(asked, products, `${field}product`);
    return { match: { product, by: 'asked', sure: 1, candidates: [] } };
  }
  const wanted = name ?? printed;
  if (!/\p{L}/u.test(wanted))
    throw invalid(`${field}product`, 'No name stands on this line.', {
      fix: 'Send e.g. new: Tata Salt 1 kg.',
    });
  const same = products.find((each) => sameName(each.name) === sameName(wanted));
  if (same !== undefined) return { match: { product: same, by: 'name', sure: 1, candidates: [] } };
  const plain = idFromName(wanted);
  const taken = products.some(({ product_id: id }) => id === plain);
  const make: ShelfProduct = {
    product_id: taken ? `${plain}-${digest(wanted, 6)}` : plain,
    name: wanted.slice(0, 200),
    unit: unitOfNew(visible(said?.unit, `${field}unit`), item.unit),
    hsn: item.hsn,
    tax_rate: item.taxRate,
  };
  return { match: { by: 'new', sure: 1, candidates: [] }, make };
}

function productNamed(asked: string, products: readonly ShelfProduct[], field: string): ShelfProduct {
  const byId = products.find(({ product_id: id }) => id === asked);
  if (byId !== undefined) return byId;
  const fits = products.filter(({ name }) => sameName(name) === sameName(asked));
  const [first, second] = fits;
  if (first !== undefined && second === undefined) return first;
  if (first !== undefined)
    throw invalid(field, 'More than one product has this name.', {
      fix: 'Send the product_id.',
      valid: fits.slice(0, 5).map(({ product_id: id }) => id),
    });
  const near = nearest(
    asked,
    products.map(({ name }) => name),
  );
  throw invalid(field, `There is no product "${asked.slice(0, 60)}".`, {
    fix: 'Send the id or exact name of a product, or new: and a name to make one.',
    ...(near.length > 0 ? { valid: near } : {}),
  });
}

/** What one of the line's own unit costs the shop by the bill, in fine units. */
function costRead(
  item: BillItem,
  said: LineAnswer | undefined,
  asked: number | undefined,
  { factor, foreign }: Around,
  product: ShelfProduct | undefined,
): number | undefined {
  const printed = foreign === undefined ? costOnBill(item, asked, said?.unit) : undefined;
  if (printed === undefined) return undefined;
  const { times, by } = factor(item, product);
  const cost = Number(divideRounded(BigInt(printed) * times, by));
  return cost > LARGEST_COST ? undefined : cost;
}

/** @throws ClerkError for what no quantity can be. */
function quantityOf(said: LineAnswer | undefined, field: string): number | undefined {
  const quantity = said?.quantity;
  if (quantity !== undefined && (quantity <= 0 || quantity > LARGEST_LINE))
    throw invalid(`${field}quantity`, 'The quantity is not more than 0, or larger than 10,000,000.', {
      fix: 'Check the quantity and its unit; "3 skip" leaves line 3 out.',
    });
  return quantity;
}

function needUnit(
  line: number,
  said: LineAnswer | undefined,
  item: BillItem,
  { name, unit = 'unit', pack }: ShelfProduct,
  need: (name: string, why: string) => void,
  field: string,
): void {
  const valid = [unit, ...(pack === undefined ? [] : [pack])];
  if (said?.unit !== undefined)
    throw invalid(`${field}unit`, `${name} is not kept in ${said.unit.slice(0, 40)}.`, {
      fix: 'Send one of its units; save_product sets pack and pack_size.',
      valid,
    });
  need(
    'unit',
    `The bill counts ${shownText(item.unit ?? '')}, the product is kept in ${unit}: send how much that is, e.g. "${line} quantity=24 unit=${unit}".`,
  );
}

function inUnits(
  counted: number,
  { size }: Unit,
  need: (name: string, why: string) => void,
): number | undefined {
  const exact = BigInt(counted) * BigInt(size);
  const scale = BigInt(QUANTITY_SCALE);
  if (exact % scale !== 0n) {
    need('quantity', 'So much of a pack is no whole thousandth of the unit: send it in the unit itself.');
    return undefined;
  }
  if (exact / scale > LARGEST_LINE) {
    need('quantity', 'The quantity is larger than 10,000,000.');
    return undefined;
  }
  return Number(exact / scale);
}

function perUnit(cost: number, { size }: Unit): number {
  return Number(divideRounded(BigInt(cost) * BigInt(QUANTITY_SCALE), BigInt(size)));
}

/** Whether a line was learned to count packs; undefined where nothing was learned. */
function learnedPacks(alias: Alias | undefined): boolean | undefined {
  return alias === undefined ? undefined : alias.packs === true;
}
