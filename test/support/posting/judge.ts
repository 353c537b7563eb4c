import * as z from 'zod';
import { Posting } from '../../../src/domain/bills/posting/posting-record.js';
import { Movement } from '../../../src/domain/inventory/movement.js';
import { Payable, PayableEntry } from '../../../src/domain/payables/payable.js';
import type { Item } from '../../../src/domain/ports/store/table.js';
import { Naive } from '../stock/naive.js';
import { GOODS, RECORDS, SHOPS } from './clerk.js';
import type { Asked, History } from './scenario.js';

const After = z.object({ after: z.object({ on_hand: z.int() }) });

interface Books {
  readonly postings: ReadonlyMap<string, Posting>;
  readonly movements: readonly Movement[];
  readonly entries: readonly PayableEntry[];
  readonly tell: (what: string) => void;
}

/** Everything that is wrong with what the store holds after a history; empty when every bill kept its word. */
export function judge(items: readonly Item[], history: History, prefix: string): string[] {
  const faults = [...history.surprises];
  for (const shop of SHOPS) {
    const tell = (what: string): void => void faults.push(`${shop}: ${what}`);
    const own = items.filter(({ PK }) => PK.startsWith(`SHOP#${prefix}${shop}#`));
    const read = <T>(type: string, schema: z.ZodType<T>): T[] =>
      own.filter((item) => item.type === type).map(({ body }) => schema.parse(JSON.parse(body)));
    const postings = new Map(read('bill_posting', Posting).map((posting) => [posting.bill_id, posting]));
    const books: Books = {
      postings,
      movements: read('stock_movement', Movement),
      entries: read('payable_entry', PayableEntry),
      tell,
    };
    judgeStock(own, tell);
    for (const { bill_id } of RECORDS) {
      judgeGoods(bill_id, books);
      judgeOwed(bill_id, books, own);
      judgeAnswers(
        bill_id,
        books,
        history.asked.filter((each) => each.shop === shop),
      );
    }
    judgeMarks(own, books);
  }
  return faults;
}

/** Numbers without a gap; the movements come to the stock that is kept beside each. */
function judgeStock(own: readonly Item[], tell: (what: string) => void): void {
  for (const product of GOODS) {
    const naive = new Naive();
    own
      .filter(({ type, PK }) => type === 'stock_movement' && PK.endsWith(`#STOCK#${product}`))
      .forEach(({ body }, index) => {
        const movement = Movement.parse(JSON.parse(body));
        naive.take(movement);
        const kept = After.parse(JSON.parse(body)).after.on_hand;
        if (movement.seq !== index + 1) tell(`${product}: movement ${index + 1} is numbered ${movement.seq}`);
        if (kept !== naive.total())
          tell(`${product}: ${movement.seq} says ${kept}, there is ${naive.total()}`);
      });
  }
}

/** What a posted bill brought is in stock, once; of one that is not posted nothing is. */
function judgeGoods(bill: string, { postings, movements, tell }: Books): void {
  const posting = postings.get(bill);
  const status = posting?.status ?? 'read';
  if (status === 'posting' || status === 'reversing') tell(`${bill} is left ${status}`);
  for (const product of GOODS) {
    const moved = movements.filter((each) => each.bill_id === bill && each.product_id === product);
    const record = RECORDS.find((each) => each.bill_id === bill);
    const lines = posting?.groups.find((group) => group.product_id === product)?.lines ?? [];
    const due = status === 'posted' ? lines.reduce((sum, { quantity }) => sum + quantity, 0) : 0;
    const printed = lines.reduce((sum, { line }) => sum + (record?.bill.items[line - 1]?.quantity ?? 0), 0);
    const came = moved.reduce((sum, { quantity }) => sum + quantity, 0);
    if (came !== due) tell(`${bill} is ${status} and ${came} of ${product} came with it, not ${due}`);
    if (status === 'posted' && due !== printed)
      tell(`${bill} posted ${due} of ${product}, it says ${printed}`);
    const sign = moved.map(({ kind }) => kind);
    sign.forEach((kind, index) => {
      const wanted = index % 2 === 0 ? 'purchase' : 'supplier_return';
      if (kind !== wanted) tell(`${bill}: movement ${index + 1} of ${product} is a ${kind}`);
    });
  }
}

