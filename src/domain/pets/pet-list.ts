import { fingerprint, foreignCursor, readPlace, writePlace } from '../cursor.js';
import { currencyDigits, decimalText, divideRounded } from '../money.js';
import type { SqlValue } from '../ports/analytics/engine.js';
import type { Replica } from '../ports/analytics/replica.js';
import type { ShopSettings } from '../shop.js';
import { type Condition, conditionsOf } from './conditions.js';
import type { PetFilter } from './filter.js';
import { Pet } from './records.js';

/** Comes after every price and every date. */
const LAST = 4_000_000_000_000_000;
const DEFAULT_LIMIT = 20;

/** Least first; what is not known last. */
const ORDER: Readonly<Record<NonNullable<PetFilter['sort']>, string>> = {
  name: 'lower(name)',
  price_asc: `coalesce(price, ${LAST})`,
  price_desc: `coalesce(-price, ${LAST})`,
  youngest: `coalesce(-epoch(born)::BIGINT, ${LAST})`,
  oldest: `coalesce(epoch(born)::BIGINT, ${LAST})`,
};

/** Pets that match, added up. Money in minor units; averages rounded, halves to the even neighbour. */
export interface PetTotals {
  readonly pets: number;
  readonly priced: number;
  readonly average_price?: number;
  readonly min_price?: number;
  readonly max_price?: number;
}

/** What leaving one condition out would give. */
export interface Relaxed {
  readonly condition: string;
  readonly gives: number;
  /** Of a bound on the price: the nearest price there is, minor units. */
  readonly closest?: number;
}

export interface PetList {
  readonly today: string;
  readonly pets: readonly { readonly pet: Pet; readonly why: readonly string[] }[];
  readonly totals: PetTotals;
  readonly groups: readonly (PetTotals & { readonly group: string | undefined })[] | undefined;
  /** Most first; only where nothing matches. */
  readonly relax: readonly Relaxed[];
  /** Goes on after so many of these pets, 1 or more; undefined where nothing comes after. */
  readonly cursorAfter: (pets: number) => string | undefined;
}

const TOTALS = 'count(*), count(price), sum(price)::VARCHAR, min(price), max(price)';

/**
 * Pets that meet every condition, with the figures of all of them, in one statement over the replica.
 *
 * @throws ClerkError `invalid_input` for a cursor of another list.
 */
export async function listPets(
  replica: Pick<Replica, 'sync' | 'read'>,
  settings: ShopSettings,
  today: string,
  filter: PetFilter,
  cursor: string | undefined,
  signal?: AbortSignal,
): Promise<PetList> {
  const { limit = DEFAULT_LIMIT, sort = 'name', ...asked } = filter;
  const print = fingerprint(settings.shop_id, { ...asked, sort });
  const after = cursor === undefined ? undefined : readKey(cursor, print, sort);
  await replica.sync(signal);
  const values: SqlValue[] = [];
  const bind = (value: SqlValue): string => `$${values.push(value)}`;
  const conditions = conditionsOf(filter, { today, bind, money: shownIn(settings.currency) });
  const where = conditions.map(({ sql }) => sql).join(' AND ');
  const read = (sql: string, more: readonly SqlValue[] = []) =>
    replica.read(sql, [...values, ...more], signal);
  if (filter.aggregate !== undefined) {
    const totals = totalsOf((await read(`SELECT ${TOTALS} FROM pets WHERE ${where}`)).rows[0] ?? []);
    const groups = filter.by === undefined ? undefined : await grouped(filter.by, where, limit, read);
    return { today, pets: [], totals, groups, relax: [], cursorAfter: () => undefined };
  }
  const key = ORDER[sort];
  const at = values.length;
  const later =
    after === undefined
      ? ''
      : `WHERE (place, pet_id) > ($${at + 1}::${sort === 'name' ? 'VARCHAR' : 'BIGINT'}, $${at + 2})`;
  const { rows } = await read(
    // The records are read last, of one page: they are most of the table.
    `WITH matching AS MATERIALIZED (SELECT record_key, pet_id, ${key} AS place, price FROM pets WHERE ${where}),
       page AS MATERIALIZED (SELECT record_key, pet_id, place FROM matching ${later} ORDER BY place, pet_id LIMIT ${limit + 1}),
       records AS (SELECT record_key, body FROM pets WHERE record_key IN (SELECT record_key FROM page)),
       shown AS (SELECT pet_id, place, body FROM page JOIN records USING (record_key))
     SELECT totals.*, shown.* FROM (SELECT ${TOTALS} FROM matching) totals LEFT JOIN shown ON true ORDER BY place, pet_id`,
    after,
  );
  const totals = totalsOf(rows[0] ?? []);
  const found = rows
    .filter((row) => row[5] !== null)
    .map(([, , , , , id, place, body]) => ({ id, place, body }));
  return {
    today,
    pets: found.slice(0, limit).map(({ body }) => {
      const pet = Pet.parse(JSON.parse(String(body)));
      const why = conditions.map((condition) => condition.why(pet)).filter((each) => each !== '');
      return { pet, why: [...new Set(why)] };
    }),
    totals,
    groups: undefined,
    relax: totals.pets > 0 ? [] : await relaxed(conditions, read),
    cursorAfter: (count) => {
      const last = found[count - 1];
      return last === undefined || count >= found.length
        ? undefined
        : writePlace(Buffer.from(`${last.place}\n${last.id}`).toString('base64url'), print);
    },
  };
}

