import { createServer } from 'node:http';
import { PassThrough } from 'node:stream';
import { toNodeHandler } from '@modelcontextprotocol/node';
import {
  createMcpHandler,
  deserializeMessage,
  isJSONRPCRequest,
  type RequestId,
} from '@modelcontextprotocol/server';
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import * as z from 'zod';
import { plainCall } from '../../src/transport/call-lane.js';
import { mcpServer, type Service } from '../../src/transport/mcp-server.js';
import { LEGACY_HEADERS, messages, modernHeaders, type Reply, send, serveHttp } from '../support/http.js';
import { ENVELOPE, initialize, Lines, serveLines, toolCall } from '../support/lines.js';
import { testService } from '../support/service.js';
import { until } from '../support/until.js';

/** The comparisons are many; a busy machine takes its time over them. */
const DEADLINE = 300_000;

const VERSION = 'io.modelcontextprotocol/protocolVersion';
const CAPABILITIES = 'io.modelcontextprotocol/clientCapabilities';
const CLIENT = 'io.modelcontextprotocol/clientInfo';

/** The same service over HTTP by the SDK alone. */
async function serveSdkHttp(service: Service): Promise<string> {
  const handler = createMcpHandler(() => mcpServer(service));
  const serve = toNodeHandler(handler);
  const server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
    return handler.close();
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The server has no address.');
  return `http://127.0.0.1:${address.port}/mcp`;
}

/** The same service over stdio by the SDK alone. */
function serveSdkLines(service: Service): Lines {
  const lines = new Lines();
  const output = new PassThrough();
  output.setEncoding('utf8');
  output.on('data', (text: string) => lines.take(text));
  const serving = serveStdio(() => mcpServer(service), {
    transport: new StdioServerTransport(lines.input, output),
  });
  onTestFinished(() => serving.close());
  return lines;
}

const name = fc.constantFrom(
  'echo_text',
  'count_steps',
  'show_pictures',
  'refuse_input',
  'break_down',
  'write_note',
  'no_such_tool',
  '',
  '__proto__',
);
const json = fc.jsonValue({ maxDepth: 2 });
const anyArgs = fc.oneof(
  { weight: 2, arbitrary: fc.constant(undefined) },
  { weight: 2, arbitrary: fc.constant({}) },
  { weight: 4, arbitrary: fc.record({ text: fc.string({ unit: 'grapheme' }) }) },
  fc.record({ text: json, times: json }, { requiredKeys: [] }),
  fc.record({ text: fc.string(), idempotency_key: fc.constant('key-12345678'), note: fc.string() }),
  fc.constant({ text: 'long', times: 30_000 }),
  fc.dictionary(fc.string({ maxLength: 8 }), json, { maxKeys: 3 }),
  json,
);
/** Without the one name that the lane and the SDK treat differently. */
const args = anyArgs.map((sent) =>
  typeof sent === 'object' && sent !== null && !Array.isArray(sent) ? without(sent, '__proto__') : sent,
);
const envelope = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ ...ENVELOPE }) },
  fc.record(
    {
      [VERSION]: fc.constantFrom('2026-07-28', '2025-11-25', '2099-01-01', '', 5, null),
      [CAPABILITIES]: fc.oneof(
        fc.constantFrom({}, { sampling: {} }, { elicitation: { form: {} } }, null, []),
        json,
      ),
      [CLIENT]: fc.oneof(
        fc.constantFrom(
          { name: 'a', version: '1' },
          { name: 'a', version: '1', title: 'A' },
          { name: 'a' },
          null,
        ),
        json,
      ),
      'io.modelcontextprotocol/logLevel': fc.constantFrom('debug', 'none'),
      extra: json,
    },
    { requiredKeys: [] },
  ),
);
const meta = fc.oneof(
  { weight: 3, arbitrary: fc.constant(undefined) },
  fc.constant({}),
  fc.constant({ progressToken: 'p' }),
  fc.constant({ progressToken: 0, other: true }),
  fc.record(
    {
      'example.com/trace': json,
      traceparent: fc.oneof(fc.string(), json),
      baggage: json,
      'io.modelcontextprotocol/related-task': json,
    },
    { requiredKeys: [] },
  ),
  { weight: 4, arbitrary: envelope },
  envelope.map((it) => ({ ...it, progressToken: 7 })),
  json,
);
const id = fc.oneof(
  { weight: 4, arbitrary: fc.integer() },
  { weight: 4, arbitrary: fc.string({ unit: 'grapheme' }) },
  fc.constantFrom(0, -1, 2 ** 53 - 1, 2 ** 53, 1.5, 1e300, '', 'null', null, true, [], {}),
);
const params = fc
  .tuple(
    fc.record({ name, arguments: args, _meta: meta }),
    rarely(fc.constantFrom({ task: { ttl: 1 } }, { extra: 1 }), {}),
  )
  .map(([plain, more]) => ({ ...plain, ...more }));
