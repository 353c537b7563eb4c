import type { RequestId } from '@modelcontextprotocol/server';

/** One batch whose answers are being gathered. */
export interface Batch {
  /** Requests still to be answered, and one more while the batch is being read. */
  left: number;
  readonly answers: string[];
}

/** JSON-RPC batches (revision 2025-03-26): each is answered by one array, once all its requests are. */
export class Batches {
  readonly #byRequest = new Map<RequestId, Batch>();
  readonly #write: (line: string) => void;

  constructor(write: (line: string) => void) {
    this.#write = write;
  }

  /** Gathers the answers to what is read inside `read`. */
  gather(read: (batch: Batch) => void): void {
    const batch: Batch = { left: 1, answers: [] };
    read(batch);
    this.#settle(batch);
  }

  /** Makes a batch wait for the answer to a request; one whose id is taken already is answered by itself. */
  join(batch: Batch | undefined, id: RequestId): void {
    if (batch === undefined || this.#byRequest.has(id)) return;
    batch.left += 1;
    this.#byRequest.set(id, batch);
  }

  /** Takes an answer that a batch waits for; false where none does. */
  take(id: RequestId, line: string): boolean {
    const batch = this.#leave(id);
    if (batch === undefined) return false;
    batch.answers.push(line);
    this.#settle(batch);
    return true;
  }

  /** Waits no longer for an answer that will not come. */
  forget(id: RequestId): void {
    const batch = this.#leave(id);
    if (batch !== undefined) this.#settle(batch);
  }

  #leave(id: RequestId): Batch | undefined {
    const batch = this.#byRequest.get(id);
    this.#byRequest.delete(id);
    return batch;
  }

  /** One thing less that a batch waits for; the last one sends it. */
  #settle(batch: Batch): void {
    batch.left -= 1;
    if (batch.left === 0 && batch.answers.length > 0) this.#write(`[${batch.answers.join(',')}]`);
  }
}
