import { invalid } from '../../errors.js';
import { fromUnits } from '../../money.js';
import { type ChangeParts, type ProductChange, splitChangeBy, together } from './drivers.js';
import { entitiesOf, type Model } from './model.js';
import type { Plan } from './plan.js';
import { type Cell, record } from './records.js';
import type { RunPlan } from './summaries.js';
import { measureScale } from './values.js';

const MOST_ITEMS = 1_000_000;
const MOST_GROUPS = 20;
const OTHER = '(other)';

/** Why net sales changed, in the shop's money: for all, and for the groups of the query's dimensions. */
export interface Drivers {
  readonly [part: string]: Cell | Record<string, Cell>[];
}

/**
 * Splits the change of net sales against the first comparison into volume, mix, price and range, over products; and
 * each part by the dimensions of the plan that sales have, the groups that changed most and the rest together. Parts add up to the
 * change, and groups to the parts, exactly.
 *
 * @throws ClerkError `invalid_input` without a period to compare with.
 */
export async function changeDrivers(
  model: Model,
  plan: Plan,
  run: RunPlan,
  currencyDigits: number,
): Promise<Drivers> {
  const [comparison] = plan.compare;
  const sales = model.measure('net_sales');
  const units = model.measure('quantity');
  const product = model.dimension('product_id');
  if (comparison === undefined)
    throw invalid('add', 'drivers explains a change and needs a period to compare with.', {
      fix: 'Send compare, e.g. ["previous_period"].',
    });
  if (sales === undefined || units === undefined || product === undefined)
    throw new Error('The model lacks what drivers are made of');
  const reached = model.paths('lines');
  const dimensions = plan.dimensions.filter((each) =>
    entitiesOf(each).every((entity) => reached.has(entity)),
  );
  const groups = dimensions.filter(({ name }) => name !== product.name);
  const listsProducts = groups.length < dimensions.length;
  const { rows, columns } = await run({
    ...plan,
    measures: [sales, units],
    dimensions: [...groups, product],
    grain: undefined,
    compare: [comparison],
    limit: MOST_ITEMS,
  });
  const at = (name: string): number => columns.findIndex((column) => column.name === name);
  const [id, salesAfter, salesBefore, unitsAfter, unitsBefore] = [
    product.name,
    'net_sales',
    `net_sales_${comparison.name}`,
    'quantity',
    `quantity_${comparison.name}`,
  ].map(at);
  const shown = columns.slice(0, groups.length + (listsProducts ? 1 : 0));
  const labels = new Map<string, Record<string, Cell>>();
  const items = rows.map((row): ProductChange & { readonly group: string } => {
    const whole = (index = -1): bigint => BigInt(row[index] ?? 0);
    const label = record(row, shown);
    const group = JSON.stringify(label);
    labels.set(group, label);
    return {
      group,
      product: String(row[id ?? -1] ?? ''),
      salesAfter: whole(salesAfter),
      salesBefore: whole(salesBefore),
      unitsAfter: whole(unitsAfter),
      unitsBefore: whole(unitsBefore),
    };
  });
  const scale = measureScale(sales, currencyDigits) ?? 0;
  const inMoney = (parts: ChangeParts): Record<string, Cell> =>
    Object.fromEntries(
      Object.entries(parts).map(([name, value]: [string, bigint]) => [name, fromUnits(value, scale)]),
    );
  const parts = splitChangeBy(items);
  const all = {
    compared_with: `${comparison.period.from ?? ''}..${comparison.period.to ?? ''}`,
    ...inMoney(together([...parts.values()])),
  };
  if (shown.length === 0) return all;
  const largest = [...parts].sort(([, a], [, b]) => Number(size(b.change) - size(a.change)));
  const rest = largest.slice(MOST_GROUPS).map(([, part]) => part);
  return {
    ...all,
    by: [
      ...largest.slice(0, MOST_GROUPS).map(([group, part]) => ({ ...labels.get(group), ...inMoney(part) })),
      ...(rest.length === 0 ? [] : [{ [shown[0]?.name ?? 'group']: OTHER, ...inMoney(together(rest)) }]),
    ],
  };
}

function size(amount: bigint): bigint {
  return amount < 0n ? -amount : amount;
}