const message = fc
  .record({
    jsonrpc: rarely(fc.constantFrom('1.0', 2, null), '2.0'),
    id,
    method: rarely(fc.constantFrom('ping', 'tools/calls'), 'tools/call'),
    params: fc.oneof({ weight: 15, arbitrary: params }, json),
  })
  .chain((whole) =>
    fc.record({
      whole: fc.constant(whole),
      dropped: rarely(fc.constantFrom('jsonrpc', 'id', 'method', 'params'), ''),
      added: rarely(json, undefined),
    }),
  )
  .map(({ whole, dropped, added }) => ({
    ...without(whole, dropped),
    ...(added === undefined ? {} : { added }),
  }));

/** Nearly always the usual value. */
function rarely<T, U>(unusual: fc.Arbitrary<T>, usual: U): fc.Arbitrary<T | U> {
  return fc.oneof({ weight: 15, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: unusual });
}

function without(whole: object, key: string): object {
  return Object.fromEntries(Object.entries(whole).filter(([other]) => other !== key));
}

/** Headers for a message: mostly those that belong to it. */
function headersOf(body: Parsed): fc.Arbitrary<Record<string, string>> {
  const tool = typeof body.params?.name === 'string' ? body.params.name : '';
  const modern = body.params?._meta?.[VERSION] === '2026-07-28';
  const fitting = modern ? modernHeaders('tools/call', tool) : { ...LEGACY_HEADERS };
  const odd = fc.record(
    {
      'content-type': fc.constantFrom(
        'application/json',
        'application/json; charset=utf-8',
        'application/json-patch+json',
        'text/json',
      ),
      accept: fc.constantFrom(
        LEGACY_HEADERS.accept,
        'application/json',
        'text/event-stream',
        '*/*',
        'text/event-stream;q=0.5, application/json;q=0.1',
      ),
      'mcp-protocol-version': fc.constantFrom('2025-03-26', '2025-11-25', '2026-07-28', '2099-01-01', ''),
      'mcp-method': fc.constantFrom('tools/call', 'Tools/Call', ''),
      'mcp-name': fc.constantFrom('echo_text', 'count_steps', '=?base64?ZWNob190ZXh0?=', ''),
      'mcp-session-id': fc.constant('foreign'),
    },
    { requiredKeys: [] },
  );
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant(fitting) },
    odd.map((sent): Record<string, string> => ({ ...fitting, ...sent })),
  );
}

