import { expect, test } from 'vitest';
import { LARGEST_ANSWER } from '../../src/catalogue/catalogue.js';
import type { Shop } from '../../src/domain/open-shop.js';
import { testService } from '../support/service.js';
import { until } from '../support/until.js';

function setUp(selection = {}) {
  const { service, gate, calls } = testService(selection);
  const call = (
    name: string,
    args: unknown = {},
    signal: AbortSignal = new AbortController().signal,
    shop: () => Promise<Shop> = service.shop,
  ) => service.catalogue.call(name, args, shop, { signal, progress: () => undefined });
  return { call, gate, calls, catalogue: service.catalogue };
}

test('an answer says the same as text and as structure, and is recorded without either', async () => {
  const { call, calls } = setUp();
  const answer = await call('echo_text', { text: 'a' });
  expect(answer).toEqual({
    content: [{ type: 'text', text: '{"text":"a"}' }],
    structuredContent: { text: 'a' },
  });
  expect(calls).toEqual([
    { tool: 'echo_text', milliseconds: expect.any(Number), bytes: 12, outcome: 'ok', error: undefined },
  ]);
});

test('the limit of an answer counts bytes, not letters', async () => {
  const { call, calls } = setUp();
  const frame = JSON.stringify({ text: '' }).length;
  const fits = Math.floor((LARGEST_ANSWER - frame) / 3);
  expect(await call('echo_text', { text: 'च', times: fits })).not.toHaveProperty('isError');
  const refused = await call('echo_text', { text: 'च', times: fits + 1 });
  expect(refused.isError).toBe(true);
  expect(refused.content[0]?.text).toContain('too_large');
  expect(calls.map(({ outcome }) => outcome)).toEqual(['ok', 'too_large']);
  expect(calls[0]?.bytes).toBeGreaterThan(LARGEST_ANSWER - 4);
});

test('a caller who cancels is told that the call was cancelled', async () => {
  const { call, gate, calls } = setUp();
  const controller = new AbortController();
  const running = call('wait_long', {}, controller.signal);
  await until(() => gate.started === 1);
  controller.abort();
  expect((await running).content[0]?.text).toContain('"cancelled"');
  expect(calls[0]?.outcome).toBe('cancelled');
});

test('a fault is told of as such and never with its cause', async () => {
  const { call, calls } = setUp();
  const { isError, content } = await call('break_down');
  expect(isError).toBe(true);
  expect(content[0]?.text).toContain('"internal"');
  expect(content[0]?.text).not.toContain('secret');
  expect(calls[0]).toMatchObject({
    outcome: 'internal',
    error: new Error('a secret that no client may see'),
  });
});

test('a shop that does not open is an answer too', async () => {
  const { call } = setUp();
  const closed = () => Promise.reject(new Error('no such file /home/secret'));
  const { content } = await call('echo_text', {}, undefined, closed);
  expect(content[0]?.text).toContain('"internal"');
  expect(content[0]?.text).not.toContain('/home');
});

test('a refusal carries its field, its fix and what would have been right', async () => {
  const { call } = setUp();
  const { content } = await call('refuse_input');
  expect(JSON.parse(content[0]?.text ?? '')).toEqual({
    error: {
      code: 'invalid_input',
      message: 'This is refused.',
      field: 'text',
      fix: 'Send something else.',
      valid: ['a', 'b'],
    },
  });
});

test('read-only mode leaves writes out and refuses them', async () => {
  const { call, catalogue } = setUp({ readOnly: true });
  expect(catalogue.definitions.map(({ name }) => name)).not.toContain('write_note');
  expect(catalogue.knows('write_note')).toBe(true);
  const { isError, content } = await call('write_note', { note: 'a', idempotency_key: '12345678' });
  expect(isError).toBe(true);
  expect(content[0]?.text).toContain('read_only');
});

test('a toolset that is not served is not there at all', () => {
  const { catalogue } = setUp({ toolsets: ['pets'] });
  expect(catalogue.definitions).toEqual([]);
  expect(catalogue.knows('echo_text')).toBe(false);
});

test('a write gets its key apart from what it writes', async () => {
  const { call } = setUp();
  const { structuredContent } = await call('write_note', { note: 'a', idempotency_key: 'key-12345678' });
  expect(structuredContent).toEqual({ note: 'a', key: 'key-12345678' });
  for (const idempotency_key of [undefined, 'short', 5])
    expect((await call('write_note', { note: 'a', idempotency_key })).isError).toBe(true);
});
