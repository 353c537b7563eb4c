import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import type { StoreEndpoint } from '../endpoint.js';
import {
  readSettings,
  type StorePaths,
  type StoreSettings,
  serveArguments,
  writeSettings,
} from './directory.js';
import { EmbeddedStoreError, type EmbeddedStoreErrorCode, errorCode } from './errors.js';

const REGION = 'us-east-1';
const START_DEADLINE_MS = 20_000;
/** A kill loses nothing that was acknowledged: SQLite's log has it. */
const STOP_PATIENCE_MS = 1_500;

/** One running ExtendDB process. */
export interface ExtendDb {
  readonly pid: number | undefined;
  /** Rejects with an EmbeddedStoreError; the process is then gone or going. */
  readonly ready: Promise<StoreEndpoint>;
  readonly exited: Promise<void>;
  stop(): Promise<void>;
}

export interface ExtendDbVersion {
  readonly version: string | undefined;
  /** Version of the database layout. */
  readonly catalog: string | undefined;
}

/** @throws EmbeddedStoreError `start_failed` when the program does not run at all */
export async function extendDbVersion(binary: string): Promise<ExtendDbVersion> {
  try {
    const { stdout } = await promisify(execFile)(binary, ['version'], {
      timeout: START_DEADLINE_MS,
      windowsHide: true,
    });
    const [, version] = /^extenddb (\S+)/m.exec(stdout) ?? [];
    const [, catalog] = /^catalog (\S+)/m.exec(stdout) ?? [];
    return { version, catalog };
  } catch (cause) {
    throw new EmbeddedStoreError(
      'start_failed',
      `The embedded store's program ${binary} does not run on this machine (${errorCode(cause)}). Set ` +
        'MUNSHI_EXTENDDB_BINARY to one that does, or MUNSHI_DYNAMODB_ENDPOINT to use another store.',
      { cause },
    );
  }
}

/**
 * The directory's credential, made on first use.
 *
 * One for all runs: ExtendDB keeps every credential it was ever started with, so a new one each time would leave
 * ever more of them valid. The catalogue is compared here because ExtendDB itself opens data of any other version
 * and marks it as its own.
 *
 * @throws EmbeddedStoreError `version_mismatch`
 */
export function openSettings(paths: StorePaths, catalog: string | undefined): StoreSettings {
  const kept = readSettings(paths);
  if (kept?.catalog !== undefined && catalog !== undefined && kept.catalog !== catalog) {
    throw new EmbeddedStoreError(
      'version_mismatch',
      `The data in ${paths.dir} was written by another version of ExtendDB (catalogue ${kept.catalog}, this one ` +
        `has ${catalog}). Run the Munshi version that wrote it, make a backup there with "munshi backup FILE", ` +
        'and restore it here into an empty data directory.',
    );
  }
  if (kept?.catalog !== undefined) return kept;
  const settings = {
    accessKeyId: kept?.accessKeyId ?? newAccessKeyId(),
    secretAccessKey: kept?.secretAccessKey ?? randomBytes(30).toString('base64url'),
    catalog,
  };
  writeSettings(paths, settings);
  return settings;
}

export function startExtendDb(
  binary: string,
  paths: StorePaths,
  { accessKeyId, secretAccessKey }: StoreSettings,
  log: (line: string) => void,
): ExtendDb {
  const child = spawn(binary, serveArguments(paths), {
    cwd: paths.dir,
    env: {
      ...process.env,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      EXTENDDB__SERVER__PORT: '0',
      EXTENDDB__STORAGE__SQLITE__PATH: paths.database,
    },
    // Its standard output carries an administrator's password on the first start.
    stdio: ['ignore', 'ignore', 'pipe'],
    windowsHide: true,
  });
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  return {
    pid: child.pid,
    ready: listening(child, paths, log).then((url) => ({
      url,
      region: REGION,
      accessKeyId,
      secretAccessKey,
    })),
    exited,
    stop: async () => {
      child.kill('SIGTERM');
      const kill = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE_MS);
      await exited;
      clearTimeout(kill);
    },
  };
}

/** Resolves with the URL; ends the process otherwise. */
function listening(child: ChildProcess, paths: StorePaths, log: (line: string) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    let settled = false;
    const settle = () => {
      settled = true;
      clearTimeout(timer);
    };
    const fail = ({ code = 'start_failed', reason, fix }: Failure) => {
      if (settled) return;
      settle();
      child.kill('SIGKILL');
      const message = `The embedded store did not start: ${reason}. ${fix} Its log is ${paths.log}.`;
      reject(new EmbeddedStoreError(code, message));
    };
    const timer = setTimeout(
      () => fail({ reason: `it was not ready within ${START_DEADLINE_MS / 1000} s`, fix: 'Try again.' }),
      START_DEADLINE_MS,
    );
    child.once('error', (error) =>
      fail({ reason: `it does not run (${errorCode(error)})`, fix: 'Try again.' }),
    );
    child.once('close', (status, signal) =>
      fail({ reason: `it ended at once (${signal ?? `exit code ${status}`})`, fix: 'Try again.' }),
    );
    if (child.stderr === null) return;
    createInterface({ input: child.stderr }).on('line', (line) => {
      log(line);
      const [, port] = /extenddb listening on 127\.0\.0\.1:(\d+)/.exec(line) ?? [];
      if (port !== undefined) {
        settle();
        resolve(`http://127.0.0.1:${port}`);
        return;
      }
      const failure = explain(line, paths);
      if (failure) fail(failure);
    });
  });
}

interface Failure {
  readonly code?: EmbeddedStoreErrorCode;
  readonly reason: string;
  readonly fix: string;
}

/** What a line of ExtendDB's log says about why it cannot start. */
function explain(line: string, paths: StorePaths): Failure | undefined {
  if (/file is not a database|disk image is malformed/.test(line)) {
    // ExtendDB itself would try again for half a minute.
    return {
      code: 'data_damaged',
      reason: `${paths.database} is damaged`,
      fix: 'Move it away and restore a backup with "munshi restore FILE".',
    };
  }
  const [, fatal] = /^extenddb fatal: (.+?)\.?$/.exec(line) ?? [];
  if (fatal === undefined) return undefined;
  return /catalog version mismatch/i.test(fatal)
    ? { code: 'version_mismatch', reason: fatal, fix: 'Run the Munshi version that wrote the data.' }
    : { reason: `it says "${fatal}"`, fix: 'Put the cause right and start again.' };
}

/** ExtendDB accepts only ids of this shape. */
function newAccessKeyId(): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  return `AKIA${Array.from(randomBytes(16), (byte) => letters.charAt(byte % letters.length)).join('')}`;
}
