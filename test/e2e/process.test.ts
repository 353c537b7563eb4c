import { spawn, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { messages, post } from '../support/http.js';
import { ENVELOPE, initialize, parse, toolCall } from '../support/lines.js';
import { RunningServer, SERVER, serverEnv, startHttp } from '../support/server.js';
import { tempDir } from '../support/temp.js';
import { until } from '../support/until.js';

const NOISY = { MUNSHI_TEST_FIXTURES: fileURLToPath(new URL('./noisy.mjs', import.meta.url)) };

const lines = (...sent: unknown[]) => sent.map((one) => `${JSON.stringify(one)}\n`).join('');
const wait = (id: number, milliseconds: number) => toolCall(id, 'test_wait', { milliseconds });
const said = (server: RunningServer) =>
  server.stdout
    .trim()
    .split('\n')
    .map((line) => parse(line));

test('stdio: the end of the input ends the server with 0, after what runs is answered', async () => {
  const server = new RunningServer(['stdio'], NOISY);
  server.child.stdin?.end(lines(initialize('2025-11-25'), wait(1, 800), wait(2, 10)));
  expect(await server.exited).toBe(0);
  expect(said(server).map(({ id }) => id)).toEqual(['greeting', 2, 1]);
});

test('stdio: nothing but JSON-RPC on standard output, whatever prints', async () => {
  const server = new RunningServer([], NOISY);
  server.child.stdin?.end(
    lines(initialize('2025-06-18'), wait(1, 0), { jsonrpc: '2.0', id: 2, method: 'ping' }),
  );
  expect(await server.exited).toBe(0);
  for (const line of said(server)) expect(line).toMatchObject({ jsonrpc: '2.0' });
  expect(server.stdout).not.toMatch(/printed|written|more/);
  for (const text of [
    'printed while loading',
    'printed while mounting',
    'written while',
    'printed while called',
  ])
    expect(server.stderr).toContain(text);
});

test('stdio: an end without a word ends the server with 0', async () => {
  const server = new RunningServer(['stdio']);
  server.child.stdin?.end();
  expect(await server.exited).toBe(0);
  expect(server.stdout).toBe('');
});

test.skipIf(process.platform === 'win32')('stdio: SIGTERM ends the server with 0', async () => {
  const server = new RunningServer(['stdio']);
  server.child.stdin?.write(
    lines(initialize('2025-11-25'), toolCall(1, 'query_sales', { measures: ['orders'] })),
  );
  await until(() => server.stdout.split('\n').length > 2);
  expect(await server.stop()).toBe(0);
});

test('stdio: a reader that leaves ends the server', async () => {
  const server = new RunningServer(['stdio'], NOISY);
  server.child.stdin?.write(lines(initialize('2025-11-25')));
  await until(() => server.stdout !== '');
  server.child.stdout?.destroy();
  server.child.stdin?.write(
    lines(...Array.from({ length: 50 }, (_, id) => ({ jsonrpc: '2.0', id, method: 'ping' }))),
  );
  server.child.stdin?.end();
  expect(await server.exited).toBe(0);
});

test('stdio: a reader that is slow to start gets every answer', async () => {
  const child = spawn(process.execPath, [SERVER], { env: serverEnv({ MUNSHI_DATA_DIR: tempDir() }) });
  onTestFinished(() => void child.kill());
  const exited = new Promise((resolve) => child.once('close', resolve));
  const many = Array.from({ length: 800 }, (_, id) => ({ jsonrpc: '2.0', id, method: 'tools/list' }));
  child.stdin.end(lines(initialize('2025-11-25'), ...many));
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(child.exitCode).toBe(null);
  let text = '';
  for await (const chunk of child.stdout.setEncoding('utf8')) text += chunk;
  expect(await exited).toBe(0);
  expect(text.trim().split('\n').map(parse)).toHaveLength(801);
});

test.skipIf(process.platform === 'win32')(
  'HTTP: SIGTERM lets a running call finish, refuses new ones and ends with 0',
  async () => {
    const { server, url } = await startHttp(NOISY);
    const running = [post(url, wait(1, 1_500)), post(url, wait(2, 1_500))];
    await until(() => server.stderr.split('test_wait started').length === 3);
    const ended = server.stop();
    await until(() => server.child.killed);
    await expect(
      (async () => {
        for (;;) await post(url, { jsonrpc: '2.0', id: 3, method: 'ping' });
      })(),
    ).rejects.toThrow();
    for (const reply of await Promise.all(running))
      expect(messages(reply)[0]).toMatchObject({ result: { content: [{ text: 'waited' }] } });
    expect(await ended).toBe(0);
  },
);

test('HTTP: a call of each era is answered by the product as it is', async () => {
  const { url } = await startHttp();
  const call = { measures: ['orders'] };
  const legacy = messages(await post(url, toolCall(1, 'query_sales', call)));
  const modern = messages(
    await post(url, toolCall(1, 'query_sales', call, ENVELOPE), {
      'mcp-protocol-version': '2026-07-28',
      'mcp-method': 'tools/call',
      'mcp-name': 'query_sales',
    }),
  );
  // The receipt tells when it was answered.
  const answer = ({ result }: (typeof legacy)[number]) => ({
    ...result?.structuredContent,
    receipt: undefined,
  });
  expect(legacy.map(answer)).toMatchObject([{ rows: [{ orders: 0 }] }]);
  expect(modern.map(answer)).toEqual(legacy.map(answer));
});

test.each([
  [['--no-such-flag'], 2],
  [['no-such-command'], 2],
  [['http', '--host', '0.0.0.0'], 2],
  [['http', '--port', 'many'], 2],
])('%j is refused on standard error', (args, code) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [SERVER, ...args], {
    env: serverEnv({ MUNSHI_DATA_DIR: tempDir() }),
    encoding: 'utf8',
  });
  expect(status).toBe(code);
  expect(stdout).toBe('');
  expect(stderr).toContain('munshi:');
});
