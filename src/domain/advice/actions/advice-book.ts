import * as z from 'zod';
import { dayNumber, dayOf } from '../../calendar/days.js';
import { QUANTITY_SCALE } from '../../money.js';
import type { Replica } from '../../ports/analytics/replica.js';
import { Repository } from '../../ports/store/repository.js';
import type { Table } from '../../ports/store/table.js';
import type { ShopSettings } from '../../shop.js';
import type { Clock } from '../../time.js';
import type { Alert, AlertService } from '../alerts/alert-service.js';
import { costOf, marginOf, onHandOf, onOrderOf, rateOf } from '../facts/facts.js';
import type { Action } from './action.js';
import { beforeCheck, billsOf, isSettled, isTakenBack } from './bill-checks.js';
import { adviceId, type Before, GIVEN, Given } from './given.js';
import { judge, type Outcome } from './judging.js';
import { NOTHING, recordedSince } from './since.js';

export interface AdvicePorts {
  readonly table: Table;
  readonly alerts: Pick<AlertService, 'facts' | 'today'>;
  /** Which of these bills stand in the books. */
  readonly posted: (ids: readonly string[], signal?: AbortSignal) => Promise<ReadonlySet<string>>;
  readonly replica: Pick<Replica, 'read' | 'accept'>;
  readonly settings: ShopSettings;
  readonly clock: Clock;
}

/** Days in which advice that is given again is still the same advice. */
const SAME_ADVICE_DAYS = 14;
/** Days that outcomes are looked for. */
const OUTCOME_DAYS = 180;

/** Advice that was given, kept beside what was known that day, and what came of it. */
export class AdviceBook {
  readonly #ports: AdvicePorts;
  readonly #shown: { readonly currency: string; readonly digits: number };
  readonly #given: Repository<Given>;

  constructor(ports: AdvicePorts, shown: { readonly currency: string; readonly digits: number }) {
    this.#ports = ports;
    this.#shown = shown;
    this.#given = new Repository(ports.table, ports.settings.shop_id, GIVEN, ports.replica.accept);
  }

  /**
   * Keeps what was advised and is not yet kept. Of advice that is given again before it was followed the latest that was
   * said of it is kept: that is what was known when it was followed.
   */
  async keep(
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

  /** What came of the advice of the last half year, latest first, as of what calls now. */
  async outcomes(now: readonly Alert[], signal: AbortSignal | undefined): Promise<Outcome[]> {
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
