import { request } from 'node:http';
import { expect, test } from 'vitest';
import type { HttpOptions } from '../../src/transport/http.js';
import {
  connect,
  hear,
  LEGACY_HEADERS,
  messages,
  modernHeaders,
  post,
  send,
  serveHttp,
} from '../support/http.js';
import { ENVELOPE, initialize, parse, toolCall } from '../support/lines.js';
import { testService } from '../support/service.js';
import { until } from '../support/until.js';

async function open(options: Partial<HttpOptions> = {}) {
  const tested = testService();
  const server = await serveHttp(tested.service, options);
  return { ...tested, server, url: server.url, origin: new URL(server.url).origin };
}

const ping = (id: unknown = 1) => ({ jsonrpc: '2.0', id, method: 'ping' });
const WAIT = toolCall(1, 'wait_long');

test.each([
  ['a plain call', toolCall(1, 'echo_text')],
  ['a call that is streamed', toolCall(1, 'count_steps', {}, { progressToken: 1 })],
])('a client that asks for it finds the connection closed after %s', async (_what, call) => {
  const { url } = await open();
  const socket = await connect(url);
  const heard = hear(socket);
  const body = JSON.stringify(call);
  const headers = Object.entries({ host: '127.0.0.1', connection: 'close', ...LEGACY_HEADERS })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');
  socket.write(`POST /mcp HTTP/1.1\r\n${headers}content-length: ${body.length}\r\n\r\n${body}`);
  expect(await heard).toContain('structuredContent');
});

test('/ping tells health to GET and HEAD alone', async () => {
  const { origin } = await open();
  const healthy = await send(`${origin}/ping`, { method: 'GET' });
  expect(healthy.status).toBe(200);
  expect(parse(healthy.text)).toEqual({ status: 'Healthy' });
  expect((await send(`${origin}/ping`, { method: 'HEAD' })).status).toBe(200);
  expect((await send(`${origin}/ping`, { method: 'POST' })).status).toBe(405);
});

test.each(['/', '/mcp/', '/mcp/x', '/MCP', '/ping/x', '/favicon.ico'])('%s is not found', async (path) => {
  const { origin } = await open();
  expect((await send(`${origin}${path}`, { method: 'GET' })).status).toBe(404);
});

test('a query does not change the path', async () => {
  const { url } = await open();
  expect((await post(`${url}?session=1`, ping())).status).toBe(200);
});

test.each(['GET', 'DELETE', 'PUT', 'PATCH', 'OPTIONS'])('%s /mcp is not allowed', async (method) => {
  const { url } = await open();
  expect((await send(url, { method, headers: { accept: 'text/event-stream' } })).status).toBe(405);
});

test.each([
  ['evil.example', 403],
  ['127.0.0.1.evil.example', 403],
  ['localhost@evil.example', 403],
  ['127.0.0.1', 200],
  ['localhost:1234', 200],
  ['[::1]:8000', 200],
  ['shop.example', 200],
  ['SHOP.example:443', 200],
])('Host %s is answered %i', async (host, status) => {
  const { url } = await open({ allowedHosts: ['shop.example'] });
  for (const target of [url, url.replace('/mcp', '/ping')]) {
    const reply = await send(target, {
      method: target === url ? 'POST' : 'GET',
      headers: { ...LEGACY_HEADERS, host },
      ...(target === url ? { body: JSON.stringify(ping()) } : {}),
    });
    expect(reply.status).toBe(status);
  }
});

test.each([
  ['http://evil.example', 403],
  ['https://localhost.evil.example', 403],
  ['null', 403],
  ['not an origin', 403],
  ['http://localhost:3000', 200],
  ['https://shop.example', 200],
])('Origin %s is answered %i', async (origin, status) => {
  const { url } = await open({ allowedHosts: ['shop.example'] });
  expect((await post(url, ping(), { origin })).status).toBe(status);
});

test('a foreign session is accepted and means nothing', async () => {
  const { url } = await open();
  for (const message of [initialize('2025-06-18'), ping(), toolCall(1, 'echo_text')]) {
    const reply = await post(url, message, { 'mcp-session-id': 'made-up-by-a-gateway' });
    expect(reply.status).toBe(200);
    expect(messages(reply)[0]).toHaveProperty('result');
    expect(reply.headers).not.toHaveProperty('mcp-session-id');
  }
});

const LARGE = Buffer.from(JSON.stringify(toolCall(1, 'echo_text', { text: 'x'.repeat(5 * 1024 * 1024) })));

test('a body too large by its Content-Length is refused unread', async () => {
  const { url } = await open();
  const socket = await connect(url);
  const heard = hear(socket);
  socket.write(
    `POST /mcp HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${LARGE.length}\r\n\r\n`,
  );
  expect(await heard).toMatch(/^HTTP\/1\.1 413 [\s\S]*"error"/);
  expect((await post(url, ping())).status).toBe(200);
});

