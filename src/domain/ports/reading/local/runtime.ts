import type * as Ort from 'onnxruntime-node';
import { foldModel } from './fold.js';

/** The part of ONNX Runtime that both its forms share. */
type Library = Pick<typeof Ort, 'InferenceSession' | 'Tensor' | 'env'>;

/** What runs the models: native where it is installed, else WebAssembly. The same models, the same results. */
export interface Runtime {
  readonly kind: 'native' | 'wasm';
  load(model: Uint8Array): Promise<Ort.InferenceSession>;
  tensor(data: Float32Array, dims: readonly number[]): Ort.Tensor;
}

/** Loads ONNX Runtime, on one core. Undefined where neither form of it is installed. */
export async function loadRuntime(kinds: readonly Runtime['kind'][]): Promise<Runtime | undefined> {
  for (const kind of kinds) {
    const ort = await load(kind);
    if (ort === undefined) continue;
    ort.env.logLevel = 'error';
    if (kind === 'wasm') ort.env.wasm.numThreads = 1;
    return {
      kind,
      load: (model) =>
        ort.InferenceSession.create(foldModel(model), {
          graphOptimizationLevel: 'all',
          executionMode: 'sequential',
          intraOpNumThreads: 1,
          interOpNumThreads: 1,
          ...(kind === 'native' ? { enableCpuMemArena: false } : {}),
        }),
      tensor: (data, dims) => new ort.Tensor('float32', data, dims),
    };
  }
  return undefined;
}

async function load(kind: Runtime['kind']): Promise<Library | undefined> {
  try {
    return kind === 'native' ? await import('onnxruntime-node') : await import('onnxruntime-web');
  } catch {
    return undefined;
  }
}
