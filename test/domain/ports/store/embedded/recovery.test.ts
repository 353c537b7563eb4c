import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import {
  attach,
  extendDbs,
  holder,
  isRunning,
  keepers,
  kill,
  onCleanup,
  readNote,
  readState,
  startHolder,
  temporaryDirectory,
  until,
  within,
  writeNote,
} from './helpers.js';

describe('the embedded store after a crash', { timeout: 90_000 }, () => {
  test('of its keeper: servers are told, the next start ends the orphan and has the data', async () => {
    const dir = temporaryDirectory();
    const store = await attach(dir);
    await writeNote(store.endpoint, 'ghee');
    const before = readState(dir);
    kill(before.keeperPid);
    await within(5_000, store.lost);
    expect(isRunning(before.extenddbPid)).toBe(true);

    const again = await attach(dir);
    expect(isRunning(before.extenddbPid)).toBe(false);
    expect(extendDbs(dir)).toHaveLength(1);
    expect(await readNote(again.endpoint)).toBe('ghee');
  });

  test('of its keeper while eight servers are attached: they end up on one again', async () => {
    const dir = temporaryDirectory();
    await holder(dir);
    kill(readState(dir).keeperPid);
    const holders = await Promise.all(Array.from({ length: 8 }, () => holder(dir)));
    expect(new Set(holders.map(({ endpoint }) => endpoint.url)).size).toBe(1);
    expect(extendDbs(dir)).toHaveLength(1);
  });

  test.each([0, 50, 100, 200, 400])(
    'of a server %i ms after it began to start the store: the next one is served by one keeper',
    async (ms) => {
      const dir = temporaryDirectory();
      const server = startHolder(dir);
      await until(() => existsSync(join(dir, 'start.lock')));
      await delay(ms);
      server.kill('SIGKILL');
      await Promise.all([attach(dir), attach(dir)]);
      expect([keepers(dir).length, extendDbs(dir).length]).toEqual([1, 1]);
    },
  );

  test('of ExtendDB: servers are told, the keeper goes too, the next start has the data', async () => {
    const dir = temporaryDirectory();
    const store = await attach(dir);
    await writeNote(store.endpoint, 'atta');
    const before = readState(dir);
    kill(before.extenddbPid);
    await within(5_000, store.lost);
    await until(() => !isRunning(before.keeperPid), 5_000);

    const again = await attach(dir);
    expect(await readNote(again.endpoint)).toBe('atta');
  });

  test('says nothing is lost to a server that gave its lease back itself', async () => {
    const dir = temporaryDirectory();
    const store = await attach(dir);
    let told = false;
    store.lost.then(() => {
      told = true;
    });
    await store.close();
    await until(() => keepers(dir).length === 0);
    expect(told).toBe(false);
  });

  test('does not kill a process that has got a recorded id meanwhile', async () => {
    const dir = temporaryDirectory();
    const stranger = spawn('sleep', ['300']);
    await once(stranger, 'spawn');
    onCleanup(() => {
      stranger.kill('SIGKILL');
    });
    const pid = stranger.pid;
    const record = { keeperPid: pid, port: 1, token: 'old', extenddbPid: pid, version: '0.1.10' };
    writeFileSync(join(dir, 'keeper.json'), JSON.stringify(record));
    await attach(dir);
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
    expect(readState(dir).keeperPid).not.toBe(pid);
  });

  test('does not end the store of another directory', async () => {
    const [one, other] = [temporaryDirectory(), temporaryDirectory()];
    const store = await attach(one);
    await writeNote(store.endpoint, 'tea');
    writeFileSync(
      join(other, 'keeper.json'),
      JSON.stringify(readState(one)).replace(/"token":"\w/, '"token":"x'),
    );
    await attach(other);
    expect(await readNote(store.endpoint)).toBe('tea');
    expect([extendDbs(one).length, extendDbs(other).length]).toEqual([1, 1]);
  });

  test.each(['', '{"keeperPid":', '[]', '{"keeperPid":"1","port":-1}', 'null'])(
    'starts over a damaged keeper.json (%j), ending what runs unrecorded',
    async (damage) => {
      const dir = temporaryDirectory();
      await attach(dir);
      const before = readState(dir);
      writeFileSync(join(dir, 'keeper.json'), damage);
      await attach(dir);
      expect(isRunning(before.extenddbPid)).toBe(false);
      expect([keepers(dir).length, extendDbs(dir).length]).toEqual([1, 1]);
    },
  );

  test('starts where someone removed keeper.json, ending what runs unrecorded', async () => {
    const dir = temporaryDirectory();
    await attach(dir);
    const before = readState(dir);
    rmSync(join(dir, 'keeper.json'));
    await attach(dir);
    expect(isRunning(before.extenddbPid)).toBe(false);
    expect([keepers(dir).length, extendDbs(dir).length]).toEqual([1, 1]);
  });

  test('starts although a process died holding the start lock', async () => {
    const dir = temporaryDirectory();
    const dead = spawn(process.execPath, ['-e', '']);
    await once(dead, 'exit');
    writeFileSync(join(dir, 'start.lock'), JSON.stringify({ pid: dead.pid, nonce: 'old' }));
    await within(15_000, attach(dir));
    expect(readdirSync(dir).filter((name) => name.startsWith('start.lock'))).toEqual([]);
  });
});
