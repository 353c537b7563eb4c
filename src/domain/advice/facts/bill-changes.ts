import type { BillRecord } from '../../bills/bill-record.js';
import { dayNumber } from '../../calendar/days.js';
import { BILL_NEWS_DAYS } from '../rules/bills.js';
import type { BillFacts } from './facts.js';

export interface BillSource {
  /** Bills read between two days that may repeat earlier ones and were not told before. */
  repeats(from: number, to: number, signal?: AbortSignal): Promise<BillRecord[]>;
  /** Which of these bills stand in the books. */
  posted(ids: readonly string[], signal?: AbortSignal): Promise<ReadonlySet<string>>;
}

/** Bills that may repeat earlier ones, of the last {@link BILL_NEWS_DAYS}; few, so that all are looked at each time. */
export class BillWatch {
  readonly #source: BillSource;
  readonly #records = new Map<string, BillRecord>();

  constructor(source: BillSource) {
    this.#source = source;
  }

  async refresh(today: number, signal?: AbortSignal): Promise<BillFacts[]> {
    // One day more on either side: bills are kept by the day of UTC.
    const from = today - BILL_NEWS_DAYS - 1;
    for (const record of await this.#source.repeats(from, today + 1, signal))
      this.#records.set(record.bill_id, record);
    for (const { bill_id: id, read_at } of this.#records.values())
      if (dayNumber(read_at.slice(0, 10)) < from) this.#records.delete(id);
    if (this.#records.size === 0) return [];
    const ids = [...this.#records.values()].flatMap(({ bill_id: id, duplicates }) => [
      id,
      ...duplicates.map((each) => each.bill_id),
    ]);
    const posted = await this.#source.posted([...new Set(ids)], signal);
    return [...this.#records.values()].flatMap((record) => factsOf(record, posted));
  }
}

function factsOf(
  { bill_id: id, bill, read_at: readAt, duplicates }: BillRecord,
  posted: ReadonlySet<string>,
): BillFacts[] {
  // Of several that it may repeat, the one that stands in the books counts.
  const other = duplicates.find(({ bill_id }) => posted.has(bill_id)) ?? duplicates[0];
  if (other === undefined) return [];
  return [
    {
      id,
      seller: bill.vendor?.value,
      number: bill.billNumber?.value,
      total: bill.total?.value,
      readOn: dayNumber(readAt.slice(0, 10)),
      repeats: { id: other.bill_id, why: other.kind },
      posted: posted.has(id),
      otherPosted: posted.has(other.bill_id),
    },
  ];
}
