import type { Raster } from '../raster.js';
import type { TurnedBox } from './geometry.js';

/** Height of a strip of text as the recognisers take it, in pixels. */
export const STRIP_HEIGHT = 48;
const LONGEST = 3_200;

/** A line of text cut out upright: three planes (blue, green, red) of values from -1 to 1. */
export interface Strip {
  readonly width: number;
  readonly planes: Float32Array;
}

/**
 * Cuts a box out of a page, upright and {@link STRIP_HEIGHT} high: each pixel is the mean of bilinear samples, as
 * many as the page has pixels for it.
 */
export function cutStrip(page: Raster, box: TurnedBox): Strip {
  const scale = box.height / STRIP_HEIGHT;
  const width = Math.max(16, Math.min(LONGEST, Math.round(box.width / scale)));
  const stepU = box.width / width;
  const taps = Math.max(1, Math.min(4, Math.round(Math.max(scale, stepU))));
  const planes = new Float32Array(3 * STRIP_HEIGHT * width);
  const area = STRIP_HEIGHT * width;
  const [cos, sin] = [Math.cos(box.angle), Math.sin(box.angle)];
  const [lastX, lastY] = [page.width - 1, page.height - 1];
  const { data } = page;
  const share = 1 / (taps * taps);
  for (let row = 0; row < STRIP_HEIGHT; row += 1) {
    for (let column = 0; column < width; column += 1) {
      let [red, green, blue] = [0, 0, 0];
      for (let i = 0; i < taps; i += 1) {
        const v = (row + (i + 0.5) / taps) * scale - box.height / 2;
        for (let j = 0; j < taps; j += 1) {
          const u = (column + (j + 0.5) / taps) * stepU - box.width / 2;
          const x = Math.min(lastX, Math.max(0, box.centre.x + u * cos - v * sin));
          const y = Math.min(lastY, Math.max(0, box.centre.y + u * sin + v * cos));
          const x0 = Math.floor(x);
          const y0 = Math.floor(y);
          const right = x0 < lastX ? 3 : 0;
          const below = y0 < lastY ? page.width * 3 : 0;
          const at = (y0 * page.width + x0) * 3;
          const [fx, fy] = [x - x0, y - y0];
          const [a, b, c, d] = [(1 - fx) * (1 - fy), fx * (1 - fy), (1 - fx) * fy, fx * fy];
          const ab = at + right;
          const ac = at + below;
          const ad = ac + right;
          red += a * (data[at] ?? 0) + b * (data[ab] ?? 0) + c * (data[ac] ?? 0) + d * (data[ad] ?? 0);
          green +=
            a * (data[at + 1] ?? 0) +
            b * (data[ab + 1] ?? 0) +
            c * (data[ac + 1] ?? 0) +
            d * (data[ad + 1] ?? 0);
          blue +=
            a * (data[at + 2] ?? 0) +
            b * (data[ab + 2] ?? 0) +
            c * (data[ac + 2] ?? 0) +
            d * (data[ad + 2] ?? 0);
        }
      }
      const to = row * width + column;
      planes[to] = (blue * share) / 127.5 - 1;
      planes[area + to] = (green * share) / 127.5 - 1;
      planes[2 * area + to] = (red * share) / 127.5 - 1;
    }
  }
  return { width, planes };
}
