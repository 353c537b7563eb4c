import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ClerkError } from '../../errors.js';

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/;

/** Where files for people are put. */
export interface ExportsPort {
  /**
   * Writes a file whole, in place of one of that name.
   *
   * @param name Letters, digits, dots, dashes and underscores.
   * @returns Where it is, as the operator will find it: below the data folder.
   * @throws ClerkError `unavailable` when it cannot be written.
   */
  save(name: string, bytes: Uint8Array): Promise<string>;
}

/** {@link ExportsPort} over a folder of this machine, made when first written to. */
export class DirectoryExports implements ExportsPort {
  readonly #folder: string;
  readonly #shown: string;

  /** @param shown The folder as callers are told of it. */
  constructor(folder: string, shown: string) {
    this.#folder = folder;
    this.#shown = shown;
  }

  async save(name: string, bytes: Uint8Array): Promise<string> {
    if (!NAME.test(name)) throw new RangeError('not a name for an exported file');
    const unfinished = join(this.#folder, `.${randomUUID()}.part`);
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      await writeFile(unfinished, bytes, { flag: 'wx', mode: 0o600 });
      await rename(unfinished, join(this.#folder, name));
    } catch (cause) {
      await rm(unfinished, { force: true }).catch(() => undefined);
      throw new ClerkError('unavailable', 'The file could not be written.', {
        fix: 'Ask the operator to see that the data folder has room and may be written to.',
        cause,
      });
    }
    return `${this.#shown}/${name}`;
  }
}
