import * as z from 'zod';
import { ClerkError, invalid } from '../../errors.js';
import type { Payable } from '../../payables/payable.js';
import { KEPT_SECONDS, type Keyed, once, payloadHash } from '../../ports/store/once.js';
import { shopKey } from '../../ports/store/repository.js';
import { BillRecord, billKey } from '../bill-record.js';
import { Aliases } from './aliases.js';
import { type Answers, byLine, type LineAnswer, shownText } from './answers.js';
import { newPosting } from './new-posting.js';
import type { Part } from './part.js';
import { planPost } from './plan-post.js';
import { planReverse } from './plan-reverse.js';
import type { PostingPorts } from './ports.js';
import { Posting, postingKey, readPosting, type StoredPosting } from './posting-record.js';
import { type Proposal, propose } from './proposal.js';
import { inSteps } from './steps.js';

const OPERATION = 'post_bill';

/** What posting a bill, or taking it back, came to, as it is remembered with its key. */
const Outcome = z.object({ posting: Posting, below: z.array(z.string()) });
export type Outcome = z.infer<typeof Outcome>;

const Forgotten = z.object({ forgotten: z.int() });

interface Watch {
  readonly signal?: AbortSignal | undefined;
  readonly progress?: ((done: number, total: number, message?: string) => void) | undefined;
}

/** What has become of a bill. */
export interface BillState {
  readonly posting: Posting | undefined;
  readonly payable: Payable | undefined;
}

/** Posts bills that were read: proposes what to post, posts it, takes it back. */
export class PostingService {
  readonly #ports: PostingPorts;

  constructor(ports: PostingPorts) {
    this.#ports = ports;
  }

  /** What was posted of a bill, and what is owed for it. @throws ClerkError `not_found`. */
  async state(billId: string): Promise<BillState> {
    const { payables } = this.#ports;
    await this.#record(billId);
    const [stored, payable] = await Promise.all([this.#stored(billId), payables.of(billId)]);
    return { posting: stored?.posting, payable };
  }

  /**
   * What would be posted of a bill. Writes nothing.
   *
   * @throws ClerkError `not_found`, and `invalid_input` for answers that cannot be.
   */
  async propose(billId: string, answers: Answers, signal?: AbortSignal): Promise<Proposal> {
    return propose(await this.#record(billId), answers, this.#ports, signal);
  }

  /**
   * Posts what was proposed under this code: goods, costs, names learned, and what is owed.
   *
   * @throws ClerkError `refused` while something must be said, for a bill posted before, or what the stock cannot
   * take; `conflict` where another would be posted than was proposed.
   */
  async post(
    billId: string,
    answers: Answers,
    code: string | undefined,
    write: Keyed,
    { signal, progress }: Watch = {},
  ): Promise<Outcome> {
    const record = await this.#record(billId);
    const hash = payloadHash(OPERATION, write.payload);
    return this.#inSteps(write, { signal, progress }, async () => {
      const stored = await this.#stored(billId);
      const { posting: earlier, version = 0 } = stored ?? {};
      if (earlier?.status === 'posting')
        return planPost(own(earlier, write.key, hash), version, false, this.#ports);
      if (earlier !== undefined && earlier.status !== 'reversed') throw notAgain(earlier);
      const proposal = await propose(record, answers, this.#ports, signal);
      const posting = newPosting(proposal, { key: write.key, hash });
      checkCode(proposal, code);
      return this.#begun(await planPost(posting, version, true, this.#ports));
    });
  }

  /**
   * Takes a posted bill back, or what was posted of one that was stopped halfway.
   *
   * @throws ClerkError `refused` for a bill that is not posted, is paid, or whose goods were sold since.
   */
  async reverse(billId: string, write: Keyed, { signal, progress }: Watch = {}): Promise<Outcome> {
    await this.#record(billId);
    const hash = payloadHash(OPERATION, write.payload);
    return this.#inSteps(write, { signal, progress }, async () => {
      const stored = await this.#stored(billId);
      if (stored === undefined || stored.posting.status === 'reversed')
        throw new ClerkError('refused', 'This bill is not posted.', {
          field: 'bill_id',
          fix: 'Nothing is to be taken back; action propose shows what would be posted.',
        });
      const { posting, version } = stored;
      // Nothing is said but the bill: any call may end what another began.
      const mine = { ...posting, key: write.key, hash };
      if (posting.status === 'reversing') return planReverse(mine, version, false, this.#ports);
      return this.#begun(await planReverse(mine, version, true, this.#ports));
    });
  }

  /**
   * Forgets what the lines of a bill were learned to mean.
   *
   * @throws ClerkError `invalid_input` for lines that are not there, or where nothing was learned.
   */
  async forget(billId: string, answers: Answers, { key, payload }: Keyed): Promise<number> {
    const { table, settings, clock } = this.#ports;
    const { bill } = await this.#record(billId);
    const lines: readonly LineAnswer[] = [...byLine(answers.lines, bill.items.length).values()];
    const request = { shop: shopKey(settings.shop_id), operation: OPERATION, key, payload, now: clock() };
    const { result } = await once(table, request, Forgotten, async () => {
      const { header } = await this.propose(billId, { ...answers, lines: [] });
      const supplier = header.supplier?.supplier_id;
      const aliases = new Aliases(table, settings.shop_id);
      const keys =
        supplier === undefined
          ? []
          : lines.map(({ line }) => aliases.lineKey(supplier, shownText(bill.items[line - 1]?.name ?? '')));
      const known = await aliases.find(keys);
      const learned = keys.filter(({ PK, SK }) => known.has(`${PK}\n${SK}`));
      if (learned.length === 0)
        throw invalid('lines', 'Nothing was learned of these lines.', {
          fix: 'Send lines that action propose shows as matched by alias.',
        });
      return { writes: [], removals: learned, result: { forgotten: learned.length } };
    });
    return result.forgotten;
  }

  #inSteps(
    { key, payload }: Keyed,
    { signal, progress }: Watch,
    next: () => Promise<Part>,
  ): Promise<Outcome> {
    const { table, settings, clock, pause } = this.#ports;
    const request = {
      shop: shopKey(settings.shop_id),
      operation: OPERATION,
      key,
      payload,
      now: clock(),
      ...(pause === undefined ? {} : { pause }),
    };
    return inSteps(table, request, Outcome, {
      next,
      result: ({ posting }, below) => ({ posting, below: [...below] }),
      signal,
      progress: (done, total) => progress?.(done, total, `${done} of ${total} products written`),
    });
  }

  /**
   * The first of several parts, with a mark that its key has begun: what another call then ended or took back is not
   * done a second time when the first is repeated.
   */
  async #begun(part: Part): Promise<Part> {
    const { table, settings, clock } = this.#ports;
    const mark = { PK: `${shopKey(settings.shop_id)}#BEGUN`, SK: part.posting.key };
    if ((await table.get(mark)) !== undefined)
      throw new ClerkError('conflict', 'This call was begun before, and another one has ended it since.', {
        field: 'idempotency_key',
        fix: 'Look with action propose how the bill stands; a new key begins anew.',
      });
    if (part.last) return part;
    const ttl = Math.floor(clock().getTime() / 1_000) + KEPT_SECONDS;
    const item = { ...mark, type: 'begun', v: 1, body: part.posting.bill_id, ttl };
    return { ...part, writes: [...part.writes, { item, when: 'absent' }] };
  }

