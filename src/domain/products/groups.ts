import { invalid } from '../errors.js';
import { digest, idFromName, sameName } from '../names.js';
import { nearest } from '../nearest.js';
import type { Replica } from '../ports/analytics/replica.js';
import type { Repository } from '../ports/store/repository.js';
import type { Write } from '../ports/store/table.js';
import type { Category, Supplier } from './records.js';

export type Grouping = 'category' | 'supplier';

/** A category or supplier that a product is put under. */
export interface Group {
  readonly id: string;
  readonly name: string;
  /** Makes it, where it is not on the books. */
  readonly write?: Write;
  /** Names on the books that come near that of a new one. */
  readonly near: readonly string[];
}

export interface GroupPorts {
  readonly categories: Repository<Category>;
  readonly suppliers: Repository<Supplier>;
  readonly replica: Pick<Replica, 'sync' | 'read'>;
}

/** The category or supplier of this id or name; a new one where there is none. */
export async function findGroup(
  { categories, suppliers, replica }: GroupPorts,
  kind: Grouping,
  said: string,
  now: Date,
  signal: AbortSignal | undefined,
): Promise<Group> {
  const books = kind === 'category' ? categories : suppliers;
  const byId = await books.get(said);
  if (byId !== undefined) return { id: said, name: byId.record.name, near: [] };
  await replica.sync(signal);
  const table = kind === 'category' ? 'categories' : 'suppliers';
  const { rows } = await replica.read(`SELECT ${kind}_id, name FROM ${table}`, [], signal);
  const known = rows.map(([id, name]) => ({ id: String(id), name: String(name) }));
  const fits = known.filter(({ name }) => sameName(name) === sameName(said));
  const [first, second] = fits;
  if (second !== undefined)
    throw invalid(kind, `More than one ${kind} is called "${said.slice(0, 60)}".`, {
      fix: `Send its id.`,
      valid: fits.slice(0, 5).map(({ id }) => id),
    });
  if (first !== undefined) return { ...first, near: [] };
  const name = said.trim();
  const plain = idFromName(name);
  const id = (await books.get(plain)) === undefined ? plain : `${plain}-${digest(name, 6)}`;
  const item =
    kind === 'category'
      ? categories.item({ category_id: id, name }, 1, now)
      : suppliers.item({ supplier_id: id, name }, 1, now);
  const near = nearest(
    name,
    known.map((each) => each.name),
  );
  return { id, name, near, write: { item, when: 'absent' } };
}

/** A supplier whose lead time is to be another. */
export interface LeadTime {
  readonly name: string;
  readonly days: number;
  /** Writes the supplier, made anew or changed. */
  readonly write: Write;
}

/**
 * Sets the days from order to delivery of the supplier of a product; undefined where they are so already.
 *
 * @param made The supplier, where this call makes it.
 * @throws ClerkError `invalid_input` where the product has no supplier on the books.
 */
export async function setLeadTime(
  suppliers: Repository<Supplier>,
  supplierId: string | undefined,
  made: Group | undefined,
  days: number,
  now: Date,
): Promise<LeadTime | undefined> {
  if (made !== undefined) {
    const { id, name } = made;
    const item = suppliers.item({ supplier_id: id, name, lead_time_days: days }, 1, now);
    return { name, days, write: { item, when: 'absent' } };
  }
  const stored = supplierId === undefined ? undefined : await suppliers.get(supplierId);
  if (stored === undefined)
    throw invalid('supplier_lead_days', 'This product has no supplier on the books.', {
      fix: 'Send supplier too; or lead_time_days for this product alone.',
    });
  const { record, version } = stored;
  if (record.lead_time_days === days) return undefined;
  const item = suppliers.item({ ...record, lead_time_days: days }, version + 1, now);
  return { name: record.name, days, write: { item, when: version } };
}
