import type { SageMakerRuntimeClient } from '@aws-sdk/client-sagemaker-runtime';
import * as z from 'zod';
import { connectAws } from '../aws-client.js';
import { ask } from '../upstream.js';
import type {
  CalendarSeries,
  ForecastingCall,
  ForecastingFailure,
  ForecastingPort,
  ForecastingRequest,
  ServedDistribution,
} from './forecasting.js';

/** Series in one request. */
const BATCH = 50;
/** Requests in flight at once. */
const LANES = 4;
/** Sample paths behind the quantiles: enough for the outermost, one in two hundred. */
const SAMPLES = 200;
const DEADLINE = 20_000;

const Steps = z.array(z.number());
const Answer = z.object({
  predictions: z.array(z.object({ mean: Steps, quantiles: z.record(z.string(), Steps) })),
});

type Batch = readonly ServedDistribution[] | ForecastingFailure;

/**
 * An endpoint of Amazon SageMaker that speaks DeepAR's JSON inference format, without categories and dynamic features
 * (Amazon SageMaker AI Developer Guide, "DeepAR Inference Formats"). Region and credentials by the usual AWS
 * configuration. After a failure no further batch of the same call is sent.
 */
export class SageMakerForecasts implements ForecastingPort {
  readonly #endpoint: string;
  readonly #deadline: number;
  #client: Promise<SageMakerRuntimeClient> | undefined;

  /** @param deadline milliseconds for one batch with its second attempt */
  constructor(endpoint: string, deadline = DEADLINE) {
    this.#endpoint = endpoint;
    this.#deadline = deadline;
  }

  async forecast(
    series: readonly CalendarSeries[],
    request: ForecastingRequest,
    { signal, onProgress }: ForecastingCall = {},
  ): Promise<readonly (ServedDistribution | ForecastingFailure)[]> {
    const results: (ServedDistribution | ForecastingFailure)[] = [];
    let failure: ForecastingFailure | undefined;
    let [next, done] = [0, 0];
    const lane = async (): Promise<void> => {
      while (next < series.length) {
        const from = next;
        const batch = series.slice(from, from + BATCH);
        next += BATCH;
        const made: Batch = failure ?? (await this.#ask(batch, request, signal));
        if (typeof made === 'string') failure = made;
        batch.forEach((_, index) => {
          results[from + index] = typeof made === 'string' ? made : (made[index] ?? 'other_count');
        });
        done += batch.length;
        onProgress?.(done);
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    return results;
  }

  async close(): Promise<void> {
    (await this.#client?.catch(() => undefined))?.destroy();
  }

  async #ask(
    batch: readonly CalendarSeries[],
    { steps, shares }: ForecastingRequest,
    signal: AbortSignal | undefined,
  ): Promise<Batch> {
    // Outside the deadline: the SDK is loaded with the first request.
    const { InvokeEndpointCommand, SageMakerRuntimeClient: Client } = await import(
      '@aws-sdk/client-sagemaker-runtime'
    );
    this.#client ??= connectAws((config) => new Client(config));
    const client = await this.#client;
    const body = JSON.stringify({
      instances: batch.map(({ start, values }) => ({
        start: `${start} 00:00:00`,
        target: values.map((value) => value ?? 'NaN'),
      })),
      configuration: {
        num_samples: SAMPLES,
        output_types: ['mean', 'quantiles'],
        quantiles: shares.map(String),
      },
    });
    const answered = await ask(
      async (abortSignal) => {
        const { Body } = await client.send(
          new InvokeEndpointCommand({
            EndpointName: this.#endpoint,
            ContentType: 'application/json',
            Accept: 'application/json',
            Body: body,
          }),
          { abortSignal },
        );
        const json: unknown = JSON.parse(new TextDecoder().decode(Body));
        return json;
      },
      { deadline: this.#deadline, signal },
    );
    return answered.ok ? readAnswer(answered.answer, batch.length, steps, shares) : answered.failure;
  }
}

function readAnswer(json: unknown, count: number, steps: number, shares: readonly number[]): Batch {
  const read = Answer.safeParse(json);
  if (!read.success) return 'malformed';
  const { predictions } = read.data;
  if (predictions.length !== count) return 'other_count';
  const made: ServedDistribution[] = [];
  for (const { mean, quantiles } of predictions) {
    const byShare = new Map(Object.entries(quantiles).map(([share, values]) => [Number(share), values]));
    const rows = shares.flatMap((share) => {
      const row = byShare.get(share);
      return row === undefined ? [] : [row];
    });
    if (rows.length < shares.length) return 'malformed';
    if ([mean, ...rows].some((row) => row.length < steps)) return 'too_short';
    made.push({ mean, quantiles: rows });
  }
  return made;
}
