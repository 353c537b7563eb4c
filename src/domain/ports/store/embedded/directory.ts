import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedStoreError, errorCode } from './errors.js';

/** Where everything of one embedded store lies. */
export interface StorePaths {
  readonly dir: string;
  readonly database: string;
  /** Which keeper runs now; absent after a clean stop. */
  readonly state: string;
  /** What outlives a run: the credential and the catalogue version of the data. */
  readonly settings: string;
  readonly lock: string;
  readonly log: string;
  /** Never written: ExtendDB's settings go by environment. Naming it tells whose process that is. */
  readonly config: string;
}

export interface KeeperState {
  readonly keeperPid: number;
  readonly port: number;
  readonly token: string;
  readonly extenddbPid?: number | undefined;
  /** ExtendDB's version. */
  readonly version?: string | undefined;
}

export interface StoreSettings {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly catalog?: string | undefined;
}

export function storePaths(dir: string): StorePaths {
  return {
    dir,
    database: join(dir, 'store.db'),
    state: join(dir, 'keeper.json'),
    settings: join(dir, 'store.json'),
    lock: join(dir, 'start.lock'),
    log: join(dir, 'store.log'),
    config: join(dir, 'extenddb.toml'),
  };
}

/** How the command line of this directory's keeper ends; its process is known by it. */
export function keeperArguments(paths: StorePaths): string[] {
  return ['--keep', paths.state];
}

/** How the command line of this directory's ExtendDB ends; its process is known by it. */
export function serveArguments(paths: StorePaths): string[] {
  return ['serve', '--foreground', '--config', paths.config];
}

/**
 * Makes the directory (mode 0700) where absent. Every process must name it alike, so symbolic links are resolved.
 *
 * @throws EmbeddedStoreError `directory_unwritable`
 */
export function prepareDirectory(dir: string): StorePaths {
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    const paths = storePaths(realpathSync(dir));
    const probe = join(paths.dir, `.probe-${randomBytes(6).toString('hex')}`);
    writeFileSync(probe, '', { flag: 'wx' });
    rmSync(probe, { force: true });
    return paths;
  } catch (cause) {
    throw new EmbeddedStoreError(
      'directory_unwritable',
      `The data directory ${dir} cannot be written (${errorCode(cause)}). Give this user the right to write ` +
        'there, free some space, or choose another directory with --data-dir.',
      { cause },
    );
  }
}

// Checked by hand, not with Zod: the keeper reads these too, and loading Zod would slow every cold start.

/** Undefined when absent or not readable as a state. */
export function readState(paths: StorePaths): KeeperState | undefined {
  const value = readJson(paths.state);
  const { keeperPid, port, token, extenddbPid, version } = value;
  if (!isCount(keeperPid) || !isCount(port) || port > 65_535 || typeof token !== 'string') return undefined;
  return {
    keeperPid,
    port,
    token,
    extenddbPid: isCount(extenddbPid) ? extenddbPid : undefined,
    version: typeof version === 'string' ? version : undefined,
  };
}

export function writeState(paths: StorePaths, state: KeeperState): void {
  writeJson(paths.state, state);
}

export function removeState(paths: StorePaths): void {
  rmSync(paths.state, { force: true });
}

/** Undefined when absent or not readable as settings. */
export function readSettings(paths: StorePaths): StoreSettings | undefined {
  const { accessKeyId, secretAccessKey, catalog } = readJson(paths.settings);
  if (typeof accessKeyId !== 'string' || typeof secretAccessKey !== 'string') return undefined;
  return { accessKeyId, secretAccessKey, catalog: typeof catalog === 'string' ? catalog : undefined };
}

export function writeSettings(paths: StorePaths, settings: StoreSettings): void {
  writeJson(paths.settings, settings);
}

function readJson(path: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function writeJson(path: string, value: object): void {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(value), { mode: 0o600 });
  renameSync(draft, path);
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) > 0;
}
