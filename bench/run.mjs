/**
 * Runs one benchmark: `npm run bench -- NAME [--data PATH]`. Prints a table for people and, as the last line, one
 * JSON object with the figures. Where its data or peer is absent it says so and exits 0 with `{"skipped": "why"}`.
 */
import { existsSync, readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { data: { type: 'string' }, show: { type: 'boolean' } },
});
const names = readdirSync(new URL('.', import.meta.url))
  .filter((file) => file.endsWith('.bench.mjs'))
  .map((file) => file.replace('.bench.mjs', ''));
const [name] = positionals;
if (name === undefined || !names.includes(name)) {
  console.error(`Usage: npm run bench -- NAME [--data PATH]\nNames: ${names.join(', ')}`);
  process.exit(2);
}
const { run, data } = await import(`./${name}.bench.mjs`);
const path = values.data ?? data;
const figures = data !== undefined && !existsSync(path) ? { skipped: `no data at ${path}` } : await run(path);
console.log(JSON.stringify(figures));
process.exit(0);
