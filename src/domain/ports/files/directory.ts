import { constants, type Stats } from 'node:fs';
import { type FileHandle, lstat, open, readdir, readlink, realpath, stat } from 'node:fs/promises';
import { basename, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { ClerkError, throwIfCancelled } from '../../errors.js';
import type { AllowedFile, AllowedFolder, FilesPort, FolderEntry } from './files.js';

export const LARGEST_FILE = 64 * 1024 * 1024;
const MOST_ENTRIES = 1_000;
const READ_SIZE = 1024 * 1024;
const NEVER = ['/proc', '/sys', '/dev'];

export interface DirectoryFilesOptions {
  /** Largest file that is read, in bytes; default 64 MiB. */
  readonly largest?: number;
  /** The setting that names the folders, in snake case; default `file_dirs`. */
  readonly setting?: string;
}

/** {@link FilesPort} over folders of this machine. */
export class DirectoryFiles implements FilesPort {
  readonly #folders: readonly string[];
  readonly #largest: number;
  readonly #fix: string;

  constructor(folders: readonly string[], options: DirectoryFilesOptions = {}) {
    this.#folders = folders.map((folder) => resolve(folder));
    this.#largest = options.largest ?? LARGEST_FILE;
    const setting = options.setting ?? 'file_dirs';
    this.#fix = `Ask the operator to allow its folder: start munshi with --${setting.replaceAll('_', '-')} FOLDER or set MUNSHI_${setting.toUpperCase()}.`;
  }

  async openAllowedFile(path: string, signal?: AbortSignal): Promise<AllowedFile> {
    const { real, roots } = await this.#locate(path);
    // Looked at before it is opened, since opening alone can disturb a device, and again once it is open.
    refuseUnlessFile(
      await lstat(real).catch((error: unknown) => Promise.reject(unreadable(path, error))),
      path,
    );
    const handle = await openSafely(real, path, this.#fix);
    try {
      const found = await handle.stat();
      refuseUnlessFile(found, path);
      if (!(await opensInside(handle, real, roots))) throw outside(path, this.#fix);
      if (found.size > this.#largest) throw this.#tooLarge(path);
      return { name: basename(real), bytes: await this.#read(handle, found.size, path, signal) };
    } finally {
      await handle.close();
    }
  }

  async listAllowedFolder(path: string, signal?: AbortSignal): Promise<AllowedFolder> {
    const { real, roots } = await this.#locate(path);
    if (
      !(await stat(real).catch((error: unknown) => Promise.reject(unreadable(path, error)))).isDirectory()
    ) {
      throw refused(path, 'is a file, not a folder', 'Name the folder that holds the files.');
    }
    const names = await readdir(real).catch((error: unknown) => Promise.reject(unreadable(path, error)));
    if (names.length > MOST_ENTRIES) {
      throw new ClerkError('too_large', `${shown(path)} holds more than ${MOST_ENTRIES} files.`, {
        field: 'path',
        fix: 'Name a folder that holds only the files to import.',
      });
    }
    const files: FolderEntry[] = [];
    const others: string[] = [];
    for (const name of names.sort()) {
      throwIfCancelled(signal);
      const target = await realpath(join(real, name)).catch(() => undefined);
      const found =
        target === undefined || !insideAny(target, roots)
          ? undefined
          : await lstat(target).catch(() => undefined);
      if (found?.isFile()) files.push({ name, path: join(path, name), size: found.size });
      else others.push(name);
    }
    return { name: basename(real), files, others };
  }

  /** The real path behind what the caller sent, once it is known to lie inside an allowed folder. */
  async #locate(path: string): Promise<{ real: string; roots: readonly string[] }> {
    if (path === '' || path.includes('\0')) throw refused(path, 'is not a path', 'Send the path of a file.');
    if (path.split(/[\\/]/).includes('..'))
      throw refused(path, 'contains ".."', 'Send the path without "..".');
    const roots = (
      await Promise.all(this.#folders.map((folder) => realpath(folder).catch(() => undefined)))
    ).filter((root) => root !== undefined);

    let missing = false;
    for (const candidate of isAbsolute(path) ? [path] : this.#folders.map((folder) => join(folder, path))) {
      // What lies outside gets one answer whether it exists or not.
      const named = insideAny(resolve(candidate), [...this.#folders, ...roots]);
      const real = await realpath(candidate).catch((error: unknown) => {
        if (named && !isMissing(error)) throw unreadable(path, error);
        return undefined;
      });
      if (real === undefined) {
        missing ||= named;
        continue;
      }
      if (!insideAny(real, roots) || insideAny(real, NEVER)) throw outside(path, this.#fix);
      return { real, roots };
    }
    if (missing)
      throw new ClerkError('not_found', `There is no file ${shown(path)} in the allowed folders.`, {
        field: 'path',
        fix: `Check the spelling. ${this.#fix}`,
      });
    throw outside(path, this.#fix);
  }

  async #read(
    handle: FileHandle,
    size: number,
    path: string,
    signal: AbortSignal | undefined,
  ): Promise<Uint8Array> {
    // One byte more than stated shows a file that grows while it is read.
    let bytes = Buffer.allocUnsafe(size + 1);
    let filled = 0;
    for (;;) {
      throwIfCancelled(signal);
      const { bytesRead } = await handle.read(
        bytes,
        filled,
        Math.min(READ_SIZE, bytes.length - filled),
        filled,
      );
      if (bytesRead === 0) return bytes.subarray(0, filled);
      filled += bytesRead;
      if (filled > this.#largest) throw this.#tooLarge(path);
      if (filled === bytes.length) bytes = Buffer.concat([bytes, Buffer.allocUnsafe(READ_SIZE)]);
    }
  }

  #tooLarge(path: string): ClerkError {
    const mib = this.#largest / (1024 * 1024);
    const size = Number.isInteger(mib) ? `${mib} MiB` : `${this.#largest} bytes`;
    return new ClerkError('too_large', `${shown(path)} is larger than ${size}.`, {
      field: 'path',
      fix: 'Split it into smaller files, each with the header line.',
    });
  }
}

function refuseUnlessFile(found: Stats, path: string): void {
  if (found.isDirectory()) throw refused(path, 'is a folder, not a file', 'Name a file in it.');
  if (!found.isFile()) throw refused(path, 'is not a regular file', 'Copy the data into an ordinary file.');
}

/** Opens without following a link at the end and without waiting for the other side of a FIFO. */
async function openSafely(real: string, path: string, fix: string): Promise<FileHandle> {
  try {
    return await open(real, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    if (errorCode(error) === 'ELOOP') throw outside(path, fix);
    throw unreadable(path, error);
  }
}

/** Whether the opened handle itself is the file at `real`, inside: nothing was swapped after the check. */
async function opensInside(handle: FileHandle, real: string, roots: readonly string[]): Promise<boolean> {
  if (process.platform === 'linux') {
    const opened = await readlink(`/proc/self/fd/${handle.fd}`).catch(() => undefined);
    if (opened !== undefined) return insideAny(opened, roots) && !insideAny(opened, NEVER);
  }
  const [mine, there, again] = [
    await handle.stat(),
    await lstat(real).catch(() => undefined),
    await realpath(real).catch(() => undefined),
  ];
  return again === real && there !== undefined && there.dev === mine.dev && there.ino === mine.ino;
}

function insideAny(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => {
    const way = relative(folder, path);
    return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
  });
}

function outside(path: string, fix: string): ClerkError {
  return refused(path, 'is not inside a folder that munshi may read', fix);
}

function refused(path: string, why: string, fix: string): ClerkError {
  return new ClerkError('refused', `${shown(path)} ${why}.`, { field: 'path', fix });
}

function unreadable(path: string, cause: unknown): ClerkError {
  if (isMissing(cause))
    return new ClerkError('not_found', `There is no file ${shown(path)}.`, {
      field: 'path',
      fix: 'Check the spelling.',
    });
  return new ClerkError('refused', `${shown(path)} cannot be read.`, {
    field: 'path',
    fix: 'Ask the operator to let munshi read it.',
    cause,
  });
}

function isMissing(error: unknown): boolean {
  const code = errorCode(error);
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG';
}

function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

function shown(path: string): string {
  return JSON.stringify(path.length > 200 ? `${path.slice(0, 200)}...` : path);
}
