import type { QuarterTurn } from './reading.js';

/** An image in memory: rows of red, green, blue, one byte each. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** A raster turned clockwise by quarter turns. */
export function turn(raster: Raster, degrees: QuarterTurn): Raster {
  if (degrees === 0) return raster;
  const { width, height, data } = raster;
  const out = new Uint8Array(data.length);
  const sideways = degrees !== 180;
  const outWidth = sideways ? height : width;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const toX = degrees === 90 ? height - 1 - y : degrees === 180 ? width - 1 - x : y;
      const toY = degrees === 90 ? x : degrees === 180 ? height - 1 - y : width - 1 - x;
      const from = (y * width + x) * 3;
      const to = (toY * outWidth + toX) * 3;
      out[to] = data[from] ?? 0;
      out[to + 1] = data[from + 1] ?? 0;
      out[to + 2] = data[from + 2] ?? 0;
    }
  }
  return { width: outWidth, height: sideways ? width : height, data: out };
}