/** The place of the last pet of the page before, and its id. */
function readKey(cursor: string, print: string, sort: string): [string, string] {
  const text = Buffer.from(readPlace(cursor, print), 'base64url').toString('utf8');
  const cut = text.indexOf('\n');
  const [place, id] = [text.slice(0, cut), text.slice(cut + 1)];
  if (cut < 0 || (sort !== 'name' && !/^-?\d{1,16}$/.test(place))) throw foreignCursor();
  return [place, id];
}

type Read = (sql: string) => Promise<{ readonly rows: readonly SqlValue[][] }>;

/** Counts, in one pass, what all conditions but one would give. */
async function relaxed(conditions: readonly Condition[], read: Read): Promise<Relaxed[]> {
  const figures = conditions.flatMap(({ closest = 'NULL' }, left) => {
    const others = conditions.map(({ sql, without = 'true' }, index) => (index === left ? without : sql));
    const where = `FILTER (WHERE ${others.join(' AND ')})`;
    return [`count(*) ${where}`, closest === 'NULL' ? closest : `${closest} ${where}`];
  });
  const { rows } = await read(`SELECT ${figures.join(', ')} FROM pets`);
  return conditions
    .map(({ name }, index) => {
      const [count, closest] = rows[0]?.slice(index * 2, index * 2 + 2) ?? [];
      const found = { condition: name, gives: Number(count ?? 0) };
      return closest === null || closest === undefined ? found : { ...found, closest: Number(closest) };
    })
    .filter(({ gives }) => gives > 0)
    .sort((a, b) => b.gives - a.gives || Number(a.condition === 'type') - Number(b.condition === 'type'));
}

async function grouped(
  by: NonNullable<PetFilter['by']>,
  where: string,
  limit: number,
  read: Read,
): Promise<NonNullable<PetList['groups']>> {
  const key = by === 'type' ? 'type' : 'breed_key';
  const { rows } = await read(
    `SELECT ${TOTALS}, min(${by}) FROM pets WHERE ${where} GROUP BY ${key} ORDER BY count(*) DESC, ${key} NULLS LAST LIMIT ${limit}`,
  );
  return rows.map((row) => ({
    group: row[5] === null ? undefined : String(row[5]),
    ...totalsOf(row),
  }));
}

function totalsOf([pets, priced, sum, min, max]: readonly SqlValue[]): PetTotals {
  const known = Number(priced ?? 0);
  return {
    pets: Number(pets ?? 0),
    priced: known,
    ...(known === 0
      ? {}
      : {
          average_price: Number(divideRounded(BigInt(String(sum)), BigInt(known))),
          min_price: Number(min),
          max_price: Number(max),
        }),
  };
}

function shownIn(currency: string): (minor: number) => string {
  const digits = currencyDigits(currency);
  return (minor) => `${currency} ${decimalText(minor, digits).replace(/\.0+$/, '')}`;
}
