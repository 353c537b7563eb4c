import { coherent } from './coherent.js';
import type { DemandClass } from './demand/classify.js';
import { quantileOf } from './numeric/series.js';
import { shareAt } from './spread/shares.js';
import type { Forecast, ForecastInput, ForecastOptions } from './types.js';

/** Siblings that a new product may borrow from. */
const LEAST_SIBLINGS = 3;
/** Own observed steps that the siblings' level is worth. */
const PRIOR_STEPS = 7;

/** What a group of products lends a new one, as plain data. */
export interface Lending {
  readonly group: string;
  readonly siblings: number;
  /** Median of the siblings' forecasts, step by step. */
  readonly point: Float64Array;
  /** Quantiles of each step, row by step: below the middle the siblings' low ends, above it their high ones. */
  readonly shares: readonly number[];
  readonly table: Float64Array;
  readonly demand: DemandClass;
  readonly adi: number;
  readonly cv2: number;
}

/** @returns undefined where the group has fewer than three forecasts of their own to borrow from */
export function lendingOf(group: string, siblings: readonly Forecast[]): Lending | undefined {
  const [model] = siblings;
  if (model === undefined || siblings.length < LEAST_SIBLINGS) return undefined;
  const { shares, table } = model.spread;
  const across = (of: (sibling: Forecast) => number, share: number) =>
    quantileOf(Float64Array.from(siblings, of).sort(), share);
  return {
    group,
    siblings: siblings.length,
    point: model.point.map((_, j) => across(({ point }) => point[j] ?? 0, 0.5)),
    shares,
    table: table.map((_, cell) => {
      const share = shares[cell % shares.length] ?? 0.5;
      return across(({ spread }) => spread.table[cell] ?? 0, share < 0.5 ? 0.2 : share > 0.5 ? 0.8 : 0.5);
    }),
    demand: model.demand,
    adi: model.adi,
    cv2: model.cv2,
  };
}

/**
 * A forecast for a product too new for one of its own: its group's, drawn to its own first sales as far as there are any,
 * with intervals wide enough to hold most of the group's.
 */
export function borrowed(
  { id, values, exposure }: ForecastInput,
  { group, siblings, point: usual, shares, table, demand, adi, cv2 }: Lending,
  { horizon, tested = horizon }: ForecastOptions,
): Forecast {
  const own = values.flatMap((value, t) =>
    value === undefined ? [] : [Math.max(0, value) / (exposure?.[t] ?? 1)],
  );
  const first = usual.subarray(0, tested);
  const common = first.reduce((sum, value) => sum + value, 0) / first.length;
  const mean = own.reduce((sum, value) => sum + value, 0) / Math.max(1, own.length);
  const level = (own.length * mean + PRIOR_STEPS * common) / (own.length + PRIOR_STEPS);
  const factor = common > 0 ? level / common : 1;
  const scaled = table.map((value) => factor * value);
  const column = (share: number) => usual.map((_, j) => scaled[j * shares.length + shareAt(share)] ?? 0);
  return coherent(
    {
      kind: 'forecast',
      id,
      point: usual.map((value) => factor * value),
      interval80: { low: column(0.1), high: column(0.9) },
      interval95: { low: column(0.025), high: column(0.975) },
      spread: { shares, table: scaled, unit: 0, level: 0.9, drift: 0 },
      method: 'borrowed',
      weights: {},
      reasons: [
        `${own.length === 1 ? 'There is 1 observed step' : `There are ${own.length} observed steps`}, too few for a forecast of its own: it is borrowed from ${siblings} products of ${group}.`,
      ],
      observed: own.length,
      demand,
      adi,
      cv2,
      effects: {},
      backtest: undefined,
    },
    horizon,
  );
}
