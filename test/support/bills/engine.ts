import type { Engine } from '../../../src/domain/ports/reading/local/engine.js';
import { openEngine } from '../../../src/domain/ports/reading/local/open-engine.js';

/** The local engine, or undefined where its optional packages are not installed; it says so. */
export async function localEngine(): Promise<Engine | undefined> {
  try {
    await Promise.all([import('sharp'), import('@hyzyla/pdfium')]);
    return await openEngine({});
  } catch (error) {
    console.warn(`Skipped: ${error instanceof Error ? error.message : 'no engine'}`);
    return undefined;
  }
}
