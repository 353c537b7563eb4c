import type * as Ort from 'onnxruntime-node';
import { type Glyph, readPath } from './ctc.js';
import type { Runtime } from './runtime.js';
import { STRIP_HEIGHT, type Strip } from './strip.js';

/** Widths are rounded up to this, so that few shapes occur. */
const WIDTH_STEP = 16;

/** Reads lines of text. */
export class Recogniser {
  readonly #runtime: Runtime;
  readonly #session: Ort.InferenceSession;
  readonly #alphabet: readonly string[];

  constructor(runtime: Runtime, session: Ort.InferenceSession, alphabet: readonly string[]) {
    this.#runtime = runtime;
    this.#session = session;
    this.#alphabet = alphabet;
  }

  /** The characters of a strip. One strip at a time: on one core a batch is slower, for it outgrows the caches. */
  async read(strip: Strip): Promise<Glyph[]> {
    const width = Math.ceil(strip.width / WIDTH_STEP) * WIDTH_STEP;
    const input = new Float32Array(3 * STRIP_HEIGHT * width);
    for (let row = 0; row < 3 * STRIP_HEIGHT; row += 1)
      input.set(strip.planes.subarray(row * strip.width, (row + 1) * strip.width), row * width);
    const [name = ''] = this.#session.inputNames;
    const [output = ''] = this.#session.outputNames;
    const result = await this.#session.run({
      [name]: this.#runtime.tensor(input, [1, 3, STRIP_HEIGHT, width]),
    });
    const tensor = result[output];
    const scores = tensor?.data;
    if (tensor === undefined || !(scores instanceof Float32Array)) throw new TypeError('no scores');
    const [, steps = 0, classes = 0] = tensor.dims;
    return readPath(scores, steps, classes, this.#alphabet, strip.width / width);
  }
}
