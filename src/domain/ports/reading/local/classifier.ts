import type * as Ort from 'onnxruntime-node';
import type { Runtime } from './runtime.js';
import { STRIP_HEIGHT, type Strip } from './strip.js';

const WIDTH = 192;

/** Tells lines that stand upside down. */
export class Classifier {
  readonly #runtime: Runtime;
  readonly #session: Ort.InferenceSession;

  constructor(runtime: Runtime, session: Ort.InferenceSession) {
    this.#runtime = runtime;
    this.#session = session;
  }

  /** How likely the line stands upside down, from 0 to 1, by its beginning. */
  async upsideDown(strip: Strip): Promise<number> {
    const input = new Float32Array(3 * STRIP_HEIGHT * WIDTH);
    const used = Math.min(WIDTH, strip.width);
    for (let row = 0; row < 3 * STRIP_HEIGHT; row += 1)
      input.set(strip.planes.subarray(row * strip.width, row * strip.width + used), row * WIDTH);
    const [name = ''] = this.#session.inputNames;
    const [output = ''] = this.#session.outputNames;
    const result = await this.#session.run({
      [name]: this.#runtime.tensor(input, [1, 3, STRIP_HEIGHT, WIDTH]),
    });
    const scores = result[output]?.data;
    if (!(scores instanceof Float32Array)) throw new TypeError('the classifier gave no scores');
    return scores[1] ?? 0;
  }
}
