import * as z from 'zod';
import { defineTool } from '../catalogue/define-tool.js';
import { dayOf } from '../domain/calendar/days.js';
import { invalid } from '../domain/errors.js';
import { jsonBytes, LARGEST_PAGE, rowsThatFit } from '../domain/fitting.js';
import { flagsOf, packsOf, reasonOf } from '../domain/reorder/proposal-csv.js';
import type { PlanPage } from '../domain/reorder/reorder-service.js';
import { type ProposedLine, SHOWN, type Sums } from '../domain/reorder/view.js';
import { type Amounts, amountsIn, present } from './amounts.js';

const MOST_SUPPLIERS = 20;
const MOST_UNFORECAST = 5;
/** Room for what stands around the lines, in bytes. */
const ENVELOPE = 300;

const name = (what: string) => z.string().min(1).max(200).optional().describe(what);

const Input = z.strictObject({
  products: z
    .array(z.string().min(1).max(200))
    .max(100)
    .optional()
    .describe('Ids or exact names, up to 100.'),
  category: name('Id or name.'),
  supplier: name('Id or name.'),
  service_level: z
    .number()
    .default(0.95)
    .describe('Share of orders that should come before stock is gone, 0.5 to 0.999.'),
  cover_days: z.int().min(1).max(60).default(7).describe('Days an order should last, 1 to 60.'),
  budget: z.number().optional().describe('Most to spend; lines that save least margin for it are cut.'),
  show: z
    .enum(SHOWN)
    .default('order')
    .describe(
      'Lines to order (default), all, dead stock, stock that will expire unsold, or cut by the budget.',
    ),
  limit: z.int().min(1).max(25).default(20).describe('Most lines, up to 25, fewer where they are long.'),
  cursor: z.string().max(100).optional().describe('next_cursor of the same request.'),
  csv: z.boolean().default(false).describe('Also all lines shown as CSV.'),
});
type Input = z.output<typeof Input>;

const Row = z.record(z.string(), z.unknown());

export const planReorder = defineTool({
  name: 'plan_reorder',
  toolset: 'forecast',
  title: 'Plan purchases',
  description:
    'What to order now, how much, from whom: reorder points from forecast demand over the lead time, least orders and packs, a budget, days of cover, ABC and XYZ classes, dead and expiring stock. Orders nothing. Demand itself: generate_forecast. Stock as it is: list_products. Status running: repeat the same call.',
  operation: 'read',
  scope: 'forecast:read',
  input: Input,
  output: z.object({
    status: z.enum(['finished', 'running']),
    progress: z.object({ done: z.int(), total: z.int(), message: z.string() }).optional(),
    as_of: z.string().optional(),
    learned_to: z.string().optional(),
    currency: z.string(),
    lines: z.array(Row).optional().describe('lost_margin: expected if not ordered now.'),
    totals: Row.optional(),
    suppliers: z.array(Row).optional(),
    without_forecast: z.array(Row).optional(),
    csv: z.string().optional(),
    csv_file: z.string().optional(),
    notes: z.array(z.string()),
    has_more: z.boolean(),
    next_cursor: z.string().optional(),
    hint: z.string().optional(),
  }),
  run: async (input, shop, { signal, progress }) => {
    checkServiceLevel(input.service_level);
    const { currency } = shop.settings;
    const amounts = amountsIn(currency);
    const { service_level: service, cover_days: coverDays, budget, ...rest } = input;
    const page = await shop.reorders.plan(
      {
        ...rest,
        service,
        coverDays,
        budget: budgetOf(budget, amounts),
      },
      { signal, onProgress: progress },
    );
    if ('reached' in page) {
      const { done, total, message } = page.reached;
      return {
        status: 'running' as const,
        progress: { done, total, message },
        currency,
        notes: ['The plan is being made. Repeat this very call to wait for it.'],
        has_more: false,
      };
    }
    return { status: 'finished' as const, currency, ...pageView(page, input, amounts, shop.alerts.today()) };
  },
});

function checkServiceLevel(level: number): void {
  if (level === 1)
    throw invalid('service_level', 'No stock is large enough never to run out, so 1 cannot be planned for.', {
      fix: 'Send at most 0.999.',
    });
  if (!(level >= 0.5 && level <= 0.999))
    throw invalid('service_level', `The service level is a share from 0.5 to 0.999, not ${level}.`, {
      fix: level > 1 && level <= 99.9 ? `Send ${level / 100} for ${level} %.` : 'Send e.g. 0.95.',
    });
}

function budgetOf(budget: number | undefined, { money }: Amounts): number | undefined {
  if (budget !== undefined && budget < 0)
    throw invalid('budget', 'The budget is negative.', { fix: 'Send 0 or more, or leave it out.' });
  return money(budget, 'budget');
}

