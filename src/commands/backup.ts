import { compose } from '../compose.js';
import type { CommandLine, Config } from '../config.js';
import { ClerkError } from '../domain/errors.js';
import { writeBackup } from '../domain/ports/store/backup.js';

/** `munshi backup FILE`: everything in the store, every shop, as checksummed NDJSON. */
export async function backup(config: Config, { positionals: [file] }: CommandLine): Promise<number> {
  if (file === undefined)
    throw new ClerkError('invalid_input', 'munshi backup needs the name of a file to write.');
  const munshi = compose(config);
  try {
    const { table } = await munshi.store();
    const count = await writeBackup(table, file);
    process.stderr.write(`${count} items written\n`);
    return 0;
  } finally {
    await munshi.close();
  }
}
