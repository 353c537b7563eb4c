import { dayOf } from '../calendar/days.js';
import { csvOf, plainText } from '../csv.js';
import { currencyDigits, decimalText, fromUnits } from '../money.js';
import type { ShopSettings } from '../shop.js';
import type { ProposedLine } from './view.js';

const HEADER = [
  'supplier',
  'product_id',
  'product',
  'unit',
  'order',
  'packs',
  'pack_size',
  'cost',
  'currency',
  'on_hand',
  'on_order',
  'days_of_cover',
  'stock_out_on',
  'reorder_point',
  'safety_stock',
  'order_up_to',
  'lead_time_days',
  'lost_margin',
  'abc',
  'xyz',
  'flags',
  'reason',
] as const;

/** Lines of a purchase proposal as CSV. Plain decimals, amounts in the product's unit. */
export function proposalCsv(lines: readonly ProposedLine[], { currency }: ShopSettings): string {
  const digits = currencyDigits(currency);
  const money = (minor: number | undefined): string =>
    minor === undefined ? '' : decimalText(minor, digits);
  const units = (amount: number | undefined): string =>
    amount === undefined ? '' : String(fromUnits(amount, 3));
  return csvOf(
    HEADER,
    lines.map((line) => ({
      supplier: plainText(line.product.supplier ?? ''),
      product_id: plainText(line.product.product_id),
      product: plainText(line.product.name),
      unit: plainText(line.product.unit ?? ''),
      order: units(line.order),
      packs: String(packsOf(line) ?? ''),
      pack_size: units(line.product.packSize),
      cost: money(line.cost),
      currency,
      on_hand: units(line.onHand),
      on_order: units(line.product.onOrder),
      days_of_cover: String(line.coverDays ?? ''),
      stock_out_on: line.goneOn === undefined ? '' : dayOf(line.goneOn),
      reorder_point: units(line.reorderPoint),
      safety_stock: units(line.safetyStock),
      order_up_to: units(line.orderUpTo),
      lead_time_days: String(line.lead.days),
      lost_margin: money(line.lostMargin),
      abc: line.abc,
      xyz: line.xyz ?? '',
      flags: flagsOf(line).join(' '),
      reason: reasonOf(line) ?? '',
    })),
  );
}

/** Packs in an order, where it is whole ones. */
export function packsOf({ order, product: { packSize } }: ProposedLine): number | undefined {
  return packSize === undefined || order % packSize !== 0 ? undefined : order / packSize;
}

export function flagsOf({
  dead,
  expiring,
  onHand,
  product,
  lead,
  forecast,
  calculatedPoint,
}: ProposedLine): string[] {
  return [
    ...(dead ? ['dead_stock'] : []),
    ...(expiring === undefined ? [] : ['near_expiry']),
    ...(onHand < 0 ? ['negative_stock'] : []),
    ...(product.discontinued ? ['discontinued'] : []),
    ...(lead.assumed ? ['lead_time_assumed'] : []),
    ...(lead.beyond ? ['beyond_forecast'] : []),
    ...(calculatedPoint === undefined ? [] : ['level_by_hand']),
    ...(forecast === 'borrowed' ? ['forecast_borrowed'] : []),
    ...(forecast === 'short' ? ['short_history'] : []),
  ];
}

/** Why less is ordered than is wanted: what would expire, and what the budget leaves. */
export function reasonOf(line: ProposedLine): string | undefined {
  const reasons = [shelfReason(line), budgetReason(line)].filter((each) => each !== undefined);
  return reasons.length === 0 ? undefined : reasons.join('; ');
}

function shelfReason({ keeping, product: { shelfLife } }: ProposedLine): string | undefined {
  if (keeping === undefined) return undefined;
  const { order, looked, waste, wanted } = keeping;
  const units = (amount: number): number => Math.round(fromUnits(amount, 3) * 10) / 10;
  const life = `lots of it keep ${shelfLife} days`;
  const expire = `about ${units(waste)} of ${units(looked)} would expire`;
  if (order === 0) return `not worth an order: ${life}, ${expire}, which costs more than the rest earns`;
  const bound = order < wanted ? `${units(order)} of ${units(wanted)} wanted, as ${life}` : life;
  return waste === 0 ? bound : `${bound}; ${expire}, less than the rest earns`;
}

function budgetReason({ cut, order }: ProposedLine): string | undefined {
  if (cut === undefined) return undefined;
  if (cut.rank === undefined) return 'no cost is known, so it cannot be kept within a budget';
  const ranks = `over budget: ranks ${ordinal(cut.rank)} of ${cut.of} by margin saved for its money`;
  return order === 0 ? ranks : `${ranks}; ${fromUnits(order, 3)} of ${fromUnits(cut.wanted, 3)} kept`;
}

function ordinal(rank: number): string {
  const teen = rank % 100 >= 11 && rank % 100 <= 13;
  const ending = teen ? 'th' : (['th', 'st', 'nd', 'rd'][rank % 10] ?? 'th');
  return `${rank}${ending}`;
}
