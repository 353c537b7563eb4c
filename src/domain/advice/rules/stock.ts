import { dayOf } from '../../calendar/days.js';
import { QUANTITY_SCALE } from '../../money.js';
import type { Finding } from '../alerts/finding.js';
import { costOf, gainOf, onHandOf, onOrderOf, type ProductFacts, rateOf } from '../facts/facts.js';
import {
  ASSUMED_LEAD_DAYS,
  amount,
  asShown,
  type Context,
  counted,
  days,
  money,
  productSubject,
  unitOf,
  units,
} from './context.js';

/** Days after its last sale in which a product that is out of stock is missed. */
const MISSED_DAYS = 90;
/** An alert of low stock that was raised ends when there is this much more than what raised it. */
const EASED = 1.25;

/** Books below zero, nothing left to sell, or too little until more can come: the gravest of them. */
export function stockFindings(product: ProductFacts, context: Context): Finding[] {
  const onHand = onHandOf(product);
  if (onHand === undefined || product.record?.removed !== false) return [];
  const short = [...product.lots.values()].filter(({ quantity }) => quantity < 0);
  if (onHand < 0 || short.length > 0) return [belowZero(product, onHand, short, context)];
  if (product.record.discontinued) return [];
  const sellable = onHand - expiredOf(product, context.today);
  return sellable <= 0 ? outOfStock(product, onHand, context) : lowStock(product, sellable, context);
}

/** What has expired of a product, thousandths. A lot may be sold up to its day of expiry. */
export function expiredOf({ lots }: ProductFacts, today: number): number {
  let sum = 0;
  for (const { expires, quantity } of lots.values())
    if (expires !== undefined && expires < today && quantity > 0) sum += quantity;
  return sum;
}

function belowZero(
  product: ProductFacts,
  onHand: number,
  short: readonly { readonly location: string; readonly quantity: number }[],
  context: Context,
): Finding {
  const known = costOf(product);
  const cost = known === undefined ? undefined : Math.round(known);
  const missing = short.length === 0 ? -onHand : -short.reduce((sum, { quantity }) => sum + quantity, 0);
  const size = missing / QUANTITY_SCALE;
  const [worst] = [...short].sort((a, b) => a.quantity - b.quantity);
  const at = worst === undefined ? {} : { location: worst.location };
  return {
    kind: 'below_zero',
    subject: productSubject(product),
    raises: true,
    cause: 'below_zero',
    size,
    says: `The books of ${product.record?.name} are ${size} ${unitOf(product)} below zero${worst === undefined ? '' : ` at ${worst.location}`}: more was sold than they knew of.`,
    risk: cost === undefined ? undefined : size * cost,
    arithmetic:
      cost === undefined
        ? `${size} ${unitOf(product)}; no cost is known`
        : `${size} ${unitOf(product)} x ${money(cost, context)} cost = ${money(size * cost, context)} of goods that the books do not know`,
    since: product.stock?.movedOn ?? context.today,
    evidence: { on_hand: onHand / QUANTITY_SCALE, ...at },
    next: {
      tool: 'adjust_stock',
      arguments: { kind: 'count', lines: [{ product: product.id, ...at }] },
      fill_in: ['lines[0].quantity: what lies there'],
    },
  };
}

function outOfStock(product: ProductFacts, onHand: number, context: Context): Finding[] {
  const { lastSold, record } = product;
  const missed = lastSold !== undefined && lastSold > context.today - MISSED_DAYS;
  const wanted = (record?.reorderLevel ?? 0) > 0;
  if (!missed && !wanted) return [];
  const rate = lastSold === undefined ? 0 : asShown(rateOf(product, lastSold));
  const onOrder = onOrderOf(product);
  const lost = untilSupply(product, rate, context);
  return [
    {
      kind: 'out_of_stock',
      subject: productSubject(product),
      raises: true,
      cause: 'out_of_stock',
      size: 0,
      says: `${record?.name} is out of stock${onHand > 0 ? ': all that is left has expired' : ''}${onOrder > 0 ? `; ${counted(onOrder, product)} are on order` : ', and none is on order'}.`,
      ...lost,
      since: soldOutSince(product, onHand) ?? context.today,
      evidence: evidenceOf(product, onHand, rate, context),
      next: plan(product),
    },
  ];
}

