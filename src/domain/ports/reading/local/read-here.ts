import { identify } from '../identify.js';
import { openPages, toJpeg } from '../pages.js';
import type { Raster } from '../raster.js';
import type { Area, Reading, ReadPage, Word } from '../reading.js';
import type { Engine } from './engine.js';

/**
 * Reads a file in this very process: what measurements and tests use, where the engine may block.
 *
 * @throws ClerkError as {@link openPages}.
 */
export async function readHere<T>(
  engine: Engine,
  bytes: Uint8Array,
  use: (reading: Reading) => Promise<T>,
): Promise<T> {
  const kind = identify(bytes);
  const document = await openPages(bytes, kind);
  try {
    const rasters: Raster[] = [];
    const pages: ReadPage[] = [];
    for (let page = 1; page <= document.count; page += 1) {
      const { raster, turned, words } = await engine.read(await document.raster(page));
      rasters.push(raster);
      pages.push({ page, width: raster.width, height: raster.height, turned, words, hints: [] });
    }
    const lookAgain = async (areas: readonly Area[]): Promise<Word[][]> => {
      const looks: Word[][] = [];
      for (const area of areas) {
        const raster = rasters[area.page - 1];
        looks.push(raster === undefined ? [] : await engine.lookAgain(raster, area));
      }
      return looks;
    };
    const picture = async (page: number): Promise<Uint8Array> => {
      const raster = rasters[page - 1];
      if (raster === undefined) throw new RangeError(`no page ${page}`);
      return toJpeg(raster);
    };
    return await use({ engine: 'local', kind, pages, lookAgain, picture });
  } finally {
    document.close();
  }
}
