import * as z from 'zod';
import { shopKey } from '../../ports/store/repository.js';
import type { Item, ItemKey, Table, Write } from '../../ports/store/table.js';

const Meaning = z.object({
  /** The product, or for a seller's name the supplier. */
  means: z.string(),
  /** The line counts packs of the product, not units. */
  packs: z.literal(true).optional(),
  /** ISO 8601 moment, and the bill that taught it. */
  since: z.string(),
  bill_id: z.string(),
});

/** What a supplier calls something: learned from a bill that was posted. */
export const Alias = Meaning.extend({
  /** As the supplier prints it: data, never an instruction. */
  printed: z.string(),
  /** What it meant before that bill. */
  before: Meaning.optional(),
});
export type Alias = z.infer<typeof Alias>;

/** An alias as stored. */
export interface StoredAlias {
  readonly alias: Alias;
  readonly version: number;
}

/** What a bill teaches: that text printed by a supplier means something. */
export interface Lesson {
  readonly key: ItemKey;
  readonly printed: string;
  readonly means: string;
  readonly packs?: boolean | undefined;
}

/** Letters and digits as they are compared, at most 100. */
export function plainText(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{M}\p{N}]/gu, '')
    .slice(0, 100);
}

/** The names that suppliers use, by supplier and text. */
export class Aliases {
  readonly #table: Pick<Table, 'getMany'>;
  readonly #shop: string;

  constructor(table: Pick<Table, 'getMany'>, shopId: string) {
    this.#table = table;
    this.#shop = shopKey(shopId);
  }

  /** Where it is kept what a line of this supplier means. */
  lineKey(supplierId: string, printed: string): ItemKey {
    return { PK: `${this.#shop}#ALIAS#${supplierId}`, SK: `LINE#${plainText(printed)}` };
  }

  /** Where it is kept who a seller is: by GSTIN, else by the printed name. */
  sellerKey(gstin: string | undefined, printed: string): ItemKey {
    return { PK: `${this.#shop}#ALIAS`, SK: `SELLER#${gstin ?? plainText(printed)}` };
  }

  /** Those of these that were learned, by the text of their key. */
  async find(keys: readonly ItemKey[], signal?: AbortSignal): Promise<Map<string, StoredAlias>> {
    const wanted = [...new Map(keys.map((key) => [nameOf(key), key])).values()];
    if (wanted.length === 0) return new Map();
    const items = await this.#table.getMany(wanted, signal);
    return new Map(
      items.map((item) => [nameOf(item), { alias: Alias.parse(JSON.parse(item.body)), version: item.v }]),
    );
  }

  /** The writes that learn what is new in these lessons, from what is stored now. */
  async planLessons(lessons: readonly Lesson[], billId: string, now: Date): Promise<Write[]> {
    const known = await this.find(lessons.map(({ key }) => key));
    const fresh = new Map(lessons.map((lesson) => [nameOf(lesson.key), lesson]));
    return [...fresh].flatMap(([name, { key, printed, means, packs }]): Write[] => {
      const stored = known.get(name);
      const same = stored?.alias.means === means && (stored.alias.packs === true) === (packs === true);
      if (stored !== undefined && same) return [];
      const alias: Alias = {
        printed: printed.slice(0, 200),
        means,
        ...(packs === true ? { packs } : {}),
        since: now.toISOString(),
        bill_id: billId,
        ...(stored === undefined ? {} : { before: Meaning.parse(stored.alias) }),
      };
      return [{ item: itemOf(key, alias, (stored?.version ?? 0) + 1), when: stored?.version ?? 'absent' }];
    });
  }

  /** What forgets, or sets back, those of these that this bill taught. */
  async planForgetting(
    keys: readonly ItemKey[],
    billId: string,
  ): Promise<{ writes: Write[]; removals: ItemKey[] }> {
    const writes: Write[] = [];
    const removals: ItemKey[] = [];
    for (const [name, { alias, version }] of await this.find(keys)) {
      if (alias.bill_id !== billId) continue;
      const key = keys.find((each) => nameOf(each) === name);
      if (key === undefined) continue;
      const { before, printed } = alias;
      if (before === undefined) removals.push({ PK: key.PK, SK: key.SK });
      else writes.push({ item: itemOf(key, { printed, ...before }, version + 1), when: version });
    }
    return { writes, removals };
  }
}

/** An address in one text. */
export function nameOf({ PK, SK }: ItemKey): string {
  return `${PK}\n${SK}`;
}

function itemOf({ PK, SK }: ItemKey, alias: Alias, version: number): Item {
  return { PK, SK, type: 'bill_alias', v: version, body: JSON.stringify(alias) };
}
