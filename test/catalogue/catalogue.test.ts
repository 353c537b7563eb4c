import { afterEach, describe, expect, test, vi } from 'vitest';
import { LARGEST_ANSWER, LARGEST_PICTURES, LONGEST_CALL } from '../../src/catalogue/catalogue.js';
import type { Shop } from '../../src/domain/open-shop.js';
import { testService } from '../support/service.js';

function setUp() {
  const { service, gate, calls } = testService();
  const call = (name: string, args: unknown = {}, shop: () => Promise<Shop> = service.shop) =>
    service.catalogue.call(name, args, shop, {
      signal: new AbortController().signal,
      progress: () => undefined,
    });
  return { call, gate, calls };
}

describe('the deadline of a call', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  test('stops the tool at 60 s and says so', async () => {
    const { call, gate, calls } = setUp();
    await call('echo_text');
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const running = call('wait_long');
    while (gate.started === 0) await new Promise((resolve) => setImmediate(resolve));
    await vi.advanceTimersByTimeAsync(LONGEST_CALL - 1);
    expect(gate.aborted).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    const { isError, content } = await running;
    expect(gate.aborted).toBe(1);
    expect(isError).toBe(true);
    expect(JSON.parse(content[0]?.text ?? '')).toEqual({
      error: { code: 'timeout', message: expect.stringContaining('60 s'), fix: expect.any(String) },
    });
    expect(calls.at(-1)?.outcome).toBe('timeout');
  });

  test('leaves nothing behind once a call is answered', async () => {
    const { call } = setUp();
    await call('echo_text');
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await call('echo_text');
    await call('break_down');
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('an answer over 20 KB', () => {
  test('is refused with its size, the limit and how to narrow', async () => {
    const { call } = setUp();
    const { isError, content, structuredContent } = await call('echo_text', { times: 10_000 });
    expect(isError).toBe(true);
    expect(structuredContent).toBeUndefined();
    const text = content[0]?.text ?? '';
    expect(text.length).toBeLessThan(500);
    expect(JSON.parse(text)).toEqual({
      error: {
        code: 'too_large',
        message: expect.stringMatching(/49 KB.*20 KB/),
        fix: expect.stringContaining('fewer'),
      },
    });
  });

  test('at the limit to the byte is given', async () => {
    const { call } = setUp();
    const times = LARGEST_ANSWER - JSON.stringify({ text: '' }).length;
    expect((await call('echo_text', { text: 'a', times })).isError).toBeUndefined();
    expect((await call('echo_text', { text: 'a', times: times + 1 })).isError).toBe(true);
  });
});

describe('pictures', () => {
  test('come after the text, in order, as base64', async () => {
    const { call, calls } = setUp();
    const { content, structuredContent } = await call('show_pictures', { sizes: [1, 2] });
    expect(content).toEqual([
      { type: 'text', text: JSON.stringify(structuredContent) },
      { type: 'image', data: 'AA==', mimeType: 'image/png' },
      { type: 'image', data: 'AQE=', mimeType: 'image/png' },
    ]);
    expect(calls.at(-1)?.bytes).toBe('{"shown":2}'.length + 8);
  });

  test('that do not fit any more are left out', async () => {
    const { call } = setUp();
    const images = async (...sizes: number[]) => (await call('show_pictures', { sizes })).content.length - 1;
    expect(await images(LARGEST_PICTURES)).toBe(1);
    expect(await images(LARGEST_PICTURES + 1)).toBe(0);
    expect(await images(1, LARGEST_PICTURES)).toBe(1);
  });

  test('of a call that fails are not sent', async () => {
    const { call } = setUp();
    expect((await call('show_pictures', { sizes: [0] })).content).toHaveLength(1);
  });
});

describe('a fault of an unknown kind', () => {
  const SECRET = 'arn:aws:secret /home/clerk/books.db SELECT * FROM sales';

  test.each([
    ['an error', new Error(SECRET)],
    ['an error with a cause', new Error('outer', { cause: new Error(SECRET) })],
    ['an error of its own name', Object.assign(new Error(SECRET), { name: SECRET, code: SECRET })],
    ['text', SECRET],
    ['an object', { message: SECRET, code: SECRET, field: SECRET }],
    ['nothing', undefined],
    ['null', null],
  ])('shows no detail: %s', async (_what, fault) => {
    const { call, calls } = setUp();
    const { isError, content } = await call('echo_text', {}, () => Promise.reject(fault));
    expect(isError).toBe(true);
    const text = content[0]?.text ?? '';
    expect(text).not.toMatch(/arn:|\/home|SELECT|outer/);
    expect(JSON.parse(text).error).toMatchObject({ code: 'internal', fix: expect.any(String) });
    expect(calls.at(-1)?.outcome).toBe('internal');
  });
});

test('what is recorded of a call holds none of its arguments or results', async () => {
  const { call, calls } = setUp();
  await call('echo_text', { text: 'Anita Rao 98200' });
  await call('echo_text', { text: 'Anita Rao 98200', nonsense: 'Anita Rao 98200' });
  await call('write_note', { note: 'Anita Rao 98200', idempotency_key: 'Anita Rao 98200' });
  await call('no_such_tool', { text: 'Anita Rao 98200' });
  expect(calls.map(({ outcome }) => outcome)).toEqual(['ok', 'invalid_input', 'ok', 'not_found']);
  for (const { error, ...record } of calls) {
    expect(Object.keys(record).sort()).toEqual(['bytes', 'milliseconds', 'outcome', 'tool']);
    expect(JSON.stringify(record)).not.toMatch(/Anita|98200/);
  }
});

test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', ''])(
  'a tool called "%s" is not there',
  async (name) => {
    const { call } = setUp();
    const { isError, content } = await call(name);
    expect(isError).toBe(true);
    expect(JSON.parse(content[0]?.text ?? '').error.code).toBe('not_found');
  },
);
