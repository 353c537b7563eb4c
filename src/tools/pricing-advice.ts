import * as z from 'zod';
import { defineTool } from '../catalogue/define-tool.js';
import { invalid } from '../domain/errors.js';
import { jsonBytes, LARGEST_PAGE, rowsThatFit } from '../domain/fitting.js';
import { GOALS } from '../domain/pricing/case.js';
import { ENDINGS } from '../domain/pricing/endings.js';
import { type Amounts, amountsIn } from './amounts.js';
import { adviceView } from './pricing-view.js';

/** Room for what stands around the rows, in bytes. */
const ENVELOPE = 400;
const MOST_UNPRICED = 10;

const Row = z.record(z.string(), z.unknown());

export const pricingAdvice = defineTool({
  name: 'pricing_advice',
  toolset: 'pricing',
  title: 'Advise on prices',
  description:
    'What to ask for products: margin, break-even, elasticity, best price in bounds (MRP, margin, competitors), what-if, markdown of expiring stock. Changes nothing: save_product does.',
  operation: 'read',
  scope: 'pricing:read',
  input: z.strictObject({
    products: z.array(z.string().min(1).max(200)).max(20).optional().describe('Ids or names.'),
    category: z.string().min(1).max(200).optional().describe('Id or name.'),
    goal: z.enum(GOALS).default('profit').describe('What for.'),
    price: z.number().optional().describe('What-if, of one product.'),
    days: z.int().min(1).max(90).default(28).describe('Days ahead.'),
    margin_floor_percent: z.number().optional().describe('Of the price before tax.'),
    max_change_percent: z.number().optional().describe('Default 10.'),
    ending: z.enum(ENDINGS).optional().describe('Default as now.'),
    competitor_prices: z.array(z.number()).max(20).optional().describe('Of one product, with tax.'),
    currency: z.string().max(3).optional().describe('Of amounts sent: the shop’s.'),
    salvage: z.number().default(0).describe('Of a leftover unit.'),
    limit: z.int().min(1).max(20).default(10).describe('Rows.'),
    cursor: z.string().max(100).optional().describe('next_cursor.'),
  }),
  output: z.object({
    currency: z.string(),
    products: z.array(Row),
    not_advised: z.array(Row).optional(),
    total: z.int(),
    has_more: z.boolean(),
    next_cursor: z.string().optional(),
    hint: z.string().optional(),
  }),
  run: async (input, shop, { signal }) => {
    const { currency } = shop.settings;
    const amounts = amountsIn(currency);
    if (input.currency !== undefined && input.currency.toUpperCase() !== currency)
      throw invalid('currency', `The shop's prices are in ${currency}, not in ${input.currency}.`, {
        fix: `Convert them to ${currency}.`,
      });
    const { products, category, goal, days, ending, limit, cursor } = input;
    const salvage = amounts.money(input.salvage, 'salvage') ?? 0;
    const page = await shop.pricing.advise(
      {
        products,
        category,
        goal,
        days,
        ending,
        limit,
        cursor,
        price: price(input.price, 'price', amounts),
        floor: floorOf(input.margin_floor_percent),
        step: stepOf(input.max_change_percent),
        competitors: (input.competitor_prices ?? []).map((each, index) =>
          price(each, `competitor_prices[${index}]`, amounts),
        ),
        salvage,
      },
      signal,
    );
    const around = {
      currency,
      total: page.total,
      ...(page.unpriced.length === 0
        ? {}
        : {
            not_advised: page.unpriced.slice(0, MOST_UNPRICED).map(({ product, problem }) => ({
              product_id: product.product_id,
              product: product.name,
              problem,
            })),
          }),
    };
    const rows = page.advice.map((each) => adviceView(each, { goal, days, salvage }, amounts));
    const fit = rows.slice(0, Math.max(1, rowsThatFit(rows, LARGEST_PAGE - ENVELOPE - jsonBytes(around))));
    const next = page.cursorAfter(fit.length);
    return {
      ...around,
      products: fit,
      has_more: next !== undefined,
      ...(next === undefined ? {} : { next_cursor: next }),
      ...(page.total === 0 ? { hint: 'No product matches; list_products shows what there is.' } : {}),
    };
  },
});

/** @throws ClerkError `invalid_input` for 0 or less. */
function price(value: number, field: string, amounts: Amounts): number;
function price(value: number | undefined, field: string, amounts: Amounts): number | undefined;
function price(value: number | undefined, field: string, { money }: Amounts): number | undefined {
  if (value !== undefined && value <= 0)
    throw invalid(field, `A price is above 0, not ${value}.`, { fix: 'Send e.g. 49.50.' });
  return money(value, field);
}

function floorOf(percent: number | undefined): number | undefined {
  if (percent === undefined) return undefined;
  if (percent >= 100)
    throw invalid('margin_floor_percent', 'A margin is a share of the price: it never reaches 100 %.', {
      fix: 'Send less than 100, e.g. 15. A mark-up of 100 % on cost is a margin of 50 %.',
    });
  if (!(percent >= 0))
    throw invalid('margin_floor_percent', 'The least margin is negative.', {
      fix: 'Send 0 or more; leave it out with goal clear_stock to sell below cost.',
    });
  return percent / 100;
}

function stepOf(percent: number | undefined): number | undefined {
  if (percent === undefined) return undefined;
  if (!(percent > 0 && percent <= 90))
    throw invalid('max_change_percent', `The largest change is above 0 and at most 90 %, not ${percent}.`, {
      fix:
        percent === 0
          ? 'Send e.g. 5; a change of 0 leaves nothing to advise. To look at the price as it is, leave it out.'
          : 'Send e.g. 10.',
    });
  return percent / 100;
}
