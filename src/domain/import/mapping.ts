import { distance } from 'fastest-levenshtein';
import { invalid } from '../errors.js';
import { type Field, type FieldSet, headerKeys } from './fields.js';
import { nearest } from './similar.js';

/** `given` by the caller; the header is the field's `name`, a `synonym`, `similar` in spelling; or by `content`. */
export type Found = 'given' | 'name' | 'synonym' | 'similar' | 'content';

export interface MappedField {
  readonly field: Field;
  readonly column: string;
  readonly at: number;
  readonly found: Found;
}

export interface MissingField {
  /** The field, or fields of which one will do. */
  readonly any_of: readonly string[];
  readonly nearest_columns: readonly string[];
}

/** Which column means which field. */
export class Mapping {
  readonly fields: ReadonlyMap<string, MappedField>;
  readonly missing: readonly MissingField[];
  readonly unmapped: readonly string[];

  constructor(set: FieldSet, columns: readonly string[], fields: ReadonlyMap<string, MappedField>) {
    this.fields = fields;
    const used = new Set([...fields.values()].map(({ at }) => at));
    this.unmapped = columns.filter((_, at) => !used.has(at));
    this.missing = set.required
      .filter((group) => !group.some((name) => fields.has(name)))
      .map((group) => {
        const words = set.fields
          .filter(({ name }) => group.includes(name))
          .flatMap(({ name, headers }) => [name, ...headers]);
        return {
          any_of: group,
          nearest_columns: nearest(words, this.unmapped.length > 0 ? this.unmapped : columns, headerKeys),
        };
      });
  }
}

/** How many of `cells` are headers of a field. */
export function countKnown(set: FieldSet, cells: readonly string[]): number {
  const known = new Set(set.fields.flatMap(({ name, headers }) => [name, ...headers].flatMap(headerKeys)));
  return cells.filter((cell) => cell.length <= 100 && variants(cell).some((key) => known.has(key))).length;
}

/**
 * Finds which column means which field; what the caller gives wins, and an empty column name leaves the field
 * out.
 *
 * @throws ClerkError `invalid_input` when `given` names a field or column that does not exist.
 */
export function mapColumns(
  set: FieldSet,
  columns: readonly string[],
  given: Readonly<Record<string, string>> = {},
): Mapping {
  const found = new Map<string, MappedField>();
  const used = new Set<number>();
  const closed = new Set<string>();
  const take = (field: Field, at: number, how: Found): void => {
    const column = columns[at];
    if (column === undefined) return;
    found.set(field.name, { field, column, at, found: how });
    used.add(at);
    closed.add(field.name);
  };

  for (const [name, column] of Object.entries(given)) {
    const field = set.fields.find((candidate) => candidate.name === name);
    if (field === undefined) {
      const names = set.fields.map((candidate) => candidate.name);
      throw invalid(`mapping.${name.slice(0, 60)}`, 'There is no such field.', {
        fix: 'Map one of the valid fields.',
        valid: nearest([name.slice(0, 60)], names, headerKeys, names.length),
      });
    }
    if (column.trim() === '') {
      closed.add(name);
      continue;
    }
    const at = findColumn(columns, column);
    if (at < 0) {
      throw invalid(`mapping.${name}`, 'The file has no such column.', {
        fix: 'Name a column of the file.',
        valid: nearest([column.slice(0, 100)], columns, headerKeys, 10),
      });
    }
    take(field, at, 'given');
  }

  const keys = columns.map((column) => variants(column));
  const open = (): Field[] => set.fields.filter(({ name }) => !closed.has(name));
  const takeKey = (field: Field, header: string, how: Found): void => {
    if (closed.has(field.name)) return;
    const wanted = headerKeys(header);
    const at = keys.findIndex((own, column) => !used.has(column) && own.some((key) => wanted.includes(key)));
    if (at >= 0) take(field, at, how);
  };
  for (const field of open()) takeKey(field, field.name, 'name');
  const ranks = Math.max(...set.fields.map(({ headers }) => headers.length));
  for (let rank = 0; rank < ranks; rank += 1) {
    for (const field of open()) {
      const header = field.headers[rank];
      if (header !== undefined) takeKey(field, header, 'synonym');
    }
  }
  for (const field of open()) {
    const at = misspelt(field, keys, used);
    if (at !== undefined) take(field, at, 'similar');
  }
  return new Mapping(set, columns, found);
}

function findColumn(columns: readonly string[], wanted: string): number {
  const exact = columns.indexOf(wanted);
  if (exact >= 0) return exact;
  const name = wanted.trim().toLowerCase();
  return columns.findIndex((column) => column.toLowerCase() === name);
}

/** Keys of a header, and of the header without what stands in brackets: `Rate (Rs.)`. */
function variants(header: string): string[] {
  const bare = header.replace(/[([{][^)\]}]*[)\]}]/g, ' ').trim();
  return [
    ...headerKeys(header),
    ...(bare === header || bare === '' || /%/.test(header) ? [] : headerKeys(bare)),
  ];
}

/** The one column spelt nearly like a header of the field; undefined when there is none or more than one. */
function misspelt(
  field: Field,
  keys: readonly (readonly string[])[],
  used: ReadonlySet<number>,
): number | undefined {
  const wanted = [field.name, ...field.headers].flatMap(headerKeys).filter((key) => key.length >= 7);
  const near = keys.flatMap((own, at) =>
    !used.has(at) &&
    own.some((key) =>
      wanted.some(
        (word) =>
          Math.abs(word.length - key.length) <= 2 && distance(word, key) <= (word.length >= 10 ? 2 : 1),
      ),
    )
      ? [at]
      : [],
  );
  return near.length === 1 ? near[0] : undefined;
}
