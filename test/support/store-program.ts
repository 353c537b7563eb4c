import { fileURLToPath } from 'node:url';

/** The embedded store's program as tests run it; undefined where it runs as installed. */
export const STORE_PROGRAM =
  process.platform === 'linux' ? fileURLToPath(new URL('./extenddb.sh', import.meta.url)) : undefined;

/** The setting of a server that says so. */
export const STORE_SETTING: Readonly<Record<string, string>> =
  STORE_PROGRAM === undefined ? {} : { MUNSHI_EXTENDDB_BINARY: STORE_PROGRAM };