/** The day from which on nothing could be sold: after the last expiry of what is left, or the last that went out. */
function soldOutSince({ lots, stock, lastSold }: ProductFacts, onHand: number): number | undefined {
  const expiries = [...lots.values()].flatMap(({ expires }) => expires ?? []);
  return onHand > 0 && expiries.length > 0 ? Math.max(...expiries) + 1 : (stock?.movedOn ?? lastSold);
}

function lowStock(product: ProductFacts, sellable: number, context: Context): Finding[] {
  const { record } = product;
  const pace = rateOf(product, context.today - 1);
  const rate = asShown(pace);
  const lead = context.leadDays(product) ?? ASSUMED_LEAD_DAYS;
  const level = record?.reorderLevel ?? 0;
  const position = sellable + onOrderOf(product);
  const enough = level > 0 ? level : pace * lead * QUANTITY_SCALE;
  if (enough <= 0 || position > enough * EASED) return [];
  const covered = pace > 0 ? position / QUANTITY_SCALE / pace : Number.POSITIVE_INFINITY;
  const missing = Math.round(Math.max(0, lead - covered) * 100) / 100;
  const gain = gainOf(product);
  const lost = gain === undefined ? undefined : rate * missing * gain;
  const lasts = pace > 0 ? asShown(sellable / QUANTITY_SCALE / pace) : undefined;
  return [
    {
      kind: 'low_stock',
      subject: productSubject(product),
      raises: position <= enough,
      cause: 'low_stock',
      size: 0,
      says: `${record?.name}: ${counted(sellable, product)} left${lasts === undefined ? '' : `, enough for about ${days(lasts)}`}; ${level > 0 ? `its reorder level is ${units(level)}` : `supply takes ${days(lead)}`}.`,
      risk: lost,
      arithmetic:
        lost === undefined || gain === undefined
          ? 'price or cost is not known'
          : missing === 0
            ? `none yet: stock and what is on order should last until supply in ${days(lead)}`
            : `${rate} a day x ${missing} days without stock before supply (${days(lead)}) x ${money(gain, context)} a unit margin = ${money(lost, context)}`,
      since: product.stock?.movedOn ?? context.today,
      evidence: evidenceOf(product, sellable, rate, context),
      next: plan(product),
    },
  ];
}

function untilSupply(
  product: ProductFacts,
  rate: number,
  context: Context,
): Pick<Finding, 'risk' | 'arithmetic'> {
  const gain = gainOf(product);
  const known = context.leadDays(product);
  const lead = Math.max(1, known ?? ASSUMED_LEAD_DAYS);
  const missed = `${rate} ${unitOf(product)} a day x ${days(lead)} until supply${known === undefined ? ' (assumed)' : ''}`;
  if (gain === undefined) return { risk: undefined, arithmetic: `${missed}; price or cost is not known` };
  const risk = rate * lead * gain;
  return { risk, arithmetic: `${missed} x ${money(gain, context)} a unit margin = ${money(risk, context)}` };
}

function evidenceOf(product: ProductFacts, onHand: number, rate: number, context: Context) {
  const { lastSold, record } = product;
  const margin = gainOf(product);
  const lead = context.leadDays(product);
  return {
    on_hand: onHand / QUANTITY_SCALE,
    on_order: onOrderOf(product) / QUANTITY_SCALE,
    sold_a_day: rate,
    ...(margin === undefined ? {} : { unit_margin: amount(margin, context) }),
    ...(lead === undefined ? {} : { lead_time_days: lead }),
    ...(record?.reorderLevel === undefined ? {} : { reorder_level: record.reorderLevel / QUANTITY_SCALE }),
    ...(lastSold === undefined ? {} : { last_sold_on: dayOf(lastSold) }),
  };
}

function plan({ id }: ProductFacts): Finding['next'] {
  return { tool: 'plan_reorder', arguments: { products: [id], show: 'all' } };
}
