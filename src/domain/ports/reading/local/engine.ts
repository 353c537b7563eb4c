import { shrink } from '../pages.js';
import { type Raster, turn } from '../raster.js';
import type { Area, QuarterTurn, Word } from '../reading.js';
import { Classifier } from './classifier.js';
import { Detector } from './detector.js';
import type { TurnedBox } from './geometry.js';
import { joinGlyphs, type Line, toWords } from './lines.js';
import type { Models } from './models.js';
import { isUpsideDown, liesSideways } from './orientation.js';
import { Recogniser } from './recogniser.js';
import type { Runtime } from './runtime.js';
import { insertSpaces } from './spaces.js';
import { cutStrip } from './strip.js';

/** Longest side of a page when text is looked for, in pixels. */
const FIND_SIDE = 960;
/** Where lines stand lower than this in the small page, it is looked at once more, larger. */
const LOW_LINE = 11;
const LARGE_FIND_SIDE = 1_600;
/** A line read worse than this is read by the second recogniser too. */
const DOUBTFUL = 0.78;
/** When looking again, lines are brought to about this height, in pixels. */
const CLOSE_HEIGHT = 40;

export interface EnginePage {
  readonly raster: Raster;
  readonly turned: QuarterTurn;
  readonly words: readonly Word[];
}

/** Detection, orientation and recognition by PP-OCR models (Du et al., 2020, "PP-OCR"; 2022, "PP-OCRv3"). */
export class Engine {
  readonly #detector: Detector;
  readonly #classifier: Classifier | undefined;
  readonly #recognisers: readonly Recogniser[];

  private constructor(
    detector: Detector,
    classifier: Classifier | undefined,
    recognisers: readonly Recogniser[],
  ) {
    this.#detector = detector;
    this.#classifier = classifier;
    this.#recognisers = recognisers;
  }

  static async load(runtime: Runtime, models: Models): Promise<Engine> {
    const recognisers: Recogniser[] = [];
    for (const { model, alphabet } of models.recognisers)
      recognisers.push(new Recogniser(runtime, await runtime.load(model), alphabet));
    return new Engine(
      new Detector(runtime, await runtime.load(models.detector)),
      models.classifier === undefined
        ? undefined
        : new Classifier(runtime, await runtime.load(models.classifier)),
      recognisers,
    );
  }

  /** Turns a page upright and reads it. */
  async read(given: Raster): Promise<EnginePage> {
    let raster = given;
    let turned: QuarterTurn = 0;
    let boxes = await this.#find(raster);
    if (liesSideways(boxes)) {
      raster = turn(given, 90);
      turned = 90;
      boxes = await this.#find(raster);
    }
    if (this.#classifier !== undefined && (await isUpsideDown(this.#classifier, raster, boxes))) {
      turned = turned === 90 ? 270 : 180;
      raster = turn(given, turned);
      boxes = await this.#find(raster);
    }
    const lines: Line[] = [];
    for (const box of boxes) lines.push(await this.#readLine(raster, box));
    return { raster, turned, words: lines.flatMap(toWords) };
  }

  /** Reads a part of an upright page again: enlarged, and by every recogniser. */
  async lookAgain(page: Raster, area: Area): Promise<Word[]> {
    const crop = cropOf(page, area);
    if (crop === undefined) return [];
    const height = Math.min(crop.raster.height, 60);
    const scale = Math.min(3, Math.max(1, (CLOSE_HEIGHT * 1.5) / height));
    const large = scale > 1 ? await shrink(crop.raster, scale) : crop.raster;
    const boxes = await this.#detector.find(large, large);
    const words: Word[] = [];
    for (const box of boxes) {
      const line = await this.#readLine(large, box, true);
      for (const word of toWords(line)) {
        const [a, b, c, d] = word.polygon;
        const back = ({ x, y }: { x: number; y: number }) => ({
          x: x / scale + crop.left,
          y: y / scale + crop.top,
        });
        words.push({ ...word, polygon: [back(a), back(b), back(c), back(d)] });
      }
    }
    return words;
  }

  async #find(page: Raster): Promise<TurnedBox[]> {
    const longest = Math.max(page.width, page.height);
    const look = async (side: number): Promise<TurnedBox[]> =>
      this.#detector.find(longest > side ? await shrink(page, side / longest) : page, page);
    const boxes = await look(FIND_SIDE);
    const heights = boxes.map(({ height }) => height).sort((a, b) => a - b);
    const middle = (heights[Math.floor(heights.length / 2)] ?? 0) * Math.min(1, FIND_SIDE / longest);
    return middle < LOW_LINE && longest > FIND_SIDE ? look(LARGE_FIND_SIDE) : boxes;
  }

  async #readLine(page: Raster, box: TurnedBox, everyone = false): Promise<Line> {
    const strip = cutStrip(page, box);
    let best: Line = { box, glyphs: [], confidence: 0 };
    for (const recogniser of this.#recognisers) {
      const line = joinGlyphs(box, insertSpaces(strip, await recogniser.read(strip)));
      if (line.confidence > best.confidence) best = line;
      if (!everyone && best.confidence >= DOUBTFUL) break;
    }
    return best;
  }
}

function cropOf(page: Raster, area: Area): { raster: Raster; left: number; top: number } | undefined {
  const left = Math.max(0, Math.floor(area.left));
  const top = Math.max(0, Math.floor(area.top));
  const width = Math.min(page.width, Math.ceil(area.right)) - left;
  const height = Math.min(page.height, Math.ceil(area.bottom)) - top;
  if (width < 8 || height < 8) return undefined;
  const data = new Uint8Array(width * height * 3);
  for (let row = 0; row < height; row += 1) {
    const from = ((top + row) * page.width + left) * 3;
    data.set(page.data.subarray(from, from + width * 3), row * width * 3);
  }
  return { raster: { width, height, data }, left, top };
}
