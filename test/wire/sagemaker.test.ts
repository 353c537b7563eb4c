import { describe, expect, onTestFinished, test } from 'vitest';
import * as z from 'zod';
import type { CalendarSeries } from '../../src/domain/ports/forecasting/forecasting.js';
import { SageMakerForecasts } from '../../src/domain/ports/forecasting/sagemaker.js';
import { awsServer, SECRET, type Turn } from '../support/aws-server.js';
import { clerkError } from '../support/failures.js';

const SHARES = [0.1, 0.5, 0.9];
const STEPS = 3;

const Request = z.object({
  instances: z.array(
    z.object({ start: z.string(), target: z.array(z.union([z.number(), z.literal('NaN')])) }),
  ),
  configuration: z.object({
    num_samples: z.int(),
    output_types: z.array(z.string()),
    quantiles: z.array(z.string()),
  }),
});

/** Expects of each series its last value; quantiles a tenth around it. */
function predict(body: unknown): Turn {
  const { instances, configuration } = Request.parse(body);
  const predictions = instances.map(({ target }) => {
    const last = Number(target.at(-1));
    const row = (value: number): number[] => Array.from({ length: STEPS + 2 }, () => value);
    return {
      mean: row(last),
      quantiles: Object.fromEntries(
        configuration.quantiles.map((share) => [share, row(last * (0.5 + Number(share)))]),
      ),
    };
  });
  return { kind: 'answer', body: { predictions } };
}

const series = (count: number): CalendarSeries[] =>
  Array.from({ length: count }, (_, index) => ({ start: '2026-01-01', values: [4, undefined, 10 + index] }));

function endpoint(deadline?: number): SageMakerForecasts {
  const port = new SageMakerForecasts('demand-1', deadline);
  onTestFinished(() => port.close());
  return port;
}

const REQUEST = { steps: STEPS, shares: SHARES };

/** What comes of two series where every request is met so. */
async function met(turn: Turn, deadline?: number) {
  const server = await awsServer('SAGEMAKER_RUNTIME', () => turn);
  const [first, second] = await endpoint(deadline).forecast(series(2), REQUEST);
  expect(JSON.stringify([first, second])).not.toContain(SECRET);
  expect(second).toEqual(first);
  return { outcome: first, tries: server.requests.length };
}

const error = (status: number, type: string): Turn => ({ kind: 'error', status, type });

describe('an endpoint', () => {
  test('is sent DeepAR’s format and answers in it', async () => {
    const server = await awsServer('SAGEMAKER_RUNTIME', predict);
    const made = await endpoint().forecast(series(1), REQUEST);
    expect(server.requests).toEqual([
      {
        path: '/endpoints/demand-1/invocations',
        body: {
          instances: [{ start: '2026-01-01 00:00:00', target: [4, 'NaN', 10] }],
          configuration: {
            num_samples: 200,
            output_types: ['mean', 'quantiles'],
            quantiles: ['0.1', '0.5', '0.9'],
          },
        },
      },
    ]);
    const row = (value: number): number[] => [value, value, value, value, value];
    expect(made).toEqual([{ mean: row(10), quantiles: [row(6), row(10), row(14)] }]);
  });

  test('is sent at most fifty series at once, and each gets its own answer', async () => {
    const server = await awsServer('SAGEMAKER_RUNTIME', predict);
    const progress: number[] = [];
    const made = await endpoint().forecast(series(120), REQUEST, {
      onProgress: (done) => progress.push(done),
    });
    const sizes = server.requests.map(({ body }) => Request.parse(body).instances.length);
    expect(sizes.sort((a, b) => a - b)).toEqual([20, 50, 50]);
    expect(made.map((one) => (typeof one === 'string' ? one : one.mean[0]))).toEqual(
      Array.from({ length: 120 }, (_, index) => 10 + index),
    );
    expect(progress.at(-1)).toBe(120);
  });

  test.each([
    ['throttles once', error(400, 'ThrottlingException')],
    ['fails once', error(500, 'InternalFailure')],
    ['drops the connection once', { kind: 'disconnect' } as const],
  ])('that %s is asked again', async (_, turn) => {
    const server = await awsServer('SAGEMAKER_RUNTIME', (body, number) =>
      number === 0 ? turn : predict(body),
    );
    const made = await endpoint().forecast(series(1), REQUEST);
    expect(made[0]).toMatchObject({ mean: [10, 10, 10, 10, 10] });
    expect(server.requests).toHaveLength(2);
  });

  test('that fails is asked twice at most, and no further batch is sent', async () => {
    const server = await awsServer('SAGEMAKER_RUNTIME', () => error(503, 'ServiceUnavailable'));
    const made = await endpoint().forecast(series(500), REQUEST);
    expect(new Set(made)).toEqual(new Set(['unavailable']));
    expect(made).toHaveLength(500);
    // Four in flight, each twice, of ten batches.
    expect(server.requests.length).toBeLessThanOrEqual(8);
  });
});

