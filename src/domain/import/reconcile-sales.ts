import { ClerkError, throwIfCancelled } from '../errors.js';
import type { Sale } from '../sales/sale.js';
import type { ImportDocument } from './documents.js';
import type { Job } from './job.js';
import { canonical } from './reconcile.js';

/** Documents that are compared, counted and written together. */
const WINDOW = 1_000;
/** Windows being written while the next one is composed. */
const WINDOWS_WRITING = 2;

/** Gives the sales of a document, or undefined when they cannot be priced (the reason is then in the report). */
export type ComposeSales = (document: ImportDocument) => Sale[] | undefined;

interface Composed {
  readonly sale: Sale;
  readonly document: ImportDocument;
}

/**
 * Compares sales with the books and writes the new ones, a window of documents at a time: while some are written
 * the next are composed. What is stored is never changed: the same id with other content, or the same number under
 * another id, is listed as a conflict.
 */
export async function reconcileSales(
  job: Job,
  documents: readonly ImportDocument[],
  numbersRepeat: boolean,
  compose: ComposeSales,
  onSale: (sale: Sale) => void,
): Promise<void> {
  const { signal } = job.pace;
  const progress = await job.progress();
  const elsewhere = await storedElsewhere(job, documents, numbersRepeat, compose);
  const writing: { readonly end: number; readonly done: Promise<void> }[] = [];
  const finishOne = async (): Promise<void> => {
    const oldest = writing.shift();
    if (oldest === undefined) return;
    await oldest.done;
    progress.written = oldest.end;
  };
  try {
    for (let from = 0; from < documents.length; from += WINDOW) {
      throwIfCancelled(signal);
      const window = documents.slice(from, from + WINDOW);
      const end = from + window.length;
      const sales = new Map<string, Composed>();
      let lines = 0;
      for (const document of window) {
        lines += document.lines.length;
        for (const sale of compose(document) ?? []) {
          onSale(sale);
          sales.set(sale.sale_id, { sale, document });
        }
        if (job.pace.due()) await job.pace.rest();
      }
      if (end > progress.written) {
        const fresh = await judge(job, sales, elsewhere, end <= progress.counted);
        progress.counted = Math.max(progress.counted, end);
        if (!job.request.dry_run && fresh.length > 0) {
          if (writing.length >= WINDOWS_WRITING) await finishOne();
          const done = job
            .checkpoint()
            .then(() => job.deps.books.sales.putMany(fresh, new Map(), job.deps.clock(), signal));
          // Its failure is met when its turn comes.
          done.catch(() => undefined);
          writing.push({ end, done });
        }
      }
      job.advance(
        lines,
        `${end} of ${documents.length} documents ${job.request.dry_run ? 'compared' : 'imported'}`,
      );
      await job.pace.rest();
    }
    while (writing.length > 0) await finishOne();
  } finally {
    await Promise.allSettled(writing.map(({ done }) => done));
  }
}

/** The sales that are not stored. All are counted, unless an earlier run has `counted` them. */
async function judge(
  job: Job,
  sales: ReadonlyMap<string, Composed>,
  elsewhere: ReadonlyMap<ImportDocument, string>,
  counted: boolean,
): Promise<Sale[]> {
  const stored = await job.deps.books.sales.getMany(sales.keys(), job.pace.signal);
  const tally = counted ? undefined : job.tally('sales');
  const fresh: Sale[] = [];
  for (const [id, { sale, document }] of sales) {
    const there = stored.get(id);
    const other = elsewhere.get(document);
    const conflict = (reason: string): void => {
      if (!counted) job.conflict('sales', { id, ...numberOf(sale), reason });
    };
    if (there !== undefined) {
      if (contentOf(there.record) !== contentOf(sale))
        conflict('is stored with other content; a stored sale is never changed');
      else if (tally !== undefined) tally.unchanged += 1;
    } else if (other !== undefined) {
      conflict(`the number is already stored as ${other}; check how the dates were read`);
    } else {
      if (tally !== undefined) tally.new += 1;
      fresh.push(sale);
    }
  }
  return fresh;
}

function numberOf({ number }: Sale): { readonly number?: string } {
  return number === undefined ? {} : { number };
}

/**
 * Documents whose number is stored under another id, with that id.
 *
 * Numbers that start again each day or year meet older ones all the time: when numbers repeat in the file, or ten
 * or more meet, and most of those that meet hold other goods, none of them is taken for the same sale.
 */
async function storedElsewhere(
  job: Job,
  documents: readonly ImportDocument[],
  numbersRepeat: boolean,
  compose: ComposeSales,
): Promise<Map<ImportDocument, string>> {
  const { books, existingNumbers } = job.deps;
  const found = new Map<ImportDocument, string>();
  if (existingNumbers === undefined) return found;
  const numbered = documents.filter(({ number }) => number !== undefined);
  for (let from = 0; from < numbered.length; from += WINDOW) {
    throwIfCancelled(job.pace.signal);
    const batch = numbered.slice(from, from + WINDOW);
    const known = await existingNumbers([
      ...new Set(batch.flatMap(({ number }) => (number === undefined ? [] : [number]))),
    ]);
    for (const document of batch) {
      const id = known.get(document.number ?? '');
      if (id !== undefined && id !== document.id && !id.startsWith(`${document.id}~`))
        found.set(document, id);
    }
  }
  if (found.size === 0 || !(numbersRepeat || found.size >= 10)) return found;
  const stored = await books.sales.getMany(found.values(), job.pace.signal);
  let same = 0;
  for (const [document, id] of found) {
    const there = stored.get(id)?.record;
    const [sale] = compose(document) ?? [];
    if (there !== undefined && sale !== undefined && goodsOf(there) === goodsOf(sale)) same += 1;
  }
  if (same * 2 >= found.size) return found;
  job.notes.push(
    `${found.size} receipt numbers are already stored under other dates with other goods: the numbers are taken to start again, so these are new sales.`,
  );
  return new Map();
}

/**
 * What makes two records of a sale the same. Where it came from, what it calls a known product and why a line
 * looks odd depend on the rest of the file, and do not count.
 */
function contentOf({ source: _source, ...sale }: Sale): string {
  const lines = sale.lines.map(({ description, mark: _mark, ...line }) =>
    line.product_id === undefined ? { ...line, description } : line,
  );
  return canonical({ ...sale, lines });
}

function goodsOf(sale: Sale): string {
  return canonical(
    sale.lines.map(({ product_id, quantity, unit_price, price_base_quantity: base }) => ({
      product_id,
      quantity,
      unit_price,
      ...(base === undefined ? {} : { base }),
    })),
  );
}

/** Composes a document, and reports it as a bad row when its amounts do not fit together. */
export function composeOrReport(job: Job, compose: (document: ImportDocument) => Sale[]): ComposeSales {
  const failed = new Set<ImportDocument>();
  return (document) => {
    try {
      return compose(document);
    } catch (error) {
      if (!(error instanceof ClerkError)) throw error;
      if (!failed.has(document)) {
        failed.add(document);
        const at = Number(/\[(\d+)\]/.exec(error.field ?? '')?.[1] ?? 0);
        job.problems.add({
          line: document.lines[at]?.row ?? document.lines[0]?.row ?? 0,
          ...(document.number === undefined ? {} : { value: document.number }),
          reason: `${error.message} The whole document is left out.`,
        });
      }
      return undefined;
    }
  };
}
