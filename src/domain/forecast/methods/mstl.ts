import { readFileSync } from 'node:fs';

type Augurs = typeof import('@bsull/augurs/mstl');

let loaded: Augurs | undefined;

/** Loads the decomposition's WebAssembly; call it once before `mstl`. Later calls do nothing. */
export async function loadMstl(): Promise<void> {
  if (loaded !== undefined) return;
  const module = await import('@bsull/augurs/mstl');
  const address = import.meta.resolve('@bsull/augurs/mstl');
  module.initSync({ module: readFileSync(new URL('mstl_bg.wasm', address)) });
  loaded = module;
}

/**
 * Forecasts by multiple seasonal-trend decomposition by loess (Bandara, Hyndman and Bergmeir 2021, arXiv 2107.13462; the
 * trend by non-seasonal exponential smoothing), on logarithms where the series is positive.
 *
 * @param y without gaps, two of the longest seasons or more
 * @returns undefined where the library is not loaded or finds no decomposition
 */
export function mstl(y: Float64Array, periods: readonly number[], horizon: number): Float64Array | undefined {
  if (loaded === undefined) return undefined;
  const positive = y.every((value) => value > 0);
  const model = loaded.MSTL.ets(Uint32Array.from(periods), {});
  try {
    model.fit(positive ? y.map(Math.log) : y);
    const point = Float64Array.from(model.predict(horizon).point, (value) =>
      positive ? Math.exp(value) : value,
    );
    return point.every(Number.isFinite) ? point : undefined;
  } catch {
    return undefined;
  } finally {
    model.free();
  }
}
