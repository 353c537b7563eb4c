import type { Raster } from '../raster.js';
import type { Classifier } from './classifier.js';
import type { TurnedBox } from './geometry.js';
import { cutStrip } from './strip.js';

/** Lines asked whether they stand upside down. */
const ASKED = 8;

/** Whether most of the text of a page runs downwards or upwards. Short boxes say nothing. */
export function liesSideways(boxes: readonly TurnedBox[]): boolean {
  let [along, across] = [0, 0];
  for (const { width, height, angle } of boxes) {
    if (width < 1.8 * height) continue;
    if (Math.abs(angle) > Math.PI / 4) across += width;
    else along += width;
  }
  return across > along;
}

/** Whether the longer lines of a page say on the whole that it stands on its head. */
export async function isUpsideDown(
  classifier: Classifier,
  page: Raster,
  boxes: readonly TurnedBox[],
): Promise<boolean> {
  const asked = boxes
    .filter(({ width, height }) => width > 2 * height)
    .sort((a, b) => shape(a) - shape(b))
    .slice(0, ASKED);
  let votes = 0;
  for (const box of asked) votes += (await classifier.upsideDown(cutStrip(page, box))) - 0.5;
  return votes > 0;
}

/** How far a box is from the shape that the classifier sees best: four times as long as high. */
function shape({ width, height }: TurnedBox): number {
  return Math.abs(Math.log(width / height / 4));
}
