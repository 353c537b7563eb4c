import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { halfYearOfSales } from '../support/half-year.js';
import { dataDir, StdioServer } from '../support/stdio-server.js';

const Answer = z.object({
  forecasts: z.array(
    z
      .object({
        name: z.string(),
        total: z.object({ value: z.number(), low80: z.number(), high80: z.number() }).loose(),
        ahead: z.array(z.object({ on: z.string(), value: z.number() }).loose()),
        backtest: z.record(z.string(), z.unknown()),
      })
      .loose(),
  ),
  refused: z.array(z.unknown()),
});

describe('forecasts over stdio', () => {
  test('of imported sales: numbers, a picture, and how they would have done', async () => {
    const server = new StdioServer(dataDir());
    await server.call('import_file', {
      kind: 'sales',
      content: halfYearOfSales(),
      dry_run: false,
      idempotency_key: 'sales-of-half-a-year',
    });
    const products = ['Masala Chai'];
    const answer = Answer.parse(
      await server.call('generate_forecast', { products, horizon: 7, lead_time: 3 }),
    );
    const [forecast] = answer.forecasts;
    expect(forecast?.name).toBe('Masala Chai');
    expect(forecast?.ahead).toHaveLength(7);
    // A week is 7 x 8 and the days of the week, 0 to 6.
    expect(forecast?.total.value).toBeGreaterThan(70);
    expect(forecast?.total.value).toBeLessThan(84);
    const pictures = await server.pictures('generate_forecast', { products, chart: true });
    expect(pictures).toHaveLength(1);
    expect(PNG.sync.read(pictures[0] ?? Buffer.alloc(0))).toMatchObject({ width: 880, height: 420 });
    const report = await server.call('forecast_report', { source: 'backtest' });
    expect(report).toMatchObject({
      series: 1,
      summary: { products: 1, by_demand: { smooth: { products: 1 } } },
      worst: [{ error_value_a_step: expect.any(Number), beats_naive_by_rmsse: expect.any(Boolean) }],
    });
    // Both tools tell the same of one product.
    const { wape_percent, rmsse, inside80_percent } = forecast?.backtest ?? {};
    expect(report).toMatchObject({ worst: [{ wape_percent, rmsse, inside80_percent }] });
    expect(await server.call('forecast_report', {})).toMatchObject({ series: 0, waiting: 1 });
    await server.leave();
  });
});
