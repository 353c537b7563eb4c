import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as z from 'zod';

const run = promisify(execFile);

const LISTED = fileURLToPath(new URL('../conformance/peers/', import.meta.url));
const CACHE = fileURLToPath(new URL('../../node_modules/.cache/', import.meta.url));
const LEAST_NODE = [22, 19] as const;

const Listed = z.object({ optionalDependencies: z.record(z.string(), z.string()) });

export interface Peers {
  /** A Node.js new enough to run them. */
  readonly node: string;
  /** Their `node_modules`. */
  readonly modules: string;
}

/**
 * The official conformance suite and inspector, installed as their lock file says. They need a newer Node.js than
 * Munshi does; a package of the registry brings it where this one is too old.
 */
export async function peers(): Promise<Peers> {
  const lock = readFileSync(path.join(LISTED, 'package-lock.json'));
  const home = path.join(
    CACHE,
    `munshi-peers-${createHash('sha256').update(lock).digest('hex').slice(0, 12)}`,
  );
  if (!existsSync(home)) await install(home);
  const modules = path.join(home, 'node_modules');
  return { modules, node: isNewEnough(process.versions.node) ? process.execPath : newerNode(modules) };
}

/** Installs beside and moves into place when complete, so that no one ever finds half of it. */
async function install(home: string): Promise<void> {
  const draft = `${home}-${process.pid}`;
  mkdirSync(draft, { recursive: true });
  for (const file of ['package.json', 'package-lock.json'])
    cpSync(path.join(LISTED, file), path.join(draft, file));
  const npm = process.env.npm_execpath;
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
  if (npm?.endsWith('.js')) await run(process.execPath, [npm, ...args], { cwd: draft });
  else await run('npm', args, { cwd: draft, shell: process.platform === 'win32' });
  try {
    renameSync(draft, home);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(home)) throw error;
  }
}

function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1]);
}

function newerNode(modules: string): string {
  const { optionalDependencies } = Listed.parse(
    JSON.parse(readFileSync(path.join(LISTED, 'package.json'), 'utf8')),
  );
  const binary = process.platform === 'win32' ? 'node.exe' : 'node';
  const found = Object.keys(optionalDependencies)
    .map((name) => path.join(modules, name, 'bin', binary))
    .find((file) => existsSync(file));
  if (found === undefined)
    throw new Error(
      `No Node.js ${LEAST_NODE.join('.')} for ${process.platform}-${process.arch}: run the tests on one.`,
    );
  return found;
}
