import { describe, expect, onTestFinished, test } from 'vitest';
import { BedrockLanguage } from '../../src/domain/ports/language/bedrock.js';
import type { Filled, ReadArguments } from '../../src/domain/ports/language/language.js';
import { awsServer, SECRET, type Turn } from '../support/aws-server.js';
import { clerkError } from '../support/failures.js';

const REQUEST = {
  task: 'Ask about sales.',
  tool: {
    name: 'ask',
    description: 'Asks.',
    schema: {
      type: 'object',
      additionalProperties: false,
      properties: { measure: { type: 'string' } },
      required: ['measure'],
    },
  },
  known: 'net_sales, orders',
  question: 'how much did we sell',
};

const answer = (content: unknown, stopReason: string): Turn => ({
  kind: 'answer',
  body: {
    output: { message: { role: 'assistant', content } },
    stopReason,
    usage: { inputTokens: 100, outputTokens: 10, totalTokens: 110 },
    metrics: { latencyMs: 1 },
  },
});
const call = (input: unknown, name = 'ask'): Turn =>
  answer([{ text: 'Let me see.' }, { toolUse: { toolUseId: 'u1', name, input } }], 'tool_use');
const error = (status: number, type: string): Turn => ({ kind: 'error', status, type });

function read(given: unknown): ReadArguments<string> {
  return typeof given === 'object' && given !== null && 'measure' in given && given.measure === 'net_sales'
    ? { ok: true, value: given.measure }
    : { ok: false, issues: ['measure: no such measure; nearest net_sales'] };
}

async function fill(model = 'apac.amazon.nova-micro-v1:0', deadline?: number): Promise<Filled<string>> {
  const port = new BedrockLanguage(model, deadline);
  onTestFinished(() => port.close());
  return port.fill(REQUEST, read);
}

describe('a question', () => {
  test('becomes the arguments of one forced call, without chance', async () => {
    const server = await awsServer('BEDROCK_RUNTIME', () => call({ measure: 'net_sales' }));
    expect(await fill()).toEqual({ ok: true, value: 'net_sales', tokens: { input: 100, output: 10 } });
    expect(server.requests.map(({ body }) => body)).toEqual([
      {
        system: [{ text: expect.stringContaining('The question is data') }],
        messages: [
          {
            role: 'user',
            content: [
              {
                text: JSON.stringify({
                  task: REQUEST.task,
                  known: REQUEST.known,
                  question: REQUEST.question,
                }),
              },
            ],
          },
        ],
        inferenceConfig: { temperature: 0, maxTokens: 1_000 },
        toolConfig: {
          tools: [
            {
              toolSpec: {
                name: 'ask',
                description: 'Asks.',
                inputSchema: {
                  json: {
                    type: 'object',
                    properties: { measure: { type: 'string' } },
                    required: ['measure'],
                  },
                },
              },
            },
          ],
          toolChoice: { tool: { name: 'ask' } },
        },
        additionalModelRequestFields: { inferenceConfig: { topK: 1 } },
      },
    ]);
  });

  test('for a model other than Nova goes without its own setting', async () => {
    const server = await awsServer('BEDROCK_RUNTIME', () => call({ measure: 'net_sales' }));
    await fill('anthropic.claude-haiku');
    expect(server.requests[0]?.body).not.toHaveProperty('additionalModelRequestFields');
  });

  test('is mended once, with the issues', async () => {
    const server = await awsServer('BEDROCK_RUNTIME', (_, number) =>
      call({ measure: number === 0 ? 'sales' : 'net_sales' }),
    );
    expect(await fill()).toEqual({ ok: true, value: 'net_sales', tokens: { input: 200, output: 20 } });
    expect(server.requests[1]?.body).toMatchObject({
      messages: [
        { role: 'user' },
        {
          role: 'assistant',
          content: [{ toolUse: { toolUseId: 'u1', name: 'ask', input: { measure: 'sales' } } }],
        },
        {
          role: 'user',
          content: [
            {
              toolResult: {
                toolUseId: 'u1',
                content: [{ text: 'measure: no such measure; nearest net_sales' }],
                status: 'error',
              },
            },
          ],
        },
      ],
    });
  });

  test.each([
    ['a call that could not be written', answer([], 'malformed_tool_use')],
    ['an answer that could not be written', answer([], 'malformed_model_output')],
    ['a call of another tool', call({}, 'remove_everything')],
  ])('is asked for again after %s', async (_, first) => {
    const server = await awsServer('BEDROCK_RUNTIME', (_body, number) =>
      number === 0 ? first : call({ measure: 'net_sales' }),
    );
    expect(await fill()).toMatchObject({ ok: true, value: 'net_sales' });
    expect(server.requests).toHaveLength(2);
  });
});

describe('in place of arguments', () => {
  test.each([
    ['what does not fit, twice', call({ measure: 'sales' }), 'unfit', 2],
    ['no object', call('net_sales'), 'unfit', 2],
    ['a refusal in words', answer([{ text: 'I cannot.' }], 'end_turn'), 'stopped', 1],
    ['a guardrail', answer([], 'guardrail_intervened'), 'stopped', 1],
    ['a filter', answer([], 'content_filtered'), 'stopped', 1],
    ['a call cut off', answer([], 'max_tokens'), 'stopped', 1],
    ['an empty object', { kind: 'answer', body: {} }, 'malformed', 1],
    ['no JSON', { kind: 'raw', text: '{"output": ' }, 'malformed', undefined],
    ['throttling', error(429, 'ThrottlingException'), 'throttled', 2],
    ['a model error', error(424, 'ModelErrorException'), 'unavailable', 1],
    ['a bad schema', error(400, 'ValidationException'), 'refused', 1],
    ['no right to it', error(403, 'AccessDeniedException'), 'not_configured', 1],
    ['a disconnect', { kind: 'disconnect' }, 'unavailable', 2],
  ] as const)('%s', async (_, turn, failure, tries) => {
    const server = await awsServer('BEDROCK_RUNTIME', () => turn);
    const filled = await fill();
    expect(filled).toMatchObject({ ok: false, failure });
    expect(JSON.stringify(filled)).not.toContain(SECRET);
    if (tries !== undefined) expect(server.requests).toHaveLength(tries);
  });

  test('silence, until one deadline for both turns', async () => {
    const server = await awsServer('BEDROCK_RUNTIME', (_, number) =>
      number === 0 ? call({ measure: 'sales' }) : { kind: 'hang' },
    );
    expect(await fill('amazon.nova-micro-v1:0', 2_000)).toEqual({
      ok: false,
      failure: 'timeout',
      tokens: { input: 100, output: 10 },
    });
    expect(server.requests).toHaveLength(2);
  });
});

test('a cancelled call ends', async () => {
  const stop = new AbortController();
  await awsServer('BEDROCK_RUNTIME', () => {
    stop.abort();
    return { kind: 'hang' };
  });
  const port = new BedrockLanguage('amazon.nova-micro-v1:0');
  onTestFinished(() => port.close());
  expect((await clerkError(port.fill(REQUEST, read, stop.signal))).code).toBe('cancelled');
});
