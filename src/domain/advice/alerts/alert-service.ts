import { dayNumber } from '../../calendar/days.js';
import { ClerkError, invalid } from '../../errors.js';
import { currencyDigits } from '../../money.js';
import { nearest } from '../../nearest.js';
import type { Replica } from '../../ports/analytics/replica.js';
import { Rounds } from '../../ports/analytics/rounds.js';
import { type Keyed, once } from '../../ports/store/once.js';
import { shopKey } from '../../ports/store/repository.js';
import type { Table } from '../../ports/store/table.js';
import type { ShopSettings } from '../../shop.js';
import { type Clock, localDate } from '../../time.js';
import { type BillSource, BillWatch } from '../facts/bill-changes.js';
import { ShopFacts } from '../facts/shop-facts.js';
import type { Context } from '../rules/context.js';
import { Thresholds } from '../thresholds.js';
import { AlertBook } from './alert-book.js';
import { AlertRecord } from './alert-record.js';
import { Board } from './board.js';
import type { Finding, Priority } from './finding.js';
import { after, farthestSnooze, type Now, stateOf, type Update, updated } from './lifecycle.js';
import { priorityOf } from './priority.js';

export interface AlertPorts {
  readonly table: Table;
  readonly replica: Pick<Replica, 'sync' | 'read' | 'revision' | 'epoch' | 'accept'>;
  readonly bills: BillSource;
  readonly settings: ShopSettings;
  readonly clock: Clock;
  readonly thresholds?: Thresholds | undefined;
  /** How far writers' clocks and the feed index may lag, in milliseconds. */
  readonly overlap: number;
  readonly readOnly: boolean;
}

/** An alert as it stands today. */
export interface Alert {
  readonly record: AlertRecord;
  readonly state: AlertRecord['state'];
  /** What is the matter now; undefined once the cause is gone. */
  readonly finding: Finding | undefined;
  readonly priority: Priority;
}

/** Alerts of one shop: what is the matter is worked out anew where something changed; what became of it is stored. */
export class AlertService {
  readonly #ports: AlertPorts;
  readonly #facts: ShopFacts;
  readonly #bills: BillWatch;
  readonly #book: AlertBook;
  readonly #board = new Board();
  readonly #rounds = new Rounds(() => this.#refresh());
  #day: number | undefined;
  #generation = 0;
  /** Alerts to be looked at: again where writing them failed, or where it is too early to tell. */
  readonly #again = new Set<string>();

  constructor(ports: AlertPorts) {
    this.#ports = ports;
    this.#facts = new ShopFacts(ports.replica);
    this.#bills = new BillWatch(ports.bills);
    this.#book = new AlertBook({ ...ports, shopId: ports.settings.shop_id });
  }

  /** Today in the shop. */
  today(): string {
    return localDate(this.#ports.clock(), this.#ports.settings.time_zone);
  }

  /**
   * Brings alerts up to date: looks at what changed since the last time, on a new day at everyone, raises what has a
   * cause and resolves what has none. The cost does not depend on how much was ever sold, the first time aside.
   */
  refresh(signal?: AbortSignal): Promise<void> {
    return this.#rounds.next(signal);
  }

  /** Every alert that there ever was, in no order. */
  async alerts(signal?: AbortSignal): Promise<Alert[]> {
    await this.refresh(signal);
    const today = this.today();
    const takings = this.#facts.dailyTakings(dayNumber(today));
    return [...this.#book.all()].map((record) => {
      const finding = this.#board.get(record.alert_id);
      const priority = priorityOf(finding ?? { kind: record.kind, risk: record.risk }, takings);
      return { record, state: stateOf(record, today), finding, priority };
    });
  }

  /**
   * How many alerts wait to be raised again: their cause is back so soon after they were resolved that another server may
   * not have seen either yet. As of the last {@link refresh}.
   */
  get returning(): number {
    return this.#again.size;
  }

  /** What the shop is known to be like; as of the last {@link refresh}. */
  get facts(): ShopFacts {
    return this.#facts;
  }

