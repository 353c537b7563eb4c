import { describe, expect, onTestFinished, test } from 'vitest';
import { BedrockLanguage } from '../../src/domain/ports/language/bedrock.js';
import type { SalesExplanation } from '../../src/domain/sales/explain/explainer.js';
import type { QueryRequest } from '../../src/domain/sales/query/request.js';
import { shopWithProducts } from '../domain/sales/shop.js';
import { awsServer, SECRET, type Turn } from '../support/aws-server.js';
import { embeddedStore, freshShop } from '../support/embedded-store.js';

const store = embeddedStore();

const QUERY: QueryRequest = {
  measures: ['net_sales'],
  dimensions: ['product'],
  period: { named: 'this_month' },
};
/** Net sales are 300 of Tata Tea 250 g and 100 of Basmati Rice. */
const OURS =
  'Net sales came to ₹400 in March 2026, so far, in books that begin on 31 March 2026, over 2 products. Tata Tea 250 g is highest with ₹300, 75 % of the total; then Basmati Rice with ₹100 (25 %).';

const says = (text: string, stopReason = 'end_turn'): Turn => ({
  kind: 'answer',
  body: { output: { message: { role: 'assistant', content: [{ text }] } }, stopReason },
});

async function explainedBy(turn: Turn, query: QueryRequest = QUERY) {
  const server = await awsServer('BEDROCK_RUNTIME', () => turn);
  const language = new BedrockLanguage('amazon.nova-micro-v1:0', 1_500);
  onTestFinished(() => language.close());
  const shop = await shopWithProducts(store.table(), freshShop(), undefined, {}, { language });
  for (const [product, quantity, unit_price] of [
    ['P1', 3_000, 10_000],
    ['P2', 1_000, 10_000],
  ] as const)
    await shop.sales.record(
      { lines: [{ product, quantity, unit_price }], tax_included: false },
      { key: `key-${product}-${quantity}`, payload: product },
    );
  const answer = await shop.queries.run(query);
  const { explanation } = await shop.salesExplainer.explain(query, answer);
  return { server, explanation };
}

function plain({ text, ...rest }: SalesExplanation): object {
  return { ...rest, text: text.replaceAll('\u00a0', ' ') };
}

describe('a language model', () => {
  test('that keeps to the facts is shown beside our own sentences, as text from outside', async () => {
    const text = 'Tata Tea 250 g made 75 % of the ₹400 that came in during March 2026.';
    const { explanation, server } = await explainedBy(says(text));
    expect(plain(explanation)).toMatchObject({ by: 'bedrock', text: OURS, untrusted_text: text });
    expect(explanation.failure).toBeUndefined();
    expect(server.requests).toHaveLength(1);
  });

  test('sees facts and names, and nothing else of the shop', async () => {
    const { explanation, server } = await explainedBy(says('Net sales came to ₹400.'));
    const sent = JSON.stringify(server.requests);
    for (const { name, figure } of explanation.facts)
      expect(sent).toContain(JSON.stringify(JSON.stringify({ name, figure })).slice(1, -1));
    for (const hidden of ['Loose Sugar', 'Anita', 'Test Stores', '"P1"']) expect(sent).not.toContain(hidden);
  });

  test.each([
    ['invents a number', says('Net sales came to ₹420.'), 'not among the figures'],
    ['spells out a number', says('Net sales doubled.'), 'not among the figures'],
    ['moves a decimal point', says('Net sales came to ₹40.0 thousand.'), 'not among the figures'],
    ['makes an amount a share', says('Net sales came to 400 %.'), 'not among the figures'],
    ['sends a link', says('See https://example.com.'), 'a link'],
    ['sends markup', says('**Net sales**'), 'markup'],
    ['says too much', says('Net sales. '.repeat(80)), 'too much'],
    ['stops early', says('Net sales came', 'max_tokens'), 'stopped'],
    ['is kept back by a guardrail', says('No.', 'guardrail_intervened'), 'stopped'],
    ['throttles', { kind: 'error', status: 429, type: 'ThrottlingException' }, 'too many requests'],
    ['refuses', { kind: 'error', status: 403, type: 'AccessDeniedException' }, 'language model'],
    ['fails', { kind: 'error', status: 500, type: 'InternalServerException' }, 'could not be reached'],
    ['hangs', { kind: 'hang' }, 'in time'],
    ['breaks off', { kind: 'truncate', body: { output: {} } }, 'language model'],
    ['cannot be reached', { kind: 'disconnect' }, 'could not be reached'],
  ] as const)('that %s leaves our own sentences', async (_, turn, why) => {
    const { explanation } = await explainedBy(turn);
    expect(plain(explanation)).toMatchObject({
      by: 'template',
      text: OURS,
      failure: expect.stringContaining(why),
    });
    expect(explanation.untrusted_text).toBeUndefined();
    expect(JSON.stringify(explanation)).not.toContain(SECRET);
  });

  test('is not shown how people are reached', async () => {
    const { explanation, server } = await explainedBy(says('Nothing.'), {
      ...QUERY,
      dimensions: ['customer_phone'],
    });
    expect(explanation.by).toBe('template');
    expect(server.requests).toEqual([]);
  });
});
