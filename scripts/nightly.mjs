/**
 * The simulations at length: 10,000 seeds of the udhaar ledger, 3,000 of the stock ledger, 1,000 of bills that are
 * posted, more over the wire, 2,000 filters of pets, the bounds of 100,000 prices, 500
 * lives of alerts and a year of them in the demo shop, explanations of 6,000 queries.
 */
import { spawnSync } from 'node:child_process';

const SUITES = [
  'test/property/ledger-',
  'test/property/stock-',
  'test/property/pets.test.ts',
  'test/wire/ledger.test.ts',
  'test/wire/stock.test.ts',
  'test/property/posting.test.ts',
  'test/e2e/posting-kills.test.ts',
  'test/domain/pricing/bounds.property.test.ts',
  'test/property/alerts.test.ts',
  'test/domain/advice/year.test.ts',
  'test/property/explanations.test.ts',
  'test/domain/sales/question/soundness.test.ts',
  'test/domain/words/patterns.test.ts',
];

const { status } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...SUITES], {
  stdio: 'inherit',
  env: {
    MUNSHI_LEDGER_SEEDS: '10000',
    MUNSHI_LEDGER_WIRE_OPERATIONS: '480',
    MUNSHI_STOCK_SEEDS: '3000',
    MUNSHI_STOCK_WIRE_SEEDS: '50',
    MUNSHI_STOCK_WIRE_OPERATIONS: '320',
    MUNSHI_POSTING_SEEDS: '1000',
    MUNSHI_POSTING_KILLS: '10',
    MUNSHI_PET_RUNS: '2000',
    MUNSHI_QUESTION_RUNS: '20000',
    MUNSHI_PATTERN_MILLISECONDS: '10000',
    MUNSHI_PRICING_CASES: '100000',
    MUNSHI_ALERT_RUNS: '500',
    MUNSHI_ALERT_YEAR: 'demo',
    MUNSHI_EXPLAINED_SHOPS: '200',
    ...process.env,
  },
});
process.exit(status ?? 1);
