import { dayNumber, dayOf } from '../../calendar/days.js';
import { currencyDigits, fromUnits, QUANTITY_SCALE } from '../../money.js';
import type { Replica } from '../../ports/analytics/replica.js';
import type { LanguagePort } from '../../ports/language/language.js';
import { type Phrased, phrased } from '../../ports/language/phrased.js';
import { Repository } from '../../ports/store/repository.js';
import type { Table } from '../../ports/store/table.js';
import type { ShopSettings } from '../../shop.js';
import type { Clock } from '../../time.js';
import type { Alert, AlertService } from '../alerts/alert-service.js';
import { costOf, marginOf, onHandOf } from '../facts/facts.js';
import { type Action, type ActionKind, actionKey } from './action.js';
import { candidates } from './candidates.js';
import type { EstimatePorts } from './estimates.js';
import { Estimator } from './estimator.js';
import { adviceId, type Before, GIVEN, Given } from './given.js';
import { judge, type Outcome, paceOf } from './judging.js';
import { NOTHING, recordedSince } from './since.js';

export interface ActionPorts extends Omit<EstimatePorts, 'digits'> {
  readonly table: Table;
  readonly alerts: Pick<AlertService, 'alerts' | 'facts' | 'today'>;
  /** Which of these bills stand in the books. */
  readonly posted: (ids: readonly string[], signal?: AbortSignal) => Promise<ReadonlySet<string>>;
  readonly replica: Pick<Replica, 'read' | 'accept'>;
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
  /** All there are, shown or not, and what is at stake in them together, in minor units. */
  readonly total: number;
  readonly stake: number;
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
/** Outcomes of a kind that say what to expect of the next. */
const LEAST_OUTCOMES = 5;

/** What to do next, across all jobs; and what came of earlier advice. */
export class ActionService {
  readonly #ports: ActionPorts;
  readonly #given: Repository<Given>;
  readonly #digits: number;
  readonly #estimator: Estimator;

  constructor(ports: ActionPorts) {
    this.#ports = ports;
    this.#digits = currencyDigits(ports.settings.currency);
    this.#estimator = new Estimator({ ...ports, digits: this.#digits });
    this.#given = new Repository(ports.table, ports.settings.shop_id, GIVEN, ports.replica.accept);
  }

  /** What to do, most money at stake first. That it was advised is kept, to be compared with what comes of it. */
  async recommend(
    kinds: readonly ActionKind[],
    limit: number,
    signal?: AbortSignal,
  ): Promise<Recommendations> {
    const { alerts, clock, readOnly, patience } = this.#ports;
    const deadline = performance.now() + patience;
    const now = await alerts.alerts(signal);
    const all = candidates(now).filter(({ kind }) => kinds.length === 0 || kinds.includes(kind));
    const [outcomes, shown] = await Promise.all([
      this.#outcomes(now, signal),
      this.#estimator.estimated(
        all.slice(0, limit),
        (action) => this.#basisOf(action),
        deadline - performance.now(),
      ),
    ]);
    const today = alerts.today();
    const earlier = (action: Action): Outcome[] =>
      outcomes.filter(({ given }) => actionKey(given) === actionKey(action));
    const collected = shareCollected(outcomes);
    const actions = shown.map(
      (action): Recommendation => ({
        ...action,
        expected: this.#collectable(action, collected),
        triedBefore: earlier(action)
          .filter(({ given }) => given.on < today)
          .slice(0, MOST_TRIED),
      }),
    );
    if (!readOnly) {
      const oldest = dayOf(dayNumber(today) - SAME_ADVICE_DAYS);
      const fresh = actions.filter((action) => !earlier(action).some(({ given }) => given.on > oldest));
      const at = clock();
      const records = fresh.map((action) => this.#record(action, today, at));
      if (records.length > 0) await this.#given.putMany(records, new Map(), at, signal);
    }
    return {
      actions,
      total: all.length,
      stake: Math.round(all.reduce((sum, { stake }) => sum + stake, 0)),
      words: await this.#words(actions, signal),
    };
  }

