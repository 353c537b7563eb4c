import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ClerkError } from '../../errors.js';

const NAME = /^\d{8}-[a-z0-9-]{1,80}\.[a-z0-9]{1,8}$/;

/** Files that callers sent and the shop keeps for a time. */
export interface KeptPort {
  /**
   * Keeps a file.
   *
   * @param name `<yyyymmdd>-<id>.<kind>`: its day is what it is deleted by.
   * @throws ClerkError `unavailable` when it cannot be written.
   */
  keep(name: string, bytes: Uint8Array): Promise<void>;
  /** Deletes what was kept before a day, `yyyymmdd`. */
  dropBefore(day: string): Promise<number>;
}

/** {@link KeptPort} over a folder of this machine. */
export class DirectoryKept implements KeptPort {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async keep(name: string, bytes: Uint8Array): Promise<void> {
    if (!NAME.test(name)) throw new RangeError('not a name for a kept file');
    try {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      await writeFile(join(this.#folder, name), bytes, { mode: 0o600 });
    } catch (cause) {
      throw new ClerkError('unavailable', 'The image could not be kept.', {
        fix: 'Ask the operator to see that the data folder has room and may be written to.',
        cause,
      });
    }
  }

  async dropBefore(day: string): Promise<number> {
    const names = await readdir(this.#folder).catch(() => []);
    const old = names.filter((name) => NAME.test(name) && name.slice(0, 8) < day);
    await Promise.all(old.map((name) => rm(join(this.#folder, name), { force: true })));
    return old.length;
  }
}
