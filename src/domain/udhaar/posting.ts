import { invalid } from '../errors.js';
import { addDays } from './ageing.js';
import type { Change, Debit, Receipted, SettingsChange } from './change.js';
import { checkRefund, checkTaken } from './held.js';
import type { Ledger, State } from './ledger.js';
import { openKey } from './open-list.js';
import { checkAmount, checkCurrency, checkDay, refused, shown } from './refusals.js';
import { type Context, factsOf, sealed } from './sealing.js';
import { DEFAULT_TERMS_DAYS } from './settings.js';
import { free, reverse } from './taking-back.js';
import { transfer } from './transfer.js';
import type { Posted, Working } from './working.js';
import { gather, type Posting } from './writes.js';

/** Frees or applies money without moving any: what one write could not do at once. */
export interface Allocating {
  readonly kind: 'allocation';
  /** The entry to free from what it is applied to, or from what is applied to it. When absent, money is applied. */
  readonly frees?: number;
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

  async #steps(
    change: Change | Allocating,
    state: State,
    other: State | undefined,
    context: Context,
  ): Promise<Posted[]> {
    if (change.kind === 'allocation')
      return change.frees === undefined
        ? this.#apply(state, context)
        : [await free(this.#ledger, change.frees, state, context)];
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
        return reverse(this.#ledger, change, state, other, context);
      case 'transfer':
        return transfer(this.#ledger, change, state, other, context);
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
    const over = limit >= 0 && account.balance + amount > limit;
    if (over && change.kind === 'credit' && change.over_limit !== true)
      throw refused(
        'amount',
        `This goes over the limit of ${shown(account, limit)}: ${shown(account, account.balance)} is owed already.`,
        'Take a payment first, or repeat with over_limit true if the shopkeeper agrees.',
      );
    const working = await this.#ledger.working(state, { advances: amount + account.debts.total });
    working.owe([{ due, amount }]);
    working.settle();
    const facts = factsOf(change, on, context);
    const posted = sealed(this.#ledger, working, state, {
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
    if (change.kind === 'refund')
      for (const seq of first) await checkRefund(this.#ledger, state, seq, amount);
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
    const on = change.on ?? context.today;
    if (change.kind === 'write_off') await this.#checkWriteOff(working, state, on, amount, context);
    const facts = factsOf(change, on, context);
    const posted = sealed(this.#ledger, working, state, {
      ...facts,
      ...(change.method === undefined ? {} : { method: change.method }),
      ...(change.sale_id === undefined ? {} : { sale_id: change.sale_id }),
    });
    return [posted];
  }

  /** What is given up on a day must have been owed on it. */
  async #checkWriteOff(
    { seq, applied }: Working,
    state: State,
    on: string,
    amount: number,
    { today }: Context,
  ): Promise<void> {
    const taken = applied.filter(({ from }) => from === seq);
    if (on < today && taken.reduce((sum, part) => sum + part.amount, 0) < amount)
      throw refused(
        'on',
        'More debts would be written off than one entry of an earlier day can take.',
        'Leave on out, or write them off in parts.',
      );
    await checkTaken(
      this.#ledger,
      state,
      taken.map(({ to }) => to),
      on,
      today,
    );
  }

  /** Keys of debts that may lie beyond what the account lists. */
  async #debtKeys({ account }: State, seqs: readonly number[]): Promise<string[]> {
    if (account.debts.spilled === 0) return [];
    const entries = await Promise.all(seqs.map((seq) => this.#ledger.entries(account.customer_id, seq, seq)));
    return entries.flat().flatMap(({ seq, dues = [] }) => dues.map(({ due }) => openKey({ seq, due })));
  }

  async #settings(change: SettingsChange, state: State, context: Context): Promise<Posted[]> {
    const working = await this.#ledger.working(state);
    const facts = factsOf(change, change.on ?? context.today, context);
    return [
      sealed(this.#ledger, working, state, {
        ...facts,
        settings: { ...facts.settings, ...change.settings },
      }),
    ];
  }

  /** Applies what money lies on the account to its debts. */
  async #apply(state: State, context: Context): Promise<Posted[]> {
    const { account } = state;
    const facts = factsOf({ kind: 'allocation' }, context.today, context);
    const sum = Math.min(account.debts.total, account.advances.total);
    const working = await this.#ledger.working(state, { debts: sum, advances: sum });
    working.settle();
    if (working.applied.length === 0) throw refused('customer', 'Nothing is left to apply.', 'Go on.');
    return [sealed(this.#ledger, working, state, facts)];
  }
}
