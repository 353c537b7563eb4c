import { invalid } from '../errors.js';
import { laterDay } from './ageing.js';
import type { Reversal } from './change.js';
import { checkHeld, checkNotOfSale } from './held.js';
import type { Ledger, State } from './ledger.js';
import { refused } from './refusals.js';
import { keysOf, NeedsCounterpart, pairsOf, TooMuchApplied, takeBack, target, undo } from './reversing.js';
import { type Context, factsOf, sealed } from './sealing.js';
import type { Posted } from './working.js';

/**
 * Takes an entry back by another one; both halves of a transfer at once.
 *
 * @throws ClerkError for what cannot be taken back; NeedsCounterpart without the other account of a transfer;
 * TooMuchApplied where steps must go before it.
 */
export async function reverse(
  ledger: Ledger,
  change: Reversal,
  state: State,
  other: State | undefined,
  context: Context,
): Promise<Posted[]> {
  const first = await half(ledger, change, state, change.reverses, context);
  const { counterpart } = first.entry;
  if (counterpart === undefined) return [first.seal(undefined)];
  if (other?.account.customer_id !== counterpart.customer_id)
    throw new NeedsCounterpart(counterpart.customer_id);
  const second = await half(ledger, change, other, counterpart.seq, context);
  return [
    first.seal({ customer_id: other.account.customer_id, seq: second.seq }),
    second.seal({ customer_id: state.account.customer_id, seq: first.seq }),
  ];
}

/** One account’s entry of a reversal: sealed once the other half, if any, has its number. */
async function half(ledger: Ledger, change: Reversal, state: State, seq: number, context: Context) {
  const { account } = state;
  const known = Number.isSafeInteger(seq) && seq > 0 && seq <= account.seq;
  const entries = known ? await ledger.entries(account.customer_id, seq, account.seq) : [];
  const entry = target(entries, seq);
  checkNotOfSale(entry);
  await checkHeld(ledger, entries);
  const on = change.on ?? laterDay(entry.on, context.today);
  if (on < entry.on)
    throw invalid('on', `Entry ${seq} counts from ${entry.on}; it cannot be reversed before.`, {
      fix: `Send a date from ${entry.on} on.`,
    });
  const pairs = pairsOf(entries, seq);
  if (pairs.length > ledger.sizes.undone) throw new TooMuchApplied(account.customer_id, seq);
  const size = Math.abs(entry.effect);
  const working = await ledger.working(state, {
    ...(entry.effect > 0 ? { debts: size } : { advances: size }),
    ...keysOf(pairs, entry),
  });
  takeBack(working, entry, pairs, on);
  return {
    entry,
    seq: working.seq,
    seal: (counterpart: { customer_id: string; seq: number } | undefined): Posted => {
      const posted = sealed(ledger, working, state, {
        ...factsOf({ ...change, kind: 'reversal' }, on, context),
        reverses: seq,
        ...(counterpart === undefined ? {} : { counterpart }),
      });
      if (account.opening !== seq) return posted;
      return { ...posted, account: { ...posted.account, opening: undefined } };
    },
  };
}

/**
 * Frees some of what an entry is applied to, or of what is applied to it: as much as one write undoes.
 *
 * @throws ClerkError `refused` where nothing is.
 */
export async function free(ledger: Ledger, seq: number, state: State, context: Context): Promise<Posted> {
  const { account } = state;
  const entries = await ledger.entries(account.customer_id, seq, account.seq);
  const pairs = pairsOf(entries, seq).slice(0, ledger.sizes.undone);
  if (pairs.length === 0) throw refused('reverses', 'Nothing is applied.', 'Reverse the entry.');
  const freed = await ledger.working(state, keysOf(pairs));
  undo(freed, pairs);
  return sealed(ledger, freed, state, factsOf({ kind: 'allocation' }, context.today, context));
}
