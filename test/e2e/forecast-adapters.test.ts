import { describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { awsServer } from '../support/aws-server.js';
import { halfYearOfSales } from '../support/half-year.js';
import { dataDir, StdioServer } from '../support/stdio-server.js';

const Asked = z.object({ configuration: z.object({ quantiles: z.array(z.string()) }) });

const Answer = z.object({
  forecasts: z.array(
    z.looseObject({
      method: z.string(),
      ahead: z.array(z.looseObject({ value: z.number() })),
      why: z.array(z.string()),
    }),
  ),
  explanation: z.record(z.string(), z.string()),
});

describe('a server with an endpoint and a model', () => {
  test('serves their figures and words, and its own once they fail', async () => {
    let down = false;
    const fail = { kind: 'error', status: 503, type: 'ServiceUnavailable' } as const;
    const endpoint = await awsServer('SAGEMAKER_RUNTIME', (body) => {
      if (down) return fail;
      const row = (value: number): number[] => new Array<number>(9).fill(value);
      const { quantiles } = Asked.parse(body).configuration;
      const mean = row(20);
      const spread = Object.fromEntries(quantiles.map((share) => [share, row(10 + 20 * Number(share))]));
      return { kind: 'answer', body: { predictions: [{ mean, quantiles: spread }] } };
    });
    await awsServer('BEDROCK_RUNTIME', () =>
      down
        ? fail
        : {
            kind: 'answer',
            body: {
              output: { message: { role: 'assistant', content: [{ text: 'Expect 140 in 7 days.' }] } },
              stopReason: 'end_turn',
            },
          },
    );
    vi.stubEnv('MUNSHI_SAGEMAKER_ENDPOINT', 'demand-1');
    vi.stubEnv('MUNSHI_BEDROCK_MODEL', 'amazon.nova-micro-v1:0');
    const server = new StdioServer(dataDir());
    await server.call('import_file', {
      kind: 'sales',
      content: halfYearOfSales(),
      dry_run: false,
      idempotency_key: 'sales-of-half-a-year',
    });
    const ask = async () =>
      Answer.parse(
        await server.call('generate_forecast', { products: ['Masala Chai'], horizon: 7, explain: true }),
      );
    const served = await ask();
    expect(served.forecasts[0]?.method).toBe('sagemaker');
    expect(served.forecasts[0]?.ahead.map(({ value }) => value)).toEqual(new Array(7).fill(20));
    expect(served.explanation).toEqual({
      by: 'bedrock',
      text: expect.stringMatching(/^Expected in the next 7 days: 140 /),
      untrusted_text: 'Expect 140 in 7 days.',
    });
    await server.call('forecast_report', { source: 'backtest' });
    expect(endpoint.requests).toHaveLength(1);
    down = true;
    const own = await ask();
    expect(own.forecasts[0]?.method).not.toBe('sagemaker');
    expect(own.forecasts[0]?.why.join(' ')).toContain('could not be reached or failed');
    expect(own.explanation).toEqual({
      by: 'template',
      text: expect.any(String),
      failure: 'The language model could not be reached or failed.',
    });
    await server.leave();
  });
});
