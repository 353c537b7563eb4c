import * as z from 'zod';
import type { ColumnType } from '../../ports/analytics/engine.js';
import type { Projection } from '../../ports/analytics/projection.js';
import type { RecordKind } from '../../ports/store/repository.js';
import { GRAINS } from '../history/steps.js';

const day = z.iso.date();
const amounts = z.array(z.number());

/** A forecast as it was given, to be compared with what came. Amounts in units, or in major units of the currency. */
export const KeptForecast = z.object({
  forecast_id: z.string().min(1).max(300),
  by: z.enum(['product', 'category', 'shop']),
  /** Id of the product or category; `shop`. */
  series_id: z.string(),
  counted: z.enum(['units', 'revenue']),
  grain: z.enum(GRAINS),
  /** Last day of the history it was made from. */
  last: day,
  method: z.string(),
  /** First day of each step. */
  starts: z.array(day),
  point: amounts,
  low80: amounts,
  high80: amounts,
  low95: amounts,
  high95: amounts,
});
export type KeptForecast = z.infer<typeof KeptForecast>;

/** One forecast of a series for each history it can be made from. */
export function keptId({
  last,
  grain,
  counted,
  by,
  series_id: series,
}: Pick<KeptForecast, 'last' | 'grain' | 'counted' | 'by' | 'series_id'>): string {
  return `${last}.${grain}.${counted}.${by}.${series}`;
}

export const KEPT_FORECAST: RecordKind<KeptForecast> = {
  type: 'forecast',
  schema: KeptForecast,
  id: (kept) => kept.forecast_id,
  key: (id) => ({ partition: `FORECAST#${id.slice(0, 7)}`, sort: id }),
};

const COLUMNS = {
  forecast_id: 'VARCHAR',
  scope: 'VARCHAR',
  series_id: 'VARCHAR',
  counted: 'VARCHAR',
  grain: 'VARCHAR',
  learned_until: 'DATE',
  ends: 'DATE',
  body: 'VARCHAR',
} as const satisfies Record<string, ColumnType>;

/** Kept forecasts as rows; `ends` is the first day of the last step, and `body` the record. */
export const FORECAST_PROJECTION: Projection = {
  type: KEPT_FORECAST.type,
  main: {
    name: 'kept_forecasts',
    columns: Object.entries(COLUMNS).map(([name, type]) => ({ name, type })),
  },
  rows: (body) => {
    const kept = KeptForecast.parse(body);
    return [
      [
        [
          kept.forecast_id,
          kept.by,
          kept.series_id,
          kept.counted,
          kept.grain,
          kept.last,
          kept.starts.at(-1) ?? kept.last,
          JSON.stringify(kept),
        ],
      ],
    ];
  },
};
