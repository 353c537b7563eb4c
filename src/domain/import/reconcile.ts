import { ClerkError, throwIfCancelled } from '../errors.js';
import type { Sale } from '../sales/sale.js';
import type { ImportDocument } from './documents.js';
import type { Job, NamedEntity, Shelf } from './job.js';
import { nameOf, type References } from './references.js';

const BATCH = 1_000;

/**
 * Compares records with the books and writes what differs. `merge` lays what the file says over what is stored;
 * `keep` leaves a stored record as it is.
 */
export async function reconcile<T extends object>(
  job: Job,
  entity: string,
  shelf: Shelf<T>,
  idOf: (record: T) => string,
  records: readonly T[],
  policy: 'merge' | 'keep',
): Promise<void> {
  const tally = job.tally(entity);
  for (let from = 0; from < records.length; from += BATCH) {
    throwIfCancelled(job.pace.signal);
    const batch = records.slice(from, from + BATCH);
    const stored = await shelf.getMany(batch.map(idOf), job.pace.signal);
    const writes: T[] = [];
    const versions = new Map<string, number>();
    for (const record of batch) {
      const id = idOf(record);
      const there = stored.get(id);
      if (there === undefined) {
        tally.new += 1;
        writes.push(record);
        continue;
      }
      const merged = { ...there.record, ...record };
      if (policy === 'keep' || canonical(merged) === canonical(there.record)) {
        tally.unchanged += 1;
        continue;
      }
      tally.updated += 1;
      writes.push(merged);
      versions.set(id, there.version);
    }
    if (!job.request.dry_run && writes.length > 0)
      await shelf.putMany(writes, versions, job.deps.clock(), job.pace.signal);
  }
}

/** Gives what a file only names the id of the stored record of that name, where there is one. */
export async function settleNames(job: Job, entity: NamedEntity, references: References): Promise<void> {
  const { books, idsByName } = job.deps;
  const open = [...references.named()].filter(({ distinct }) => !distinct);
  if (open.length === 0 || idsByName === undefined) return;
  const stored = await books[entity].getMany(
    open.map(({ id }) => id),
    job.pace.signal,
  );
  const unknown = open.filter(({ id }) => !stored.has(id));
  const found =
    unknown.length === 0 ? new Map<string, string>() : await idsByName(entity, unknown.map(nameOf));
  for (const reference of unknown) reference.id = found.get(nameOf(reference)) ?? reference.id;
}

/** Gives the sales of a document, or undefined when they cannot be priced (the reason is then in the report). */
export type ComposeSales = (document: ImportDocument) => Sale[] | undefined;

/**
 * Compares sales with the books and writes the new ones. What is stored is never changed: the same id with other
 * content, or the same number under another id, is listed as a conflict.
 */
export async function reconcileSales(
  job: Job,
  documents: readonly ImportDocument[],
  numbersRepeat: boolean,
  compose: ComposeSales,
  onSale: (sale: Sale) => void,
): Promise<void> {
  const { books, clock } = job.deps;
  const { signal } = job.pace;
  const tally = job.tally('sales');
  const elsewhere = await storedElsewhere(job, documents, numbersRepeat, compose);
  let lines = 0;
  let documentsDone = 0;
  for (let from = 0; from < documents.length; from += BATCH) {
    throwIfCancelled(signal);
    const sales = new Map<string, { sale: Sale; document: ImportDocument }>();
    for (const document of documents.slice(from, from + BATCH)) {
      lines += document.lines.length;
      documentsDone += 1;
      for (const sale of compose(document) ?? []) {
        onSale(sale);
        sales.set(sale.sale_id, { sale, document });
      }
      if (job.pace.due()) await job.pace.rest();
    }
    const stored = await books.sales.getMany(sales.keys(), signal);
    const fresh: Sale[] = [];
    for (const [id, { sale, document }] of sales) {
      const there = stored.get(id);
      const other = elsewhere.get(document);
      const number = sale.number === undefined ? {} : { number: sale.number };
      if (there !== undefined) {
        if (contentOf(there.record) === contentOf(sale)) tally.unchanged += 1;
        else
          job.conflict('sales', {
            id,
            ...number,
            reason: 'is stored with other content; a stored sale is never changed',
          });
      } else if (other !== undefined) {
        job.conflict('sales', {
          id,
          ...number,
          reason: `the number is already stored as ${other}; check how the dates were read`,
        });
      } else {
        tally.new += 1;
        fresh.push(sale);
      }
    }
    if (!job.request.dry_run && fresh.length > 0)
      await books.sales.putMany(fresh, new Map(), clock(), signal);
    job.pace.report(
      job.rowsRead + lines,
      job.rowsRead * 2,
      `${documentsDone} of ${documents.length} documents ${job.request.dry_run ? 'compared' : 'imported'}`,
    );
    await job.pace.rest();
  }
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
  for (let from = 0; from < numbered.length; from += BATCH) {
    throwIfCancelled(job.pace.signal);
    const batch = numbered.slice(from, from + BATCH);
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

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
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