test.each(['told', 'chunked'])(
  'a body too large is refused while it is sent, its length %s',
  async (length) => {
    const { url } = await open();
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const asked = request(url, {
        method: 'POST',
        headers: {
          ...LEGACY_HEADERS,
          ...(length === 'told' ? { 'content-length': LARGE.length } : { 'transfer-encoding': 'chunked' }),
        },
      });
      asked.once('response', (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      asked.once('error', reject);
      asked.end(LARGE);
    });
    expect(status).toBe(413);
    expect((await post(url, ping())).status).toBe(200);
  },
);

test('a body just within the limit is served', async () => {
  const { url } = await open();
  const reply = await post(url, toolCall(1, 'echo_text', { text: 'x'.repeat(4_000_000) }));
  expect(reply.status).toBe(200);
  expect(reply.text).toContain('too_large');
});

test.each(['text/plain', 'application/xml', 'application/jsonp', 'application/json-patch+json', ''])(
  'content type "%s" is refused',
  async (type) => {
    const { url } = await open();
    for (const message of [ping(), toolCall(1, 'echo_text')])
      expect((await post(url, message, { 'content-type': type })).status).toBe(415);
  },
);

test('content type application/json takes a character set', async () => {
  const { url } = await open();
  for (const type of ['application/json; charset=utf-8', 'Application/JSON'])
    expect((await post(url, toolCall(1, 'echo_text'), { 'content-type': type })).status).toBe(200);
});

test.each([
  ['broken JSON', '{"jsonrpc":', -32700],
  ['nothing', '', -32700],
  ['bytes that are not UTF-8', Buffer.from([0x22, 0xff, 0xfe, 0x22]), -32700],
  ['arrays 200,000 deep', `${'['.repeat(200_000)}${']'.repeat(200_000)}`, -32600],
  ['arrays that never end', '['.repeat(200_000), -32600],
  ['objects 50,000 deep', `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`, -32600],
  ['a batch of 5,000', JSON.stringify(Array.from({ length: 5_000 }, (_, id) => ping(id))), -32600],
])('%s is refused', async (_what, body, code) => {
  const { url } = await open();
  const reply = await send(url, { headers: LEGACY_HEADERS, body });
  expect(reply.status).toBe(400);
  expect(parse(reply.text).error?.code).toBe(code);
  expect((await post(url, ping())).status).toBe(200);
});

test('nesting that is short enough to be harmless is served or refused, not fatal', async () => {
  const { url } = await open();
  const deep = `${'['.repeat(1_900)}${']'.repeat(1_900)}`;
  const body = JSON.stringify(toolCall(1, 'echo_text', { text: 0 })).replace('0}', `${deep}}`);
  const reply = await send(url, { headers: LEGACY_HEADERS, body });
  expect(messages(reply)[0]).toMatchObject({ id: 1, result: { isError: true } });
});

test('a batch of revision 2025-03-26 is answered', async () => {
  const { url } = await open();
  const reply = await post(url, [ping(1), toolCall(2, 'echo_text', { text: 'b' })]);
  expect(reply.status).toBe(200);
  expect(
    messages(reply)
      .flat()
      .map(({ id }) => id),
  ).toEqual(expect.arrayContaining([1, 2]));
});

test('a batch holds as many messages as are promised', async () => {
  const { url } = await open();
  const batch = (size: number) =>
    post(
      url,
      Array.from({ length: size }, (_, id) => ping(id)),
    );
  expect(messages(await batch(100)).flat()).toHaveLength(100);
  const refused = await batch(101);
  expect(refused.status).toBe(400);
  expect(refused.text).toContain('at most 100');
});

test('too many requests of one client are put off', async () => {
  const { url, gate } = await open({ mostRequestsPerClient: 2 });
  const running = [post(url, WAIT), post(url, WAIT)];
  await until(() => gate.started === 2);
  const refused = await post(url, ping());
  expect(refused.status).toBe(429);
  expect(refused.headers['retry-after']).toMatch(/^\d+$/);
  expect((await send(url.replace('/mcp', '/ping'), { method: 'GET' })).status).toBe(200);
  gate.release();
  for (const reply of await Promise.all(running)) expect(reply.status).toBe(200);
  expect((await post(url, ping())).status).toBe(200);
});

test('too many requests in all are put off', async () => {
  const { url, gate } = await open({ mostRequests: 1 });
  const running = post(url, WAIT);
  await until(() => gate.started === 1);
  const refused = await post(url, ping());
  expect(refused.status).toBe(503);
  expect(refused.headers['retry-after']).toMatch(/^\d+$/);
  gate.release();
  expect((await running).status).toBe(200);
  expect((await post(url, ping())).status).toBe(200);
});

test('a request without a Host is refused', async () => {
  const { url } = await open();
  const socket = await connect(url);
  const heard = hear(socket);
  socket.write('POST /mcp HTTP/1.0\r\ncontent-length: 2\r\n\r\n{}');
  expect(await heard).toMatch(/^HTTP\/1\.1 403 /);
});

test('a server that closes finishes what runs and takes nothing new', async () => {
  const { url, gate, server } = await open();
  const running = [post(url, WAIT), post(url, toolCall(2, 'wait_long', {}, { progressToken: 'p' }))];
  await until(() => gate.started === 2);
  let closed = false;
  const closing = server.close().then(() => {
    closed = true;
  });
  await expect(post(url, ping())).rejects.toThrow('ECONNREFUSED');
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(closed).toBe(false);
  gate.release();
  for (const reply of await Promise.all(running))
    expect(messages(reply).at(-1)).toMatchObject({ result: { structuredContent: { waited: true } } });
  await closing;
});

