import { openPages } from '../../../src/domain/ports/reading/pages.js';
import { randomFrom } from '../../../src/domain/random.js';
import { drawBill } from './draw.js';
import { makeTrueBill, type TrueBill } from './truth.js';
import { type Wear, wear } from './wear.js';

export interface BillImage {
  readonly truth: TrueBill;
  readonly jpeg: Uint8Array;
}

/** A made-up bill as an image; the same seed and number give the same. */
export async function billImage(seed: number, number: number, how: Wear): Promise<BillImage> {
  const random = randomFrom(seed, number);
  const truth = makeTrueBill(random);
  const document = await openPages(await drawBill(truth), 'pdf');
  const { width, height, data } = await document.raster(1);
  document.close();
  const { default: sharp } = await import('sharp');
  const png = await sharp(data, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
  return { truth, jpeg: await wear(png, random, how) };
}
