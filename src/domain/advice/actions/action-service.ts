import * as z from 'zod';
import { dayNumber, dayOf } from '../../calendar/days.js';
import { currencyDigits, QUANTITY_SCALE } from '../../money.js';
import type { Replica } from '../../ports/analytics/replica.js';
import type { LanguagePort } from '../../ports/language/language.js';
import { type Phrased, phrased } from '../../ports/language/phrased.js';
import { Repository } from '../../ports/store/repository.js';
import type { Table } from '../../ports/store/table.js';
import type { ShopSettings } from '../../shop.js';
import type { Clock } from '../../time.js';
import type { Alert, AlertService } from '../alerts/alert-service.js';
import { costOf, marginOf, onHandOf, onOrderOf, rateOf } from '../facts/facts.js';
import { money } from '../rules/context.js';
import { type Action, type ActionKind, actionKey } from './action.js';
import { beforeCheck, billsOf, isSettled, isTakenBack } from './bill-checks.js';
import { byStake, candidates } from './candidates.js';
import type { Supply } from './chasing.js';
import { type Share, shareCollected } from './collected.js';
import type { EstimatePorts } from './estimates.js';
import { Estimator } from './estimator.js';
import { adviceId, type Before, GIVEN, Given } from './given.js';
import { judge, type Outcome } from './judging.js';
import { PlannedOrders } from './planned.js';
import { keptPrice } from './pricing.js';
import { puttingBack } from './putting-back.js';
import { NOTHING, recordedSince } from './since.js';
import { withUnbooked } from './unbooked.js';

export interface ActionPorts extends Pick<EstimatePorts, 'reorders' | 'pricing'> {
  readonly table: Table;
  readonly alerts: Pick<AlertService, 'alerts' | 'facts' | 'today'>;
  /** Which of these bills stand in the books. */
  readonly posted: (ids: readonly string[], signal?: AbortSignal) => Promise<ReadonlySet<string>>;
  readonly replica: Pick<Replica, 'read' | 'accept' | 'revision'>;
  /** Puts the list into words; our own sentences alone when absent. */
  readonly language?: LanguagePort | undefined;
  readonly settings: ShopSettings;
  readonly clock: Clock;
  readonly readOnly: boolean;
  /** How long an answer may wait for what the jobs say, from the call on, in milliseconds. */
  readonly patience: number;
}

/** An action with what came of the same advice before. */
export interface Recommendation extends Action {
  readonly triedBefore: readonly Outcome[];
}

export interface Recommendations {
  readonly actions: readonly Recommendation[];
  /** All there are, shown or not, and what doing those that are worked out is expected to change, in minor units. */
  readonly total: number;
  readonly stake: number;
  /** How many are still being worked out. */
  readonly pending: number;
  /** What is gone already in those of them that clear it away, and how many there are of kinds not asked for. */
  readonly lost: number;
  readonly others: number;
  /** Whether orders that no alert calls for are still being looked for. */
  readonly searching: boolean;
  readonly words: Phrased;
}

/** Days in which advice that is given again is still the same advice. */
const SAME_ADVICE_DAYS = 14;
/** Days that outcomes are looked for. */
const OUTCOME_DAYS = 180;
const MOST_TRIED = 3;
/** Actions that are put into words. */
const MOST_TOLD = 5;
const TASK = 'Tell the shopkeeper what to do first today, and why.';

/** What to do next, across all jobs; and what came of earlier advice. */
export class ActionService {
  readonly #ports: ActionPorts;
  readonly #given: Repository<Given>;
  readonly #shown: { readonly currency: string; readonly digits: number };
  readonly #estimator: Estimator;
  readonly #planned: PlannedOrders;

  constructor(ports: ActionPorts) {
    this.#ports = ports;
    const { currency } = ports.settings;
    this.#shown = { currency, digits: currencyDigits(currency) };
    const estimates = {
      ...ports,
      ...this.#shown,
      supply: (action: Action) => this.#supply(action),
    };
    this.#estimator = new Estimator(estimates);
    this.#planned = new PlannedOrders(estimates);
    this.#given = new Repository(ports.table, ports.settings.shop_id, GIVEN, ports.replica.accept);
  }

