/**
 * Completes package-lock.json for platforms whose binary packages the registry in use does not carry.
 *
 * npm leaves an optional package it cannot fetch out of the lock and `npm ci` then refuses the lock as out of
 * sync. An entry of version, os, cpu and licence is enough for npm, on every platform. Run after `npm install`.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const systems = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const processors = [
  'arm64',
  'armv7',
  'arm',
  'ia32',
  'loong64',
  'ppc64',
  'riscv64',
  's390x',
  'wasm32',
  'x64',
  'mips64el',
];

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const added = {};
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    const key = `node_modules/${name}`;
    if (lock.packages[key] || lock.packages[`${path}/${key}`] || added[key]) continue;
    if (!/^\d/.test(range)) continue;
    const words = name.replace('windows', 'win32').split(/[-/]/);
    const os = systems.find((system) => words.some((word) => word.startsWith(system)));
    const cpu = processors.find((processor) => words.includes(processor) || words.includes(`${processor}gc`));
    added[key] = {
      version: range,
      ...(cpu && cpu !== 'wasm32' && { cpu: [cpu === 'armv7' ? 'arm' : cpu] }),
      license: entry.license ?? 'Apache-2.0',
      optional: true,
      ...(os && { os: [os] }),
    };
  }
}
const packages = Object.entries({ ...lock.packages, ...added }).sort(([a], [b]) => (a < b ? -1 : 1));
writeFileSync(
  'package-lock.json',
  `${JSON.stringify({ ...lock, packages: Object.fromEntries(packages) }, null, 2)}\n`,
);
console.log(`${Object.keys(added).length} entries added`);
