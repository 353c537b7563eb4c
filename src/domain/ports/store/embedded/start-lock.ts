import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { errorCode } from './errors.js';
import { isAlive } from './processes.js';

const STALE_AFTER_MS = 30_000;

export interface StartLock {
  /** False once another process has broken this lock as stale, as after a suspended laptop wakes. */
  stillHeld(): boolean;
  release(): void;
}

/**
 * Takes the lock file, or returns undefined while another holder is at work. A lock whose holder is dead, or older
 * than 30 s, is broken.
 *
 * @throws the system's error when the directory cannot be written
 */
export function tryStartLock(path: string): StartLock | undefined {
  const content = JSON.stringify({ pid: process.pid, nonce: randomUUID() });
  if (!create(path, content)) {
    breakIfStale(path);
    if (!create(path, content)) return undefined;
  }
  const stillHeld = () => read(path) === content;
  return {
    stillHeld,
    release: () => {
      if (stillHeld()) rmSync(path, { force: true });
    },
  };
}

/**
 * Two who see the same stale lock must not both remove it, or the later one removes the lock that the earlier one
 * took meanwhile. So only the holder of a second file may look and remove, and it does both without yielding. That
 * file is left behind only by a kill within those microseconds, and is then dropped by age.
 */
function breakIfStale(path: string): void {
  if (!isStale(path)) return;
  const guard = `${path}.break`;
  if (!create(guard, JSON.stringify({ pid: process.pid }))) {
    if (olderThan(guard, STALE_AFTER_MS)) rmSync(guard, { force: true });
    return;
  }
  try {
    if (isStale(path)) rmSync(path, { force: true });
  } finally {
    rmSync(guard, { force: true });
  }
}

function isStale(path: string): boolean {
  const [, pid] = /"pid":(\d+)/.exec(read(path) ?? '') ?? [];
  return (pid !== undefined && !isAlive(Number(pid))) || olderThan(path, STALE_AFTER_MS);
}

function create(path: string, content: string): boolean {
  try {
    const file = openSync(path, 'wx', 0o600);
    writeSync(file, content);
    closeSync(file);
    return true;
  } catch (error) {
    const code = errorCode(error);
    // Windows answers EPERM for a file that is being removed.
    if (code === 'EEXIST' || (code === 'EPERM' && process.platform === 'win32')) return false;
    throw error;
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function olderThan(path: string, ms: number): boolean {
  const modified = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  return modified !== undefined && Date.now() - modified > ms;
}
