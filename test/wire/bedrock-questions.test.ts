import { readFileSync } from 'node:fs';
import { describe, expect, onTestFinished, test } from 'vitest';
import * as z from 'zod';
import { BedrockLanguage } from '../../src/domain/ports/language/bedrock.js';
import type { LanguagePort } from '../../src/domain/ports/language/language.js';
import { QueryRequest } from '../../src/domain/sales/query/request.js';
import { askModel } from '../../src/domain/sales/question/model/ask-model.js';
import type { QuestionService } from '../../src/domain/sales/question/question-service.js';
import { kirana, trader } from '../domain/sales/question/shops.js';
import { shopWithProducts } from '../domain/sales/shop.js';
import { awsServer, SECRET, type Turn } from '../support/aws-server.js';
import { embeddedStore, freshShop } from '../support/embedded-store.js';
import { RECORDED } from '../support/questions/recorded.js';

const store = embeddedStore();

async function questions(deadline?: number): Promise<QuestionService> {
  const language = new BedrockLanguage('amazon.nova-micro-v1:0', deadline);
  onTestFinished(() => language.close());
  const shop = await shopWithProducts(store.table(), freshShop(), undefined, {}, { language });
  return shop.questions;
}

const call = (input: object): Turn => ({
  kind: 'answer',
  body: {
    output: {
      message: { role: 'assistant', content: [{ toolUse: { toolUseId: 'u', name: 'ask_sales', input } }] },
    },
    stopReason: 'tool_use',
    usage: { inputTokens: 900, outputTokens: 60, totalTokens: 960 },
    metrics: { latencyMs: 1 },
  },
});

const Own = z.object({ question: z.string(), accept: z.tuple([QueryRequest]) });

/** What a model can send: no figures made for one query, and times by name. */
function canBeSent({ define, pivot, period }: QueryRequest): boolean {
  return (
    define === undefined && pivot === undefined && period?.from === undefined && period?.as_of === undefined
  );
}

function asModel({ period, top, limit, moving_average: average, ...rest }: QueryRequest): unknown {
  return {
    ...rest,
    ...(period === undefined ? {} : { period: period.named, date: period.date }),
    ...(top === undefined ? {} : { top: String(top) }),
    ...(limit === undefined ? {} : { limit: String(limit) }),
    ...(average === undefined ? {} : { moving_average: String(average) }),
  };
}

