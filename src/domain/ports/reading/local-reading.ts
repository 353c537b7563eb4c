import { identify } from './identify.js';
import type { ProcessSettings } from './messages.js';
import { PageProcess } from './page-process.js';
import type { Area, Reading, ReadingPort, ReadOptions, ReadPage, Word } from './reading.js';

/** {@link ReadingPort} by PP-OCR models on this machine, in a process of its own. */
export class LocalReading implements ReadingPort {
  readonly #process: PageProcess;

  constructor(settings: ProcessSettings = {}) {
    this.#process = new PageProcess(settings);
  }

  async read<T>(
    bytes: Uint8Array,
    use: (reading: Reading) => Promise<T>,
    { signal, onPage }: ReadOptions = {},
  ): Promise<T> {
    const kind = identify(bytes);
    return this.#process.withDocument(
      bytes,
      kind,
      async (document) => {
        const pages: ReadPage[] = [];
        for (let page = 1; page <= document.pages; page += 1) {
          const read = await document.read(page);
          pages.push({ page, ...read, hints: [] });
          onPage?.(page, document.pages);
        }
        const lookAgain = async (areas: readonly Area[]): Promise<Word[][]> => {
          const looks: Word[][] = [];
          for (const area of areas) {
            const turned = pages[area.page - 1]?.turned ?? 0;
            const { words } = await document.again(turned, area);
            looks.push([...words]);
          }
          return looks;
        };
        const picture = async (page: number): Promise<Uint8Array> =>
          (await document.picture(page, pages[page - 1]?.turned ?? 0)).jpeg;
        return use({ engine: 'local', kind, pages, lookAgain, picture });
      },
      signal,
    );
  }

  async close(): Promise<void> {
    this.#process.close();
  }
}
