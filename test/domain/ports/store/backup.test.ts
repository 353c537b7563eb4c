import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readBackup, writeBackup } from '../../../../src/domain/ports/store/backup.js';
import { type Item, Table } from '../../../../src/domain/ports/store/table.js';
import { embeddedStore, freshShop } from '../../../support/embedded-store.js';
import { clerkError } from '../../../support/failures.js';
import { noteItem, noteItems } from '../../../support/items.js';
import { tempDir } from '../../../support/temp.js';

const store = embeddedStore();
let tables = 0;

function freshTable(): Table {
  tables += 1;
  return store.table(`backup-${tables}`);
}

async function everything(table: Table): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of table.scan()) items.push(...page);
  return items.toSorted((a, b) => (`${a.PK} ${a.SK}` < `${b.PK} ${b.SK}` ? -1 : 1));
}

async function backupOf(
  items: readonly Item[],
): Promise<{ readonly file: string; readonly lines: string[] }> {
  const table = freshTable();
  await table.putMany(items);
  const file = path.join(tempDir(), 'munshi.backup');
  expect(await writeBackup(table, file)).toBe(items.length);
  return { file, lines: readFileSync(file, 'utf8').split('\n') };
}

class GoingAway extends Table {
  override async *scan(): AsyncGenerator<Item[]> {
    yield noteItems('main', 3);
    throw new Error('the store went away');
  }
}

test('every item of every shop comes back as it was, more than one page of them', async () => {
  const items = [
    ...noteItems(freshShop(), 1_200).map((item) => ({ ...item, body: JSON.stringify('x'.repeat(1_000)) })),
    {
      ...noteItem(freshShop(), 'key', 'beside the feed'),
      FPK: undefined,
      FSK: undefined,
      ttl: 4_000_000_000,
    },
  ];
  const { file } = await backupOf(items);
  const target = freshTable();
  expect(await readBackup(target, file)).toBe(1_201);
  const sorted = items.toSorted((a, b) => (`${a.PK} ${a.SK}` < `${b.PK} ${b.SK}` ? -1 : 1));
  expect(await everything(target)).toEqual(sorted.map((item) => JSON.parse(JSON.stringify(item))));
});

test('text with any line end of any alphabet comes back', async () => {
  const text = 'one\u2028two\u2029three\rfour\nfive\u0085six\u000bseven दाल 🧂 \\n "';
  const { file } = await backupOf([noteItem('main', 'a', text)]);
  // Newer runtimes end a line of node:readline at U+2028; the file must not depend on which one reads it.
  expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(4);
  const target = freshTable();
  await readBackup(target, file);
  expect(JSON.parse((await everything(target))[0]?.body ?? '{}')).toEqual({ id: 'a', text });
});

test('an empty store is backed up and restored too', async () => {
  const { file } = await backupOf([]);
  expect(await readBackup(freshTable(), file)).toBe(0);
});

test('a backup that cannot be finished leaves no file', async () => {
  const dir = tempDir();
  await expect(
    writeBackup(new GoingAway(store.connection().client, 'munshi'), path.join(dir, 'b')),
  ).rejects.toThrow('the store went away');
  expect(readdirSync(dir)).toEqual([]);
});

let whole: ReturnType<typeof backupOf> | undefined;

const SPOILT: Record<string, (lines: readonly string[]) => string> = {
  'cut in the middle of a line': (lines) => lines.join('\n').slice(0, -200),
  'cut between two lines': (lines) => `${lines.slice(0, 4).join('\n')}\n`,
  'without its footer': (lines) => `${lines.slice(0, -2).join('\n')}\n`,
  'without one item': (lines) => lines.filter((_, index) => index !== 2).join('\n'),
  'with one item twice': (lines) => [...lines.slice(0, 3), ...lines.slice(2)].join('\n'),
  'with two items changed over': ([header = '', a = '', b = '', ...rest]) =>
    [header, b, a, ...rest].join('\n'),
  'with one letter changed': (lines) => lines.join('\n').replace('note 3', 'note 4'),
  'with another header': ([, ...rest]) => ['{"munshi_backup":2}', ...rest].join('\n'),
  'of another program': () => '{"some":"json"}\n{"other":1}\n',
  'that is a spreadsheet': () => 'name,price\nTea,10\n',
  'that is empty': () => '',
};

test.each(Object.entries(SPOILT))('a file %s writes nothing', async (_, spoil) => {
  whole ??= backupOf(noteItems('main', 5));
  const spoilt = path.join(tempDir(), 'spoilt');
  writeFileSync(spoilt, spoil((await whole).lines));
  const target = store.table('spoilt');
  expect((await clerkError(readBackup(target, spoilt))).code).toBe('invalid_input');
  expect(await everything(target)).toEqual([]);
});

test('a file that is not there is said to be missing, without its path', async () => {
  const error = await clerkError(readBackup(store.table(), path.join(tempDir(), 'none')));
  expect(error.message).toBe('There is no such backup file.');
});

test('a store that holds anything is left as it is', async () => {
  const { file } = await backupOf(noteItems('main', 5));
  const target = freshTable();
  await target.put(noteItem('other', 'a', 'here first'));
  expect((await clerkError(readBackup(target, file))).code).toBe('refused');
  expect(await everything(target)).toHaveLength(1);
});