function pageView(page: PlanPage, { show, budget }: Input, { shown }: Amounts, today: string) {
  const { proposal, unforecast } = page;
  const { ordered, cut, dead, expiring } = proposal;
  const answer = {
    as_of: today,
    learned_to: page.last,
    totals: present({
      products: proposal.lines.length,
      ...sumsView(ordered, shown),
      ...(budget === undefined
        ? {}
        : { cut_lines: cut.lines, cut_cost: shown(cut.cost), cut_lost_margin: shown(cut.lostMargin) }),
      dead_lines: dead.lines,
      dead_value: shown(dead.value),
      expiring_lines: expiring.lines,
      expiring_value: shown(expiring.value),
      without_forecast: unforecast.length,
      not_tracked: page.notTracked,
      discontinued: page.discontinued,
      abc_by: page.classesBy,
    }),
    suppliers: proposal.suppliers
      .slice(0, MOST_SUPPLIERS)
      .map(({ supplier, ...sums }) => present({ supplier, ...sumsView(sums, shown) })),
    without_forecast: unforecast.slice(0, MOST_UNFORECAST).map(({ product, refusal, ...flags }) =>
      present({
        product_id: product.product_id,
        product: product.name,
        on_hand: (product.onHand ?? 0) / 1_000,
        reorder_level: product.reorderLevel === undefined ? undefined : product.reorderLevel / 1_000,
        reason: refusal.reason,
        message: refusal.message,
        fix: refusal.fix,
        dead_stock: flags.dead ? true : undefined,
        expiring_units: flags.expiring?.units,
      }),
    ),
    ...(page.csv === undefined ? {} : { csv: page.csv }),
    ...(page.csv_file === undefined ? {} : { csv_file: page.csv_file }),
    notes: [...page.notes, ...(show === 'order' && page.lines.length > 0 ? [RECORD_ORDERS] : [])],
    ...(page.lines.length === 0 ? { hint: hintOf(page, show) } : {}),
  };
  const lines = page.lines.map((line) => lineView(line, shown));
  const fit = lines.slice(0, Math.max(1, rowsThatFit(lines, LARGEST_PAGE - ENVELOPE - jsonBytes(answer))));
  const next = page.cursorAfter(fit.length);
  return {
    ...answer,
    lines: fit,
    has_more: next !== undefined,
    ...(next === undefined ? {} : { next_cursor: next }),
  };
}

/** Without it the next plan orders the same again. */
const RECORD_ORDERS = 'What is ordered is counted on once adjust_stock has it, kind order.';

/** Why there are no lines; of orders it is told what could not be looked at. */
function hintOf({ proposal, unforecast, notTracked }: PlanPage, show: Input['show']): string {
  if (show !== 'order' || (unforecast.length === 0 && notTracked === 0)) return HINTS[show];
  const apart = [
    ...(unforecast.length === 0 ? [] : [`${unforecast.length} cannot be forecast (without_forecast)`]),
    ...(notTracked === 0 ? [] : [`the stock of ${notTracked} is not kept`]),
  ].join(', ');
  return proposal.lines.length === 0
    ? `No product could be planned: ${apart}.`
    : `Nothing needs to be ordered of what could be planned; ${apart}: look at those yourself.`;
}

const HINTS: Record<Input['show'], string> = {
  order: 'Nothing needs to be ordered; show all tells how long the stock lasts.',
  all: 'No product whose stock is kept matches; adjust_stock with kind opening begins it.',
  dead: 'No dead stock: all that is on hand has sold or come in within 90 days.',
  expiring: 'No batch is expected to expire unsold; list_products with show expiring lists the next ones.',
  cut: 'Nothing was cut; a budget cuts what costs more.',
};

function sumsView({ lines, cost, lostMargin, withoutCost }: Sums, shown: Amounts['shown']) {
  return {
    lines,
    cost: shown(cost),
    lost_margin: shown(lostMargin),
    lines_without_cost: withoutCost === 0 ? undefined : withoutCost,
  };
}

function lineView(line: ProposedLine, shown: Amounts['shown']): Record<string, unknown> {
  const { product, expiring } = line;
  const money = (minor: number | undefined) => (minor === undefined ? undefined : shown(minor));
  const units = (amount: number | undefined) => (amount === undefined ? undefined : amount / 1_000);
  const day = (number: number | undefined) => (number === undefined ? undefined : dayOf(number));
  const flags = flagsOf(line);
  return present({
    product_id: product.product_id,
    product: product.name,
    supplier: product.supplier,
    unit: product.unit,
    order: units(line.order),
    packs: line.order === 0 ? undefined : packsOf(line),
    cost: line.order === 0 ? undefined : money(line.cost),
    lost_margin: money(line.lostMargin),
    on_hand: units(line.onHand),
    expired: product.expired === 0 ? undefined : units(product.expired),
    on_order: units(product.onOrder),
    days_of_cover: line.coverDays,
    stock_out_on: day(line.goneOn),
    stock_out_early_on: day(line.goneEarlyOn),
    reorder_point: units(line.reorderPoint),
    calculated_reorder_point: units(line.calculatedPoint),
    safety_stock: units(line.safetyStock),
    order_up_to: units(line.orderUpTo),
    lead_time_days: line.lead.days,
    abc: line.abc,
    xyz: line.xyz,
    flags: flags.length === 0 ? undefined : flags,
    expiring:
      expiring === undefined
        ? undefined
        : present({
            units: Math.round(expiring.units * 1_000) / 1_000,
            value: money(expiring.value),
            first_on: day(expiring.first),
          }),
    wanted: units(line.keeping?.wanted ?? line.cut?.wanted),
    lost_margin_cut: money(line.cut?.lostMargin),
    waste_cost: money(line.keeping?.wasteCost),
    margin_in_time: money(line.keeping?.earns),
    [line.cut === undefined ? 'why' : 'cut']: reasonOf(line),
  });
}