  async #record(billId: string): Promise<BillRecord> {
    const { table, settings } = this.#ports;
    const key = billKey(settings.shop_id, billId);
    const item = key === undefined ? undefined : await table.get(key);
    if (item !== undefined) return BillRecord.parse(JSON.parse(item.body));
    throw new ClerkError('not_found', 'There is no such bill.', {
      field: 'bill_id',
      fix: 'Send the bill_id that ocr_bill gave.',
    });
  }

  async #stored(billId: string): Promise<StoredPosting | undefined> {
    const { table, settings } = this.#ports;
    const item = await table.get(postingKey(settings.shop_id, billId));
    return item === undefined ? undefined : readPosting(item);
  }
}

/** The posting under way, if this call began it. */
function own(posting: Posting, key: string, hash: string): Posting {
  if (posting.key === key && posting.hash === hash) return posting;
  throw new ClerkError('conflict', 'Part of this bill is posted already, by a call that was stopped.', {
    field: 'idempotency_key',
    fix: 'Repeat that call with its own key and arguments; or take the part back with action reverse.',
  });
}

function notAgain({ status }: Posting): ClerkError {
  return new ClerkError(
    'refused',
    status === 'posted' ? 'This bill is posted already.' : 'This bill is being taken back.',
    { field: 'bill_id', fix: 'Action reverse takes it back; then it may be posted anew.' },
  );
}

function checkCode({ code }: Proposal, said: string | undefined): void {
  if (said === code) return;
  throw new ClerkError(
    said === undefined ? 'invalid_input' : 'conflict',
    said === undefined
      ? 'Nothing was confirmed.'
      : 'What would be posted is not what was proposed under this code.',
    {
      field: 'confirm',
      fix: 'Propose with the same answers, show it to a person, and send the code of that proposal.',
    },
  );
}