const Parsed = z.object({
  params: z
    .object({
      name: z.unknown().optional(),
      _meta: z.record(z.string(), z.unknown()).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
});
type Parsed = z.output<typeof Parsed>;

const exchange = message.chain((sent) =>
  fc.tuple(fc.constant(JSON.stringify(sent)), headersOf(Parsed.parse(sent))),
);

/** An answer in the parts a client sees; a stream of events and a JSON body say the same. */
const told = (reply: Reply) => ({ status: reply.status, messages: messages(reply) });

test('over HTTP the lane answers what the SDK answers', { timeout: DEADLINE }, async () => {
  const { service } = testService();
  const [lane, sdk] = [(await serveHttp(service)).url, await serveSdkHttp(service)];
  let inLane = 0;
  await fc.assert(
    fc.asyncProperty(exchange, async ([body, sent]) => {
      const [ours, theirs] = await Promise.all([
        send(lane, { headers: sent, body }),
        send(sdk, { headers: sent, body }),
      ]);
      expect(told(ours)).toEqual(told(theirs));
      if (plainCall(JSON.parse(body)) !== undefined && ours.status === 200) inLane += 1;
    }),
    { numRuns: 600 },
  );
  // The comparison says something only if many of the messages took the lane.
  expect(inLane).toBeGreaterThan(60);
});

test.each([
  ['2025-11-25', toolCall(1, 'echo_text', { text: 'a' }), LEGACY_HEADERS],
  ['2025-11-25, nothing but a name', toolCall('x', 'echo_text'), LEGACY_HEADERS],
  ['2025-11-25, an error', toolCall(1, 'refuse_input', {}), LEGACY_HEADERS],
  ['2025-11-25, a fault', toolCall(1, 'break_down', {}), LEGACY_HEADERS],
  ['2025-11-25, unknown arguments', toolCall(1, 'echo_text', { txt: 'a' }), LEGACY_HEADERS],
  ['2025-11-25, a foreign _meta', toolCall(1, 'echo_text', {}, { 'example.com/a': 1 }), LEGACY_HEADERS],
  ['2026-07-28', toolCall(1, 'echo_text', { text: 'a' }, ENVELOPE), modernHeaders('tools/call', 'echo_text')],
  [
    '2026-07-28, an error',
    toolCall(1, 'refuse_input', {}, ENVELOPE),
    modernHeaders('tools/call', 'refuse_input'),
  ],
  ['2025-11-25, an unknown tool', toolCall(1, 'no_such_tool', {}), LEGACY_HEADERS],
  [
    '2026-07-28, headers that name another tool',
    toolCall(1, 'echo_text', {}, ENVELOPE),
    modernHeaders('tools/call', 'break_down'),
  ],
  ['2026-07-28, no headers', toolCall(1, 'echo_text', {}, ENVELOPE), LEGACY_HEADERS],
])('over HTTP both answer alike: %s', async (_what, sent, sentHeaders) => {
  const { service } = testService();
  const [lane, sdk] = [(await serveHttp(service)).url, await serveSdkHttp(service)];
  const body = JSON.stringify(sent);
  const [ours, theirs] = [
    await send(lane, { headers: sentHeaders, body }),
    await send(sdk, { headers: sentHeaders, body }),
  ];
  expect(told(ours)).toEqual(told(theirs));
  expect(told(ours).messages).toHaveLength(1);
});

test('read-only mode refuses alike in the lane and in the SDK', async () => {
  const { service } = testService({ readOnly: true });
  const [lane, sdk] = [(await serveHttp(service)).url, await serveSdkHttp(service)];
  const body = JSON.stringify(toolCall(1, 'write_note', { note: 'a', idempotency_key: '12345678' }));
  const [ours, theirs] = [
    await send(lane, { headers: LEGACY_HEADERS, body }),
    await send(sdk, { headers: LEGACY_HEADERS, body }),
  ];
  expect(told(ours)).toEqual(told(theirs));
  expect(ours.text).toContain('read_only');
});

test('the lane takes plain calls and nothing else', () => {
  const taken = [
    toolCall(1, 'a'),
    toolCall('', 'a', {}),
    toolCall(1, 'a', {}, {}),
    toolCall(1, 'a', {}, { other: 1 }),
    toolCall(1, 'a', {}, ENVELOPE),
    toolCall(1, 'a', {}, { [VERSION]: '2026-07-28', [CAPABILITIES]: {} }),
  ];
  for (const plain of taken) expect(plainCall(plain)).toBeDefined();
  const left = [
    null,
    [],
    [toolCall(1, 'a')],
    'tools/call',
    { ...toolCall(1, 'a'), extra: 1 },
    { ...toolCall(1, 'a'), jsonrpc: '1.0' },
    { ...toolCall(1, 'a'), method: 'ping' },
    { jsonrpc: '2.0', id: 1, method: 'tools/call' },
    toolCall(null, 'a'),
    toolCall(undefined, 'a'),
    toolCall(1.5, 'a'),
    toolCall(1, 'a', []),
    toolCall(1, 'a', null),
    toolCall(1, 'a', {}, []),
    toolCall(1, 'a', {}, { progressToken: 1 }),
    toolCall(1, 'a', {}, { ...ENVELOPE, progressToken: 1 }),
    toolCall(1, 'a', {}, { ...ENVELOPE, [VERSION]: '2027-01-01' }),
    toolCall(1, 'a', {}, { ...ENVELOPE, [CAPABILITIES]: { sampling: {} } }),
    toolCall(1, 'a', {}, { ...ENVELOPE, [CLIENT]: { name: 'a' } }),
    toolCall(1, 'a', {}, { [CAPABILITIES]: {} }),
    { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'a', task: { ttl: 1 } } },
    { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 5 } },
  ];
  for (const odd of left) expect(plainCall(odd), JSON.stringify(odd)).toBeUndefined();
});

