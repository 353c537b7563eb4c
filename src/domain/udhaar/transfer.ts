import type { Transfer } from './change.js';
import type { Due } from './entry.js';
import { checkTaken } from './held.js';
import type { Ledger, State } from './ledger.js';
import { checkAmount, refused, shown } from './refusals.js';
import { type Context, factsOf, sealed } from './sealing.js';
import type { Pair, Posted } from './working.js';

/**
 * Moves what one customer owes, or has paid ahead, to another account. Due dates go with the debts they belong to.
 *
 * @throws ClerkError `refused` for accounts that do not go together and for more than there is.
 */
export async function transfer(
  ledger: Ledger,
  change: Transfer,
  state: State,
  other: State | undefined,
  context: Context,
): Promise<Posted[]> {
  if (other === undefined) throw new Error('a transfer needs both accounts');
  const { balance } = state.account;
  if (other.account.customer_id === state.account.customer_id)
    throw refused('to_customer', 'Both accounts are the same.', 'Name another customer.');
  if (other.account.currency !== state.account.currency)
    throw refused('to_customer', 'The accounts are kept in different currencies.', 'Name another account.');
  if (balance === 0)
    throw refused('customer', 'This account has nothing to move: its balance is 0.', 'Check the customer.');
  const debt = balance > 0;
  const most = debt ? state.account.debts.total : state.account.advances.total;
  const amount = change.amount ?? most;
  checkAmount(amount);
  if (amount > most)
    throw refused(
      'amount',
      `More would be moved than there is: ${shown(state.account, most)}.`,
      'Leave amount out to move all of it.',
    );
  const on = change.on ?? context.today;
  const out = await ledger.working(state, debt ? { debts: amount } : { advances: amount });
  const into = await ledger.working(other, debt ? { advances: amount } : { debts: amount });
  if (debt) {
    out.receive(amount);
    out.settle();
  } else {
    out.owe([{ due: on, amount }]);
    out.settle();
  }
  const moved = out.applied.filter(({ from, to }) => (debt ? from : to) === out.seq);
  const sum = moved.reduce((total, pair) => total + pair.amount, 0);
  if (sum < amount)
    throw refused(
      'amount',
      'The account has more open items than one transfer can move.',
      'Move it in parts: send a smaller amount, several times.',
    );
  const taken = moved.map(({ from, to }) => (debt ? to : from));
  await checkTaken(ledger, state, taken, on, context.today);
  if (debt) into.owe(byDue(moved));
  else into.receive(amount);
  into.settle();
  const facts = factsOf({ ...change, kind: 'transfer_out' }, on, context);
  return [
    sealed(ledger, out, state, {
      ...facts,
      counterpart: { customer_id: other.account.customer_id, seq: into.seq },
    }),
    sealed(ledger, into, other, {
      ...facts,
      kind: 'transfer_in',
      ...(debt && overLimit(other, amount) ? { over_limit: true as const } : {}),
      counterpart: { customer_id: state.account.customer_id, seq: out.seq },
    }),
  ];
}

function overLimit({ account }: State, amount: number): boolean {
  const { credit_limit: limit = -1 } = account.settings;
  return limit >= 0 && account.balance + amount > limit;
}

/** What was moved, by due date. */
function byDue(moved: readonly Pair[]): Due[] {
  const sums = new Map<string, number>();
  for (const { due, amount } of moved) sums.set(due, (sums.get(due) ?? 0) + amount);
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([due, amount]) => ({ due, amount }));
}
