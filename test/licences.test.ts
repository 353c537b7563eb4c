import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as z from 'zod';

/** Licences that let a shop use Munshi without a condition on its own work. */
const ACCEPTED = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'Python-2.0',
  'Unlicense',
]);

/** Fonts: what is written with one is free of its licence (OFL-1.1, 5). For nothing but fonts. */
const ACCEPTED_FONTS = new Set(['OFL-1.1']);
const FONT = /^node_modules\/@fontsource\//;

const Lock = z.object({
  packages: z.record(z.string(), z.object({ license: z.string().optional(), dev: z.boolean().optional() })),
});

/**
 * A library under the LGPL that an optional package (sharp) loads as a file of its own and that anyone may replace:
 * it asks nothing of the work that calls it (LGPL-3.0, 4).
 */
const ACCEPTED_LIBRARY = 'LGPL-3.0-or-later';
const LIBRARY = /^node_modules\/@img\/sharp-/;

/** The licence of a package whose description names none, by the text that it carries. */
function byItsText(name: string): string {
  const file = new URL(`../${name}/LICENSE`, import.meta.url);
  const text = existsSync(file) ? readFileSync(file, 'utf8').replace(/\s+/g, ' ') : '';
  if (/^MIT License .*Permission is hereby granted, free of charge, to any person/.test(text)) return 'MIT';
  return /^ ?Apache License Version 2\.0, January 2004 /.test(text) ? 'Apache-2.0' : 'none';
}

test('everything that is installed with Munshi has a permissive licence', () => {
  const lock = Lock.parse(JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')));
  const shipped = Object.entries(lock.packages).filter(([name, { dev }]) => name !== '' && dev !== true);
  expect(shipped.length).toBeGreaterThan(10);
  const others = shipped.filter(
    ([name, { license }]) =>
      !(FONT.test(name) && ACCEPTED_FONTS.has(license ?? 'none')) &&
      !(license ?? byItsText(name))
        .replace(/[()]/g, '')
        .split(' OR ')
        .some((each) =>
          each
            .split(' AND ')
            .every((part) => ACCEPTED.has(part) || (LIBRARY.test(name) && part === ACCEPTED_LIBRARY)),
        ),
  );
  expect(others.map(([name, { license }]) => `${name}: ${license}`)).toEqual([]);
});
