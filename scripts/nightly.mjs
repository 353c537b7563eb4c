/** The ledger's simulation at length: 10,000 seeds, and 480 operations a seed over the wire. */
import { spawnSync } from 'node:child_process';

const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', 'test/property/ledger-', 'test/wire/ledger.test.ts'],
  {
    stdio: 'inherit',
    env: { MUNSHI_LEDGER_SEEDS: '10000', MUNSHI_LEDGER_WIRE_OPERATIONS: '480', ...process.env },
  },
);
process.exit(status ?? 1);
