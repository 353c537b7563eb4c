import { describe, expect, onTestFinished, test } from 'vitest';
import { BedrockLanguage } from '../../src/domain/ports/language/bedrock.js';
import { awsServer, SECRET, type Turn } from '../support/aws-server.js';
import { clerkError } from '../support/failures.js';

const REQUEST = {
  task: 'Explain this.',
  facts: [{ name: 'expected in the next 14 days', figure: '120.5 packets' }],
  names: ['Tea'],
};
const MODEL = 'amazon.nova-micro-v1:0';

function model(deadline?: number): BedrockLanguage {
  const port = new BedrockLanguage(MODEL, deadline);
  onTestFinished(() => port.close());
  return port;
}

const answer = (text: string, stopReason = 'end_turn'): Turn => ({
  kind: 'answer',
  body: {
    output: { message: { role: 'assistant', content: [{ text }] } },
    stopReason,
    usage: { inputTokens: 1, outputTokens: 1, totalTokens: 2 },
    metrics: { latencyMs: 1 },
  },
});
const error = (status: number, type: string): Turn => ({ kind: 'error', status, type });

describe('a model', () => {
  test('is sent task, facts and names, without chance', async () => {
    const server = await awsServer('BEDROCK_RUNTIME', () => answer('Tea: 120.5 packets.'));
    expect(await model().words(REQUEST)).toEqual({ ok: true, text: 'Tea: 120.5 packets.' });
    expect(server.requests).toEqual([
      {
        path: `/model/${encodeURIComponent(MODEL)}/converse`,
        body: {
          system: [{ text: expect.stringContaining('Copy every figure exactly') }],
          messages: [{ role: 'user', content: [{ text: JSON.stringify(REQUEST) }] }],
          inferenceConfig: { temperature: 0, maxTokens: 250 },
        },
      },
    ]);
  });

  test.each([
    ['throttles once', error(429, 'ThrottlingException')],
    ['fails once', error(500, 'InternalServerException')],
    ['drops the connection once', { kind: 'disconnect' } as const],
  ])('that %s is asked again', async (_, turn) => {
    const server = await awsServer('BEDROCK_RUNTIME', (_body, number) =>
      number === 0 ? turn : answer('Tea.'),
    );
    expect(await model().words(REQUEST)).toEqual({ ok: true, text: 'Tea.' });
    expect(server.requests).toHaveLength(2);
  });
});

describe('in place of an answer', () => {
  test.each([
    ['throttling', error(429, 'ThrottlingException'), 'throttled', 2],
    ['a quota', error(400, 'ServiceQuotaExceededException'), 'throttled', undefined],
    ['5xx', error(503, 'ServiceUnavailableException'), 'unavailable', 2],
    ['a model error, which is not tried again', error(424, 'ModelErrorException'), 'unavailable', 1],
    ['a model timeout', error(408, 'ModelTimeoutException'), 'timeout', undefined],
    ['a refusal', error(400, 'ValidationException'), 'refused', 1],
    ['no right to it', error(403, 'AccessDeniedException'), 'not_configured', 1],
    ['a disconnect', { kind: 'disconnect' }, 'unavailable', 2],
    ['no JSON', { kind: 'raw', text: '{"output": ' }, 'malformed', undefined],
    ['an empty object', { kind: 'answer', body: {} }, 'malformed', 1],
    ['an empty text', answer(' '), 'malformed', 1],
    ['a filtered text', answer('Tea', 'content_filtered'), 'stopped', 1],
    ['a guardrail', answer('Tea', 'guardrail_intervened'), 'stopped', 1],
    ['a text cut off', answer('Tea', 'max_tokens'), 'stopped', 1],
    ['malformed output', answer('Tea', 'malformed_model_output'), 'stopped', 1],
    ['half of a body', { kind: 'truncate', body: { output: 'x'.repeat(1_000) } }, 'unavailable', undefined],
  ] as const)('%s', async (_, turn, failure, tries) => {
    const server = await awsServer('BEDROCK_RUNTIME', () => turn);
    const words = await model().words(REQUEST);
    expect(words).toEqual({ ok: false, failure });
    expect(JSON.stringify(words)).not.toContain(SECRET);
    if (tries !== undefined) expect(server.requests).toHaveLength(tries);
  });

  test('silence, until the deadline', async () => {
    await awsServer('BEDROCK_RUNTIME', () => ({ kind: 'hang' }));
    expect(await model(300).words(REQUEST)).toEqual({ ok: false, failure: 'timeout' });
  });
});

test('a cancelled call ends', async () => {
  const stop = new AbortController();
  await awsServer('BEDROCK_RUNTIME', () => {
    stop.abort();
    return { kind: 'hang' };
  });
  expect((await clerkError(model().words(REQUEST, stop.signal))).code).toBe('cancelled');
});
