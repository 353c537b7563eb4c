import { expect, onTestFinished, test } from 'vitest';
import { BedrockLanguage } from '../../src/domain/ports/language/bedrock.js';
import { recommendActions } from '../../src/tools/recommend-actions.js';
import { anotherProcess, NOON } from '../domain/sales/shop.js';
import { PlainTable } from '../support/advice/plain-table.js';
import { awsServer, SECRET, type Turn } from '../support/aws-server.js';

const call = { signal: new AbortController().signal, progress: () => undefined, show: () => undefined };
const answer = (text: string): Turn => ({
  kind: 'answer',
  body: {
    output: { message: { role: 'assistant', content: [{ text }] } },
    stopReason: 'end_turn',
    usage: { inputTokens: 1, outputTokens: 1, totalTokens: 2 },
    metrics: { latencyMs: 1 },
  },
});

/** What a shop is told that a customer owes 2,500 since January, with a model behind it. */
async function told(turn: Turn): Promise<{ answer: Record<string, unknown>; sent: unknown }> {
  const server = await awsServer('BEDROCK_RUNTIME', () => turn);
  const language = new BedrockLanguage('amazon.nova-micro-v1:0', 1_000);
  onTestFinished(() => language.close());
  const shop = anotherProcess(new PlainTable(), 'worded', () => NOON, {}, { language });
  await shop.books.customers.putMany([{ customer_id: 'C1', name: 'Anita Rao' }], new Map(), NOON);
  await shop.udhaar.record(
    'C1',
    { kind: 'credit', amount: 250_000, on: '2026-01-05', due: '2026-03-01' },
    { key: 'credit-1', payload: 1 },
  );
  return { answer: await recommendActions.execute({}, shop, call), sent: server.requests[0]?.body };
}

const FACTS = {
  total: 1,
  actions: [
    { action: 'collect', about: 'Anita Rao', at_stake: 2_500, why: [expect.stringContaining('2500')] },
  ],
};

test('words that keep to the facts are shown beside them, as text from outside', async () => {
  const { answer: shown, sent } = await told(answer('First ask Anita Rao for the 2500.00 she owes.'));
  expect(shown).toMatchObject({
    ...FACTS,
    untrusted: { in_words: 'First ask Anita Rao for the 2500.00 she owes.' },
  });
  expect(shown.note).toBeUndefined();
  expect(JSON.stringify(sent)).toContain('Anita Rao');
});

test.each([
  ['invents a number', answer('Anita Rao owes 9,999.'), 'named a number that is not among the figures'],
  ['sends a link', answer('See https://example.com for Anita Rao.'), 'link'],
  [
    'is not allowed',
    { kind: 'error', status: 403, type: 'AccessDeniedException' } as const,
    'language model',
  ],
  ['never answers', { kind: 'hang' } as const, 'language model'],
])('a model that %s: the facts stand alone, with why', async (_, turn, why) => {
  const { answer: shown } = await told(turn);
  expect(shown).toMatchObject({ ...FACTS, note: expect.stringContaining(why) });
  expect(shown.untrusted).toBeUndefined();
  expect(JSON.stringify(shown)).not.toContain(SECRET);
});
