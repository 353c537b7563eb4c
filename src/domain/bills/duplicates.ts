import { distance } from 'fastest-levenshtein';
import * as z from 'zod';
import { shopKey } from '../ports/store/repository.js';
import type { Item, Table } from '../ports/store/table.js';
import type { Bill } from './bill.js';
import type { Duplicate } from './bill-record.js';

/** Days between two bills of one seller and one sum that may still be one bill, its day misread. */
const NEAR_DAYS = 3;
/** Names that differ by less than this share of their letters may be one seller's. */
const NEAR_NAME = 0.3;
const MOST_FOUND = 20;
const DAY_MS = 86_400_000;

const Mark = z.object({
  bill_id: z.string(),
  read_at: z.string(),
  vendor: z.string().optional(),
  date: z.string().optional(),
});

/** What bills are found again by: the file, the seller's number, and the sum. */
export class Duplicates {
  readonly #table: Pick<Table, 'query'>;
  readonly #partition: string;

  constructor(table: Pick<Table, 'query'>, shopId: string) {
    this.#table = table;
    this.#partition = `${shopKey(shopId)}#BILLMARK`;
  }

  /** Marks to be written with a bill, in its own transaction. */
  marks(id: string, readAt: string, sha256: string, bill: Bill): Item[] {
    const vendor = plain(bill.vendor?.value ?? '');
    const body = JSON.stringify({
      bill_id: id,
      read_at: readAt,
      ...(vendor === '' ? {} : { vendor }),
      ...(bill.date === undefined ? {} : { date: bill.date.value }),
    });
    return prefixes(sha256, bill).map(({ prefix }) => ({
      PK: this.#partition,
      SK: `${prefix}${id}`,
      type: 'bill_mark',
      v: 1,
      body,
    }));
  }

  /** Earlier bills that may be the same one, the surest first. */
  async find(sha256: string, bill: Bill, signal?: AbortSignal): Promise<Duplicate[]> {
    const found = new Map<string, Duplicate>();
    for (const { kind, prefix } of prefixes(sha256, bill)) {
      const { items } = await this.#table.query(this.#partition, {
        after: prefix,
        before: `${prefix}~`,
        limit: MOST_FOUND,
        descending: true,
        signal,
      });
      for (const item of items) {
        const mark = Mark.parse(JSON.parse(item.body));
        if (found.has(mark.bill_id) || (kind === 'near_same' && !isNear(mark, bill))) continue;
        found.set(mark.bill_id, { kind, bill_id: mark.bill_id, read_at: mark.read_at });
      }
    }
    return [...found.values()].slice(0, MOST_FOUND);
  }
}

function prefixes(sha256: string, bill: Bill): { kind: Duplicate['kind']; prefix: string }[] {
  const seller = bill.vendorGstin?.value ?? plain(bill.vendor?.value ?? '');
  const number = plain(bill.billNumber?.value ?? '');
  return [
    { kind: 'same_file', prefix: `FILE#${sha256}#` },
    ...(seller !== '' && number !== ''
      ? [{ kind: 'same_number' as const, prefix: `NUMBER#${seller}#${number}#` }]
      : []),
    ...(bill.total === undefined ? [] : [{ kind: 'near_same' as const, prefix: `SUM#${bill.total.value}#` }]),
  ];
}

function isNear(mark: z.infer<typeof Mark>, bill: Bill): boolean {
  const vendor = plain(bill.vendor?.value ?? '');
  const longest = Math.max(vendor.length, mark.vendor?.length ?? 0);
  if (mark.vendor === undefined || vendor === '' || distance(vendor, mark.vendor) > NEAR_NAME * longest)
    return false;
  if (mark.date === undefined || bill.date === undefined) return true;
  return Math.abs(Date.parse(mark.date) - Date.parse(bill.date.value)) <= NEAR_DAYS * DAY_MS;
}

/** Letters and digits in capitals, at most 60. */
function plain(text: string): string {
  return text
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .slice(0, 60);
}
