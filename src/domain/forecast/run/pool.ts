import { setMaxListeners } from 'node:events';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import type { Piscina } from 'piscina';
import { ClerkError } from '../../errors.js';
import type { ForecastInput, ForecastResult } from '../types.js';
import type { Batch } from './worker.js';

/** Series that learn from each other and are worked on in one go: a second or two of work. */
const BATCH = 100;
/** How long an idle thread stays, in milliseconds. */
const IDLE = 60_000;

export interface PoolCall {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, total: number, message: string) => void) | undefined;
}

/**
 * Forecasts in threads of their own, as many as the machine has processors, so that other calls are answered
 * meanwhile. Threads start with the first forecast.
 */
export class ForecastPool {
  #threads: Promise<Piscina<Batch, ForecastResult[]>> | undefined;

  /**
   * Forecasts series of one grain, batch by batch in their order: those that should learn from each other stand
   * together.
   *
   * @throws ClerkError as `forecastMany` does.
   */
  async run(
    inputs: readonly ForecastInput[],
    horizon: number,
    call: PoolCall = {},
  ): Promise<ForecastResult[]> {
    const { signal, onProgress } = call;
    this.#threads ??= startThreads();
    const threads = await this.#threads;
    const batches = Array.from({ length: Math.ceil(inputs.length / BATCH) }, (_, index) =>
      inputs.slice(index * BATCH, (index + 1) * BATCH),
    );
    // Each batch that waits listens to it.
    if (signal !== undefined) setMaxListeners(0, signal);
    let done = 0;
    onProgress?.(0, inputs.length, 'forecasting');
    const results = await Promise.all(
      batches.map(async (batch) => {
        const made = await threads
          .run({ inputs: batch, horizon }, signal === undefined ? {} : { signal })
          .catch((error: unknown) => Promise.reject(told(error, signal)));
        done += batch.length;
        onProgress?.(done, inputs.length, 'forecasting');
        return made;
      }),
    );
    return results.flat();
  }

  async close(): Promise<void> {
    const threads = await this.#threads?.catch(() => undefined);
    await threads?.destroy();
  }
}

async function startThreads(): Promise<Piscina<Batch, ForecastResult[]>> {
  const { Piscina: Threads } = await import('piscina');
  return new Threads<Batch, ForecastResult[]>({
    filename: createRequire(import.meta.url).resolve('#forecast-worker'),
    maxThreads: availableParallelism(),
    minThreads: 0,
    idleTimeout: IDLE,
    maxQueue: Number.POSITIVE_INFINITY,
  });
}

/** An error as it was thrown: what comes from another thread has lost its class. */
function told(error: unknown, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted === true)
    return new ClerkError('cancelled', 'The forecast was cancelled before it finished.');
  return error;
}
