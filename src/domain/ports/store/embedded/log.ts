import { ftruncateSync, openSync, writeSync } from 'node:fs';

const LOG_LIMIT_BYTES = 1024 * 1024;

/** Starts the log file anew. It starts over again at 1 MiB, so that it never grows past that. */
export function openLog(path: string): (line: string) => void {
  const file = openSync(path, 'w', 0o600);
  let size = 0;
  return (line) => {
    const bytes = Buffer.from(`${line.slice(0, 4096)}\n`);
    try {
      if (size + bytes.length > LOG_LIMIT_BYTES) {
        ftruncateSync(file);
        size = 0;
      }
      size += writeSync(file, bytes, 0, bytes.length, size);
    } catch {
      // A full disk must not end the store for the sake of its log.
    }
  };
}