/** The entries add up to what is owed; it is owed while the bill is posted; it is listed while something is left. */
function judgeOwed(bill: string, { postings, entries, tell }: Books, own: readonly Item[]): void {
  const mine = entries.filter(({ bill_id }) => bill_id === bill);
  const last = own.filter(({ type, PK }) => type === 'payable_entry' && PK.endsWith(`#${bill}`)).at(-1);
  const after =
    last === undefined
      ? undefined
      : Payable.parse(z.object({ after: Payable }).parse(JSON.parse(last.body)).after);
  const sum = mine.reduce((total, { amount }) => total + amount, 0);
  const left = after === undefined ? 0 : after.amount - after.paid;
  if (sum !== left) tell(`${bill}: the entries come to ${sum}, ${left} is left`);
  if (left < 0) tell(`${bill}: more is paid than owed`);
  mine.forEach(({ seq }, index) => {
    if (seq !== index + 1) tell(`${bill}: entry ${index + 1} is numbered ${seq}`);
  });
  const posting = postings.get(bill);
  const owed = posting?.status === 'posted' ? posting.total : 0;
  if ((after?.amount ?? 0) !== owed)
    tell(`${bill} is ${posting?.status} and ${after?.amount} is owed, not ${owed}`);
  const listed = own.filter(({ type, SK }) => type === 'unpaid_bill' && SK.endsWith(`#${bill}`));
  if (listed.length !== (left > 0 ? 1 : 0))
    tell(`${bill}: ${left} is left and it is listed ${listed.length} times`);
}

/** Each acknowledged write has its entry, once; no write that was refused for good has any. */
function judgeAnswers(bill: string, { entries, tell }: Books, asked: readonly Asked[]): void {
  const mine = entries.filter(({ bill_id }) => bill_id === bill);
  const kinds = { post: 'bill', reverse: 'reversal' } as const;
  for (const { key, request, answer } of asked) {
    if (request.what === 'adjust' || request.bill !== bill || answer === undefined) continue;
    const written = mine.filter((entry) => entry.key === key);
    const [entry] = written;
    const wanted = request.what === 'pay' ? undefined : kinds[request.what];
    // Nothing is to be taken back of what was stopped before it was owed, or was taken back in part by another.
    const partial = request.what === 'reverse' && written.length === 0;
    if (written.length !== 1 && !partial) tell(`${key}: ${request.what} has ${written.length} entries`);
    if (entry !== undefined && wanted !== undefined && entry.kind !== wanted)
      tell(`${key} wrote a ${entry.kind}`);
    if (request.what === 'pay' && entry?.amount !== -request.amount) tell(`${key} paid ${entry?.amount}`);
  }
  const known = new Set(asked.map(({ key }) => key));
  for (const { key } of mine) if (!known.has(key)) tell(`entry of ${key}, which nobody asked for`);
  const bills = mine.filter(({ kind }) => kind === 'bill').length;
  const back = mine.filter(({ kind }) => kind === 'reversal').length;
  if (bills - back > 1 || bills < back) tell(`${bill} was owed ${bills} times and taken back ${back} times`);
}

/** One bill read twice is never posted twice; its marks and the names it taught are those of posted bills. */
function judgeMarks(own: readonly Item[], { postings, tell }: Books): void {
  const posted = [...postings.values()].filter(({ status }) => status === 'posted');
  const numbers = posted.map(({ number }) => number);
  if (new Set(numbers).size < numbers.length) tell(`one bill is posted twice: ${numbers}`);
  for (const { SK, body } of own.filter(({ type }) => type === 'bill_posted'))
    if (postings.get(body)?.status !== 'posted') tell(`${SK} is held by ${body}, which is not posted`);
  for (const { SK, body } of own.filter(({ type }) => type === 'bill_alias')) {
    const { bill_id } = z.object({ bill_id: z.string() }).parse(JSON.parse(body));
    if (postings.get(bill_id)?.status !== 'posted')
      tell(`${SK} was learned of ${bill_id}, which is not posted`);
  }
}
