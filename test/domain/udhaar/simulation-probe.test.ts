import { test } from 'vitest';
import { simulate } from '../../support/ledger/simulation.js';

test('probe', async () => {
  const t = performance.now();
  const c = process.cpuUsage();
  let bad = 0,
    entries = 0;
  const N = Number(process.env.SEEDS ?? 5);
  for (let seed = 0; seed < N; seed += 1) {
    const run = await simulate(seed, 480);
    entries += run.entries;
    if (run.faults.length > 0) {
      bad += 1;
      if (bad < 4) console.log(seed, run.faults.slice(0, 4));
    }
  }
  const u = process.cpuUsage(c);
  console.log({
    bad,
    entries: entries / N,
    ms: (performance.now() - t) / N,
    cpu: (u.user + u.system) / 1000 / N,
  });
}, 600000);
