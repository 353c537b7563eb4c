import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as fc from 'fast-check';
import type { InferenceSession } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { foldModel } from '../../../../../src/domain/ports/reading/local/fold.js';
import { packagedModels } from '../../../../../src/domain/ports/reading/local/models.js';
import { OnnxGraph } from '../../../../../src/domain/ports/reading/local/onnx-graph.js';
import { chainModel, STEPS } from '../../../../support/bills/onnx.js';

const ort = await import('onnxruntime-node').catch(() => undefined);
if (ort !== undefined) ort.env.logLevel = 'error';
const models = packagedModels();

async function results(model: Uint8Array, dims: readonly number[]): Promise<number[]> {
  if (ort === undefined) return [];
  const session: InferenceSession = await ort.InferenceSession.create(model, { intraOpNumThreads: 1 });
  const size = dims.reduce((product, each) => product * each, 1);
  const data = Float32Array.from({ length: size }, (_, index) => 3 * Math.sin(index * 0.37));
  const [input = ''] = session.inputNames;
  const [output = ''] = session.outputNames;
  const found = (await session.run({ [input]: new ort.Tensor('float32', data, dims) }))[output]?.data;
  await session.release();
  return found instanceof Float32Array ? [...found] : [];
}

function furthest(a: readonly number[], b: readonly number[]): number {
  return a.reduce((most, value, index) => Math.max(most, Math.abs(value - (b[index] ?? Number.NaN))), 0);
}

describe.skipIf(ort === undefined)('folding', () => {
  it.skipIf(models === undefined).each([
    ['ch_PP-OCRv4_det_infer.onnx', [1, 3, 96, 96]],
    ['ch_PP-OCRv4_rec_infer.onnx', [1, 3, 48, 160]],
    ['en_PP-OCRv4_rec.onnx', [1, 3, 48, 160]],
  ])('leaves what %s computes, with fewer passes', async (name, dims) => {
    const model = await readFile(path.join(models ?? '', name));
    const folded = foldModel(model);
    const passes = (bytes: Uint8Array): number =>
      new OnnxGraph(bytes).nodes.filter(({ op }) => ['Mul', 'Add', 'Div', 'Clip'].includes(op)).length;
    expect(passes(folded)).toBeLessThan(passes(model) * 0.5);
    const [before, after] = [await results(model, dims), await results(folded, dims)];
    expect(before.length).toBeGreaterThan(1_000);
    expect(furthest(before, after)).toBeLessThan(1e-4);
  });

  it('leaves what any chain of its steps computes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...STEPS), { minLength: 1, maxLength: 9 }), async (steps) => {
        const model = chainModel(steps);
        const [before, after] = [
          await results(model, [1, 2, 4, 4]),
          await results(foldModel(model), [1, 2, 4, 4]),
        ];
        const scale = Math.max(1, ...before.map(Math.abs));
        expect(before.length).toBe(32);
        expect(furthest(before, after) / scale).toBeLessThan(1e-5);
      }),
      { numRuns: 150 },
    );
  });
});

describe('a chain', () => {
  const opsOf = (steps: Parameters<typeof chainModel>[0]): string[] =>
    new OnnxGraph(foldModel(chainModel(steps))).nodes
      .map(({ op }) => op)
      .filter((op) => !['Constant', 'Identity'].includes(op));

  it('is one convolution where it can be', () => {
    expect(opsOf(['scale', 'shift', 'conv', 'scale', 'shift'])).toEqual(['Conv']);
  });

  it('keeps the shift before padding', () => {
    expect(opsOf(['scale', 'shift', 'padded'])).toEqual(['Add', 'Conv']);
  });

  it('has hard swish in two steps', () => {
    expect(opsOf(['swish'])).toEqual(['HardSigmoid', 'Mul']);
  });

  it('keeps what is read twice', () => {
    expect(opsOf(['conv', 'twice', 'scale'])).toEqual(['Conv', 'Mul', 'Add', 'Mul']);
  });
});

it('leaves bytes alone that are no model', () => {
  for (const bytes of [new Uint8Array(), Uint8Array.of(0xff, 0xff), chainModel(['conv']).subarray(0, 90)])
    expect(foldModel(bytes)).toBe(bytes);
});
