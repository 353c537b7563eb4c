import { dayOf } from '../../calendar/days.js';
import type { Finding } from '../alerts/finding.js';
import { costOf, netPriceOf, onHandOf, type ProductFacts, rateOf } from '../facts/facts.js';
import { amount, asShown, type Context, MONTH, money, productSubject } from './context.js';

/** Days without a sale after which the price of what is not in stock does not matter. */
const SOLD_LATELY = 90;

/** A price that the law forbids, and one that loses money. */
export function priceFindings(product: ProductFacts, context: Context): Finding[] {
  const { record, lastSold } = product;
  if (record === undefined || record.removed || record.price === undefined) return [];
  const matters = (onHandOf(product) ?? 0) > 0 || (lastSold ?? 0) > context.today - SOLD_LATELY;
  return [
    ...aboveMrp(product, record.price, context),
    ...(matters ? belowCost(product, record.price, context) : []),
  ];
}

function aboveMrp(product: ProductFacts, price: number, context: Context): Finding[] {
  const { record, taxOutside } = product;
  const mrp = record?.mrp;
  const asked = taxOutside ? price * (1 + (record?.taxRate ?? 0) / 10_000) : price;
  if (mrp === undefined || Math.round(asked) <= mrp) return [];
  const rate = asShown(rateOf(product, context.today - 1));
  const over = Math.round(asked) - mrp;
  const lawful = taxOutside ? Math.floor(mrp / (1 + (record?.taxRate ?? 0) / 10_000)) : mrp;
  return [
    {
      kind: 'above_mrp',
      subject: productSubject(product),
      raises: true,
      cause: `${price}/${mrp}`,
      size: 0,
      says: `${record?.name} is sold at ${money(asked, context)}, above its MRP of ${money(mrp, context)}: in India that is an offence.`,
      risk: over * rate * MONTH,
      arithmetic: `${money(over, context)} too much x ${rate} a day x ${MONTH} days = ${money(over * rate * MONTH, context)} overcharged, fines aside`,
      since: context.today,
      evidence: {
        price: amount(price, context),
        mrp: amount(mrp, context),
        sold_a_day: rate,
      },
      next: { tool: 'save_product', arguments: { product: product.id, price: amount(lawful, context) } },
    },
  ];
}

/** In whole minor units, as it is shown. */
function wholeOf(minor: number | undefined): number | undefined {
  return minor === undefined ? undefined : Math.round(minor);
}

function belowCost(product: ProductFacts, price: number, context: Context): Finding[] {
  const [cost, net] = [costOf(product), netPriceOf(product)].map(wholeOf);
  if (cost === undefined || net === undefined || net >= cost) return [];
  const { record, lastSold } = product;
  const rate = asShown(rateOf(product, context.today - 1));
  const loss = cost - net;
  return [
    {
      kind: 'negative_margin',
      subject: productSubject(product),
      raises: true,
      cause: `${price}/${cost}`,
      size: 0,
      says: `${record?.name} sells at ${money(price, context)}, ${money(net, context)} before tax, and costs ${money(cost, context)}${product.stock?.cost === undefined ? '' : ' on average'}: each unit loses ${money(loss, context)}.`,
      risk: loss * rate * MONTH,
      arithmetic: `${money(loss, context)} a unit lost x ${rate} a day x ${MONTH} days = ${money(loss * rate * MONTH, context)}`,
      since: context.today,
      evidence: {
        price: amount(price, context),
        price_before_tax: amount(net, context),
        unit_cost: amount(cost, context),
        cost_from: product.stock?.cost === undefined ? 'saved' : 'average',
        sold_a_day: rate,
        ...(lastSold === undefined ? {} : { last_sold_on: dayOf(lastSold) }),
      },
      next: { tool: 'pricing_advice', arguments: { products: [product.id] } },
    },
  ];
}