test('a subscription, of which there is nothing to tell, ends at once', async () => {
  const { url } = await open();
  const params = { notifications: { toolsListChanged: true }, _meta: ENVELOPE };
  const reply = await send(url, {
    headers: modernHeaders('subscriptions/listen'),
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'subscriptions/listen', params }),
  });
  expect(messages(reply)).toMatchObject([
    { method: 'notifications/subscriptions/acknowledged', params: { notifications: {} } },
    { id: 1, result: { resultType: 'complete' } },
  ]);
});

test('a connection kept alive is told that the server is closing', async () => {
  const { url, gate, server } = await open();
  const running = post(url, WAIT);
  await until(() => gate.started === 1);
  const socket = await connect(url);
  const first = JSON.stringify(WAIT);
  const head = `POST /mcp HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\naccept: ${LEGACY_HEADERS.accept}\r\n`;
  socket.write(`${head}content-length: ${first.length}\r\n\r\n${first}`);
  await until(() => gate.started === 2);
  const closing = server.close();
  const heard = hear(socket);
  socket.write('GET /ping HTTP/1.1\r\nhost: localhost\r\n\r\n');
  const second = JSON.stringify(ping());
  socket.write(`${head}content-length: ${second.length}\r\n\r\n${second}`);
  gate.release();
  expect((await running).status).toBe(200);
  await closing;
  const said = await heard;
  expect(said).toMatch(/^HTTP\/1\.1 200 [\s\S]*"waited":true/);
  expect(said).not.toMatch(/"id":1,"result":\{\}/);
});

test('a body that does not come is given up', async () => {
  const { url, origin } = await open({ requestTimeout: 300, mostRequests: 1 });
  const socket = await connect(url);
  const heard = hear(socket);
  socket.write('POST /mcp HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1000\r\n\r\n{');
  await until(() => socket.bytesWritten > 0);
  expect(await heard).toMatch(/^HTTP\/1\.1 408 /);
  expect((await send(`${origin}/ping`, { method: 'GET' })).status).toBe(200);
  expect((await post(url, ping())).status).toBe(200);
});

test('headers that do not come are given up', async () => {
  const { url } = await open({ requestTimeout: 300 });
  const socket = await connect(url);
  const heard = hear(socket);
  socket.write('POST /mcp HTTP/1.1\r\nhost: localh');
  expect(await heard).toMatch(/^HTTP\/1\.1 408 /);
});

test.each([
  ['a plain call', WAIT, LEGACY_HEADERS],
  ['a call that reports progress', toolCall(1, 'wait_long', {}, { progressToken: 'p' }), LEGACY_HEADERS],
  [
    'a plain call of 2026-07-28',
    toolCall(1, 'wait_long', {}, ENVELOPE),
    modernHeaders('tools/call', 'wait_long'),
  ],
  [
    'a call of 2026-07-28 that reports progress',
    toolCall(1, 'wait_long', {}, { ...ENVELOPE, progressToken: 'p' }),
    modernHeaders('tools/call', 'wait_long'),
  ],
])('a client that leaves aborts %s', async (_what, message, headers) => {
  const { url, gate } = await open();
  const controller = new AbortController();
  const running = send(url, { headers, body: JSON.stringify(message), signal: controller.signal });
  await until(() => gate.started === 1);
  controller.abort();
  await expect(running).rejects.toThrow();
  await until(() => gate.aborted === 1);
});

test.each([
  ['2025-11-25', toolCall(1, 'count_steps', {}, { progressToken: 'p' }), LEGACY_HEADERS],
  [
    '2026-07-28',
    toolCall(1, 'count_steps', {}, { ...ENVELOPE, progressToken: 'p' }),
    modernHeaders('tools/call', 'count_steps'),
  ],
])('progress comes as events before the answer, %s', async (_revision, message, headers) => {
  const { url } = await open();
  const reply = await send(url, { headers, body: JSON.stringify(message) });
  expect(reply.headers['content-type']).toMatch(/^text\/event-stream/);
  const told = messages(reply);
  expect(told.slice(0, -1).map(({ params }) => params?.progress)).toEqual([1, 2, 3]);
  expect(told.at(-1)).toMatchObject({ id: 1, result: { structuredContent: { steps: 3 } } });
});

test('a cancellation that comes as a message of its own is taken note of', async () => {
  const { url } = await open();
  const reply = await post(url, {
    jsonrpc: '2.0',
    method: 'notifications/cancelled',
    params: { requestId: 1, reason: 'changed my mind' },
  });
  expect(reply.status).toBe(202);
  expect(reply.text).toBe('');
});

test('no client learns the cause of a fault', async () => {
  const { url } = await open();
  const { text } = await post(url, toolCall(1, 'break_down'));
  expect(text).toContain('internal');
  expect(text).not.toContain('secret');
});
