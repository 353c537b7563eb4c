import { dayNumber } from '../../calendar/days.js';
import { ENTRY_TYPE } from '../../udhaar/keys.js';
import { type Changes, textOf, wholeOf } from './changes.js';
import { type CustomerFacts, noCustomer } from './facts.js';

/** Credit accounts, the customers' names, and who changed since it was last asked. */
export interface Accounts {
  readonly customers: Map<string, CustomerFacts>;
  readonly names: Map<string, string>;
  readonly touched: Set<string>;
}

/** Takes in the names of customers. */
export async function takeNames(changes: Changes, accounts: Accounts, signal?: AbortSignal): Promise<void> {
  const stretch = await changes.next('customer', 'customers', signal);
  if (stretch === undefined) return;
  const rows = await changes.rows(
    'SELECT customer_id, name FROM customers WHERE record_key > $1 AND record_key <= $2',
    [stretch.from, stretch.to],
    signal,
  );
  for (const [id, name] of rows) accounts.names.set(String(id), String(name));
}

/** Takes in entries of the credit book, which are only ever added. */
export async function takeEntries(changes: Changes, accounts: Accounts, signal?: AbortSignal): Promise<void> {
  const stretch = await changes.next(ENTRY_TYPE, 'udhaar_entries', signal);
  if (stretch === undefined) return;
  const values = [stretch.from, stretch.to];
  const { customers, touched } = accounts;
  const accountOf = (id: string): CustomerFacts => {
    touched.add(id);
    const known = customers.get(id) ?? noCustomer(id);
    customers.set(id, known);
    return known;
  };
  const entries = await changes.rows(
    `SELECT customer_id, sum(effect)::BIGINT, arg_max(set_name, seq), arg_max(set_limit, seq),
       max(seq) FILTER (set_limit IS NOT NULL), epoch(max(entered_on))::BIGINT // 86400,
       epoch(max(entered_on) FILTER (kind = 'payment'))::BIGINT // 86400
     FROM udhaar_entries WHERE record_key > $1 AND record_key <= $2 GROUP BY 1`,
    values,
    signal,
  );
  for (const [id, effect, name, limit, limitSeq, on, paid] of entries) {
    const account = accountOf(String(id));
    account.balance += Number(effect);
    account.accountName = textOf(name) ?? account.accountName;
    const seq = wholeOf(limitSeq) ?? 0;
    if (seq > account.limitSeq) {
      const amount = wholeOf(limit) ?? -1;
      account.limit = amount < 0 ? undefined : amount;
      account.limitSeq = seq;
    }
    account.lastEntry = Math.max(account.lastEntry, Number(on));
    account.lastPayment = wholeOf(paid) ?? account.lastPayment;
  }
  const dues = await changes.rows(
    `SELECT customer_id, seq, due::VARCHAR, sum(amount)::BIGINT FROM (
       SELECT customer_id, seq, due, amount FROM udhaar_dues WHERE record_key > $1 AND record_key <= $2
       UNION ALL
       SELECT customer_id, to_seq, due, -amount FROM udhaar_applied WHERE record_key > $1 AND record_key <= $2
     ) GROUP BY ALL`,
    values,
    signal,
  );
  for (const [id, seq, due, amount] of dues) {
    const { dues: open } = accountOf(String(id));
    const key = `${seq}#${due}`;
    const left = (open.get(key)?.left ?? 0) + Number(amount);
    if (left === 0) open.delete(key);
    else open.set(key, { due: dayNumber(String(due)), left });
  }
}
