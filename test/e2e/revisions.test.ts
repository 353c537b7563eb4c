import { describe, expect, test } from 'vitest';
import { messages, modernHeaders, post, send, serveHttp } from '../support/http.js';
import { ENVELOPE, initialize, type Json, serveLines } from '../support/lines.js';
import { testService } from '../support/service.js';
import { until } from '../support/until.js';

const LEGACY = ['2025-03-26', '2025-06-18', '2025-11-25'];
const MODERN = '2026-07-28';
const VERSION = 'io.modelcontextprotocol/protocolVersion';

interface Conversation {
  /** Sends a request and waits for its answer. */
  ask(method: string, params?: Record<string, unknown>): Promise<Json>;
}

/** A conversation in a revision that is settled by a greeting. */
type Open = (revision: string) => Promise<Conversation>;

const overHttp: Open = async (revision) => {
  const { url } = await serveHttp(testService().service);
  let id = 0;
  const first = async (message: object, headers = {}) => {
    const [answer] = messages(await post(url, message, headers));
    if (answer === undefined) throw new Error('There is no answer.');
    return answer;
  };
  return {
    ask: async (method, params = {}) => {
      id += 1;
      if (method === 'initialize') return first(initialize(revision));
      if (revision !== MODERN)
        return first({ jsonrpc: '2.0', id, method, params }, { 'mcp-protocol-version': revision });
      const name = [params.name, params.uri].find((value) => typeof value === 'string');
      const reply = await send(url, {
        headers: modernHeaders(method, typeof name === 'string' ? name : undefined),
        body: JSON.stringify({ jsonrpc: '2.0', id, method, params: { ...params, _meta: ENVELOPE } }),
      });
      return messages(reply)[0] ?? first({});
    },
  };
};

const overStdio: Open = async (revision) => {
  const lines = serveLines(testService().service);
  let id = 0;
  return {
    ask: async (method, params = {}) => {
      id += 1;
      if (method === 'initialize') return lines.greet(revision);
      const _meta = revision === MODERN ? { _meta: ENVELOPE } : {};
      lines.send({ jsonrpc: '2.0', id, method, params: { ...params, ..._meta } });
      return lines.answer(id);
    },
  };
};

