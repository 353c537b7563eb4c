import * as z from 'zod';
import { defineTool } from '../catalogue/define-tool.js';
import type { SeriesForecast } from '../domain/forecast/forecast-request.js';
import { GRAINS } from '../domain/forecast/history/steps.js';
import type { Realised } from '../domain/forecast/kept/scoring.js';
import { beatsNaive } from '../domain/forecast/score.js';
import type { Backtest } from '../domain/forecast/types.js';
import type { Shop } from '../domain/open-shop.js';
import { present } from './amounts.js';

const Score = z.record(z.string(), z.unknown());

export const forecastReport = defineTool({
  name: 'forecast_report',
  toolset: 'forecast',
  title: 'How forecasts turned out',
  description:
    'Accuracy told straight: forecasts that generate_forecast gave, compared with what sold since, against the seasonal naive method, worst first; or a backtest of products now. The future: generate_forecast.',
  operation: 'read',
  scope: 'forecast:read',
  input: z.strictObject({
    source: z
      .enum(['given', 'backtest'])
      .default('given')
      .describe('given: forecasts that were given; backtest: rolling origins in the history. Default given.'),
    grain: z.enum(GRAINS).default('day').describe('Default day.'),
    products: z
      .array(z.string().min(1).max(200))
      .max(20)
      .optional()
      .describe('Ids or exact names, up to 20.'),
    from: z.iso.date().optional().describe('Forecasts given from this day on, e.g. 2026-03-01.'),
    horizon: z.int().min(1).max(90).default(14).describe('Steps ahead of a backtest, 1 to 90; default 14.'),
    limit: z.int().min(1).max(50).default(10).describe('Most series, up to 50; default 10.'),
  }),
  output: z.object({
    currency: z.string(),
    grain: z.string(),
    source: z.string(),
    summary: Score.optional().describe('Over all; errors of units are weighed by price.'),
    worst: z.array(Score),
    series: z.int(),
    waiting: z.int().describe('Forecasts of which nothing has come yet.'),
    refused: z.int().describe('Products with too little history.'),
    running: z
      .object({ done: z.int(), total: z.int(), message: z.string() })
      .optional()
      .describe('Not done yet: repeat the call to wait for it.'),
    hint: z.string().optional(),
  }),
  run: async (input, shop, { signal, progress }) => {
    const found =
      input.products === undefined
        ? undefined
        : await Promise.all(
            input.products.map((product, index) =>
              shop.forecasts.product(product, `products[${index}]`, signal),
            ),
          );
    const ids = found?.map((product) => product.product_id);
    const base = { currency: shop.settings.currency, grain: input.grain, source: input.source };
    if (input.source === 'given') {
      const { summary, byDemand, series, waiting } = await shop.forecasts.report(
        {
          grain: input.grain,
          from: input.from,
          ...(ids === undefined ? {} : { by: 'product', series: ids }),
        },
        signal,
      );
      const worst = series.slice(0, input.limit);
      const names = await shop.forecasts.names(worst, signal);
      return {
        ...base,
        ...(summary === undefined
          ? {}
          : {
              summary: {
                ...accuracy(summary),
                by_demand: Object.fromEntries(
                  Object.entries(byDemand).map(([demand, each]) => [demand, accuracy(each)]),
                ),
              },
            }),
        worst: worst.map((score, index) => ({
          id: score.id,
          name: names[index] ?? score.id,
          count: score.counted,
          error_value: Math.round(score.error_value * 100) / 100,
          ...accuracy(score),
        })),
        series: series.length,
        waiting,
        refused: 0,
        ...(series.length > 0 ? {} : { hint: emptyHint(waiting) }),
      };
    }
    return { ...base, ...(await backtest(shop, ids, input, { signal, progress })) };
  },
});

function emptyHint(waiting: number): string {
  return waiting > 0
    ? 'What was forecast has not come yet; ask again after the first forecast days are over, or for source backtest.'
    : 'Nothing was forecast yet: generate_forecast keeps what it gives. Source backtest scores the methods on the history.';
}

