import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { setTimeout as delay } from 'node:timers/promises';
import { resolveBinary } from './binary.js';
import { keeperArguments, prepareDirectory, readState, type StorePaths } from './directory.js';
import { EmbeddedStoreError, errorCode } from './errors.js';
import { type EmbeddedStore, leaseFromKeeper } from './keeper-client.js';
import { type StartLock, tryStartLock } from './start-lock.js';

const POLL_MS = 20;
/** Longer than a keeper may take to end what an earlier one left. */
const PUBLISH_DEADLINE_MS = 20_000;
/** Longer than a start lock may stay with a dead holder. */
const ATTACH_DEADLINE_MS = 60_000;

/** What the keeper and ExtendDB need to run; no credential, and no setting that would change the store. */
const PASSED_ON = [
  ...['PATH', 'HOME', 'TMPDIR', 'LANG', 'LD_LIBRARY_PATH'],
  ...['SYSTEMROOT', 'WINDIR', 'USERPROFILE', 'TEMP', 'TMP'],
  // A desktop app may run this server on its own Electron.
  'ELECTRON_RUN_AS_NODE',
];

export interface AttachOptions {
  /** Made where absent. One store runs in it, however many servers attach. */
  readonly dir: string;
  /** The ExtendDB program to use in place of the installed one. */
  readonly binary?: string;
  readonly signal?: AbortSignal;
}

/**
 * Attaches to the store that runs on `dir`, and starts it where none does. Gives up after about a minute.
 *
 * @throws EmbeddedStoreError
 * @throws the signal's reason when aborted
 */
export async function attachEmbeddedStore({ dir, binary, signal }: AttachOptions): Promise<EmbeddedStore> {
  const paths = prepareDirectory(dir);
  const deadline = performance.now() + ATTACH_DEADLINE_MS;
  while (performance.now() < deadline) {
    const store = await leaseFromKeeper(paths, signal);
    if (store) return store;
    const lock = tryStartLock(paths.lock);
    if (lock === undefined) {
      await delay(POLL_MS);
      continue;
    }
    try {
      // Another server may have started the keeper just before this one got the lock.
      const started = await leaseFromKeeper(paths, signal);
      if (started) return started;
      await startKeeper(paths, resolveBinary(binary), lock, signal);
    } finally {
      lock.release();
    }
  }
  throw startFailed(paths, `it was not up within ${ATTACH_DEADLINE_MS / 1000} s`);
}

/** Resolves once the keeper can be asked for a lease, which is before its store is ready. */
async function startKeeper(
  paths: StorePaths,
  binary: string,
  lock: StartLock,
  signal: AbortSignal | undefined,
): Promise<void> {
  const script = createRequire(import.meta.url).resolve('#store-keeper');
  if (!lock.stillHeld()) return;
  const keeper = spawn(process.execPath, [script, binary, ...keeperArguments(paths)], {
    cwd: paths.dir,
    // In a session of its own, and without this process's streams: a Ctrl-C here must not reach it, nor a pipe's
    // reader wait for it.
    detached: true,
    stdio: 'ignore',
    windowsHide: true,
    env: passedOn(),
  });
  keeper.unref();
  let ended: string | undefined;
  keeper.once('error', (error) => {
    ended = errorCode(error);
  });
  keeper.once('exit', (status, killedBy) => {
    ended ??= killedBy ?? `exit code ${status}`;
  });
  const deadline = performance.now() + PUBLISH_DEADLINE_MS;
  try {
    while (readState(paths)?.keeperPid !== keeper.pid) {
      signal?.throwIfAborted();
      // Asked to end, by a keeper whose starter died and left the lock to us. That one may be up: look again.
      if (ended === 'SIGTERM' || ended === 'exit code 0') return;
      if (ended !== undefined) throw startFailed(paths, `its keeper ended at once (${ended})`);
      if (performance.now() > deadline) throw startFailed(paths, 'its keeper did not come up');
      await delay(POLL_MS);
    }
  } catch (error) {
    keeper.kill();
    throw error;
  }
}

function passedOn(): NodeJS.ProcessEnv {
  return Object.fromEntries(PASSED_ON.map((name) => [name, process.env[name]]));
}

function startFailed(paths: StorePaths, reason: string): EmbeddedStoreError {
  return new EmbeddedStoreError(
    'start_failed',
    `The embedded store in ${paths.dir} did not start: ${reason}. Its log is ${paths.log}.`,
  );
}
