import { expect, onTestFinished, test } from 'vitest';
import { LocalReading } from '../../../../src/domain/ports/reading/local-reading.js';
import { localEngine } from '../../../support/bills/engine.js';
import { talkingBill } from '../../../support/bills/hostile.js';

test('native and WebAssembly read the same words, the other way up too', async () => {
  if ((await localEngine()) === undefined) return;
  const { default: sharp } = await import('sharp');
  const { openPages } = await import('../../../../src/domain/ports/reading/pages.js');
  const document = await openPages(await talkingBill(), 'pdf');
  const { width, height, data } = await document.raster(1);
  document.close();
  const upright = sharp(data, { raw: { width, height, channels: 3 } });
  const texts: string[][] = [];
  const turns: number[] = [];
  for (const [runtime, turned] of [
    ['native', 0],
    ['wasm', 0],
    ['native', 180],
  ] as const) {
    const reading = new LocalReading({ runtime });
    onTestFinished(() => reading.close());
    const bytes = await upright.clone().rotate(turned).png().toBuffer();
    const [page] = await reading.read(bytes, async ({ pages }) => pages);
    texts.push((page?.words ?? []).map(({ text }) => text).sort());
    turns.push(page?.turned ?? -1);
  }
  expect(texts[0]?.length).toBeGreaterThan(15);
  expect(texts[1]).toEqual(texts[0]);
  expect(texts[2]).toEqual(expect.arrayContaining(['TRADING', '500.00', 'Total']));
  expect(turns).toEqual([0, 0, 180]);
}, 300_000);