async function backtest(
  shop: Shop,
  ids: readonly string[] | undefined,
  { grain, horizon, limit }: { grain: (typeof GRAINS)[number]; horizon: number; limit: number },
  call: { signal: AbortSignal; progress: (done: number, total?: number, message?: string) => void },
) {
  const outcome = await shop.forecasts.forecastAtLength(
    { scope: { by: 'product', ids }, counted: 'units', grain, horizon, backtestOnly: true },
    { signal: call.signal, onProgress: call.progress },
  );
  if ('reached' in outcome) return { worst: [], series: 0, waiting: 0, refused: 0, running: outcome.reached };
  const { series } = outcome.result;
  const scored = series.flatMap((each) => backtestOf(each));
  scored.sort((a, b) => b.errorValue - a.errorValue);
  const worst = scored.slice(0, limit);
  const names = await shop.forecasts.names(
    worst.map(({ id }) => ({ by: 'product', id })),
    call.signal,
  );
  const classes = [...new Set(scored.map(({ demand }) => demand))].sort();
  return {
    summary: {
      ...backtestSummary(scored),
      by_demand: Object.fromEntries(
        classes.map((demand) => [demand, backtestSummary(scored.filter((each) => each.demand === demand))]),
      ),
    },
    worst: worst.map(({ id, method, errorValue, demand, tested }, index) =>
      present({
        id,
        name: names[index] ?? id,
        method,
        demand,
        error_value_a_step: Math.round(errorValue * 100) / 100,
        wape_percent: percent(tested.wape),
        bias_percent: percent(tested.bias),
        rmsse: hundredths(tested.rmsse),
        inside80_percent: percent(tested.coverage80),
        inside95_percent: percent(tested.coverage95),
        naive_wape_percent: percent(tested.naive.wape),
        naive_rmsse: hundredths(tested.naive.rmsse),
        beats_naive_by_rmsse: beatsNaive(tested),
      }),
    ),
    series: scored.length,
    waiting: 0,
    refused: series.length - series.filter(({ result }) => result.kind === 'forecast').length,
  };
}

/** Means over products, weighed by what they sold for. */
function backtestSummary(scored: readonly Backtested[]): Record<string, unknown> {
  const weight = scored.reduce((sum, each) => sum + each.weight, 0);
  const mean = (value: (tested: Backtest) => number | undefined): number | undefined =>
    weight > 0
      ? scored.reduce((sum, each) => sum + each.weight * (value(each.tested) ?? 0), 0) / weight
      : undefined;
  const [own, naive] = [mean(({ wape }) => wape), mean((tested) => tested.naive.wape)];
  return present({
    products: scored.length,
    wape_percent: percent(own),
    bias_percent: percent(mean(({ bias }) => bias)),
    inside80_percent: percent(mean(({ coverage80 }) => coverage80)),
    inside95_percent: percent(mean(({ coverage95 }) => coverage95)),
    naive_wape_percent: percent(naive),
    value_added_percent:
      own === undefined || naive === undefined || naive === 0 ? undefined : percent(1 - own / naive),
    beat_naive_by_rmsse: scored.filter(({ tested }) => beatsNaive(tested)).length,
    naive_used: scored.filter(({ method }) => method === 'seasonal_naive').length,
  });
}

interface Backtested {
  readonly id: string;
  readonly method: string;
  readonly demand: string;
  readonly tested: Backtest;
  /** Net sales of the series, so that products add up. */
  readonly weight: number;
  /** Mean absolute error of a step in money: by this the worst come first. */
  readonly errorValue: number;
}

function backtestOf({ id, daily, steps, result }: SeriesForecast): Backtested[] {
  if (result.kind !== 'forecast' || result.backtest === undefined) return [];
  const { backtest: tested, method, demand } = result;
  const weight = daily.values.reduce<number>(
    (sum, value, index) => sum + (value ?? 0) * (daily.prices[index] ?? 0),
    0,
  );
  const known = steps.values.filter((value) => value !== undefined).length;
  return [{ id, method, demand, tested, weight, errorValue: ((tested.wape ?? 0) * weight) / known }];
}

function accuracy(score: Realised): Record<string, unknown> {
  return present({
    forecasts: score.forecasts,
    steps: score.steps,
    wape_percent: percent(score.wape),
    bias_percent: percent(score.bias),
    inside80_percent: percent(score.inside80),
    inside95_percent: percent(score.inside95),
    naive_wape_percent: percent(score.naive_wape),
    value_added_percent: percent(score.value_added),
  });
}

function percent(share: number | undefined): number | undefined {
  return share === undefined ? undefined : Math.round(share * 1_000) / 10;
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
