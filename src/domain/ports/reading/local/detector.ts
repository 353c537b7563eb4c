import type * as Ort from 'onnxruntime-node';
import type { Raster } from '../raster.js';
import type { TurnedBox } from './geometry.js';
import { findRegions } from './regions.js';
import type { Runtime } from './runtime.js';

/** Mean and deviation of red, green, blue the detectors were trained with. */
const MEAN = [0.485, 0.456, 0.406] as const;
const DEVIATION = [0.229, 0.224, 0.225] as const;
/** Sides are a multiple of this, because the network halves them five times. */
const STEP = 32;

/** Finds lines of text on a page. */
export class Detector {
  readonly #runtime: Runtime;
  readonly #session: Ort.InferenceSession;

  constructor(runtime: Runtime, session: Ort.InferenceSession) {
    this.#runtime = runtime;
    this.#session = session;
  }

  /** @param small The page at the size to look at it in; @param page the page the boxes are to fit. */
  async find(small: Raster, page: Raster): Promise<TurnedBox[]> {
    const width = Math.ceil(small.width / STEP) * STEP;
    const height = Math.ceil(small.height / STEP) * STEP;
    const area = width * height;
    const planes = new Float32Array(3 * area);
    for (let channel = 0; channel < 3; channel += 1) {
      const mean = (MEAN[channel] ?? 0) * 255;
      const scale = 1 / ((DEVIATION[channel] ?? 1) * 255);
      for (let y = 0; y < small.height; y += 1) {
        const from = y * small.width * 3 + channel;
        const to = channel * area + y * width;
        for (let x = 0; x < small.width; x += 1)
          planes[to + x] = ((small.data[from + x * 3] ?? 0) - mean) * scale;
      }
    }
    const [input = ''] = this.#session.inputNames;
    const [output = ''] = this.#session.outputNames;
    const result = await this.#session.run({ [input]: this.#runtime.tensor(planes, [1, 3, height, width]) });
    const map = result[output]?.data;
    if (!(map instanceof Float32Array)) throw new TypeError('the detector gave no map');
    const scale = page.width / small.width;
    return findRegions(map, width, height).map(({ centre, width: w, height: h, angle }) => ({
      centre: { x: (centre.x + 0.5) * scale, y: (centre.y + 0.5) * scale },
      width: w * scale,
      height: h * scale,
      angle,
    }));
  }
}
