import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { tryStartLock } from '../../../../../src/domain/ports/store/embedded/start-lock.js';
import { temporaryDirectory } from './helpers.js';

const lockPath = () => join(temporaryDirectory(), 'start.lock');
const anHourAgo = Date.now() / 1000 - 3600;

test('has one holder at a time', () => {
  const path = lockPath();
  const lock = tryStartLock(path);
  expect(lock?.stillHeld()).toBe(true);
  expect(tryStartLock(path)).toBeUndefined();
  lock?.release();
  expect(tryStartLock(path)).toBeDefined();
});

test('is broken by age, and the slow holder notices and leaves the new lock alone', () => {
  const path = lockPath();
  const slow = tryStartLock(path);
  utimesSync(path, anHourAgo, anHourAgo);
  const next = tryStartLock(path);
  expect(next?.stillHeld()).toBe(true);
  expect(slow?.stillHeld()).toBe(false);
  slow?.release();
  expect(next?.stillHeld()).toBe(true);
});

test('left empty by a kill in mid-write is held until it is old', () => {
  const path = lockPath();
  writeFileSync(path, '');
  expect(tryStartLock(path)).toBeUndefined();
  utimesSync(path, anHourAgo, anHourAgo);
  expect(tryStartLock(path)).toBeDefined();
});

test('a left over guard delays breaking once and is then dropped', () => {
  const path = lockPath();
  writeFileSync(path, '');
  utimesSync(path, anHourAgo, anHourAgo);
  writeFileSync(`${path}.break`, '');
  expect(tryStartLock(path)).toBeUndefined();
  utimesSync(`${path}.break`, anHourAgo, anHourAgo);
  expect(tryStartLock(path)).toBeUndefined();
  expect(tryStartLock(path)).toBeDefined();
});

test('of dead holders is broken by one of many at a time', { timeout: 60_000 }, async () => {
  const path = lockPath();
  const journal = `${path}.journal`;
  writeFileSync(journal, '');
  // Each round leaves its lock as if its holder had died, so that every taking is a breaking.
  const code = `
    import { appendFileSync, writeFileSync, readFileSync } from 'node:fs';
    const [, module, path, journal, dead] = process.argv;
    const { tryStartLock } = await import(module);
    const until = Date.now() + 45_000;
    for (let taken = 0; taken < 40 && Date.now() < until; ) {
      const lock = tryStartLock(path);
      if (!lock) continue;
      const mine = readFileSync(path, 'utf8');
      appendFileSync(journal, 'in\\n');
      for (let i = 0; i < 20; i++) if (readFileSync(path, 'utf8') !== mine) appendFileSync(journal, 'stolen\\n');
      appendFileSync(journal, 'out\\n');
      taken += 1;
      writeFileSync(path, JSON.stringify({ pid: Number(dead), nonce: String(taken) }));
    }`;
  const dead = spawn(process.execPath, ['-e', '']);
  await once(dead, 'exit');
  const module = resolve('dist/domain/ports/store/embedded/start-lock.js');
  const contenders = Array.from({ length: 6 }, () =>
    spawn(process.execPath, ['--input-type=module', '-e', code, module, path, journal, String(dead.pid)], {
      stdio: 'inherit',
    }),
  );
  onTestFinished(() => {
    for (const child of contenders) child.kill('SIGKILL');
  });
  const codes = await Promise.all(contenders.map(async (child) => (await once(child, 'exit'))[0]));
  expect(codes).toEqual(contenders.map(() => 0));
  const entries = readFileSync(journal, 'utf8').trim().split('\n');
  expect(entries).toHaveLength(6 * 40 * 2);
  expect(entries.filter((entry, index) => entry !== (index % 2 === 0 ? 'in' : 'out'))).toEqual([]);
});
