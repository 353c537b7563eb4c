import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { DirectoryFiles } from '../../../src/domain/ports/files/directory.js';
import { fakeBooks, importer, SHOP } from './fake-books.js';

const DATA = path.join(import.meta.dirname, '../../../../shared/data/online-retail');
const SKIPPED = ' (skipped: ../shared/data/online-retail is not here)';

describe.skipIf(!existsSync(DATA))(`UCI Online Retail${existsSync(DATA) ? '' : SKIPPED}`, () => {
  test('is read to the last line and the last tenth of a penny, odd lines kept and marked', async () => {
    const shop = { ...SHOP, currency: 'GBP', time_zone: 'Europe/London', locale: 'en-GB' };
    const files = new DirectoryFiles([DATA]);
    const report = await importer(fakeBooks(), { shop, files }).run({
      kind: 'sales',
      path: 'online-retail.csv.gz',
      dry_run: true,
    });
    expect(report).toMatchObject({
      rows_read: 541_909,
      bad_rows: { total: 0 },
      counts: { sales: { new: 25_900 }, products: { new: 4_070 }, customers: { new: 4_372 } },
      figures: { documents: 25_900, lines: 541_909, gross: 9_747_747.934 },
    });
    expect(report.notes.join()).toMatch(/3836 document\(s\) numbered C\.\.\. .* are taken as cancellations/);
  });
});
