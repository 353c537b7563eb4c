import { expect, onTestFinished, test, vi } from 'vitest';
import type { LineOutput } from '../../src/transport/stdio.js';
import { ENVELOPE, type Lines, serveLines, toolCall } from '../support/lines.js';
import { testService } from '../support/service.js';
import { until } from '../support/until.js';

function open(output?: (lines: Lines) => LineOutput) {
  const tested = testService();
  return { ...tested, lines: serveLines(tested.service, output) };
}

const ping = (id: unknown) => ({ jsonrpc: '2.0', id, method: 'ping' });
const echo = (id: unknown, text: string) => toolCall(id, 'echo_text', { text });

test('a message may come in any pieces and many in one', async () => {
  const { lines } = open();
  await lines.greet();
  const text = `${JSON.stringify(echo(1, 'चाय ₹10'))}\n${JSON.stringify(ping(2))}\n${JSON.stringify(echo(3, 'x'))}\n`;
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += 7) {
    lines.input.write(bytes.subarray(at, at + 7));
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect((await lines.answer(1)).result?.structuredContent).toEqual({ text: 'चाय ₹10' });
  expect((await lines.answer(2)).result).toEqual({});
  expect((await lines.answer(3)).result?.structuredContent).toEqual({ text: 'x' });
  lines.input.write(`${JSON.stringify(ping(4))}\n${JSON.stringify(ping(5))}\n${JSON.stringify(ping(6))}\n`);
  await Promise.all([4, 5, 6].map((id) => lines.answer(id)));
});

test('CRLF ends a line, blank lines say nothing', async () => {
  const { lines } = open();
  lines.input.write('\n\r\n  \n');
  await lines.greet();
  lines.input.write(`${JSON.stringify(ping(1))}\r\n\r\n${JSON.stringify(echo(2, 'y'))}\r\n`);
  await lines.answer(1);
  await lines.answer(2);
  expect(lines.answers).toHaveLength(3);
});

test.each([
  ['broken JSON', Buffer.from('{"jsonrpc": "2.0", "id": 1,\n'), -32700],
  ['bytes that are not UTF-8', Buffer.from([0x22, 0xff, 0xfe, 0x80, 0x22, 0x0a]), -32700],
  [
    'half a character',
    Buffer.concat([Buffer.from('"'), Buffer.from([0xe0, 0xa4]), Buffer.from('"\n')]),
    -32700,
  ],
  ['no JSON-RPC', Buffer.from('{"hello": "world"}\n'), -32600],
  ['another version', Buffer.from('{"jsonrpc": "1.0", "id": 1, "method": "ping"}\n'), -32600],
  ['a bare value', Buffer.from('42\n'), -32600],
  ['an empty batch', Buffer.from('[]\n'), -32600],
  [
    'a batch too large',
    Buffer.from(`${JSON.stringify(Array.from({ length: 101 }, (_, id) => ping(id)))}\n`),
    -32600,
  ],
  ['nesting too deep', Buffer.from(`${'['.repeat(200_000)}${']'.repeat(200_000)}\n`), -32600],
  ['nesting too deep, of objects', Buffer.from(`${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}\n`), -32600],
])('a line with %s is answered and the next one served', async (_what, bytes, code) => {
  const { lines } = open();
  await lines.greet();
  lines.input.write(bytes);
  expect((await lines.answer(null)).error?.code).toBe(code);
  lines.send(echo(2, 'still here'));
  expect((await lines.answer(2)).result?.structuredContent).toEqual({ text: 'still here' });
  expect(lines.answers).toHaveLength(3);
});

test.each([1, 64])(
  'a line too large is refused once and the next one served, in pieces of 1/%i',
  async (pieces) => {
    const { lines } = open();
    await lines.greet();
    const large = Buffer.from(`${JSON.stringify(echo(1, 'x'.repeat(5 * 1024 * 1024)))}\n`);
    const size = Math.ceil(large.length / pieces);
    for (let at = 0; at < large.length; at += size) lines.input.write(large.subarray(at, at + size));
    expect((await lines.answer(null)).error).toMatchObject({ code: -32600, message: /larger than/ });
    lines.send(echo(2, 'still here'));
    await lines.answer(2);
    expect(lines.answers).toHaveLength(3);
  },
);

