import { invalid } from '../errors.js';
import { addDays, laterDay } from './ageing.js';
import type { Change, Debit, Receipted, Reversal, SettingsChange, Transfer } from './change.js';
import type { Due } from './entry.js';
import type { Ledger, State } from './ledger.js';
import { openKey } from './open-list.js';
import { checkAmount, checkCurrency, checkDay, checkSum, refused, shown } from './refusals.js';
import { keysOf, NeedsCounterpart, pairsOf, TooMuchApplied, takeBack, target, undo } from './reversing.js';
import { DEFAULT_TERMS_DAYS } from './settings.js';
import type { Facts, Pair, Posted, Working } from './working.js';
import { gather, type Posting } from './writes.js';

/** Frees or applies money without moving any: what one write could not do at once. */
export interface Allocating {
  readonly kind: 'allocation';
  /** The entry to free from what it is applied to, or from what is applied to it. When absent, money is applied. */
  readonly frees?: number;
}

interface Context {
  readonly key: string;
  readonly now: Date;
  readonly today: string;
}

/**
 * The rules of the ledger: turns a change into entries, from the state of the accounts it touches. Writes nothing.
 */
export class Poster {
  readonly #ledger: Ledger;
  readonly #shopId: string;

  constructor(ledger: Ledger, shopId: string) {
    this.#ledger = ledger;
    this.#shopId = shopId;
  }

  /**
   * @param other State of the second account, for a transfer and the reversal of one.
   * @throws ClerkError for what the rules refuse; TooMuchApplied for a reversal that needs steps before it.
   */
  async post(
    change: Change | Allocating,
    state: State,
    other: State | undefined,
    context: Context,
  ): Promise<Posting> {
    const steps = await this.#steps(change, state, other, context);
    return gather(steps, this.#shopId, context.now);
  }

  #steps(
    change: Change | Allocating,
    state: State,
    other: State | undefined,
    context: Context,
  ): Promise<Posted[]> {
    if (change.kind === 'allocation') return this.#allocate(change, state, context);
    checkCurrency(state.account, change.currency);
    checkDay(change.on ?? context.today, context.today);
    switch (change.kind) {
      case 'credit':
      case 'opening_balance':
        return this.#debit(change, state, context);
      case 'payment':
      case 'refund':
      case 'write_off':
        return this.#receipt(change, state, context);
      case 'reversal':
        return this.#reverse(change, state, other, context);
      case 'transfer':
        return this.#transfer(change, state, other, context);
      case 'account':
        return this.#settings(change, state, context);
    }
  }

