import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { EmbeddedStoreError } from './errors.js';

/**
 * Path of the ExtendDB program: `override` where given, else the one in this platform's `@extenddb` package.
 *
 * @throws EmbeddedStoreError `binary_missing`
 */
export function resolveBinary(override?: string): string {
  const path = override === undefined ? packagedBinary() : resolve(override);
  try {
    accessSync(path, constants.X_OK);
  } catch (cause) {
    throw missing(`${path} does not exist or may not be executed`, cause);
  }
  return path;
}

function packagedBinary(): string {
  const name = `@extenddb/${process.platform}-${process.arch}`;
  try {
    const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
    return join(dirname(manifest), process.platform === 'win32' ? 'extenddb.exe' : 'extenddb');
  } catch (cause) {
    throw missing(`the optional package ${name} is not installed`, cause);
  }
}

function missing(reason: string, cause: unknown): EmbeddedStoreError {
  return new EmbeddedStoreError(
    'binary_missing',
    `The embedded store cannot start: ${reason}. Install again with optional dependencies, set ` +
      'MUNSHI_EXTENDDB_BINARY to an ExtendDB program, or set MUNSHI_DYNAMODB_ENDPOINT to use another ' +
      'DynamoDB-compatible store.',
    { cause },
  );
}