test('a line just within the limit is served', async () => {
  const { lines } = open();
  await lines.greet();
  lines.send(toolCall(1, 'echo_text', { text: 'x'.repeat(4_000_000) }));
  const { result } = await lines.answer(1);
  expect(result?.content?.[0]?.text).toContain('too_large');
});

test('a batch is answered by one array', async () => {
  const { lines } = open();
  await lines.greet('2025-03-26');
  lines.send([
    ping(1),
    echo('two', 'b'),
    { jsonrpc: '2.0', method: 'notifications/initialized' },
    toolCall(3, 'no_such_tool'),
  ]);
  await until(() => lines.answers.length === 2);
  expect(lines.answers[1]).toHaveLength(3);
  expect(lines.answers[1]).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ id: 1, result: {} }),
      expect.objectContaining({ id: 'two' }),
      expect.objectContaining({ id: 3, error: expect.objectContaining({ code: -32602 }) }),
    ]),
  );
});

test('a batch of notifications alone has no answer', async () => {
  const { lines } = open();
  await lines.greet('2025-03-26');
  lines.send([{ jsonrpc: '2.0', method: 'notifications/initialized' }], ping(1));
  await lines.answer(1);
  expect(lines.answers).toHaveLength(2);
});

test('a broken message in a batch does not hold back the others', async () => {
  const { lines } = open();
  await lines.greet('2025-03-26');
  lines.send([
    ping(1),
    { jsonrpc: '2.0', id: null, method: 'ping' },
    { id: 7, method: 'ping' },
    5,
    echo(2, 'b'),
  ]);
  await until(() => lines.answers.length === 2);
  const [, batch] = lines.answers;
  expect(batch).toHaveLength(5);
  expect(batch).toEqual(
    expect.arrayContaining([expect.objectContaining({ id: 1 }), expect.objectContaining({ id: 2 })]),
  );
});

test('an id that is used twice in a batch loses no answer', async () => {
  const { lines } = open();
  await lines.greet('2025-03-26');
  lines.send([echo(1, 'a'), echo(1, 'b'), ping(2)]);
  await until(() => lines.answers.flat().filter(({ id }) => String(id) === '1').length === 2);
  await until(() => lines.answers.flat().some(({ id }) => String(id) === '2'));
});

test('a cancelled call aborts, is not answered and does not hold back its batch', async () => {
  const { lines, gate } = open();
  await lines.greet('2025-03-26');
  lines.send(toolCall(1, 'wait_long'), [toolCall(2, 'wait_long'), ping(3)]);
  await until(() => gate.started === 2);
  for (const requestId of [1, 2])
    lines.send({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId } });
  await until(() => gate.aborted === 2);
  lines.send(ping(4));
  await lines.answer(4);
  expect(lines.answers.slice(1)).toEqual([
    [expect.objectContaining({ id: 3 })],
    expect.objectContaining({ id: 4 }),
  ]);
});

test('a call that reports progress is cancelled too', async () => {
  const { lines, gate } = open();
  await lines.greet();
  lines.send(toolCall(1, 'wait_long', {}, { progressToken: 'p' }));
  await until(() => gate.started === 1);
  lines.send({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 1 } });
  await until(() => gate.aborted === 1);
  lines.send(ping(2));
  await lines.answer(2);
  expect(lines.answers).toHaveLength(2);
});

test('a caller who cancels is not logged as a fault of the server', async () => {
  const { lines, gate, calls } = open();
  await lines.greet();
  lines.send(toolCall(1, 'wait_long'));
  await until(() => gate.started === 1);
  lines.send({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 1 } });
  await until(() => calls.length === 1);
  expect(calls[0]?.outcome).toBe('cancelled');
});

