import { throwIfCancelled } from '../errors.js';
import type { Job, NamedEntity, Shelf } from './job.js';
import { nameOf, type References } from './references.js';
import type { Tally } from './report.js';

const BATCH = 1_000;
const TOLD_EVERY = 500;

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
  const progress = await job.progress();
  const begun = entity in progress.counts;
  const tally: Tally = { new: 0, updated: 0, unchanged: 0, conflicting: 0 };
  const writes: T[] = [];
  const versions = new Map<string, number>();
  for (let from = 0; from < records.length; from += BATCH) {
    throwIfCancelled(job.pace.signal);
    const batch = records.slice(from, from + BATCH);
    const stored = await shelf.getMany(batch.map(idOf), job.pace.signal);
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
  }
  // Of what an earlier run had begun to write, its own count stands.
  if (!begun) Object.assign(job.tally(entity), tally);
  if (job.request.dry_run || writes.length === 0) return;
  await job.checkpoint();
  let told = 0;
  await shelf.putMany(writes, versions, job.deps.clock(), job.pace.signal, (written) => {
    if (written - told < TOLD_EVERY && written < writes.length) return;
    job.advance(written - told, `${written} of ${writes.length} ${entity} written`);
    told = written;
  });
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

/** JSON with the keys of every object in order, so that equal records have equal text. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
