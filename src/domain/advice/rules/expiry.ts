import { dayOf } from '../../calendar/days.js';
import { QUANTITY_SCALE } from '../../money.js';
import type { Finding } from '../alerts/finding.js';
import { costOf, onHandOf, type ProductFacts, rateOf } from '../facts/facts.js';
import { amount, asShown, type Context, counted, days, money, productSubject, units } from './context.js';

/** Share of a lot that must be left over for an alert. */
const LEAST_LEFT = 0.2;

/** A lot over all locations. */
interface Batch {
  readonly batch: string | undefined;
  readonly expires: number;
  readonly quantity: number;
}

/** Lots that have expired, and those that will before they are sold at the pace of late, the first to expire first. */
export function expiryFindings(product: ProductFacts, context: Context): Finding[] {
  if (onHandOf(product) === undefined || product.record?.removed !== false) return [];
  const { today, thresholds } = context;
  const rate = rateOf(product, today - 1);
  const findings: Finding[] = [];
  let sold = 0;
  for (const lot of batchesOf(product)) {
    if (lot.expires < today) {
      findings.push(expired(product, lot, context));
      continue;
    }
    const left = lot.expires - today + 1;
    const sells = Math.max(0, Math.min(lot.quantity, Math.round(rate * left * QUANTITY_SCALE) - sold));
    sold += sells;
    const unsold = Math.round((lot.quantity - sells) / 10) * 10;
    if (left <= thresholds.expiring_days && unsold > 0)
      findings.push(expiring(product, lot, unsold, rate, context));
  }
  return findings;
}

function batchesOf({ lots }: ProductFacts): Batch[] {
  const batches = new Map<string, Batch>();
  for (const { batch, expires, quantity } of lots.values()) {
    if (expires === undefined || quantity <= 0) continue;
    const key = partOf({ batch, expires });
    batches.set(key, { batch, expires, quantity: (batches.get(key)?.quantity ?? 0) + quantity });
  }
  return [...batches.values()].sort((a, b) => a.expires - b.expires);
}

function partOf({ batch, expires }: Pick<Batch, 'batch' | 'expires'>): string {
  return batch === undefined ? dayOf(expires) : `${dayOf(expires)}#${batch}`;
}

function expired(product: ProductFacts, lot: Batch, context: Context): Finding {
  return {
    ...aboutLot(product, lot, lot.quantity, context),
    // Nothing that is done brings it back.
    risk: 0,
    lost: worthOf(product, lot.quantity),
    kind: 'expired',
    raises: true,
    size: lot.quantity,
    says: `${counted(lot.quantity, product)} of ${product.record?.name}${named(lot)} expired on ${dayOf(lot.expires)} and are still on the books.`,
    since: lot.expires + 1,
    evidence: { ...lotEvidence(lot), units: lot.quantity / QUANTITY_SCALE },
    next: {
      tool: 'adjust_stock',
      arguments: {
        kind: 'wastage',
        lines: [
          {
            product: product.id,
            quantity: lot.quantity / QUANTITY_SCALE,
            ...(lot.batch === undefined ? {} : { batch: lot.batch }),
            expires_on: dayOf(lot.expires),
          },
        ],
        note: 'expired',
      },
    },
  };
}

function expiring(
  product: ProductFacts,
  lot: Batch,
  unsold: number,
  rate: number,
  context: Context,
): Finding {
  const left = lot.expires - context.today;
  return {
    ...aboutLot(product, lot, unsold, context),
    kind: 'expiring',
    raises: unsold >= lot.quantity * LEAST_LEFT,
    size: 0,
    says: `${product.record?.name}${named(lot)} expires on ${dayOf(lot.expires)}, ${left === 0 ? 'today' : `in ${days(left)}`}: of ${counted(lot.quantity, product)} about ${units(unsold)} will be left over at the pace of the last four weeks.`,
    since: Math.max(
      lot.expires - context.thresholds.expiring_days + 1,
      product.lastBought ?? 0,
      product.stockBegan ?? 0,
    ),
    evidence: {
      ...lotEvidence(lot),
      units: lot.quantity / QUANTITY_SCALE,
      unsold: Number(units(unsold)),
      sold_a_day: asShown(rate),
    },
    next: { tool: 'pricing_advice', arguments: { products: [product.id], goal: 'clear_stock' } },
  };
}

function aboutLot(product: ProductFacts, lot: Batch, lost: number, context: Context) {
  const cost = costOf(product);
  const worth = worthOf(product, lost);
  return {
    subject: productSubject(product),
    part: partOf(lot),
    cause: partOf(lot),
    risk: worth,
    arithmetic:
      cost === undefined || worth === undefined
        ? `${counted(lost, product)}; no cost is known`
        : `${counted(lost, product)} x ${money(cost, context)} cost = ${money(worth, context)}`,
  };
}

/** Thousandths at cost, worked out from the cost as it is shown. */
function worthOf(product: ProductFacts, thousandths: number): number | undefined {
  const cost = costOf(product);
  return cost === undefined ? undefined : (thousandths / QUANTITY_SCALE) * Math.round(cost);
}

function named({ batch }: Batch): string {
  return batch === undefined ? '' : ` (batch ${batch})`;
}

function lotEvidence({ batch, expires }: Batch) {
  return { ...(batch === undefined ? {} : { batch }), expires_on: dayOf(expires) };
}

/** Stock that neither sold nor came in for long. Taking it into the books is not buying it, but of what never sold it is. */
export function deadStock(product: ProductFacts, context: Context): Finding[] {
  const { today, thresholds, opened } = context;
  const onHand = onHandOf(product) ?? 0;
  const since = today - thresholds.dead_days;
  const last = Math.max(product.lastSold ?? product.stockBegan ?? 0, product.lastBought ?? 0) || opened;
  if (onHand <= 0 || product.record?.removed !== false || opened === undefined || opened >= since) return [];
  if (last === undefined || last >= since) return [];
  const cost = costOf(product);
  const worth = worthOf(product, onHand);
  return [
    {
      kind: 'dead_stock',
      subject: productSubject(product),
      raises: true,
      cause: 'dead_stock',
      size: 0,
      says: `${counted(onHand, product)} of ${product.record.name} lie there; ${product.lastSold === undefined ? 'it never sold' : `it last sold on ${dayOf(product.lastSold)}`}.`,
      risk: worth,
      arithmetic:
        cost === undefined || worth === undefined
          ? `${counted(onHand, product)}; no cost is known`
          : `${counted(onHand, product)} x ${money(cost, context)} cost = ${money(worth, context)} tied up`,
      since: last + thresholds.dead_days,
      evidence: {
        on_hand: onHand / QUANTITY_SCALE,
        ...(product.lastSold === undefined ? {} : { last_sold_on: dayOf(product.lastSold) }),
        ...(cost === undefined ? {} : { unit_cost: amount(cost, context) }),
      },
      next: { tool: 'pricing_advice', arguments: { products: [product.id], goal: 'clear_stock' } },
    },
  ];
}
