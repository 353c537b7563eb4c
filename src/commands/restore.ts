import { rm } from 'node:fs/promises';
import path from 'node:path';
import { compose } from '../compose.js';
import type { CommandLine, Config } from '../config.js';
import { ClerkError } from '../domain/errors.js';
import { readBackup } from '../domain/ports/store/backup.js';

/** `munshi restore FILE`: reads a backup into an empty store. The file is checked whole before anything is written. */
export async function restore(config: Config, { positionals: [file] }: CommandLine): Promise<number> {
  if (file === undefined)
    throw new ClerkError('invalid_input', 'munshi restore needs the name of a backup file.');
  const munshi = compose(config);
  try {
    const { table } = await munshi.store();
    const count = await readBackup(table, file);
    await rm(path.join(config.data_dir, 'replica'), { recursive: true, force: true });
    process.stderr.write(`${count} items restored\n`);
    return 0;
  } finally {
    await munshi.close();
  }
}
