import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DirectoryFiles } from '../../../../src/domain/ports/files/directory.js';

let home: string;
let allowed: string;
let second: string;
let files: DirectoryFiles;

beforeAll(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), 'munshi-files-')));
  allowed = join(home, 'allowed');
  second = join(home, 'second');
  await mkdir(join(allowed, 'sub'), { recursive: true });
  await mkdir(second);
  await mkdir(join(home, 'allowed-not'));
  await writeFile(join(allowed, 'a.csv'), 'x,y\n1,2\n');
  await writeFile(join(allowed, 'sub', 'b.csv'), 'sub');
  await writeFile(join(second, 'c.csv'), 'second');
  await writeFile(join(home, 'secret.csv'), 'secret');
  await writeFile(join(home, 'allowed-not', 'd.csv'), 'beside');
  await symlink(join(home, 'secret.csv'), join(allowed, 'out.csv'));
  await symlink(home, join(allowed, 'up'));
  await symlink(join(allowed, 'a.csv'), join(allowed, 'in.csv'));
  await symlink('/dev/zero', join(allowed, 'zero'));
  await symlink(join(home, 'nowhere'), join(allowed, 'broken'));
  files = new DirectoryFiles([allowed, second], { largest: 1000 });
});

afterAll(async () => {
  await rm(home, { recursive: true, force: true });
});

const text = async (path: string): Promise<string> =>
  Buffer.from((await files.openAllowedFile(path)).bytes).toString();

describe('files inside the allowed folders', () => {
  it('are read by absolute and by relative path, in each folder in turn', async () => {
    expect(await text(join(allowed, 'a.csv'))).toBe('x,y\n1,2\n');
    expect(await text('a.csv')).toBe('x,y\n1,2\n');
    expect(await text('sub/b.csv')).toBe('sub');
    expect(await text('c.csv')).toBe('second');
    expect(await text('./sub/./b.csv')).toBe('sub');
  });

  it('are read through a link that stays inside', async () => {
    expect(await text('in.csv')).toBe('x,y\n1,2\n');
  });

  it('may be empty', async () => {
    await writeFile(join(allowed, 'empty.csv'), '');
    expect((await files.openAllowedFile('empty.csv')).bytes).toHaveLength(0);
  });

  it('are refused past the size that the error states', async () => {
    await writeFile(join(second, 'big.csv'), 'x'.repeat(1001));
    await writeFile(join(second, 'fits.csv'), 'x'.repeat(1000));
    await expect(files.openAllowedFile('big.csv')).rejects.toMatchObject({
      code: 'too_large',
      message: '"big.csv" is larger than 1000 bytes.',
    });
    expect(await text('fits.csv')).toHaveLength(1000);
    const usual = new DirectoryFiles([second]);
    await writeFile(join(second, 'huge.csv'), '');
    await truncate(join(second, 'huge.csv'), 64 * 1024 * 1024 + 1);
    await expect(usual.openAllowedFile('huge.csv')).rejects.toMatchObject({
      code: 'too_large',
      message: '"huge.csv" is larger than 64 MiB.',
    });
    await rm(join(second, 'huge.csv'));
  });
});