  /** What came of the advice of the last half year, latest first. */
  async outcomes(signal?: AbortSignal): Promise<Outcome[]> {
    return this.#outcomes(await this.#ports.alerts.alerts(signal), signal);
  }

  async #outcomes(open: readonly Alert[], signal: AbortSignal | undefined): Promise<Outcome[]> {
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
      posted(
        given.flatMap(({ kind, subject, before: { other_bill: other = [] } }) =>
          kind === 'check_bill' ? [subject.id].concat(other) : [],
        ),
        signal,
      ),
    ]);
    return given.map((each) =>
      judge({
        given: each,
        since: since.get(each.advice_id) ?? NOTHING,
        product: alerts.facts.products.get(each.subject.id),
        today,
        digits: this.#digits,
        reversed: isTakenBack(each, books),
        settled: open.some(
          ({ record }) => each.alerts.includes(record.alert_id) && isSettled(record, each.at),
        ),
      }),
    );
  }

  /** Stands for what plans and prices of a product rest on: the day, its record, stock, lots and sales before today. */
  #basisOf({ subject }: Action): string {
    const { alerts } = this.#ports;
    const today = alerts.today();
    const product = alerts.facts.products.get(subject.id);
    if (product === undefined) return today;
    const sold = [...product.sold].filter(([day]) => day < dayNumber(today));
    return JSON.stringify([today, product.record, product.stock, [...product.lots.values()], sold]);
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
    const [money, low, high] = [share.mean, share.low, share.high].map((part) => Math.round(stake * part));
    return {
      text: `Of what was asked for before, ${Math.round(share.mean * 100)} % was paid (${share.cases} cases): about ${fromUnits(money ?? 0, this.#digits)}.`,
      money,
      low,
      high,
    };
  }

  #record(action: Recommendation, on: string, at: Date): Given {
    const { kind, subject, stake, expected, alerts } = action;
    return {
      advice_id: adviceId({ on, kind, subject }),
      on,
      at: at.toISOString(),
      kind,
      subject,
      stake: Math.round(stake),
      expected: { ...expected },
      alerts: [...alerts],
      before: this.#before(action, on),
    };
  }

  #before({ kind, subject, stake, evidence }: Action, today: string): Before {
    if (kind === 'check_bill') {
      const { posted, other_posted: both, other_bill: other } = evidence;
      return { posted: posted === true, ...(both === true ? { other_bill: String(other) } : {}) };
    }
    if (kind === 'collect') return { owed: Math.round(stake) };
    const product = this.#ports.alerts.facts.products.get(subject.id);
    if (product === undefined) return {};
    const known = {
      on_hand: onHandOf(product),
      price: product.record?.price,
      sold_a_day: Math.round(paceOf(product, today) * QUANTITY_SCALE) / QUANTITY_SCALE,
      margin: marginOf(product),
      cost: costOf(product),
    };
    return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
  }
}

/** Whether one of two bills that stood in the books does so no more. */
function isTakenBack({ kind, subject, before }: Given, books: ReadonlySet<string>): boolean {
  if (kind !== 'check_bill' || before.posted !== true) return false;
  return !books.has(subject.id) || (before.other_bill !== undefined && !books.has(before.other_bill));
}

function isSettled({ history }: Alert['record'], since: string): boolean {
  return history.some(
    ({ at, what, by_hand: byHand }) => what === 'resolved' && byHand === true && at > since,
  );
}

interface Share {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly cases: number;
}

/** What part of what was asked for was paid, over all customers it was asked of and long enough ago to tell. */
function shareCollected(outcomes: readonly Outcome[]): Share | undefined {
  const shares = outcomes.flatMap(({ given, followed, effect }) => {
    const owed = given.before.owed ?? 0;
    if (given.kind !== 'collect' || owed <= 0 || followed === 'not_yet') return [];
    return [Math.min(1, (effect ?? 0) / owed)];
  });
  if (shares.length < LEAST_OUTCOMES) return undefined;
  const sorted = shares.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))] ?? 0;
  return {
    mean: shares.reduce((sum, each) => sum + each, 0) / shares.length,
    low: at(0.1),
    high: at(0.9),
    cases: shares.length,
  };
}
