import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { loadMstl, mstl } from '../../../../src/domain/forecast/methods/mstl.js';

/** Six years of months that grow and swing. */
const MONTHS = Float64Array.from(
  { length: 72 },
  (_, t) => (100 + t) * (1 + 0.3 * Math.sin((2 * Math.PI * t) / 12)) + ((t * 31) % 7),
);

describe('the loess decomposition', () => {
  it('is loaded when it is first wanted', async () => {
    expect(mstl(MONTHS, [12], 12)).toBeUndefined();
    await loadMstl();
    await loadMstl();
    const forecast = mstl(MONTHS, [12], 12);
    [3, 9].forEach((step) => {
      const truth = (172 + step) * (1 + 0.3 * Math.sin((2 * Math.PI * step) / 12)) + 3;
      expect(Math.abs((forecast?.[step] ?? 0) / truth - 1)).toBeLessThan(0.1);
    });
  });

  it('finds nothing in less than two seasons, and says so without a throw', async () => {
    await loadMstl();
    expect(mstl(MONTHS.subarray(0, 20), [12], 12)).toBeUndefined();
  });

  it('writes nothing on stdout: the protocol is there', () => {
    const script = `
      import { readFileSync } from 'node:fs';
      const url = import.meta.resolve('@bsull/augurs/mstl');
      const module = await import(url);
      module.initSync({ module: readFileSync(new URL('mstl_bg.wasm', url)) });
      const model = module.MSTL.ets(Uint32Array.from([12]), {});
      try { model.fit(new Float64Array(20)); } catch { process.stderr.write('refused'); }
      model.fit(Float64Array.from({ length: 72 }, (_, t) => 100 + t + (t % 12)));
      model.predict(12);
    `;
    expect(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })).toBe(
      '',
    );
  });
});