  /**
   * Does with an alert what a person wants, once for its key.
   *
   * @throws ClerkError `invalid_input` for an alert that there is not, and days that cannot be; `refused` where the
   * alert's state does not allow it.
   */
  async update(id: string, update: Update, write: Keyed, signal?: AbortSignal): Promise<Alert> {
    const { table, settings, clock, replica } = this.#ports;
    await this.refresh(signal);
    const today = this.today();
    checkDay(update, today);
    const request = { shop: shopKey(settings.shop_id), operation: 'update_alert', ...write, now: clock() };
    const finding = this.#board.get(id);
    const { result, replayed } = await once(table, request, AlertRecord, async () => {
      const stored = await this.#book.repository.get(id);
      if (stored === undefined) throw unknown(id, this.#book.ids());
      const { record, version } = stored;
      checkState(record, update, finding !== undefined);
      if (update.action === 'seen' && stateOf(record, today) === 'seen')
        return { writes: [], result: record };
      const next = updated(record, update, finding, this.#now());
      const item = this.#book.repository.item(next, version + 1, clock());
      return { writes: [{ item, when: version }], result: next };
    });
    if (!replayed) {
      const stored = await this.#book.repository.get(id);
      if (stored !== undefined && this.#book.remember(stored))
        replica.accept([this.#book.repository.item(stored.record, stored.version, clock())]);
    }
    const takings = this.#facts.dailyTakings(dayNumber(today));
    const priority = priorityOf(finding ?? { kind: result.kind, risk: result.risk }, takings);
    return { record: result, state: stateOf(result, today), finding, priority };
  }

  async #refresh(): Promise<void> {
    const { replica, clock, overlap } = this.#ports;
    await replica.sync();
    const today = dayNumber(this.today());
    await this.#facts.refresh(today);
    if (this.#generation !== this.#facts.generation) this.#board.clear();
    this.#generation = this.#facts.generation;
    if (this.#day !== today) this.#facts.turnDay(today);
    this.#day = today;
    const bills = await this.#bills.refresh(today);
    const changed = this.#board.refresh(this.#facts, bills, this.#context(today));
    for (const id of changed) this.#again.add(id);
    for (const id of await this.#book.refresh()) this.#again.add(id);
    const due = [...this.#again];
    const waiting = new Set<string>();
    const now = this.#now();
    await this.#book.decide(
      due,
      (id, record) => {
        const next = after(record, this.#board.get(id), now);
        // What another server saw of it may not have reached this one yet.
        const fresh = record === undefined ? undefined : Date.parse(now.at) - Date.parse(record.changed_at);
        if (next?.state !== 'new' || fresh === undefined || fresh < 0 || fresh >= overlap) return next;
        waiting.add(id);
        return undefined;
      },
      clock(),
    );
    for (const id of due) if (!waiting.has(id)) this.#again.delete(id);
  }

  #now(): Now {
    return { at: this.#ports.clock().toISOString(), today: this.today() };
  }

  #context(today: number): Context {
    const { settings, thresholds = Thresholds.parse({}) } = this.#ports;
    return {
      today,
      thresholds,
      currency: settings.currency,
      digits: currencyDigits(settings.currency),
      opened: this.#facts.opened,
      wasOpen: (day) => this.#facts.wasOpen(day),
      leadDays: (product) => this.#facts.leadDays(product),
      customerName: (customer) => this.#facts.customerName(customer),
    };
  }
}

function checkDay(update: Update, today: string): void {
  if (update.action !== 'snooze') return;
  const farthest = farthestSnooze(dayNumber(today));
  if (update.until <= today)
    throw invalid('until', `${update.until} is not in the future; today is ${today}.`, {
      fix: 'Send a day after today.',
    });
  if (update.until > farthest)
    throw invalid('until', `${update.until} is more than a year away.`, {
      fix: `Send a day up to ${farthest}, or resolve the alert.`,
    });
}

function checkState({ state }: AlertRecord, { action }: Update, hasCause: boolean): void {
  if (action === 'reopen') {
    if (state !== 'resolved' && state !== 'snoozed' && state !== 'seen')
      throw new ClerkError('refused', 'The alert is open already.', {
        field: 'action',
        fix: 'Nothing is to be done; seen, snooze and resolve are possible.',
      });
    if (!hasCause)
      throw new ClerkError('refused', 'Its cause is gone.', {
        field: 'action',
        fix: 'It comes back by itself when the cause does.',
      });
  } else if (state === 'resolved')
    throw new ClerkError('refused', 'The alert is resolved.', {
      field: 'action',
      fix: 'Reopen it first, if its cause is still there.',
    });
}

function unknown(id: string, known: readonly string[]): ClerkError {
  const near = nearest(id, known);
  return invalid('alert', `There is no alert "${id.slice(0, 80)}".`, {
    fix: 'Send an alert_id as list_alerts gives it.',
    ...(near.length > 0 ? { valid: near } : {}),
  });
}
