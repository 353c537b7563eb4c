import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

const TELL = `
  import { createRequire } from 'node:module';
  await import('./dist/commands/stdio.js');
  console.log(Object.keys(createRequire(import.meta.url).cache).join('\\n'));
`;

test('a client is greeted before the AWS SDK, the engine and what draws are loaded', () => {
  const loaded = execFileSync(process.execPath, ['--input-type=module', '-e', TELL], { encoding: 'utf8' });
  const packages = new Set(
    [...loaded.matchAll(/node_modules\/((?:@[^/]+\/)?[^/\n]+)/g)].map(([, name]) => name),
  );
  expect(packages.size).toBeGreaterThan(0);
  // Of fontkit only what it requires shows here.
  for (const name of packages) expect(name).not.toMatch(/^(@aws-sdk|@smithy|@duckdb|brotli|sharp)/);
});
