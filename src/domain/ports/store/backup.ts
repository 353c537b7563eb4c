import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import * as z from 'zod';
import { ClerkError } from '../../errors.js';
import { Item, type Table } from './table.js';

const FORMAT = 1;
const Header = z.object({ munshi_backup: z.literal(FORMAT) });
const Footer = z.object({ items: z.int(), sha256: z.string() });
const WRITE_AT = 1_000;

/**
 * Writes every item of the table to `file` as NDJSON: a header, one item a line, and a footer with the count and a
 * SHA-256 over the lines before it. The file appears under its name only when it is complete.
 *
 * @returns the number of items.
 */
export async function writeBackup(table: Table, file: string): Promise<number> {
  const partial = `${file}.partial`;
  const handle = await open(partial, 'w', 0o600).catch((error: unknown) => {
    throw new ClerkError('invalid_input', 'The backup file cannot be written there.', {
      fix: 'Name a file in a folder that exists and that you may write to.',
      cause: error,
    });
  });
  try {
    const hash = createHash('sha256');
    const write = async (lines: readonly string[]): Promise<void> => {
      const text = lines.map((line) => `${line}\n`).join('');
      hash.update(text);
      await handle.appendFile(text);
    };
    await write([JSON.stringify({ munshi_backup: FORMAT, written_at: new Date().toISOString() })]);
    let items = 0;
    for await (const page of table.scan()) {
      await write(page.map((item) => JSON.stringify(item)));
      items += page.length;
    }
    await handle.appendFile(`${JSON.stringify({ items, sha256: hash.digest('hex') })}\n`);
    await handle.sync();
    await handle.close();
    await rename(partial, file);
    return items;
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(partial, { force: true });
    throw error;
  }
}

/**
 * Reads a backup into an empty table. The whole file is checked first: a cut, changed or foreign file writes
 * nothing.
 *
 * @throws ClerkError `invalid_input` for a file that is not a whole backup, `refused` when the table holds items.
 */
export async function readBackup(table: Table, file: string): Promise<number> {
  const expected = await check(file);
  for await (const page of table.scan()) {
    if (page.length > 0)
      throw new ClerkError(
        'refused',
        'The store already holds data; a backup is restored into an empty one.',
        { fix: 'Use a new --data-dir (or table), or move the old one away.' },
      );
  }
  let batch: Item[] = [];
  for await (const line of itemLines(file)) {
    batch.push(Item.parse(JSON.parse(line)));
    if (batch.length < WRITE_AT) continue;
    await table.putMany(batch);
    batch = [];
  }
  await table.putMany(batch);
  return expected;
}

async function check(file: string): Promise<number> {
  const hash = createHash('sha256');
  let held: string | undefined;
  let lines = 0;
  try {
    for await (const line of readLines(file)) {
      if (held !== undefined) {
        if (lines === 0) Header.parse(JSON.parse(held));
        else Item.parse(JSON.parse(held));
        hash.update(`${held}\n`);
        lines += 1;
      }
      held = line;
    }
    const footer = Footer.parse(JSON.parse(held ?? ''));
    if (footer.sha256 !== hash.digest('hex') || footer.items !== lines - 1)
      throw new Error('The checksum does not match');
    return footer.items;
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new ClerkError(
      'invalid_input',
      missing
        ? 'There is no such backup file.'
        : 'The file is not a whole Munshi backup: it was cut short, changed, or is something else.',
      { cause: error },
    );
  }
}

async function* itemLines(file: string): AsyncGenerator<string> {
  let held: string | undefined;
  let first = true;
  for await (const line of readLines(file)) {
    if (held !== undefined && !first) yield held;
    if (held !== undefined) first = false;
    held = line;
  }
}

/** Not `node:readline`: newer ones end a line at U+2028 too, which JSON leaves as it is. */
async function* readLines(file: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of createReadStream(file, 'utf8')) {
    const lines = `${rest}${chunk}`.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}
