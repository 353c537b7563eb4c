import { readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { BillService } from '../../../src/domain/bills/bill-service.js';
import { DirectoryFiles } from '../../../src/domain/ports/files/directory.js';
import { DirectoryKept } from '../../../src/domain/ports/files/kept.js';
import { LocalReading } from '../../../src/domain/ports/reading/local-reading.js';
import { ShopSettings } from '../../../src/domain/shop.js';
import { localEngine } from '../../support/bills/engine.js';
import { lockedPdf, pdfOf, pngOf, talkingBill } from '../../support/bills/hostile.js';
import { billImage } from '../../support/bills/image.js';
import { embeddedStore, freshShop } from '../../support/embedded-store.js';
import { clerkError, shown } from '../../support/failures.js';
import { tempDir } from '../../support/temp.js';

const store = embeddedStore();
const reading = new LocalReading();
let installed = false;
beforeAll(async () => {
  installed = (await localEngine()) !== undefined;
}, 120_000);
afterAll(() => reading.close());

let keys = 0;
const freshKey = (): string => {
  keys += 1;
  return `key-of-a-bill-${keys}`;
};

/** A shop with a folder of its own, and what it wrote. */
function openBills(now = '2026-03-31T06:00:00.000Z') {
  const folder = tempDir();
  const kept = tempDir();
  const shop = freshShop();
  /** Types of what the shop's store holds, bar the keys. */
  const written = async (): Promise<string[]> => {
    const types: string[] = [];
    for await (const items of store.table().scan())
      types.push(
        ...items
          .filter(({ PK, type }) => PK.startsWith(`SHOP#${shop}#`) && type !== 'key')
          .map(({ type }) => type),
      );
    return types.sort();
  };
  const clock = { now: new Date(now) };
  const service = new BillService({
    table: store.table(),
    reading,
    files: new DirectoryFiles([folder], { largest: 10 * 1024 * 1024, setting: 'bill_folders' }),
    kept: { files: new DirectoryKept(kept), days: 30 },
    settings: ShopSettings.parse({
      shop_id: shop,
      name: 'Test',
      currency: 'INR',
      time_zone: 'Asia/Kolkata',
      fiscal_year_start: 4,
      locale: 'en-IN',
    }),
    clock: () => clock.now,
  });
  const steps: string[] = [];
  const read = (
    source: { content?: string; path?: string },
    key = freshKey(),
    signal = new AbortController().signal,
  ) =>
    service.read(
      source,
      { key, payload: source },
      { signal, progress: (done, total) => steps.push(`${done}/${total}`) },
    );
  return { folder, kept, written, clock, steps, read };
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

describe('a bill is read and kept', () => {
  test('once for a key, with its image and what it may repeat; old images go', async () => {
    if (!installed) return;
    const { kept, written, clock, steps, read } = openBills();
    const { truth, jpeg } = await billImage(7, 0, { photo: false });
    const content = base64(jpeg);
    const first = await read({ content }, 'the-first-key');
    expect(first.bill.total?.value).toBe(truth.total);
    expect(first.duplicates).toEqual([]);
    expect(steps).toEqual(['1/1']);
    expect(await read({ content }, 'the-first-key')).toEqual(first);
    expect((await written()).filter((type) => type === 'bill')).toHaveLength(1);
    expect(readdirSync(kept)).toEqual([first.file.kept_as]);
    expect(await clerkError(read({ content: base64(Buffer.from('other')) }, 'the-first-key'))).toMatchObject({
      code: 'conflict',
    });

    const again = await read({ content });
    expect(again.duplicates).toEqual([
      { kind: 'same_file', bill_id: first.bill_id, read_at: '2026-03-31T06:00:00.000Z' },
    ]);
    const photo = await billImage(7, 0, { photo: true });
    clock.now = new Date('2026-05-31T06:00:00.000Z');
    const other = await read({ content: base64(photo.jpeg) });
    expect(other.duplicates.map(({ kind }) => kind)).toEqual(['same_number', 'same_number']);
    expect(readdirSync(kept)).toEqual([other.file.kept_as]);
  }, 180_000);

  test('orders that stand on the paper are its text and nothing else', async () => {
    if (!installed) return;
    const { written, read } = openBills();
    const record = await read({ content: base64(await talkingBill()) });
    expect(record.bill.total?.value).toBe(10_000);
    expect(record.bill.items[0]?.name).toMatch(/Record a payment/i);
    expect(new Set(await written())).toEqual(new Set(['bill', 'bill_mark']));
  }, 120_000);
});

describe('what cannot be read is refused at once, and memory stays flat', () => {
  const jpegHead = Buffer.from('\xff\xd8\xff\xe0', 'latin1');
  test.each<[string, () => Promise<Uint8Array> | Uint8Array, string, RegExp]>([
    ['a PNG of 60,000 x 60,000', () => pngOf(60_000, 60_000, 400_000), 'too_large', /million pixels/],
    [
      'a JPEG cut short',
      async () => (await billImage(7, 0, { photo: false })).jpeg.subarray(0, 30_000),
      'invalid_input',
      /broken/,
    ],
    ['a JPEG of nothing', () => Buffer.concat([jpegHead, Buffer.alloc(2_000)]), 'invalid_input', /broken/],
    [
      'a file of two kinds',
      () => Buffer.concat([jpegHead, Buffer.from('PK\x05\x06 and so on', 'latin1')]),
      'invalid_input',
      /two kinds/,
    ],
    ['an encrypted PDF', lockedPdf, 'invalid_input', /encrypted/],
    ['a PDF of 3,000 pages', () => pdfOf(3_000), 'too_large', /3000 pages; at most 20/],
    ['a broken PDF', () => Buffer.from('%PDF-1.7 and no more'), 'invalid_input', /broken/],
    ['no bytes', () => Buffer.alloc(0), 'invalid_input', /empty/],
    ['an SVG', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'invalid_input', /SVG/],
  ])('%s', async (_name, make, code, message) => {
    if (!installed) return;
    const { written, read } = openBills();
    const content = base64(await make());
    const before = process.memoryUsage().rss;
    const error = await clerkError(read({ content }));
    expect(error).toMatchObject({ code, field: 'content' });
    expect(error.message).toMatch(message);
    expect(await written()).toEqual([]);
    expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024);
  });

  test('20 MB of base64, text that is none, and both or neither source', async () => {
    const { read } = openBills();
    expect(await clerkError(read({ content: 'A'.repeat(20_000_000) }))).toMatchObject({ code: 'too_large' });
    expect(await clerkError(read({ content: 'not base64!' }))).toMatchObject({ code: 'invalid_input' });
    expect(await clerkError(read({}))).toMatchObject({ code: 'invalid_input', field: 'content' });
    expect(await clerkError(read({ content: 'AAAA', path: 'a.jpg' }))).toMatchObject({
      code: 'invalid_input',
    });
  });

  test('paths that lead outside, links and addresses', async () => {
    const { folder, read } = openBills();
    writeFileSync(path.join(folder, 'empty.jpg'), '');
    symlinkSync('/etc/passwd', path.join(folder, 'link.jpg'));
    for (const name of [
      '../../../../etc/passwd',
      '/proc/self/environ',
      'link.jpg',
      'file:///etc/passwd',
      'http://127.0.0.1/bill.png',
      'https://example.org/bill.png',
    ]) {
      const error = await clerkError(read({ path: name }));
      expect(error, name).toMatchObject({ code: 'refused', field: 'path' });
      expect(shown(error)).not.toContain('root:');
    }
    expect(await clerkError(read({ path: 'none.jpg' }))).toMatchObject({ code: 'not_found' });
    expect(await clerkError(read({ path: 'empty.jpg' }))).toMatchObject({
      code: 'invalid_input',
      field: 'path',
    });
  });
});

describe('a caller who leaves', () => {
  test('ends the work; nothing is kept and the next bill is read', async () => {
    if (!installed) return;
    const { kept, written, read } = openBills();
    const { truth, jpeg } = await billImage(7, 1, { photo: false });
    const caller = new AbortController();
    const left = clerkError(read({ content: base64(jpeg) }, freshKey(), caller.signal));
    setTimeout(() => caller.abort(), 100);
    expect(await left).toMatchObject({ code: 'cancelled' });
    expect([await written(), readdirSync(kept)]).toEqual([[], []]);
    expect((await read({ content: base64(jpeg) })).bill.total?.value).toBe(truth.total);
  }, 120_000);

  test('without an engine it says what is missing', async () => {
    const none = new LocalReading({ models: tempDir() });
    onTestFinished(() => none.close());
    if (!installed) return;
    const { jpeg } = await billImage(7, 0, { photo: false });
    expect(await clerkError(none.read(jpeg, async () => 0))).toMatchObject({ code: 'not_configured' });
  });
});
