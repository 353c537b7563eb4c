import { dayNumber } from '../../calendar/days.js';
import { currencyDigits } from '../../money.js';
import type { Replica } from '../../ports/analytics/replica.js';
import type { LanguagePort } from '../../ports/language/language.js';
import { type Phrased, phrased } from '../../ports/language/phrased.js';
import type { Alert, AlertService } from '../alerts/alert-service.js';
import { money } from '../rules/context.js';
import { type Action, type ActionKind, actionKey } from './action.js';
import { AdviceBook, type AdvicePorts } from './advice-book.js';
import { byStake, candidates } from './candidates.js';
import type { Supply } from './chasing.js';
import { type Share, shareCollected } from './collected.js';
import type { EstimatePorts } from './estimates.js';
import { Estimator } from './estimator.js';
import type { Outcome } from './judging.js';
import { PlannedOrders } from './planned.js';
import { keptPrice } from './pricing.js';
import { puttingBack } from './putting-back.js';
import { withUnbooked } from './unbooked.js';

export interface ActionPorts extends AdvicePorts, Pick<EstimatePorts, 'reorders' | 'pricing'> {
  readonly alerts: Pick<AlertService, 'alerts' | 'facts' | 'today'>;
  readonly replica: Pick<Replica, 'read' | 'accept' | 'revision'>;
  /** Puts the list into words; our own sentences alone when absent. */
  readonly language?: LanguagePort | undefined;
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

const MOST_TRIED = 3;
/** Actions that are put into words. */
const MOST_TOLD = 5;
const TASK = 'Tell the shopkeeper what to do first today, and why.';

/** What to do next, across all jobs; and what came of earlier advice. */
export class ActionService {
  readonly #ports: ActionPorts;
  readonly #book: AdviceBook;
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
    this.#book = new AdviceBook(ports, this.#shown);
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
    const outcomes = await this.#book.outcomes(now, signal);
    const called = this.#called(now, outcomes);
    const estimated = (actions: readonly Action[]): Promise<Action[]> =>
      this.#estimator.estimated(actions, (action) => this.#basisOf(action), deadline - performance.now());
    const wanted = called.filter(({ kind }) => isAskedFor(kind, kinds));
    const [every, planned] = await Promise.all([
      estimated(wanted),
      isAskedFor('reorder', kinds)
        ? this.#planned.uncalled(
            now,
            alerts.facts.products,
            dayNumber(today),
            (action) => this.#basisOf(action),
            deadline - performance.now(),
          )
        : undefined,
    ]);
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
    const settled = wanted.filter((each) => !open.has(actionKey(each)));
    if (!readOnly) await this.#book.keep([...actions, ...settled.flatMap(keptPrice)], earlier, signal);
    return {
      actions,
      total: all.length,
      stake: all.reduce((sum, { stake, pending }) => sum + (pending ? 0 : Math.round(stake)), 0),
      pending: all.filter(({ pending }) => pending).length,
      lost: all.reduce((sum, { lost = 0 }) => sum + Math.round(lost), 0),
      others: called.length - wanted.length,
      searching: planned?.searching ?? false,
      words: await this.#words(actions, signal),
    };
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
    return this.#book.outcomes(await this.#ports.alerts.alerts(signal), signal);
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
}

/** Orders are looked at where what is to be chased is asked for: only the plan tells which is which. */
function isAskedFor(kind: ActionKind, kinds: readonly ActionKind[]): boolean {
  return kinds.length === 0 || kinds.includes(kind) || (kind === 'reorder' && kinds.includes('chase'));
}
