import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Item } from '../../../src/domain/ports/store/table.js';
import { Account, Open } from '../../../src/domain/udhaar/account.js';
import { Entry } from '../../../src/domain/udhaar/entry.js';
import { inOrder } from '../simulation/in-order.js';
import { judgeCorrection } from './corrections.js';
import { judgeEntry, Naive } from './naive.js';
import { judgeName } from './people.js';
import { type Asked, CUSTOMERS, type History, SHOPS } from './scenario.js';
import { judgeViews } from './views.js';

/** One account as it lies in the store. */
interface Stored {
  readonly account: Account | undefined;
  readonly entries: Entry[];
  readonly debts: Open[];
  readonly money: Open[];
}

/** Everything that is wrong with what the store holds after a history; empty when the ledger kept its word. */
export function judge(items: readonly Item[], history: History, prefix: string): string[] {
  const faults = [...history.surprises];
  for (const shop of SHOPS) {
    const shopItems = items.filter(({ PK }) => PK.startsWith(`SHOP#${prefix}${shop}#`));
    const accepted = history.asked.filter((each) => each.shop === shop && each.receipt !== undefined);
    for (const customer of CUSTOMERS) {
      const stored = load(shopItems.filter(({ PK }) => PK === `SHOP#${prefix}${shop}#UDHAAR#${customer}`));
      const tell = (what: string): void => void faults.push(`${shop}/${customer}: ${what}`);
      judgeChain(stored, prefix + shop, customer, tell);
      judgeKeys(stored, accepted, customer, tell);
      judgeSums(stored, tell);
      judgeOrder(stored, accepted, history, shop, customer, tell);
      judgeRules(stored, accepted, tell);
      const record = shopItems.find(({ type, SK }) => type === 'note' && SK === customer);
      for (const fault of judgeName(record, stored.entries)) tell(fault);
      for (const fault of judgeViews(stored.entries)) tell(fault);
    }
    const keys = shopItems.filter(({ type }) => type === 'key').map(({ SK }) => SK);
    const known = new Set(accepted.map(({ key }) => key));
    for (const key of keys)
      if (!key.includes('~') && !known.has(key)) faults.push(`${shop}: key ${key} was never acknowledged`);
  }
  return faults;
}

function load(items: readonly Item[]): Stored {
  const at = (prefix: string) =>
    items.filter(({ SK }) => SK.startsWith(prefix)).map(({ body }): unknown => JSON.parse(body));
  const last = z.looseObject({ after: z.looseObject({}) }).safeParse(at('ENTRY#').at(-1)).data;
  return {
    account: last === undefined ? undefined : Account.parse({ ...last, ...last.after, head: last.hash }),
    entries: at('ENTRY#').map((body) => Entry.parse(body)),
    debts: at('DEBT#').map((body) => Open.parse(body)),
    money: at('MONEY#').map((body) => Open.parse(body)),
  };
}

/** Gapless, chained, and ended by what the account says. */
function judgeChain(
  { account, entries }: Stored,
  shop: string,
  customer: string,
  tell: (what: string) => void,
): void {
  let prev = sha256(JSON.stringify(['munshi-udhaar-1', shop, customer]));
  entries.forEach((entry, index) => {
    if (entry.seq !== index + 1) tell(`entry ${index + 1} is numbered ${entry.seq}`);
    if (entry.customer_id !== customer) tell(`entry ${entry.seq} is of ${entry.customer_id}`);
    if (entry.prev !== prev) tell(`entry ${entry.seq} does not follow the one before`);
    const { hash, ...rest } = entry;
    if (sha256(inOrder(rest)) !== hash) tell(`entry ${entry.seq} has a false hash`);
    prev = hash;
  });
  if ((account?.seq ?? 0) !== entries.length) tell(`the account counts ${account?.seq} of ${entries.length}`);
  if (account !== undefined && account.head !== prev) tell('the account ends with another hash');
}

