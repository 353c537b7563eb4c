import { shopKey } from '../../ports/store/repository.js';
import type { ItemKey, Table, Write } from '../../ports/store/table.js';
import { plainText } from './aliases.js';
import type { Posting } from './posting-record.js';

/** What two posted bills must not share unless a person says so: the file, and the supplier's number. */
export interface Guard {
  readonly kind: 'same_file' | 'same_number';
  readonly key: ItemKey;
  /** The posted bill that holds it, with the version of the mark. */
  readonly held?: { readonly bill_id: string; readonly version: number };
}

type Marked = Pick<Posting, 'supplier_id' | 'number' | 'sha256'>;

/** The marks of a bill as they are stored now. */
export async function guardsOf(
  table: Pick<Table, 'getMany'>,
  shopId: string,
  { supplier_id: supplier, number, sha256 }: Marked,
): Promise<Guard[]> {
  const PK = `${shopKey(shopId)}#POSTED`;
  const plain = plainText(number ?? '');
  const guards: Guard[] = [
    { kind: 'same_file', key: { PK, SK: `FILE#${sha256}` } },
    ...(plain === ''
      ? []
      : [{ kind: 'same_number' as const, key: { PK, SK: `NUMBER#${supplier}#${plain}` } }]),
  ];
  const items = await table.getMany(guards.map(({ key }) => key));
  return guards.map((guard) => {
    const item = items.find(({ SK }) => SK === guard.key.SK);
    return item === undefined ? guard : { ...guard, held: { bill_id: item.body, version: item.v } };
  });
}

/** Takes the marks that nobody holds. */
export function claim(guards: readonly Guard[], billId: string): Write[] {
  return guards.flatMap(({ key, held }): Write[] =>
    held === undefined ? [{ item: { ...key, type: 'bill_posted', v: 1, body: billId }, when: 'absent' }] : [],
  );
}

/** Gives up the marks that a bill holds. */
export function release(guards: readonly Guard[], billId: string): ItemKey[] {
  return guards.flatMap(({ key, held }) => (held?.bill_id === billId ? [key] : []));
}