describe('in place of an answer', () => {
  test.each([
    ['throttling', error(400, 'ThrottlingException'), 'throttled', 2],
    ['a model that is not ready', error(429, 'ModelNotReadyException'), 'throttled', 2],
    ['5xx', error(500, 'InternalFailure'), 'unavailable', 2],
    ['a model that fails', error(424, 'ModelError'), 'unavailable', 1],
    ['a refusal', error(400, 'ValidationError'), 'refused', 1],
    ['no right to it', error(403, 'AccessDeniedException'), 'not_configured', 1],
    ['a disconnect', { kind: 'disconnect' }, 'unavailable', 2],
    ['no JSON', { kind: 'raw', text: '<html>' }, 'malformed', 1],
    ['something else', { kind: 'answer', body: { predictions: [{ mean: ['NaN'] }] } }, 'malformed', 1],
  ] as const)('%s', async (_, turn, failure, tries) => {
    const { outcome, tries: made } = await met(turn);
    expect([outcome, made]).toEqual([failure, tries]);
  });

  test('half of a body', async () => {
    const whole = predict({
      instances: [{ start: '', target: [1] }],
      configuration: { num_samples: 1, output_types: [], quantiles: SHARES.map(String) },
    });
    if (whole.kind !== 'answer') throw new Error('no answer');
    expect((await met({ kind: 'truncate', body: whole.body })).outcome).toBe('unavailable');
  });

  test('silence, until the deadline', async () => {
    expect((await met({ kind: 'hang' }, 300)).outcome).toBe('timeout');
  });

  test('predictions for another number of series', async () => {
    await awsServer('SAGEMAKER_RUNTIME', (body) => {
      const { instances, ...rest } = Request.parse(body);
      return predict({ instances: instances.slice(1), ...rest });
    });
    expect(await endpoint().forecast(series(2), REQUEST)).toEqual(['other_count', 'other_count']);
  });

  test('a quantile too few, or steps too few', async () => {
    await awsServer('SAGEMAKER_RUNTIME', (body, number) => {
      const { instances, configuration } = Request.parse(body);
      return number > 0
        ? predict(body)
        : predict({ instances, configuration: { ...configuration, quantiles: ['0.1', '0.9'] } });
    });
    const port = endpoint();
    expect(await port.forecast(series(1), REQUEST)).toEqual(['malformed']);
    expect(await port.forecast(series(1), { ...REQUEST, steps: STEPS + 3 })).toEqual(['too_short']);
  });
});

test('a cancelled call ends', async () => {
  const stop = new AbortController();
  await awsServer('SAGEMAKER_RUNTIME', () => {
    stop.abort();
    return { kind: 'hang' };
  });
  const error = await clerkError(endpoint().forecast(series(1), REQUEST, { signal: stop.signal }));
  expect(error.code).toBe('cancelled');
});