/** Makes an odd message one of its own among many: its id, where it has a usable one, is not used twice. */
function numbered(sent: object, at: number): object {
  if (!('id' in sent)) return sent;
  if (typeof sent.id === 'number') return { ...sent, id: Number.isSafeInteger(sent.id) ? at : sent.id + at };
  return typeof sent.id === 'string' ? { ...sent, id: `${sent.id} ${at}` } : sent;
}

/** The id of a line that is a request by the SDK's reading. Others it drops without a word; Munshi says why it does. */
function requestId(sent: object): RequestId | undefined {
  try {
    const read = deserializeMessage(JSON.stringify(sent));
    return isJSONRPCRequest(read) ? read.id : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Sends one by one, each request after the answer to the one before: the eras that a connection speaks are settled by
 * what was answered. An answer is known by its id; Munshi's refusal of an earlier line may come at any time.
 */
async function converse(lines: Lines, all: readonly object[]): Promise<void> {
  for (const one of all) {
    lines.send(one);
    const asked = requestId(one);
    if (asked !== undefined) await lines.answer(asked);
  }
}

/** Sends all at once and waits for every answer. */
async function shout(lines: Lines, all: readonly object[]): Promise<void> {
  lines.send(...all);
  for (const one of all) {
    const asked = requestId(one);
    if (asked !== undefined) await lines.answer(asked);
  }
}

/** What was answered, without the refusals that Munshi alone sends. */
const answered = ({ answers }: Lines) =>
  answers.filter((answer) => !('id' in answer && Object.is(answer.id, null)));

/** The same where answers may overtake one another. */
const inAnyOrder = (lines: Lines) =>
  answered(lines)
    .map((answer) => JSON.stringify(answer))
    .sort();

const discover = (asked: unknown) => ({
  jsonrpc: '2.0',
  id: asked,
  method: 'server/discover',
  params: { _meta: ENVELOPE },
});
const cancelled = (params: unknown) => ({ jsonrpc: '2.0', method: 'notifications/cancelled', params });

/** What else a client says between its calls. */
const aside = fc.oneof(
  fc.constantFrom('2025-03-26', '2025-11-25', '2026-07-28', 'none').map((version) => ({
    ...initialize(version),
    id: 0,
  })),
  fc.constantFrom<object>(
    discover(0),
    { jsonrpc: '2.0', id: 0, method: 'ping' },
    { jsonrpc: '2.0', id: 0, method: 'tools/list', params: { _meta: ENVELOPE } },
    { jsonrpc: '2.0', method: 'notifications/initialized' },
    { jsonrpc: '2.0', method: 'notifications/unheard_of', params: { _meta: ENVELOPE } },
    { jsonrpc: '2.0', id: 'theirs', result: {} },
    { jsonrpc: '2.0', id: 'theirs', error: { code: -32000, message: 'no' } },
    cancelled({ requestId: 'unknown' }),
  ),
);
const said = fc.oneof({ weight: 8, arbitrary: message }, { weight: 1, arbitrary: aside });
const conversation = fc.array(said, { minLength: 1, maxLength: 20 }).map((all) => all.map(numbered));

describe.each([
  [
    'greeted by 2025-11-25',
    [initialize('2025-11-25'), { jsonrpc: '2.0', method: 'notifications/initialized' }],
  ],
  ['opened by a call of 2026-07-28', [toolCall('greeting', 'echo_text', {}, ENVELOPE)]],
  ['not opened at all', []],
  [
    'opened by a call of 2026-07-28 and then greeted',
    [toolCall('first', 'echo_text', {}, ENVELOPE), initialize('2025-11-25')],
  ],
  ['that asked first', [discover('greeting')]],
  ['greeted after it asked', [discover('first'), initialize('2025-03-26')]],
  ['opened by a call that wants progress', [toolCall('greeting', 'count_steps', {}, { progressToken: 1 })]],
])('over stdio the lane answers what the SDK answers, %s', { timeout: DEADLINE }, (_what, opening) => {
  test.each([
    ['one by one', converse, answered, 25],
    ['all at once', shout, inAnyOrder, 40],
  ])('%s', async (_how, talk, answersOf, numRuns) => {
    const { service } = testService();
    await fc.assert(
      fc.asyncProperty(conversation, async (all) => {
        const [ours, theirs] = [serveLines(service), serveSdkLines(service)];
        for (const lines of [ours, theirs]) await talk(lines, [...opening, ...all]);
        expect(answersOf(ours)).toEqual(answersOf(theirs));
      }),
      { numRuns },
    );
  });
});

// The first call of all waits for the shop to open, while the refusal before it leaves at once.
test('a refusal is not taken for the answer to the request after it', async () => {
  const { service } = testService();
  const all = [
    toolCall(null, 'echo_text'),
    toolCall(1, 'write_note', { note: 'a', idempotency_key: 'key-12345678' }),
    toolCall(2, 'break_down', {}, ENVELOPE),
    toolCall(3, 'echo_text', { text: 'b' }),
    toolCall(1.5, 'echo_text'),
    toolCall(4, 'count_steps', {}, { progressToken: 1 }),
  ];
  const [ours, theirs] = [serveLines(service), serveSdkLines(service)];
  for (const lines of [ours, theirs]) await converse(lines, all);
  expect(answered(ours)).toEqual(answered(theirs));
  expect(ours.answers).toHaveLength(theirs.answers.length + 2);
});

const LEGACY = initialize('2025-11-25');
const MODERN = toolCall('greeting', 'echo_text', {}, ENVELOPE);
const longCall = (asked: unknown, meta?: unknown) => toolCall(asked, 'wait_long', {}, meta);
const listen = (asked: unknown) => ({
  jsonrpc: '2.0',
  id: asked,
  method: 'subscriptions/listen',
  params: { notifications: { toolsListChanged: true }, _meta: ENVELOPE },
});

// Each: how the connection is opened, what is sent while calls run, and how many answers have then come.
test.each<[string, object, object[], number]>([
  ['a call', LEGACY, [longCall(1), cancelled({ requestId: 1 })], 0],
  ['a call of 2026-07-28', MODERN, [longCall(1, ENVELOPE), cancelled({ requestId: 1 })], 0],
  ['a call, with a reason', LEGACY, [longCall('a'), cancelled({ requestId: 'a', reason: 'late' })], 0],
  ['a call, with a reason that is no text', LEGACY, [longCall(1), cancelled({ requestId: 1, reason: 5 })], 1],
  ['an id of another type', LEGACY, [longCall(1), cancelled({ requestId: '1' })], 1],
  ['nothing', LEGACY, [longCall(1), cancelled({})], 1],
  ['by a request', LEGACY, [longCall(1), { ...cancelled({ requestId: 1 }), id: 2 }], 2],
  ['with a stray key', LEGACY, [longCall(1), { ...cancelled({ requestId: 1 }), stray: 1 }], 1],
  ['one of two by one id', LEGACY, [longCall(1), longCall(1), cancelled({ requestId: 1 })], 1],
  [
    'one of two by one id, the first for the SDK',
    LEGACY,
    [longCall(1, { progressToken: 1 }), longCall(1), cancelled({ requestId: 1 })],
    1,
  ],
  ['and then the id is used again', LEGACY, [longCall(1), cancelled({ requestId: 1 }), longCall(1)], 1],
  [
    'the second use of an id',
    LEGACY,
    [longCall(1), cancelled({ requestId: 1 }), longCall(1), cancelled({ requestId: 1 })],
    0,
  ],
  [
    'a subscription by the id of a call',
    MODERN,
    [listen(1), longCall(1, ENVELOPE), cancelled({ requestId: 1 })],
    2,
  ],
])('over stdio both cancel alike: %s', async (_what, opening, all, answers) => {
  const heard = await Promise.all(
    [serveLines, serveSdkLines].map(async (serve) => {
      const { service, gate, calls } = testService();
      const lines = serve(service);
      await converse(lines, [opening]);
      const opened = lines.answers.length;
      const before = calls.length;
      let running = 0;
      for (const one of all) {
        lines.send(one);
        if ('method' in one && one.method === 'tools/call') running += 1;
        await until(() => gate.started === running);
      }
      gate.release();
      await until(() => calls.length - before === running);
      await converse(lines, [{ jsonrpc: '2.0', id: 'last', method: 'ping' }]);
      return {
        answers: inAnyOrder(lines),
        aborted: gate.aborted,
        count: answered(lines).length - opened - 1,
      };
    }),
  );
  expect(heard[0]).toEqual(heard[1]);
  expect(heard[0]?.count).toBe(answers);
});

test('over stdio a greeting by the id of an earlier question settles the era alike', async () => {
  const { service } = testService();
  const heard = [serveLines(service), serveSdkLines(service)];
  for (const lines of heard) {
    lines.send(discover(0), { ...LEGACY, id: 0 });
    await until(() => lines.answers.length === 2);
    await converse(lines, [toolCall(1, 'echo_text', {}, ENVELOPE), toolCall(2, 'echo_text')]);
  }
  expect(heard[0]?.answers).toEqual(heard[1]?.answers);
});

test('an argument named __proto__ is refused by the lane and dropped by the SDK', async () => {
  const { service } = testService();
  const body = JSON.stringify(toolCall(1, 'echo_text', { proto: 1 })).replace('proto', '__proto__');
  const [ours, theirs] = [
    await send((await serveHttp(service)).url, { headers: LEGACY_HEADERS, body }),
    await send(await serveSdkHttp(service), { headers: LEGACY_HEADERS, body }),
  ];
  expect(messages(ours)[0]?.result?.content?.[0]?.text).toContain('"field":"__proto__"');
  expect(messages(theirs)[0]?.result?.structuredContent).toEqual({ text: 'hello' });
});

test('over HTTP a byte order mark is passed over', async () => {
  const { service } = testService();
  const body = `\u{FEFF}${JSON.stringify(toolCall(1, 'echo_text', { text: 'a' }))}`;
  const [ours, theirs] = [
    await send((await serveHttp(service)).url, { headers: LEGACY_HEADERS, body }),
    await send(await serveSdkHttp(service), { headers: LEGACY_HEADERS, body }),
  ];
  expect(ours.status).toBe(200);
  expect(told(ours)).toEqual(told(theirs));
});
