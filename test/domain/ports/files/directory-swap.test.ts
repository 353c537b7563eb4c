import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DirectoryFiles } from '../../../../src/domain/ports/files/directory.js';

/** What happens between the check of a path and its opening. */
const between = vi.hoisted(() => ({ swap: async (): Promise<void> => undefined }));

vi.mock('node:fs/promises', async (load) => {
  const actual = await load<typeof import('node:fs/promises')>();
  return {
    ...actual,
    open: async (...given: Parameters<typeof actual.open>) => {
      await between.swap();
      return await actual.open(...given);
    },
  };
});

let home: string;
let allowed: string;

beforeEach(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), 'munshi-swap-')));
  allowed = join(home, 'allowed');
  await mkdir(join(allowed, 'sub'), { recursive: true });
  await writeFile(join(allowed, 'sub', 'a.csv'), 'harmless');
  await mkdir(join(home, 'outside'));
  await writeFile(join(home, 'outside', 'a.csv'), 'secret');
});

afterEach(async () => {
  between.swap = async () => undefined;
  await rm(home, { recursive: true, force: true });
});

const read = (): Promise<unknown> => new DirectoryFiles([allowed]).openAllowedFile('sub/a.csv');

describe.each([process.platform, 'other'])('a file swapped after it was checked, on %s', (platform) => {
  beforeEach(() => {
    vi.stubGlobal('process', Object.create(process, { platform: { value: platform } }));
    return () => vi.unstubAllGlobals();
  });

  it('is read when nothing is swapped', async () => {
    await expect(read()).resolves.toMatchObject({ name: 'a.csv' });
  });

  it('for a link is refused', async () => {
    between.swap = async () => {
      await rm(join(allowed, 'sub', 'a.csv'));
      await symlink(join(home, 'outside', 'a.csv'), join(allowed, 'sub', 'a.csv'));
    };
    await expect(read()).rejects.toMatchObject({ code: 'refused' });
  });

  it('by its folder for a link is refused', async () => {
    between.swap = async () => {
      await rename(join(allowed, 'sub'), join(allowed, 'parked'));
      await symlink(join(home, 'outside'), join(allowed, 'sub'));
    };
    await expect(read()).rejects.toMatchObject({ code: 'refused' });
  });

  it('for a FIFO is refused without waiting for a writer', async () => {
    between.swap = async () => {
      await rm(join(allowed, 'sub', 'a.csv'));
      execFileSync('sh', ['-c', 'mkfifo "$0"', join(allowed, 'sub', 'a.csv')]);
    };
    await expect(read()).rejects.toMatchObject({ code: 'refused' });
  });
});