/** One entry for each accepted key, and none for any other. */
function judgeKeys(
  { entries }: Stored,
  accepted: readonly Asked[],
  customer: string,
  tell: (what: string) => void,
): void {
  const keys = entries.filter(({ kind }) => kind !== 'allocation').map(({ key }) => key);
  const told = new Set(
    accepted
      .filter(({ receipt }) => receipt?.customer_id === customer || receipt?.other?.customer_id === customer)
      .map(({ key }) => key),
  );
  if (new Set(keys).size !== keys.length) tell('a key has two entries');
  for (const key of told) if (!keys.includes(key)) tell(`${key} was acknowledged and is lost`);
  for (const key of keys) if (!told.has(key)) tell(`${key} has an entry and no acknowledgement`);
}

/** The entries add up to the balance, and what is open to what is kept as open. */
function judgeSums({ account, entries, debts, money }: Stored, tell: (what: string) => void): void {
  if (account === undefined) return;
  const sum = entries.reduce((total, { effect }) => total + effect, 0);
  if (sum !== account.balance) tell(`the entries add up to ${sum}, the balance is ${account.balance}`);
  const naive = new Naive();
  for (const entry of entries) for (const fault of naive.take(entry)) tell(fault);
  const keptDebts = [...account.debts.first, ...debts].map((open) => `${open.due} ${open.seq} ${open.left}`);
  const keptMoney = [...account.advances.first, ...money].map((open) => `${open.seq} ${open.left}`);
  const openDebts = naive.openDebts().map((open) => `${open.due} ${open.seq} ${open.left}`);
  const openMoney = naive.openMoney().map((open) => `${open.seq} ${open.left}`);
  if (keptDebts.join() !== openDebts.join())
    tell(`open debts are kept as ${keptDebts}, and are ${openDebts}`);
  if (keptMoney.join() !== openMoney.join()) tell(`advances are kept as ${keptMoney}, and are ${openMoney}`);
  if (account.debts.spilled !== debts.length || account.advances.spilled !== money.length)
    tell('the spilled items are miscounted');
  const total = (list: readonly { left: number }[]) => list.reduce((all, { left }) => all + left, 0);
  if (account.debts.total !== total(naive.openDebts()) || account.advances.total !== total(naive.openMoney()))
    tell('the totals of the sides are wrong');
}

/** What was over before something began comes before it; what was read was so at some moment between. */
function judgeOrder(
  { entries }: Stored,
  accepted: readonly Asked[],
  { seen }: History,
  shop: string,
  customer: string,
  tell: (what: string) => void,
): void {
  const placed = accepted
    .flatMap(({ receipt, from, to }) => {
      if (receipt?.customer_id === customer) return [{ seq: receipt.seq, from, to }];
      if (receipt?.other?.customer_id === customer) return [{ seq: receipt.other.seq, from, to }];
      return [];
    })
    .sort((a, b) => a.seq - b.seq);
  let begun = Number.NEGATIVE_INFINITY;
  for (const { seq, from, to } of placed) {
    if (to < begun) tell(`entry ${seq} was over before an entry under it began`);
    begun = Math.max(begun, from);
  }
  const sums: number[] = [0];
  for (const { effect } of entries) sums.push((sums.at(-1) ?? 0) + effect);
  for (const look of seen) {
    if (look.shop !== shop || look.customer !== customer) continue;
    if (sums[look.seq] !== look.balance) tell(`a read saw ${look.balance} at entry ${look.seq}`);
    const least = Math.max(0, ...placed.filter(({ to }) => to < look.from).map(({ seq }) => seq));
    if (look.seq < least) tell(`a read saw entry ${look.seq} after entry ${least} was acknowledged`);
    const later = placed.find(({ seq, from }) => seq <= look.seq && from > look.to);
    if (later !== undefined) tell(`a read saw entry ${later.seq} before it was asked for`);
  }
}

/** Each entry is what was asked for, and applies money as the rules say. */
function judgeRules({ entries }: Stored, accepted: readonly Asked[], tell: (what: string) => void): void {
  const asked = new Map(accepted.map((each) => [each.key, each]));
  const naive = new Naive();
  for (const entry of entries) {
    const request = asked.get(entry.key);
    const faults = [
      ...judgeEntry(naive, entry, request?.change),
      ...judgeCorrection(naive, entry, request?.change),
    ];
    for (const fault of faults) tell(`entry ${entry.seq} (${entry.kind}): ${fault}`);
    naive.take(entry);
  }
}

function sha256(content: string): string {
  return createHash('sha256').update(content).digest('hex');
}
