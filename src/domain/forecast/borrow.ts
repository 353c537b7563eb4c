import type { Forecast, ForecastInput, ForecastOptions } from './types.js';

/** Siblings that a new product may borrow from. */
const LEAST_SIBLINGS = 3;
/** Own observed steps that the siblings' level is worth. */
const PRIOR_STEPS = 7;

/**
 * A forecast for a product too new for one of its own: the median of its group's forecasts step by step, drawn to its own
 * first sales as far as there are any, with intervals wide enough to hold most of the group's.
 *
 * @returns undefined where the group has fewer than three forecasts of their own to borrow from
 */
export function borrowed(
  { id, values, group }: ForecastInput,
  siblings: readonly Forecast[],
  { horizon }: ForecastOptions,
): Forecast | undefined {
  if (group === undefined || siblings.length < LEAST_SIBLINGS) return undefined;
  const [model] = siblings;
  if (model === undefined) return undefined;
  const at = (of: (sibling: Forecast) => number, share: number) => {
    const sorted = siblings.map(of).sort((a, b) => a - b);
    return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  };
  const own = values
    .filter((value): value is number => value !== undefined)
    .map((value) => Math.max(0, value));
  const middle = Float64Array.from({ length: horizon }, (_, j) => at(({ point }) => point[j] ?? 0, 0.5));
  const usual = middle.reduce((sum, value) => sum + value, 0) / horizon;
  const mean = own.reduce((sum, value) => sum + value, 0) / Math.max(1, own.length);
  const level = (own.length * mean + PRIOR_STEPS * usual) / (own.length + PRIOR_STEPS);
  const factor = usual > 0 ? level / usual : 1;
  const columns = model.spread.shares;
  const table = Float64Array.from({ length: horizon * columns.length }, (_, cell) => {
    const share = columns[cell % columns.length] ?? 0.5;
    // Below the middle the siblings' low ends, above it their high ones.
    return factor * at(({ spread }) => spread.table[cell] ?? 0, share < 0.5 ? 0.2 : share > 0.5 ? 0.8 : 0.5);
  });
  const column = (share: number) => {
    const s = columns.findIndex((known) => Math.abs(known - share) < 1e-9);
    return Float64Array.from({ length: horizon }, (_, j) => table[j * columns.length + s] ?? 0);
  };
  const point = middle.map((value) => factor * value);
  const interval = (level: number) => {
    const tail = (1 - level) / 2;
    const [low, high] = [column(tail), column(1 - tail)];
    return {
      low: low.map((value, j) => Math.min(value, point[j] ?? 0)),
      high: high.map((value, j) => Math.max(value, point[j] ?? 0)),
    };
  };
  return {
    kind: 'forecast',
    id,
    point,
    interval80: interval(0.8),
    interval95: interval(0.95),
    spread: { shares: columns, table, unit: 0, level: 0.9, drift: 0 },
    method: 'borrowed',
    weights: {},
    reasons: [
      `There are ${own.length} observed steps, too few for a forecast of its own: it is borrowed from ${siblings.length} products of ${group}.`,
    ],
    demand: model.demand,
    adi: model.adi,
    cv2: model.cv2,
    effects: {},
    backtest: undefined,
  };
}