describe.each([
  ['HTTP', overHttp],
  ['stdio', overStdio],
])('over %s', (_name, open) => {
  test.each(LEGACY)('%s is what a client gets that asks for it', async (revision) => {
    const { ask } = await open(revision);
    expect((await ask('initialize')).result).toMatchObject({
      protocolVersion: revision,
      serverInfo: { name: 'munshi-test', version: '1.2.3' },
      capabilities: { tools: {}, resources: {}, completions: {} },
      instructions: 'For tests.',
    });
  });

  test('a client that asks for an unknown revision is offered the newest it can greet in', async () => {
    const { ask } = await open('1999-01-01');
    expect((await ask('initialize')).result).toMatchObject({ protocolVersion: '2025-11-25' });
  });

  test(`${MODERN} is discovered without a greeting`, async () => {
    const { ask } = await open(MODERN);
    expect((await ask('server/discover')).result).toMatchObject({
      supportedVersions: expect.arrayContaining([MODERN]),
      capabilities: { tools: {}, resources: {}, completions: {} },
    });
  });

  describe.each([...LEGACY, MODERN])('in %s', (revision) => {
    async function talk(): Promise<Conversation> {
      const conversation = await open(revision);
      if (revision !== MODERN) await conversation.ask('initialize');
      return conversation;
    }

    test('tools are listed and called', async () => {
      const { ask } = await talk();
      const { result } = await ask('tools/list');
      expect(result?.tools).toHaveLength(7);
      expect(result).not.toHaveProperty('nextCursor');
      const called = await ask('tools/call', { name: 'echo_text', arguments: { text: 'चाय' } });
      expect(called.result).toMatchObject({ structuredContent: { text: 'चाय' } });
      const unknown = await ask('tools/call', { name: 'no_such_tool', arguments: {} });
      expect(unknown.error).toMatchObject({ code: -32602, message: 'Unknown tool: no_such_tool' });
      expect((await ask('no/such/method')).error?.code).toBe(-32601);
    });

    test('resources are listed, described and read', async () => {
      const { ask } = await talk();
      const { result } = await ask('resources/list');
      expect(result?.resources).toEqual(
        ['model://shop', 'model://measures', 'model://dimensions', 'model://entities', 'schema://tools'].map(
          (uri) => expect.objectContaining({ uri, mimeType: 'application/json' }),
        ),
      );
      const templates = await ask('resources/templates/list');
      expect(templates.result?.resourceTemplates).toEqual(
        ['model://members/{member}', 'model://entities/{entity}', 'schema://tools/{tool}'].map(
          (uriTemplate) => expect.objectContaining({ uriTemplate }),
        ),
      );
      for (const uri of [
        'model://shop',
        'model://measures',
        'model://entities/sales',
        'schema://tools/echo_text',
      ]) {
        const read = await ask('resources/read', { uri });
        expect(read.result?.contents).toEqual([
          { uri, mimeType: 'application/json', text: expect.stringMatching(/^\{.+\}$/) },
        ]);
      }
    });

    test.each([
      'model://nothing',
      'model://members/no_such_member',
      'model://members/%E0%A4%A',
      'schema://tools/../tools',
      'schema://tools/__proto__',
      'file:///etc/passwd',
      '',
    ])('there is no resource "%s"', async (uri) => {
      const { ask } = await talk();
      const { error } = await ask('resources/read', { uri });
      expect(error?.code).toBe(-32602);
    });

    test('variables of addresses are completed', async () => {
      const { ask } = await talk();
      const complete = async (uri: string, name: string, value: string) =>
        (await ask('completion/complete', { ref: { type: 'ref/resource', uri }, argument: { name, value } }))
          .result?.completion;
      expect(await complete('schema://tools/{tool}', 'tool', 'EC')).toEqual({
        values: ['echo_text'],
        total: 1,
        hasMore: false,
      });
      // What starts with the text comes before what merely holds it.
      expect(await complete('schema://tools/{tool}', 'tool', 're')).toMatchObject({
        values: ['refuse_input', 'show_pictures', 'break_down'],
      });
      const members = await complete('model://members/{member}', 'member', '');
      expect(members?.values).toEqual(expect.arrayContaining(['net_sales']));
      expect((await complete('model://members/{member}', 'other', ''))?.values).toEqual([]);
      expect((await complete('no://such/{template}', 'x', ''))?.values).toEqual([]);
    });

    test.each(['tools/list', 'resources/list', 'resources/templates/list'])(
      'a cursor that was never given out is refused by %s',
      async (method) => {
        const { ask } = await talk();
        for (const cursor of ['', '0', '1', '-1', '1e0', 'abc', '50', '999999', 'null'])
          expect((await ask(method, { cursor })).error?.code, cursor).toBe(-32602);
      },
    );
  });
});

test('a revision that no server knows is refused, with the ones that are', async () => {
  const unknown = { ...ENVELOPE, [VERSION]: '2099-12-31' };
  const message = { jsonrpc: '2.0', id: 1, method: 'tools/list', params: { _meta: unknown } };
  const { url } = await serveHttp(testService().service);
  const reply = await send(url, {
    headers: { ...modernHeaders('tools/list'), 'mcp-protocol-version': '2099-12-31' },
    body: JSON.stringify(message),
  });
  expect(reply.status).toBe(400);
  const lines = serveLines(testService().service);
  lines.send(message);
  await until(() => lines.answers.length > 0);
  for (const answer of [messages(reply)[0], lines.answers[0]])
    expect(answer?.error).toMatchObject({
      code: -32022,
      data: { supported: expect.arrayContaining([MODERN]), requested: '2099-12-31' },
    });
});

test('a header that names an unknown revision is refused over HTTP', async () => {
  const { url } = await serveHttp(testService().service);
  const ping = { jsonrpc: '2.0', id: 1, method: 'ping' };
  expect((await post(url, ping, { 'mcp-protocol-version': '1999-01-01' })).status).toBe(400);
  expect((await post(url, ping, { 'mcp-protocol-version': '2025-06-18' })).status).toBe(200);
});
