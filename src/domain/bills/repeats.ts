import { dayOf } from '../calendar/days.js';
import { shopKey } from '../ports/store/repository.js';
import type { Table } from '../ports/store/table.js';
import { BillRecord } from './bill-record.js';

/**
 * Bills that may repeat an earlier one, among those read from a day (UTC day number) on and not told before. Each bill
 * is read once: what comes later has a later id.
 */
export class Repeats {
  readonly #table: Pick<Table, 'query'>;
  readonly #shopId: string;
  #reached: string | undefined;

  constructor(table: Pick<Table, 'query'>, shopId: string) {
    this.#table = table;
    this.#shopId = shopId;
  }

  async next(from: number, to: number, signal?: AbortSignal): Promise<BillRecord[]> {
    const found: BillRecord[] = [];
    const first = this.#reached ?? dayOf(from).replaceAll('-', '');
    // Ids of one day are in no order of time: the latest day is looked through again.
    let reached = first;
    for (const month of monthsBetween(`${first.slice(0, 4)}-${first.slice(4, 6)}`, dayOf(to).slice(0, 7))) {
      let start: Awaited<ReturnType<Table['query']>>['next'];
      do {
        const { items, next } = await this.#table.query(`${shopKey(this.#shopId)}#BILL#${month}`, {
          after: first,
          limit: 100,
          start,
          signal,
        });
        for (const { SK, body } of items) {
          reached = SK.slice(0, 8);
          const record = BillRecord.parse(JSON.parse(body));
          if (record.duplicates.length > 0) found.push(record);
        }
        start = next;
      } while (start !== undefined);
    }
    this.#reached = reached;
    return found;
  }
}

/** `yyyy-mm` from one month to another, both included. */
function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  for (let month = from; month <= to; month = after(month)) months.push(month);
  return months;
}

function after(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}
