/**
 * The reading process: decodes pages and reads them, apart from the server. What native code does with a hostile
 * file, how long it takes and how much memory it wants, concerns this process alone; its parent ends it at will.
 *
 * Argument: {@link ProcessSettings} as JSON. Speaks {@link Message} and {@link Reply} over the channel of `fork`.
 */
import { constants, setPriority } from 'node:os';
import { ClerkError } from '../../errors.js';
import type { Engine } from './local/engine.js';
import type { Answer, Message, ProcessSettings, Reply, Task } from './messages.js';
import { openPages, type Pages, toJpeg } from './pages.js';
import { type Raster, turn } from './raster.js';

const settings: ProcessSettings = JSON.parse(process.argv[2] ?? '{}');
let engine: Promise<Engine> | undefined;
let document: Pages | undefined;
let drawn: { readonly page: number; readonly raster: Raster } | undefined;

/** Forgotten when it fails, so that the next page tries again. */
function engineOnce(): Promise<Engine> {
  engine ??= import('./local/open-engine.js')
    .then(({ openEngine }) => openEngine(settings))
    .catch((error: unknown) => {
      engine = undefined;
      throw error;
    });
  return engine;
}

async function draw(page: number): Promise<Raster> {
  if (document === undefined) throw new Error('no document is open');
  if (drawn?.page !== page) drawn = { page, raster: await document.raster(page) };
  return drawn.raster;
}

function close(): void {
  document?.close();
  document = undefined;
  drawn = undefined;
}

async function work(task: Task): Promise<Answer> {
  switch (task.task) {
    case 'open': {
      close();
      document = await openPages(task.bytes, task.kind);
      return { pages: document.count };
    }
    case 'read': {
      const { raster, turned, words } = await (await engineOnce()).read(await draw(task.page));
      return { width: raster.width, height: raster.height, turned, words };
    }
    case 'again': {
      const raster = turn(await draw(task.area.page), task.turned);
      return { words: await (await engineOnce()).lookAgain(raster, task.area) };
    }
    case 'picture': {
      const raster = turn(await draw(task.page), task.turned);
      return { jpeg: await toJpeg(raster), width: raster.width, height: raster.height };
    }
    case 'close':
      close();
      return {};
  }
}

function answer(reply: Reply): void {
  process.send?.(reply);
}

setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
let turnOf: Promise<void> = Promise.resolve();
process.on('message', (request: Message) => {
  turnOf = turnOf.then(async () => {
    try {
      answer({ id: request.id, answer: await work(request) });
    } catch (error) {
      answer({
        id: request.id,
        failure:
          error instanceof ClerkError
            ? { code: error.code, message: error.message, field: error.field, fix: error.fix }
            : { code: 'internal', message: error instanceof Error ? error.name : 'unknown' },
      });
    }
  });
});
process.on('disconnect', () => process.exit());