/** The questions of the grammar's own test, with the query that each means. */
const OWN = ['kirana', 'trader'].map((shop) => ({
  shop,
  questions: readFileSync(new URL(`../domain/sales/question/${shop}.jsonl`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => Own.parse(JSON.parse(line))),
}));

test.each(OWN)(
  'a model that sends what the grammar reads is believed: $shop',
  async ({ shop, questions: own }) => {
    const reader = shop === 'kirana' ? kirana() : trader();
    const told: string[] = [];
    const model = (query: QueryRequest): LanguagePort => ({
      words: () => Promise.reject(new Error('not asked')),
      close: () => Promise.resolve(),
      fill: async (_request, read) => {
        const found = read(asModel(query));
        if (found.ok) return { ok: true, value: found.value, tokens: { input: 0, output: 0 } };
        told.push(...found.issues);
        return { ok: false, failure: 'unfit', tokens: { input: 0, output: 0 } };
      },
    });
    const asked = own.filter(({ accept: [query] }) => canBeSent(query));
    expect(asked.length).toBeGreaterThan(100);
    for (const {
      question,
      accept: [query],
    } of asked) {
      const filled = await askModel(model(query), question, reader, reader.check);
      expect
        .soft(filled, `${question} ${told.splice(0).join(' ')}`)
        .toMatchObject({ ok: true, value: query });
    }
  },
);

test('both routes make the same query of a question', async () => {
  const recorded = new Map(RECORDED.map(([question, input]) => [question, input]));
  await awsServer('BEDROCK_RUNTIME', (body) => {
    const question = [...recorded.keys()].find((each) => JSON.stringify(body).includes(each));
    return call(recorded.get(question ?? '') ?? {});
  });
  const service = await questions();
  for (const [question] of RECORDED) {
    const { reading } = await service.ask(question);
    const { query } = await service.read(question);
    expect(reading, question).toEqual({
      route: 'model',
      query,
      notes: [],
      tokens: { input: 900, output: 60 },
    });
  }
});

test('the model is shown names of the model and the question, and no row of the shop', async () => {
  const server = await awsServer('BEDROCK_RUNTIME', () => call({ measures: ['net_sales'] }));
  await (await questions()).ask('net sales');
  const sent = JSON.stringify(server.requests);
  expect(sent).toContain('average_order_value');
  for (const name of ['Tata Tea', 'Basmati', 'Anita', 'Ravi']) expect(sent).not.toContain(name);
});

describe('a query of a model that', () => {
  test.each([
    [
      'drops a time',
      'net sales last month',
      { measures: ['net_sales'] },
      'is a time that the query leaves out',
    ],
    [
      'drops a name',
      'net sales of Gift Box',
      { measures: ['net_sales'] },
      'is a name in the shop that the query leaves out',
    ],
    [
      'drops a number',
      'top 3 products by net sales',
      {
        measures: ['net_sales'],
        dimensions: ['product'],
        order_by: [{ member: 'net_sales', direction: 'desc' }],
      },
      'is a number that the query leaves out',
    ],
    ['names no member', 'net sales', { measures: ['income'] }, 'income'],
    [
      'invents a name',
      'net sales of tea',
      { measures: ['net_sales'], filters: [{ member: 'product', op: 'is', values: ['Green Tea'] }] },
      'no product is called',
    ],
    [
      'gives a date that is none',
      'net sales last month',
      { measures: ['net_sales'], period: '31 February' },
      'period',
    ],
  ])('%s is sent back, and then the grammar reads', async (_, question, input, issue) => {
    const server = await awsServer('BEDROCK_RUNTIME', () => call(input));
    const service = await questions();
    const asked = await service.ask(question).catch((error: unknown) => error);
    expect(server.requests).toHaveLength(2);
    expect(JSON.stringify(server.requests[1])).toContain(issue);
    if (asked instanceof Error) expect(asked).toMatchObject({ code: 'refused' });
    else
      expect(asked).toMatchObject({
        reading: {
          route: 'grammar',
          notes: expect.arrayContaining([
            'The language model found no query that answers the whole question.',
          ]),
          tokens: { input: 1_800, output: 120 },
        },
      });
  });
});

describe('the grammar reads where the model', () => {
  test.each([
    ['finds no query', call({ cannot: 'no such thing' }), 'found no query that answers the whole question'],
    [
      'throttles',
      { kind: 'error', status: 429, type: 'ThrottlingException' },
      'has too many requests at the moment',
    ],
    [
      'fails',
      { kind: 'error', status: 500, type: 'InternalServerException' },
      'could not be reached or failed',
    ],
    ['hangs', { kind: 'hang' }, 'did not answer in time'],
  ] as const)('%s', async (_, turn, why) => {
    await awsServer('BEDROCK_RUNTIME', () => turn);
    const answer = await (await questions(1_500)).ask('net sales last month');
    expect(answer.reading).toMatchObject({
      route: 'grammar',
      query: { measures: ['net_sales'] },
      notes: [`The language model ${why}.`],
    });
    expect(JSON.stringify(answer)).not.toContain(SECRET);
  });
});

test.each(['net sales\u202e of tea', 'x'.repeat(501), ''])(
  '%j is refused before a model sees it',
  async (question) => {
    const server = await awsServer('BEDROCK_RUNTIME', () => call({ measures: ['net_sales'] }));
    await expect((await questions()).ask(question)).rejects.toMatchObject({
      code: 'refused',
      field: 'question',
    });
    expect(server.requests).toEqual([]);
  },
);