test('a cancellation that names nothing is ignored', async () => {
  const { lines } = open();
  await lines.greet();
  for (const params of [undefined, {}, { requestId: 99 }, { requestId: { deep: true } }])
    lines.send({ jsonrpc: '2.0', method: 'notifications/cancelled', ...(params && { params }) });
  lines.send(ping(1));
  await lines.answer(1);
});

test('progress is reported to who asks for it', async () => {
  const { lines } = open();
  await lines.greet();
  lines.send(toolCall(1, 'count_steps', { steps: 3 }, { progressToken: 'p' }), toolCall(2, 'count_steps'));
  await lines.answer(1);
  await lines.answer(2);
  const told = lines.answers.filter(({ method }) => String(method) === 'notifications/progress');
  expect(told.map(({ params }) => params)).toEqual(
    [1, 2, 3].map((progress) => ({ progressToken: 'p', progress, total: 3, message: `step ${progress}` })),
  );
});

test('calls that run when the input ends are answered before the end', async () => {
  const { lines, gate } = open();
  await lines.greet();
  lines.send(toolCall(1, 'wait_long'), toolCall(2, 'wait_long', {}, { progressToken: 'p' }));
  await until(() => gate.started === 2);
  lines.input.end();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(lines.done).toBe(false);
  gate.release();
  await until(() => lines.done);
  expect((await lines.answer(1)).result?.structuredContent).toEqual({ waited: true });
  expect((await lines.answer(2)).result?.structuredContent).toEqual({ waited: true });
});

test('an id that is used again while its call runs loses neither answer', async () => {
  const { lines, gate } = open();
  await lines.greet();
  lines.send(toolCall(1, 'wait_long'));
  await until(() => gate.started === 1);
  lines.send(echo(1, 'meanwhile'));
  await lines.answer(1);
  lines.input.end();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(lines.done).toBe(false);
  gate.release();
  await until(() => lines.done);
  expect(lines.answers.slice(1).map(({ result }) => result?.structuredContent)).toEqual([
    { text: 'meanwhile' },
    { waited: true },
  ]);
});

test('a last line without its newline is not waited for', async () => {
  const { lines } = open();
  await lines.greet();
  lines.input.end(JSON.stringify(ping(1)));
  await until(() => lines.done);
  expect(lines.answers).toHaveLength(1);
});

test('a reader that cannot keep up stops the reading of input', async () => {
  let full = true;
  let drain: (() => void) | undefined;
  const { lines } = open((far) => ({
    write: (text, written) => {
      far.take(text);
      written?.();
      return !full;
    },
    once: (event, listener) => {
      if (event === 'drain') drain = listener;
    },
  }));
  await lines.greet();
  expect(lines.input.isPaused()).toBe(true);
  lines.send(ping(1));
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(lines.answers).toHaveLength(1);
  full = false;
  drain?.();
  await lines.answer(1);
});

test('the first answer is told of once', async () => {
  const { lines } = open();
  expect(lines.greeted).toBe(0);
  await lines.greet();
  lines.send(ping(1));
  await lines.answer(1);
  await until(() => lines.greeted > 0);
  expect(lines.greeted).toBe(1);
});

test('a client of revision 2026-07-28 needs no greeting', async () => {
  const { lines } = open();
  lines.send(toolCall(1, 'echo_text', { text: 'a' }, ENVELOPE));
  lines.send(toolCall(2, 'echo_text', { text: 'b' }, ENVELOPE));
  for (const [id, text] of [
    [1, 'a'],
    [2, 'b'],
  ] as const)
    expect((await lines.answer(id)).result).toMatchObject({
      resultType: 'complete',
      structuredContent: { text },
      _meta: { 'io.modelcontextprotocol/serverInfo': { name: 'munshi-test' } },
    });
});

test('an open subscription does not keep the server once the input has ended', async () => {
  const { lines } = open();
  lines.send({
    jsonrpc: '2.0',
    id: 1,
    method: 'subscriptions/listen',
    params: { notifications: { toolsListChanged: true }, _meta: ENVELOPE },
  });
  await until(() => lines.answers.length > 0);
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  lines.input.end();
  while (!lines.done) await new Promise((resolve) => setImmediate(resolve));
});
