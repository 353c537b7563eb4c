import * as z from 'zod';
import { defineTool } from '../catalogue/define-tool.js';
import { invalid } from '../domain/errors.js';
import type { Forecasts } from '../domain/forecast/forecast-request.js';
import { GRAINS } from '../domain/forecast/history/steps.js';
import type { Shop } from '../domain/open-shop.js';
import { summed } from './forecast-sums.js';
import { forecastChart, forecastInWords, type ToldForecast } from './forecast-telling.js';
import { Series, shownForecast } from './forecast-view.js';

/** Steps of all series together that one answer can hold. */
const MOST_STEPS = 110;

const Input = z.strictObject({
  products: z
    .array(z.string().min(1).max(200))
    .max(20)
    .optional()
    .describe('Ids or exact names, up to 20, a forecast each.'),
  category: z.string().min(1).max(200).optional().describe('Id or name: its products added up.'),
  grain: z.enum(GRAINS).default('day').describe('Default day.'),
  horizon: z
    .int()
    .min(1)
    .max(90)
    .default(14)
    .describe('Steps ahead: up to 90 days, 26 weeks, 12 months; default 14.'),
  count: z
    .enum(['units', 'revenue'])
    .optional()
    .describe('Revenue: net_sales of query_sales. Default units; of the whole shop revenue.'),
  lead_time: z
    .int()
    .min(1)
    .max(90)
    .optional()
    .describe('Also the demand of the first so many steps together, 1 to 90.'),
  as_of: z.iso.date().optional().describe('Last day to learn from, e.g. 2026-03-31; default yesterday.'),
  past: z.int().min(0).max(60).default(7).describe('Steps of history to show, up to 60; default 7.'),
  chart: z.boolean().optional().describe('Add a picture, of the first series.'),
  explain: z.boolean().optional().describe('Add the first series in words.'),
});
type Input = z.output<typeof Input>;

export const generateForecast = defineTool({
  name: 'generate_forecast',
  toolset: 'forecast',
  title: 'Forecast demand',
  description:
    'What will sell: by product, category or the whole shop, with 80 % and 95 % intervals, the method and how well it did before. What sold: query_sales. What to order: plan_reorder. How forecasts turned out: forecast_report.',
  operation: 'read',
  scope: 'forecast:read',
  input: Input,
  output: z.object({
    as_of: z.string().describe('Last day learned from.'),
    grain: z.string(),
    count: z.string(),
    currency: z.string(),
    forecasts: z.array(Series),
    refused: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        reason: z.string(),
        message: z.string(),
        fix: z.string(),
      }),
    ),
    explanation: z.record(z.string(), z.string()).optional(),
    notes: z.array(z.string()),
  }),
  run: async (input, shop, call) => {
    const named = await namedSeries(input, shop, call.signal);
    const counted = input.count ?? (named.scope.by === 'shop' ? 'revenue' : 'units');
    checkLead(input);
    const made = await shop.forecasts.forecast(
      {
        scope: named.scope,
        counted,
        grain: input.grain,
        horizon: input.horizon,
        last: input.as_of,
        keep: true,
      },
      { signal: call.signal, onProgress: call.progress },
    );
    const told = firstForecast(made, named, counted, input, shop);
    if (input.chart === true && told !== undefined) call.show(await forecastChart(told));
    const explanation =
      input.explain === true && told !== undefined
        ? await forecastInWords(shop.explainer, told, call.signal)
        : undefined;
    const inFull = made.series.length * (input.horizon + input.past) <= MOST_STEPS;
    return {
      as_of: made.last,
      grain: input.grain,
      count: counted,
      currency: shop.settings.currency,
      forecasts: made.series.flatMap((series) =>
        series.result.kind === 'forecast'
          ? [shownForecast(series, series.result, input, named.of(series.id), inFull)]
          : [],
      ),
      refused: made.series.flatMap(({ id, result }) =>
        result.kind === 'refusal'
          ? [{ id, name: named.of(id).name, reason: result.reason, message: result.message, fix: result.fix }]
          : [],
      ),
      ...(explanation === undefined ? {} : { explanation }),
      notes: notesOf(made, input, inFull),
    };
  },
});

interface Named {
  readonly scope: Parameters<Shop['forecasts']['forecast']>[0]['scope'];
  readonly of: (id: string) => { readonly name: string; readonly unit?: string | undefined };
}

async function namedSeries(input: Input, shop: Shop, signal: AbortSignal): Promise<Named> {
  const { products, category } = input;
  if (products !== undefined && category !== undefined)
    throw invalid('category', 'Products and a category were both named.', { fix: 'Send one of the two.' });
  if (category !== undefined) {
    const { category_id: id, name } = await shop.forecasts.category(category, 'category', signal);
    return { scope: { by: 'category', id }, of: () => ({ name }) };
  }
  if (products === undefined || products.length === 0)
    return { scope: { by: 'shop' }, of: () => ({ name: shop.settings.name }) };
  const found = await Promise.all(
    products.map((product, index) => shop.forecasts.product(product, `products[${index}]`, signal)),
  );
  const byId = new Map(found.map((product) => [product.product_id, product]));
  return {
    scope: { by: 'product', ids: [...byId.keys()] },
    of: (id) => ({ name: byId.get(id)?.name ?? id, unit: byId.get(id)?.unit }),
  };
}

function checkLead({ lead_time: lead, horizon }: Input): void {
  if (lead !== undefined && lead > horizon)
    throw invalid('lead_time', `The lead time of ${lead} steps goes beyond the horizon of ${horizon}.`, {
      fix: `Send a horizon of ${lead} or more.`,
    });
}

function firstForecast(
  made: Forecasts,
  named: Named,
  counted: ToldForecast['counted'],
  { grain, horizon }: Input,
  { settings }: Shop,
): ToldForecast | undefined {
  for (const { id, steps, gaps, result } of made.series) {
    if (result.kind === 'refusal') continue;
    const { name, unit = 'units' } = named.of(id);
    return {
      name,
      unit: counted === 'revenue' ? settings.currency : unit,
      counted,
      grain,
      total: summed(result, horizon),
      forecast: result,
      steps,
      gaps,
    };
  }
  return undefined;
}

function notesOf(
  { closures, last, stale }: Forecasts,
  { as_of: asked, grain }: Input,
  inFull: boolean,
): string[] {
  const closed = [...closures.weekdays].map((weekday) => WEEKDAYS[weekday - 1]);
  return [
    ...(asked === undefined && stale
      ? [`The latest sale is of ${last}: the forecast begins the day after it.`]
      : []),
    ...(closed.length > 0 && grain === 'day'
      ? [`The shop does not open on ${closed.join(' and ')}; steps are the days it opens.`]
      : []),
    ...(grain === 'day'
      ? []
      : [`The first ${grain} ahead is the one under way, with what it has sold so far.`]),
    ...(inFull
      ? []
      : [
          'Only totals are shown: the steps of so many series do not fit. Ask for fewer products or a shorter horizon to see them.',
        ]),
  ];
}

const WEEKDAYS = ['Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays', 'Sundays'];