  async #debit(change: Debit, state: State, context: Context): Promise<Posted[]> {
    const { account } = state;
    const { amount } = change;
    checkAmount(amount);
    const on = change.on ?? context.today;
    const due = change.due ?? addDays(on, account.settings.terms_days ?? DEFAULT_TERMS_DAYS);
    if (due < on)
      throw invalid('due_on', `The due date ${due} lies before the entry, ${on}.`, {
        fix: `Send a date from ${on} on.`,
      });
    if (change.kind === 'opening_balance' && account.opening !== undefined)
      throw refused(
        'kind',
        `This account has an opening balance, entry ${account.opening}.`,
        'Reverse that entry first, or record a credit.',
      );
    const { credit_limit: limit = -1 } = account.settings;
    const over = change.kind === 'credit' && limit >= 0 && account.balance + amount > limit;
    if (over && change.over_limit !== true)
      throw refused(
        'amount',
        `This goes over the limit of ${shown(account, limit)}: ${shown(account, account.balance)} is owed already.`,
        'Take a payment first, or repeat with over_limit true if the shopkeeper agrees.',
      );
    const working = await this.#ledger.working(state, { advances: amount + account.debts.total });
    working.owe([{ due, amount }]);
    working.settle();
    const facts = this.#facts(change, on, context);
    const posted = this.#seal(working, state, {
      ...facts,
      ...(change.sale_id === undefined ? {} : { sale_id: change.sale_id }),
      ...(over ? { over_limit: true as const } : {}),
    });
    if (change.kind !== 'opening_balance') return [posted];
    return [{ ...posted, account: { ...posted.account, opening: posted.entry.seq } }];
  }

  async #receipt(change: Receipted, state: State, context: Context): Promise<Posted[]> {
    const { account } = state;
    const { amount, apply_to: first = [] } = change;
    checkAmount(amount);
    if (change.kind === 'write_off' && amount > account.debts.total)
      throw refused(
        'amount',
        `More would be written off than is owed: ${shown(account, account.debts.total)}.`,
        'Send an amount up to that.',
      );
    const working = await this.#ledger.working(state, {
      debts: amount + account.advances.total,
      debtKeys: await this.#debtKeys(state, first),
    });
    working.receive(amount);
    for (const seq of first) {
      // Of goods that come back, the sale may have been paid for: then they are money for other debts.
      const settled = working.debts.ofEntry(seq).length === 0;
      if (change.kind !== 'refund' && settled && !working.applied.some(({ to }) => to === seq))
        throw refused(
          'apply_to',
          `Entry ${seq} has nothing left to pay.`,
          'Name entries of this customer that are open; get_udhaar lists them.',
          account.debts.first.slice(0, 20).map((open) => String(open.seq)),
        );
      working.settleFirst(seq);
    }
    working.settle();
    const facts = this.#facts(change, change.on ?? context.today, context);
    const posted = this.#seal(working, state, {
      ...facts,
      ...(change.method === undefined ? {} : { method: change.method }),
      ...(change.sale_id === undefined ? {} : { sale_id: change.sale_id }),
    });
    return [posted];
  }

  /** Keys of debts that may lie beyond what the account lists. */
  async #debtKeys({ account }: State, seqs: readonly number[]): Promise<string[]> {
    if (account.debts.spilled === 0) return [];
    const entries = await Promise.all(seqs.map((seq) => this.#ledger.entries(account.customer_id, seq, seq)));
    return entries.flat().flatMap(({ seq, dues = [] }) => dues.map(({ due }) => openKey({ seq, due })));
  }

  async #settings(change: SettingsChange, state: State, context: Context): Promise<Posted[]> {
    const working = await this.#ledger.working(state);
    const facts = this.#facts(change, change.on ?? context.today, context);
    return [
      this.#seal(working, state, {
        ...facts,
        settings: { ...facts.settings, ...change.settings },
      }),
    ];
  }

  async #reverse(
    change: Reversal,
    state: State,
    other: State | undefined,
    context: Context,
  ): Promise<Posted[]> {
    const first = await this.#takeBack(change, state, change.reverses, context);
    const { counterpart } = first.entry;
    if (counterpart === undefined) return [first.seal(undefined)];
    if (other?.account.customer_id !== counterpart.customer_id)
      throw new NeedsCounterpart(counterpart.customer_id);
    const second = await this.#takeBack(change, other, counterpart.seq, context);
    return [
      first.seal({ customer_id: other.account.customer_id, seq: second.seq }),
      second.seal({ customer_id: state.account.customer_id, seq: first.seq }),
    ];
  }

  async #takeBack(change: Reversal, state: State, seq: number, context: Context) {
    const { account } = state;
    const known = Number.isSafeInteger(seq) && seq > 0 && seq <= account.seq;
    const entries = known ? await this.#ledger.entries(account.customer_id, seq, account.seq) : [];
    const entry = target(entries, seq);
    const on = change.on ?? laterDay(entry.on, context.today);
    if (on < entry.on)
      throw invalid('on', `Entry ${seq} counts from ${entry.on}; it cannot be reversed before.`, {
        fix: `Send a date from ${entry.on} on.`,
      });
    const pairs = pairsOf(entries, seq);
    if (pairs.length > this.#ledger.sizes.undone) throw new TooMuchApplied(account.customer_id, seq);
    const size = Math.abs(entry.effect);
    const working = await this.#ledger.working(state, {
      ...(entry.effect > 0 ? { debts: size } : { advances: size }),
      ...keysOf(pairs, entry),
    });
    takeBack(working, entry, pairs, on);
    return {
      entry,
      seq: working.seq,
      seal: (counterpart: { customer_id: string; seq: number } | undefined): Posted => {
        const posted = this.#seal(working, state, {
          ...this.#facts({ ...change, kind: 'reversal' }, on, context),
          reverses: seq,
          ...(counterpart === undefined ? {} : { counterpart }),
        });
        if (account.opening !== seq) return posted;
        return { ...posted, account: { ...posted.account, opening: undefined } };
      },
    };
  }

  async #transfer(
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
    const out = await this.#ledger.working(state, debt ? { debts: amount } : { advances: amount });
    const into = await this.#ledger.working(other, debt ? { advances: amount } : { debts: amount });
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
    if (debt) into.owe(byDue(moved));
    else into.receive(amount);
    into.settle();
    const facts = this.#facts({ ...change, kind: 'transfer_out' }, on, context);
    return [
      this.#seal(out, state, {
        ...facts,
        counterpart: { customer_id: other.account.customer_id, seq: into.seq },
      }),
      this.#seal(into, other, {
        ...facts,
        kind: 'transfer_in',
        counterpart: { customer_id: state.account.customer_id, seq: out.seq },
      }),
    ];
  }

  async #allocate({ frees }: Allocating, state: State, context: Context): Promise<Posted[]> {
    const { account } = state;
    const facts = this.#facts({ kind: 'allocation' }, context.today, context);
    if (frees !== undefined) {
      const entries = await this.#ledger.entries(account.customer_id, frees, account.seq);
      const pairs = pairsOf(entries, frees).slice(0, this.#ledger.sizes.undone);
      if (pairs.length === 0) throw refused('reverses', 'Nothing is applied.', 'Reverse the entry.');
      const freed = await this.#ledger.working(state, keysOf(pairs));
      undo(freed, pairs);
      return [this.#seal(freed, state, facts)];
    }
    const sum = Math.min(account.debts.total, account.advances.total);
    const working = await this.#ledger.working(state, { debts: sum, advances: sum });
    working.settle();
    if (working.applied.length === 0) throw refused('customer', 'Nothing is left to apply.', 'Go on.');
    return [this.#seal(working, state, facts)];
  }

  #facts(
    said: Pick<Change, 'reference' | 'note' | 'reason'> & { readonly kind: Facts['kind'] },
    on: string,
    { key, now }: Context,
  ): Facts {
    const { kind, reference, note, reason } = said;
    return {
      kind,
      on,
      recorded_at: now.toISOString(),
      ...(reference === undefined ? {} : { reference }),
      ...(note === undefined ? {} : { note }),
      ...(reason === undefined ? {} : { reason }),
      key,
    };
  }

  /** Seals the entry; the first of an account also says whose it is. */
  #seal(working: Working, { account }: State, facts: Facts): Posted {
    const whole =
      account.seq > 0 ? facts : { ...facts, settings: { ...account.settings, ...facts.settings } };
    const posted = working.post(whole, this.#ledger.sizes.listed);
    checkSum(posted.account);
    return posted;
  }
}

/** What was moved, by due date. */
function byDue(moved: readonly Pair[]): Due[] {
  const sums = new Map<string, number>();
  for (const { due, amount } of moved) sums.set(due, (sums.get(due) ?? 0) + amount);
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([due, amount]) => ({ due, amount }));
}