  /** What to do, most money at stake first. That it was advised is kept, to be compared with what comes of it. */
  async recommend(
    kinds: readonly ActionKind[],
    { start, limit }: { readonly start: number; readonly limit: number },
    signal?: AbortSignal,
  ): Promise<Recommendations> {
    const { alerts, readOnly, patience } = this.#ports;
    const deadline = performance.now() + patience;
    const now = await alerts.alerts(signal);
    const today = alerts.today();
    const outcomes = await this.#outcomes(now, signal);
    const called = this.#called(now, outcomes);
    const estimated = (actions: readonly Action[]): Promise<Action[]> =>
      this.#estimator.estimated(actions, (action) => this.#basisOf(action), deadline - performance.now());
    const every = await estimated(called.filter(({ kind }) => isAskedFor(kind, kinds)));
    const planned = isAskedFor('reorder', kinds)
      ? await this.#planned.uncalled(
          now,
          alerts.facts.products,
          dayNumber(today),
          (action) => this.#basisOf(action),
          deadline - performance.now(),
        )
      : undefined;
    const all = [...every, ...(planned?.told ?? []), ...(await estimated(planned?.untold ?? []))]
      .filter(({ kind }) => kinds.length === 0 || kinds.includes(kind))
      .sort(byStake);
    const earlier = (action: Action): Outcome[] => {
      const same = actionKey({ ...action, kind: action.kind === 'chase' ? 'reorder' : action.kind });
      return outcomes.filter(({ given }) => actionKey(given) === same);
    };
    const collected = shareCollected(outcomes);
    const actions = all.slice(start, start + limit).map(
      (action): Recommendation => ({
        ...action,
        expected: this.#collectable(action, collected),
        triedBefore: earlier(action)
          .filter(({ given, followed }) => given.on < today || followed === 'yes')
          .slice(0, MOST_TRIED),
      }),
    );
    const open = new Set(every.map(actionKey));
    const settled = called.filter((each) => isAskedFor(each.kind, kinds) && !open.has(actionKey(each)));
    if (!readOnly) await this.#keep([...actions, ...settled.flatMap(keptPrice)], earlier, signal);
    return {
      actions,
      total: all.length,
      stake: all.reduce((sum, { stake, pending }) => sum + (pending ? 0 : Math.round(stake)), 0),
      pending: all.filter(({ pending }) => pending).length,
      lost: all.reduce((sum, { lost = 0 }) => sum + Math.round(lost), 0),
      others: called.length - called.filter(({ kind }) => isAskedFor(kind, kinds)).length,
      searching: planned?.searching ?? false,
      words: await this.#words(actions, signal),
    };
  }

  /**
   * Keeps what was advised and is not yet kept. Of advice that is given again before it was followed the latest that was
   * said of it is kept: that is what was known when it was followed.
   */
  async #keep(
    actions: readonly Action[],
    earlier: (action: Action) => readonly Outcome[],
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const { alerts, clock } = this.#ports;
    const [today, now] = [alerts.today(), clock()];
    const oldest = dayOf(dayNumber(today) - SAME_ADVICE_DAYS);
    const records = actions.flatMap((action): Given[] => {
      if (action.kind === 'chase') return [];
      const same = earlier(action).find(({ given }) => given.on > oldest);
      const record = this.#record(action, today, now);
      if (same === undefined) return action.expected.keep ? [] : [record];
      const { expected, stake } = record;
      const changed = JSON.stringify(expected) !== JSON.stringify(same.given.expected);
      if (action.pending || !changed || same.followed !== 'not_yet') return [];
      const { until = same.given.before.until } = record.before;
      const before = until === undefined ? same.given.before : { ...same.given.before, until };
      return [{ ...same.given, expected, stake, before }];
    });
    if (records.length === 0) return;
    const stored = await this.#given.getMany(
      records.map(({ advice_id: id }) => id),
      signal,
    );
    const versions = new Map([...stored].map(([id, { version }]) => [id, version]));
    await this.#given.putMany(records, versions, now, signal);
  }

  /** What alerts call for, and prices to be put back. */
  #called(now: readonly Alert[], outcomes: readonly Outcome[]): Action[] {
    const { alerts } = this.#ports;
    const called = candidates(now).map((action) => withUnbooked(action, this.#supply(action)));
    const known = new Set(called.map(actionKey));
    const given = outcomes.map((each) => each.given);
    const back = puttingBack(given, alerts.facts.products, dayNumber(alerts.today()));
    return [...called, ...back.filter((action) => !known.has(actionKey(action)))];
  }

  #supply({ subject }: Action): Supply | undefined {
    const { alerts } = this.#ports;
    const product = alerts.facts.products.get(subject.id);
    return product === undefined
      ? undefined
      : { product, leadDays: alerts.facts.leadDays(product), today: dayNumber(alerts.today()) };
  }

  /** What came of the advice of the last half year, latest first. */
  async outcomes(signal?: AbortSignal): Promise<Outcome[]> {
    return this.#outcomes(await this.#ports.alerts.alerts(signal), signal);
  }

  async #outcomes(now: readonly Alert[], signal: AbortSignal | undefined): Promise<Outcome[]> {
    const { alerts, replica, posted } = this.#ports;
    const today = alerts.today();
    const { rows } = await replica.read(
      'SELECT body FROM advice WHERE given_on > $1::DATE ORDER BY given_on DESC, advice_id',
      [dayOf(dayNumber(today) - OUTCOME_DAYS)],
      signal,
    );
    const given = rows.map(([body]) => Given.parse(JSON.parse(String(body))));
    const [since, books] = await Promise.all([
      recordedSince(replica, given, signal),
      posted(given.flatMap(billsOf), signal),
    ]);
    const records = now.map(({ record }) => record);
    return given.map((each) =>
      judge({
        given: each,
        since: since.get(each.advice_id) ?? NOTHING,
        product: alerts.facts.products.get(each.subject.id),
        today,
        shown: this.#shown,
        reversed: isTakenBack(each, books),
        settled: isSettled(each, records),
      }),
    );
  }

  /**
   * Stands for what plans and prices of a product rest on: the day, its record, stock, lots and sales before today, and
   * prices and suppliers of the shop.
   */
  #basisOf(action: Pick<Action, 'subject' | 'alerts'>): string {
    const { alerts, replica } = this.#ports;
    const today = alerts.today();
    const product = alerts.facts.products.get(action.subject.id);
    if (product === undefined) return today;
    const sold = [...product.sold].filter(([day]) => day < dayNumber(today));
    const others = ['price', 'supplier'].map((type) => replica.revision(type));
    const lots = [...product.lots.values()];
    return JSON.stringify([today, action.alerts, product.record, product.stock, lots, sold, others]);
  }

  #words(actions: readonly Recommendation[], signal: AbortSignal | undefined): Promise<Phrased> {
    const facts = actions.slice(0, MOST_TOLD).map(({ kind, subject, why, expected }) => ({
      name: `${kind.replace('_', ' ')}: ${subject.name}`,
      figure: `${why[0] ?? ''} ${expected.text}`,
    }));
    if (facts.length === 0) return Promise.resolve({});
    const names = actions.map(({ subject }) => subject.name);
    return phrased(this.#ports.language, { task: TASK, facts, names }, signal);
  }

  #collectable({ kind, stake, expected }: Action, share: Share | undefined): Action['expected'] {
    if (kind !== 'collect' || share === undefined) return expected;
    const [sum, low, high] = [share.mean, share.low, share.high].map((part) => Math.round(stake * part));
    return {
      text: `Of what was asked for before, ${Math.round(share.mean * 100)} % was paid (${share.cases} cases): about ${money(sum ?? 0, this.#shown)}.`,
      money: sum,
      low,
      high,
    };
  }

  #record(action: Action, on: string, at: Date): Given {
    const { kind, subject, stake, expected, alerts } = action;
    return {
      advice_id: adviceId({ on, kind, subject }),
      on,
      at: at.toISOString(),
      kind,
      subject,
      stake: Math.round(stake),
      expected: z.parse(Given.shape.expected, expected),
      alerts: [...alerts],
      before: this.#before(action, on),
    };
  }

  #before({ kind, subject, stake, evidence, expected }: Action, today: string): Before {
    if (kind === 'check_bill') return beforeCheck({ evidence });
    if (kind === 'collect') return { owed: Math.round(stake) };
    const product = this.#ports.alerts.facts.products.get(subject.id);
    if (product === undefined) return {};
    const known = {
      on_hand: onHandOf(product),
      on_order: onOrderOf(product),
      unsold: typeof evidence.unsold === 'number' ? evidence.unsold * QUANTITY_SCALE : undefined,
      until: kind === 'mark_down' ? (expected.until ?? dayIn(evidence.expires_on)) : undefined,
      price: product.record?.price,
      sold_a_day: Math.round(rateOf(product, dayNumber(today) - 1) * QUANTITY_SCALE) / QUANTITY_SCALE,
      margin: marginOf(product),
      cost: costOf(product),
    };
    return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
  }
}

function dayIn(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Orders are looked at where what is to be chased is asked for: only the plan tells which is which. */
function isAskedFor(kind: ActionKind, kinds: readonly ActionKind[]): boolean {
  return kinds.length === 0 || kinds.includes(kind) || (kind === 'reorder' && kinds.includes('chase'));
}
