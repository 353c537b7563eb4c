import { setMaxListeners } from 'node:events';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import type { Piscina } from 'piscina';
import { ClerkError } from '../../errors.js';
import type { Calibration } from '../calibration.js';
import type { Taught } from '../forecast.js';
import type { ForecastInput, ForecastOptions, ForecastResult } from '../types.js';
import type { Forecaster } from './forecaster.js';
import type { Answer, Task } from './worker.js';

/** Series that are worked on in one go: a quarter of a second, and sent to a thread within some milliseconds. */
const BATCH = 25;
/** How long an idle thread stays, in milliseconds. */
const IDLE = 60_000;
/** How much less urgent the threads are than the one that answers. */
const NICE = 5;

export interface PoolCall {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number, total: number, message: string) => void) | undefined;
  /** What the series are forecast under. Without it they learn from each other, in one thread. */
  readonly taught?: Taught | undefined;
}

/**
 * Forecasts in threads of their own, one fewer than the machine has processors, so that other calls are answered
 * meanwhile. Threads start with the first forecast.
 */
export class ForecastPool implements Forecaster {
  #threads: Promise<Piscina<Task, Answer>> | undefined;

  /**
   * Forecasts series of one grain.
   *
   * @throws ClerkError as `forecastMany` does.
   */
  async run(
    inputs: readonly ForecastInput[],
    options: ForecastOptions,
    { signal, onProgress, taught }: PoolCall = {},
  ): Promise<ForecastResult[]> {
    const size = taught === undefined ? Math.max(1, inputs.length) : BATCH;
    const batches = Array.from({ length: Math.ceil(inputs.length / size) }, (_, index) =>
      inputs.slice(index * size, (index + 1) * size),
    );
    // Each batch that waits listens to it.
    if (signal !== undefined) setMaxListeners(0, signal);
    let done = 0;
    onProgress?.(0, inputs.length, 'forecasting');
    const results = await Promise.all(
      batches.map(async (batch) => {
        const answer = await this.#work({ kind: 'forecast', inputs: batch, options, taught }, signal);
        done += batch.length;
        onProgress?.(done, inputs.length, 'forecasting');
        return answer.kind === 'forecast' ? answer.results : [];
      }),
    );
    return results.flat();
  }

  async teachShop(inputs: readonly ForecastInput[], options: ForecastOptions): Promise<Calibration> {
    const answer = await this.#work({ kind: 'shop', inputs, options });
    if (answer.kind !== 'shop') throw new Error('A thread answered another task.');
    return answer.calibration;
  }

  async teachGroup(
    inputs: readonly ForecastInput[],
    options: ForecastOptions,
    lends: Calibration | undefined,
  ): Promise<Pick<Taught, 'commons' | 'lending'>> {
    const answer = await this.#work({ kind: 'group', inputs, options, lends });
    if (answer.kind !== 'group') throw new Error('A thread answered another task.');
    return answer.taught;
  }

  async close(): Promise<void> {
    const threads = await this.#threads?.catch(() => undefined);
    await threads?.destroy();
  }

  async #work(task: Task, signal?: AbortSignal): Promise<Answer> {
    this.#threads ??= startThreads();
    const threads = await this.#threads;
    return threads
      .run(task, signal === undefined ? {} : { signal })
      .catch((error: unknown) => Promise.reject(told(error, signal)));
  }
}

async function startThreads(): Promise<Piscina<Task, Answer>> {
  const { Piscina: Threads } = await import('piscina');
  return new Threads<Task, Answer>({
    filename: createRequire(import.meta.url).resolve('#forecast-worker'),
    // One processor is left to what answers calls.
    maxThreads: Math.max(1, availableParallelism() - 1),
    minThreads: 0,
    idleTimeout: IDLE,
    maxQueue: Number.POSITIVE_INFINITY,
    // What answers calls comes first where processors are few.
    niceIncrement: NICE,
  });
}

/** An error as it was thrown: what comes from another thread has lost its class. */
function told(error: unknown, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted === true)
    return new ClerkError('cancelled', 'The forecast was cancelled before it finished.');
  return error;
}
