import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import {
  attach,
  extendDbs,
  holder,
  isRunning,
  keepers,
  readNote,
  readState,
  temporaryDirectory,
  until,
  within,
  writeNote,
} from './helpers.js';

describe('the embedded store', { timeout: 90_000 }, () => {
  test('starts on an empty directory and serves requests signed with its credential only', async () => {
    const dir = temporaryDirectory();
    const { endpoint } = await attach(dir);
    expect(endpoint.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    await writeNote(endpoint, 'rice');
    expect(await readNote(endpoint)).toBe('rice');
    await expect(readNote({ ...endpoint, secretAccessKey: 'x'.repeat(40) })).rejects.toThrow();
  });

  test('keeps its files to the owner and its secrets out of log and command lines', async () => {
    const dir = join(temporaryDirectory(), 'new');
    const { endpoint } = await attach(dir);
    expect(statSync(dir).mode & 0o777).toBe(0o700);
    for (const file of readdirSync(dir)) expect(statSync(join(dir, file)).mode & 0o077, file).toBe(0);
    const { token } = readState(dir);
    const log = readFileSync(join(dir, 'store.log'), 'utf8');
    expect(log).toContain('extenddb listening on');
    const visible = log + JSON.stringify([...keepers(dir), ...extendDbs(dir)]);
    for (const secret of [token, endpoint.secretAccessKey, 'assword']) expect(visible).not.toContain(secret);
  });

  test('stops when the last server leaves, and has the data again on the next start', async () => {
    const dir = temporaryDirectory();
    const first = await attach(dir);
    const second = await attach(dir);
    await writeNote(first.endpoint, 'dal');
    const { keeperPid, extenddbPid } = readState(dir);
    await first.close();
    await first.close();
    expect(await readNote(second.endpoint)).toBe('dal');
    await second.close();
    await until(() => !isRunning(keeperPid) && !isRunning(extenddbPid), 3_000);
    expect(readdirSync(dir)).not.toContain('keeper.json');

    const again = await attach(dir);
    expect(await readNote(again.endpoint)).toBe('dal');
  });

  test('stays up between servers that follow each other closely', async () => {
    const dir = temporaryDirectory();
    await (await attach(dir)).close();
    const { keeperPid } = readState(dir);
    await delay(300);
    await attach(dir);
    expect(readState(dir).keeperPid).toBe(keeperPid);
  });

  test('has one credential for all runs', async () => {
    const dir = temporaryDirectory();
    const first = await attach(dir);
    const { keeperPid } = readState(dir);
    await first.close();
    await until(() => !isRunning(keeperPid));
    const second = await attach(dir);
    expect(second.endpoint).toEqual({ ...first.endpoint, url: second.endpoint.url });
  });

  test('is shared by eight processes that start at once', async () => {
    const dir = temporaryDirectory();
    const holders = await Promise.all(Array.from({ length: 8 }, () => holder(dir)));
    expect(new Set(holders.map(({ endpoint }) => endpoint.url)).size).toBe(1);
    expect(keepers(dir)).toHaveLength(1);
    expect(extendDbs(dir)).toHaveLength(1);
    expect(readdirSync(dir).filter((name) => name.startsWith('start.lock'))).toEqual([]);
    for (const { process } of holders) process.kill('SIGKILL');
    await until(() => keepers(dir).length + extendDbs(dir).length === 0);
  });

  test('is not kept alive by a server that was killed', async () => {
    const dir = temporaryDirectory();
    const { process: server } = await holder(dir);
    expect(extendDbs(dir)).toHaveLength(1);
    server.kill('SIGKILL');
    await until(() => keepers(dir).length + extendDbs(dir).length === 0, 5_000);
  });

  test('neither keeps a server alive nor holds its output open', async () => {
    const dir = temporaryDirectory();
    const code = `
      const { attachEmbeddedStore } = await import(process.argv[1]);
      await attachEmbeddedStore({ dir: process.argv[2] });
      process.stdout.write('attached');
      process.stdin.once('data', () => process.stdin.destroy());`;
    const module = resolve('dist/domain/ports/store/embedded/attach.js');
    const server = spawn(process.execPath, ['--input-type=module', '-e', code, module, dir], {
      stdio: 'pipe',
    });
    const outputs = Promise.all([text(server.stdout), text(server.stderr), once(server, 'exit')]);
    await until(() => existsSync(join(dir, 'keeper.json')));
    // Keeps the keeper that the server started beyond the server's end.
    await attach(dir);
    server.stdin.write('leave');
    expect(await within(10_000, outputs)).toEqual(['attached', '', [0, null]]);
    expect(keepers(dir)).toHaveLength(1);
  });

  test('is in another session than the server, out of reach of its Ctrl-C', async () => {
    const dir = temporaryDirectory();
    await attach(dir);
    const { keeperPid } = readState(dir);
    const group = Number(readFileSync(`/proc/${keeperPid}/stat`, 'utf8').split(') ')[1]?.split(' ')[2]);
    expect(group).toBe(keeperPid);
  });

  test('answers nothing to a stranger', async () => {
    const dir = temporaryDirectory();
    await attach(dir);
    const { port, token } = readState(dir);
    for (const line of [
      '{"token":"guess"}\n',
      `{"token":"${token}x"}\n`,
      'GET / HTTP/1.1\r\n\r\n',
      'x'.repeat(5000),
    ]) {
      const socket = createConnection({ host: '127.0.0.1', port });
      socket.write(line);
      expect(
        await within(
          5_000,
          text(socket).catch(() => ''),
        ),
      ).toBe('');
    }
    await attach(dir);
  });

  test('can be given up while it starts, and is then stopped', async () => {
    const dir = temporaryDirectory();
    const binary = join(dir, 'slow');
    writeFileSync(binary, '#!/bin/sh\n[ "$1" = version ] || exec sleep 300\n', { mode: 0o755 });
    const leaving = new AbortController();
    const attaching = attach(dir, { signal: leaving.signal, binary });
    attaching.catch(() => undefined);
    await until(() => existsSync(join(dir, 'keeper.json')) && readState(dir).extenddbPid > 0);
    const { extenddbPid } = readState(dir);
    leaving.abort(new Error('no longer wanted'));
    await expect(within(1_000, attaching)).rejects.toThrow('no longer wanted');
    expect(readdirSync(dir)).not.toContain('start.lock');
    await until(() => keepers(dir).length === 0 && !isRunning(extenddbPid), 20_000);
    await attach(dir);
  });

  test('can be given up before its keeper is up', async () => {
    const dir = temporaryDirectory();
    const leaving = new AbortController();
    const attaching = attach(dir, { signal: leaving.signal });
    attaching.catch(() => undefined);
    await until(() => keepers(dir).length > 0 || existsSync(join(dir, 'keeper.json')));
    leaving.abort(new Error('no longer wanted'));
    const next = await attach(dir);
    expect(next.endpoint.url).toBeTruthy();
    expect([keepers(dir).length, extendDbs(dir).length]).toEqual([1, 1]);
    await attaching.catch(() => undefined);
  });
});

describe('the embedded store says why it does not start', { timeout: 90_000 }, () => {
  test('no program', async () => {
    const attaching = attach(temporaryDirectory(), { binary: '/nowhere/extenddb' });
    await expect(attaching).rejects.toMatchObject({
      code: 'binary_missing',
      message: expect.stringMatching(/\/nowhere\/extenddb.*MUNSHI_EXTENDDB_BINARY.*MUNSHI_DYNAMODB_ENDPOINT/),
      publicMessage: expect.not.stringMatching(/nowhere|MUNSHI/),
    });
  });

  test('a program that ends at once', async () => {
    const dir = temporaryDirectory();
    const binary = join(dir, 'fails');
    writeFileSync(
      binary,
      '#!/bin/sh\n[ "$1" = version ] && exit 0\necho "extenddb fatal: no room." >&2\nexit 3\n',
      {
        mode: 0o755,
      },
    );
    await expect(attach(dir, { binary })).rejects.toMatchObject({
      code: 'start_failed',
      message: expect.stringContaining('"no room"'),
    });
    await until(() => keepers(dir).length === 0);
    await attach(dir);
  });

  test('a directory that cannot be made', async () => {
    const file = join(temporaryDirectory(), 'file');
    writeFileSync(file, '');
    await expect(attach(join(file, 'store'))).rejects.toMatchObject({
      code: 'directory_unwritable',
      message: expect.stringContaining('ENOTDIR'),
    });
  });

  test('data of another catalogue version, which is left as it is', async () => {
    const dir = temporaryDirectory();
    const store = await attach(dir);
    const { keeperPid } = readState(dir);
    await store.close();
    await until(() => !isRunning(keeperPid));
    const settings = join(dir, 'store.json');
    writeFileSync(settings, readFileSync(settings, 'utf8').replace(/"catalog":"[^"]+"/, '"catalog":"9.9.9"'));
    const before = statSync(join(dir, 'store.db')).mtimeMs;
    await expect(attach(dir)).rejects.toMatchObject({
      code: 'version_mismatch',
      message: expect.stringContaining('9.9.9'),
    });
    expect(statSync(join(dir, 'store.db')).mtimeMs).toBe(before);
  });

  test('a damaged database', async () => {
    const dir = temporaryDirectory();
    writeFileSync(join(dir, 'store.db'), 'not a database at all');
    const attaching = within(15_000, attach(dir));
    await expect(attaching).rejects.toMatchObject({ code: 'data_damaged' });
  });
});
