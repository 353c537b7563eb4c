import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { understand } from '../../src/domain/bills/understand.js';
import type { ReadPage } from '../../src/domain/ports/reading/reading.js';
import { readExpense } from '../../src/domain/ports/reading/textract/expense.js';
import { TextractReading } from '../../src/domain/ports/reading/textract/textract-reading.js';
import { pageOf, RECEIPT } from '../support/bills/page.js';
import { clerkError, shown } from '../support/failures.js';
import { asBlocks, fakeTextract, type TextractReply } from '../support/textract.js';

const OPTIONS = { today: '2026-03-31', order: 'dmy', currency: 'INR' } as const;
const page = pageOf(RECEIPT);
const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };

let image: Uint8Array;
let installed = true;
beforeAll(async () => {
  try {
    const { default: sharp } = await import('sharp');
    const background = '#ffffff';
    image = await sharp({ create: { width: page.width, height: page.height, channels: 3, background } })
      .png()
      .toBuffer();
  } catch {
    installed = false;
    console.warn('Skipped: sharp is not installed');
  }
});

const open: TextractReading[] = [];
afterAll(() => Promise.all(open.map((each) => each.close())));

async function start(replies: readonly TextractReply[], patience = 20_000) {
  const fake = await fakeTextract(replies);
  const reading = new TextractReading({
    endpoint: fake.endpoint,
    patience,
    client: { region: 'ap-south-1', credentials },
  });
  open.push(reading);
  const read = (signal?: AbortSignal): Promise<readonly ReadPage[]> =>
    reading.read(image, async ({ pages }) => pages, { signal });
  return { fake, read };
}

describe('Textract over the wire', () => {
  test('the same words give the same bill as from the local engine', async () => {
    if (!installed) return;
    const { fake, read } = await start([{ documents: [{ Blocks: asBlocks(page) }] }]);
    const [got] = await read();
    expect(fake.targets).toEqual(['Textract.AnalyzeExpense']);
    expect(fake.received[0]?.subarray(0, 3).toString('hex')).toBe('ffd8ff');
    const bill = understand(got === undefined ? [] : [got], OPTIONS);
    expect(bill.total?.value).toBe(33_100);
    const values = (each: typeof bill) => [
      each.vendor?.value,
      each.date?.value,
      each.billNumber?.value,
      each.vendorGstin?.value,
      each.items.map(({ name, quantity, rate, amount }) => [name, quantity, rate, amount]),
      each.taxes.map(({ amount }) => amount.value),
      each.total?.value,
      each.total?.checks,
    ];
    expect(values(bill)).toEqual(values(understand([page], OPTIONS)));
  });

  test('throttled twice it tries again, throttled on it says busy', async () => {
    if (!installed) return;
    const throttled = { error: 'ProvisionedThroughputExceededException' };
    const once = await start([throttled, throttled, { documents: [] }]);
    expect(await once.read()).toHaveLength(1);
    expect(once.fake.targets).toHaveLength(3);
    const on = await start([{ error: 'ThrottlingException' }]);
    expect(await clerkError(on.read())).toMatchObject({ code: 'busy' });
  });

  test.each<[string, TextractReply, string]>([
    ['BadDocumentException', { error: 'BadDocumentException' }, 'invalid_input'],
    ['UnsupportedDocumentException', { error: 'UnsupportedDocumentException' }, 'invalid_input'],
    ['DocumentTooLargeException', { error: 'DocumentTooLargeException' }, 'too_large'],
    ['AccessDeniedException', { error: 'AccessDeniedException' }, 'unavailable'],
    ['InternalServerError', { error: 'InternalServerError', status: 500 }, 'unavailable'],
    ['a connection that ends', 'disconnect', 'unavailable'],
    ['an answer cut short', 'cut short', 'unavailable'],
  ])('%s', async (_name, reply, code) => {
    if (!installed) return;
    const { read } = await start([reply]);
    const error = await clerkError(read());
    expect(error.code).toBe(code);
    expect(shown(error)).not.toMatch(/arn:|Exception|127\.0\.0\.1/);
  });

  test('a service that never answers ends in time, and when the caller leaves', async () => {
    if (!installed) return;
    const slow = await start(['hang'], 300);
    expect(await clerkError(slow.read())).toMatchObject({ code: 'timeout' });
    const left = await start(['hang']);
    const caller = new AbortController();
    const reading = clerkError(left.read(caller.signal));
    await expect.poll(() => left.fake.targets.length, { timeout: 20_000 }).toBe(1);
    caller.abort();
    expect(await reading).toMatchObject({ code: 'cancelled' });
  });
});

describe('what an answer may look like', () => {
  const box = (left: number, top: number, width = 0.1) => ({
    BoundingBox: { Left: left, Top: top, Width: width, Height: 0.02 },
  });

  test('without blocks the words come from the fields; one without a place is only a hint', () => {
    const { words, hints } = readExpense(
      {
        ExpenseDocuments: [
          {
            SummaryFields: [
              { Type: { Text: 'TOTAL', Confidence: 60 }, ValueDetection: { Text: '12.00', Confidence: 90 } },
              {
                Type: { Text: 'TOTAL', Confidence: 99 },
                LabelDetection: { Text: 'Grand Total', Confidence: 99, Geometry: box(0.1, 0.5, 0.2) },
                ValueDetection: { Text: '331.00', Confidence: 98, Geometry: box(0.6, 0.5) },
              },
              { Type: null, ValueDetection: null },
            ],
            LineItemGroups: [
              {
                LineItems: [
                  {
                    LineItemExpenseFields: [
                      {
                        Type: { Text: 'EXPENSE_ROW' },
                        ValueDetection: { Text: 'Salt 3 26.00 78.00', Geometry: box(0.1, 0.3, 0.6) },
                      },
                    ],
                  },
                  { LineItemExpenseFields: null },
                ],
              },
              { LineItems: null },
            ],
          },
        ],
      },
      1_000,
      1_000,
    );
    expect(words.map(({ text }) => text)).toEqual([
      'Grand',
      'Total',
      '331.00',
      'Salt',
      '3',
      '26.00',
      '78.00',
    ]);
    expect(words[0]?.polygon[1]).toEqual({ x: 100 + (200 * 5) / 11, y: 500 });
    expect(hints).toEqual([{ field: 'total', text: '331.00', confidence: 0.98 }]);
  });

  test('an empty answer has no words', () => {
    expect(readExpense({}, 10, 10)).toEqual({ words: [], hints: [] });
    expect(readExpense({ ExpenseDocuments: [{}] }, 10, 10)).toEqual({ words: [], hints: [] });
  });
});
