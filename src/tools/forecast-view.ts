import * as z from 'zod';
import type { SeriesForecast } from '../domain/forecast/forecast-request.js';
import { beatsNaive } from '../domain/forecast/score.js';
import type { Forecast } from '../domain/forecast/types.js';
import { present } from './amounts.js';
import { rounded, Summed, summed } from './forecast-sums.js';

/** One series of an answer. */
export const Series = z.object({
  id: z.string(),
  name: z.string(),
  unit: z.string().optional(),
  total: Summed.describe('Of all steps ahead together.'),
  lead_time: Summed.optional(),
  past: z
    .array(z.object({ on: z.string(), value: z.number().optional() }))
    .describe('No value: closed or out of stock.'),
  ahead: z
    .array(
      z.object({
        on: z.string(),
        value: z.number(),
        low80: z.number(),
        high80: z.number(),
        low95: z.number(),
        high95: z.number(),
      }),
    )
    .optional(),
  method: z.string(),
  why: z.array(z.string()),
  demand: z.string().describe('Syntetos-Boylan class.'),
  effects: z
    .record(z.string(), z.number())
    .optional()
    .describe('price_elasticity; of others the change of demand in percent.'),
  backtest: z.record(z.string(), z.unknown()).optional(),
});

interface Asked {
  readonly horizon: number;
  readonly lead_time?: number | undefined;
  readonly past: number;
}

/**
 * A forecast as an answer shows it.
 *
 * @param past steps of the history to show; with the steps ahead only where they are shown in full.
 */
export function shownForecast(
  { id, steps, gaps }: SeriesForecast,
  forecast: Forecast,
  { horizon, lead_time: lead, past }: Asked,
  { name, unit }: { readonly name: string; readonly unit?: string | undefined },
  inFull: boolean,
): z.input<typeof Series> {
  const { point, interval80, interval95, effects, backtest } = forecast;
  const from = Math.max(0, steps.values.length - (inFull ? past : 0));
  return {
    id,
    name,
    ...(unit === undefined ? {} : { unit }),
    total: summed(forecast, horizon),
    ...(lead === undefined ? {} : { lead_time: summed(forecast, lead) }),
    past: steps.values.slice(from).map((value, index) => ({
      on: steps.starts[from + index] ?? '',
      ...(value === undefined ? {} : { value: rounded(value) }),
    })),
    ...(inFull
      ? {
          ahead: [...point].map((value, step) => ({
            on: steps.ahead(step + 1),
            value: rounded(value),
            low80: rounded(interval80.low[step] ?? 0),
            high80: rounded(interval80.high[step] ?? 0),
            low95: rounded(interval95.low[step] ?? 0),
            high95: rounded(interval95.high[step] ?? 0),
          })),
        }
      : {}),
    method: forecast.method,
    why: [
      ...forecast.reasons,
      ...(gaps === 0 ? [] : [`${gaps} days without a sale are taken for a gap in supply and left out.`]),
    ],
    demand: forecast.demand,
    ...(Object.keys(effects).length === 0
      ? {}
      : {
          effects: Object.fromEntries(Object.entries(effects).map(effectShown)),
        }),
    ...(backtest === undefined
      ? {}
      : {
          backtest: present({
            origins: backtest.origins,
            steps: backtest.steps,
            wape_percent: percent(backtest.wape),
            bias_percent: percent(backtest.bias),
            rmsse: rounded(backtest.rmsse),
            inside80_percent: percent(backtest.coverage80),
            inside95_percent: percent(backtest.coverage95),
            scaled_pinball_loss: rounded(backtest.pinball),
            naive_wape_percent: percent(backtest.naive.wape),
            naive_rmsse: rounded(backtest.naive.rmsse),
            ...(forecast.method === 'seasonal_naive'
              ? { combination_rmsse: rounded(backtest.combination.rmsse) }
              : {}),
            beats_naive_by_rmsse: beatsNaive(backtest),
          }),
        }),
  };
}

/** A price acts by its logarithm, a discount or festival on the logarithm of demand. */
function effectShown([name, effect]: [string, number]): [string, number] {
  return name === 'price'
    ? ['price_elasticity', rounded(effect)]
    : [`${name} %`, rounded(100 * Math.expm1(effect))];
}

function percent(share: number | undefined): number | undefined {
  return share === undefined ? undefined : Math.round(share * 1_000) / 10;
}
