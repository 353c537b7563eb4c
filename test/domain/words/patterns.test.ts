import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { check } from 'recheck';
import { beforeAll, expect, test } from 'vitest';

const ROOT = new URL('../../../', import.meta.url).pathname;
const FOLDERS = [
  'src/domain/words',
  'src/domain/calendar',
  'src/domain/pets',
  'src/domain/sales/question',
  'src/domain/sales/query/search',
];
/** A regular expression literal after a mark that one can follow. */
const LITERAL =
  /(?:[=(,:!&|?[{;]|=>|return)\s*\/((?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])*)\/([dgimsuvy]*)/g;

interface Pattern {
  readonly file: string;
  readonly source: string;
  readonly flags: string;
}

function patterns(): Pattern[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) => {
        const file = join(folder, name);
        const text = readFileSync(join(ROOT, file), 'utf8').replace(/^\s*(?:\/\*\*|\*|\/\/).*$/gm, '');
        return [...text.matchAll(LITERAL)].map(([, source = '', flags = '']) => ({ file, source, flags }));
      }),
  );
}

/** Patterns written by hand are the only ones: none is put together from text. */
test('no pattern is made at run time', () => {
  for (const folder of FOLDERS)
    for (const name of readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }))
      if (name.endsWith('.ts'))
        expect(readFileSync(join(ROOT, folder, name), 'utf8'), name).not.toMatch(/\bRegExp\(/);
});

beforeAll(() => {
  // The part in plain JavaScript, so that nothing native and no Java is needed.
  process.env.RECHECK_BACKEND = 'pure';
});

test('the checker tells a pattern that blows up', async () => {
  const { status } = await check('^(a+)+$', '', { timeout: 2_000 });
  expect(status).toBe('vulnerable');
});

test('every pattern takes time in proportion to the text', async () => {
  const all = patterns();
  expect(all.length).toBeGreaterThan(15);
  expect(all.some(({ source }) => source.includes('\\u202a-\\u202e'))).toBe(true);
  for (const { file, source, flags } of all) {
    const { status, ...rest } = await check(source, flags.replace(/[dv]/g, ''), {
      timeout: Number(process.env.MUNSHI_PATTERN_MILLISECONDS ?? 1_000),
      attackTimeout: 200,
    });
    expect(status === 'vulnerable' ? { file, source, rest } : 'safe').toBe('safe');
  }
});
