import { divideRounded } from '../../money.js';

/** Sales of one product in two periods: fine units and thousandths. */
export interface ProductChange {
  readonly product: string;
  readonly salesBefore: bigint;
  readonly salesAfter: bigint;
  readonly unitsBefore: bigint;
  readonly unitsAfter: bigint;
}

/** Why sales changed, in fine units; the parts add up to `change` exactly. */
export interface ChangeParts {
  readonly change: bigint;
  /** More or fewer units in all, at the mix and prices of before. */
  readonly volume: bigint;
  /** Dearer or cheaper products taking a larger share of the units. */
  readonly mix: bigint;
  /** Other prices realised for the same products. */
  readonly price: bigint;
  /** Products sold only after, less those sold only before, beyond what volume explains. */
  readonly range: bigint;
}

/**
 * Splits a change of sales into volume, mix, price and range.
 *
 * Price, volume and mix as in the sales variance analysis of management accounting (Horngren, Datar and Rajan,
 * *Cost Accounting: A Managerial Emphasis*, 14th ed., ch. 14): volume = (Q1 - Q0) x average price before; price =
 * sum over products sold in both of q1 x (p1 - p0); range = sales after of products that are new, less sales before
 * of products that went, both less what volume gives them; mix = all that is left. Volume is rounded once, price and
 * range once a product, half to even, and mix takes the remainder, so that the parts add up exactly.
 */
export function splitChange(products: readonly ProductChange[]): ChangeParts {
  const groups = splitChangeBy(products.map((product) => ({ ...product, group: '' })));
  return together([...groups.values()]);
}

/** The parts of several groups, added up. */
export function together(groups: readonly ChangeParts[]): ChangeParts {
  const sum = (part: keyof ChangeParts): bigint => groups.reduce((total, group) => total + group[part], 0n);
  return {
    change: sum('change'),
    volume: sum('volume'),
    price: sum('price'),
    range: sum('range'),
    mix: sum('mix'),
  };
}

/**
 * The same parts for each group of a dimension. Each is linear in what a group sold at the rates of all (a product's
 * mean price before, the mean price of all before), so that the groups add up to {@link splitChange} of all, part by
 * part; rounding is carried from group to group.
 *
 * @param items sales of each product in each group it was sold in.
 */
export function splitChangeBy(
  items: readonly (ProductChange & { readonly group: string })[],
): Map<string, ChangeParts> {
  const products = byProduct(items);
  const all = [...products.values()].reduce<ProductChange | undefined>(added, undefined);
  const before = all?.salesBefore ?? 0n;
  const unitsBefore = all?.unitsBefore ?? 0n;
  const parts = new Map<string, { change: bigint; volume: bigint; price: bigint; range: bigint }>();
  const carried = new Map<string, ProductChange>();
  let unitsMore = 0n;
  for (const item of items) {
    const part = parts.get(item.group) ?? { change: 0n, volume: 0n, price: 0n, range: 0n };
    parts.set(item.group, part);
    const change = item.salesAfter - item.salesBefore;
    part.change += change;
    if (unitsBefore <= 0n) {
      part.range += change;
      continue;
    }
    const product = products.get(item.product) ?? item;
    const earlier = carried.get(item.product);
    const now = added(earlier, item);
    carried.set(item.product, now);
    const step = (of: (cumulated: ProductChange) => bigint): bigint =>
      of(now) - (earlier === undefined ? 0n : of(earlier));
    if (product.unitsBefore > 0n && product.unitsAfter > 0n)
      part.price += step((sold) => priceOf(sold, product));
    else if (product.unitsBefore <= 0n)
      part.range += step((sold) => sold.salesAfter - divide(before * sold.unitsAfter, unitsBefore));
    else part.range += step((sold) => divide(before * sold.unitsBefore, unitsBefore) - sold.salesBefore);
    const more = unitsMore + item.unitsAfter - item.unitsBefore;
    part.volume += divide(before * more, unitsBefore) - divide(before * unitsMore, unitsBefore);
    unitsMore = more;
  }
  return new Map(
    [...parts].map(([group, { change, volume, price, range }]) => [
      group,
      { change, volume, price, range, mix: change - volume - price - range },
    ]),
  );
}

/** What each product sold in all groups together. */
export function byProduct(items: readonly ProductChange[]): Map<string, ProductChange> {
  const products = new Map<string, ProductChange>();
  for (const item of items) products.set(item.product, added(products.get(item.product), item));
  return products;
}

/** What was sold for more or less than the units sold more, at the product's mean price before, account for. */
function priceOf(sold: ProductChange, { salesBefore, unitsBefore }: ProductChange): bigint {
  const expected = sold.salesBefore * unitsBefore + salesBefore * (sold.unitsAfter - sold.unitsBefore);
  return sold.salesAfter - divide(expected, unitsBefore);
}

function added(a: ProductChange | undefined, b: ProductChange): ProductChange {
  return {
    product: b.product,
    salesBefore: (a?.salesBefore ?? 0n) + b.salesBefore,
    salesAfter: (a?.salesAfter ?? 0n) + b.salesAfter,
    unitsBefore: (a?.unitsBefore ?? 0n) + b.unitsBefore,
    unitsAfter: (a?.unitsAfter ?? 0n) + b.unitsAfter,
  };
}

function divide(numerator: bigint, denominator: bigint): bigint {
  return denominator < 0n ? divideRounded(-numerator, -denominator) : divideRounded(numerator, denominator);
}