describe('everything else is refused', () => {
  const outside = [
    ['a link that leads out', () => 'out.csv'],
    ['a folder linked out', () => 'up/secret.csv'],
    ['two dots', () => '../secret.csv'],
    ['two dots that stay inside', () => 'sub/../a.csv'],
    ['two dots behind an absolute path', () => `${join(allowed, 'sub')}/../../secret.csv`],
    ['an absolute path outside', () => join(home, 'secret.csv')],
    ['a folder whose name starts the same', () => join(home, 'allowed-not', 'd.csv')],
    ['a device by link', () => 'zero'],
    ['a device', () => '/dev/zero'],
    ['/proc', () => '/proc/self/environ'],
    ['a zero byte', () => 'a.csv\0.txt'],
    ['nothing', () => ''],
    ['a folder', () => 'sub'],
  ] as const;
  it.each(outside)('%s', async (_what, path) => {
    await expect(files.openAllowedFile(path())).rejects.toMatchObject({ code: 'refused', field: 'path' });
  });

  it('in the same words whether it exists or not', async () => {
    const there = await files
      .openAllowedFile(join(home, 'secret.csv'))
      .catch((error: unknown) => String(error));
    const absent = await files
      .openAllowedFile(join(home, 'absent.csv'))
      .catch((error: unknown) => String(error));
    expect(String(absent).replace('absent', 'secret')).toBe(there);
  });

  it('a FIFO, without waiting for a writer', async () => {
    execFileSync('sh', ['-c', 'mkfifo "$0"', join(allowed, 'pipe')]);
    await expect(files.openAllowedFile('pipe')).rejects.toMatchObject({
      code: 'refused',
      message: '"pipe" is not a regular file.',
    });
  });

  it('/proc and /dev even where the whole machine is allowed', async () => {
    const all = new DirectoryFiles(['/']);
    await expect(all.openAllowedFile('/proc/self/environ')).rejects.toMatchObject({ code: 'refused' });
    await expect(all.openAllowedFile('/dev/zero')).rejects.toMatchObject({ code: 'refused' });
    expect((await all.openAllowedFile(join(home, 'secret.csv'))).name).toBe('secret.csv');
  });

  it('everything when no folder is allowed, and the fix says how to allow one', async () => {
    await expect(new DirectoryFiles([]).openAllowedFile('a.csv')).rejects.toMatchObject({
      code: 'refused',
      fix: expect.stringMatching(/--file-dirs.*MUNSHI_FILE_DIRS/),
    });
  });

  it('what is not there is not found', async () => {
    await expect(files.openAllowedFile('absent.csv')).rejects.toMatchObject({ code: 'not_found' });
    await expect(files.openAllowedFile('broken')).rejects.toMatchObject({ code: 'not_found' });
    await expect(files.openAllowedFile('a.csv/b')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('with messages that name no path but the one sent', async () => {
    for (const path of ['out.csv', 'absent.csv', 'sub', 'zero', 'up/secret.csv', '../x']) {
      const error: unknown = await files.openAllowedFile(path).catch((caught: unknown) => caught);
      expect(String(error)).not.toContain(home);
      expect(JSON.stringify(error)).not.toContain(home);
    }
  });
});

describe('a folder', () => {
  it('lists its regular files, and names the rest', async () => {
    const listed = await files.listAllowedFolder(allowed);
    expect(listed.name).toBe('allowed');
    expect(listed.files.map(({ name }) => name)).toEqual(['a.csv', 'empty.csv', 'in.csv']);
    expect(listed.others).toEqual(['broken', 'out.csv', 'pipe', 'sub', 'up', 'zero']);
    const [first] = listed.files;
    expect(first).toMatchObject({ name: 'a.csv', size: 8 });
    expect(await text(first?.path ?? '')).toBe('x,y\n1,2\n');
  });

  it('is found by relative path', async () => {
    const listed = await files.listAllowedFolder('sub');
    expect(listed.files.map(({ path }) => path)).toEqual(['sub/b.csv']);
    expect(await text('sub/b.csv')).toBe('sub');
  });

  it('outside, absent or not a folder is an error', async () => {
    await expect(files.listAllowedFolder('up')).rejects.toMatchObject({ code: 'refused' });
    await expect(files.listAllowedFolder('/etc')).rejects.toMatchObject({ code: 'refused' });
    await expect(files.listAllowedFolder('absent')).rejects.toMatchObject({ code: 'not_found' });
    await expect(files.listAllowedFolder('a.csv')).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringContaining('not a folder'),
    });
  });

  it('with too many entries is refused', async () => {
    const many = join(second, 'many');
    await mkdir(many);
    await Promise.all(Array.from({ length: 1001 }, (_, at) => writeFile(join(many, String(at)), '')));
    await expect(files.listAllowedFolder('many')).rejects.toMatchObject({ code: 'too_large' });
  });
});
