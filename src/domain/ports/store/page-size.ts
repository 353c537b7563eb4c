/** Beyond it a larger page gains nothing. */
const MOST_ITEMS = 1_000;
const GROWTH = 1.25;

/**
 * How many items to ask for, so that a page fills the megabyte a DynamoDB page holds and little more. A page without a
 * limit makes some stores (ExtendDB) read on to the end of the partition each time, so that the time to read it all
 * grows with the square of its size.
 */
export class PageSize {
  #limit = MOST_ITEMS;

  get limit(): number {
    return Math.ceil(this.#limit);
  }

  /** Learns from a page that is not the last: fewer items than asked for fill a megabyte. */
  learn(items: number): void {
    const full = items >= this.limit;
    this.#limit = full ? Math.min(MOST_ITEMS, this.#limit * GROWTH) : Math.max(1, items);
  }
}
