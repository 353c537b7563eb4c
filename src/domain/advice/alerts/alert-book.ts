import type { Replica } from '../../ports/analytics/replica.js';
import { Repository, type Stored } from '../../ports/store/repository.js';
import { type Table, WriteCancelled } from '../../ports/store/table.js';
import { Changes, type Reader } from '../facts/changes.js';
import { ALERT, AlertRecord } from './alert-record.js';

/** Alerts written in one transaction. */
const CHUNK = 50;
/** How often the writing of one alert is tried while other servers write it too. */
const ATTEMPTS = 5;

interface Ports {
  readonly table: Table;
  readonly replica: Reader & Pick<Replica, 'accept'>;
  readonly shopId: string;
  /** Nothing is written; what would be is remembered. */
  readonly readOnly: boolean;
}

/** What becomes of an alert as it is stored; undefined where it stays as it is. */
type Decide = (id: string, record: AlertRecord | undefined) => AlertRecord | undefined;

/** The records of alerts: those in the store, as far as the replica knows them, and what this server has written. */
export class AlertBook {
  readonly #ports: Ports;
  readonly #changes: Changes;
  readonly #known = new Map<string, Stored<AlertRecord>>();
  readonly repository: Repository<AlertRecord>;

  constructor(ports: Ports) {
    this.#ports = ports;
    this.#changes = new Changes(ports.replica);
    this.repository = new Repository(ports.table, ports.shopId, ALERT, ports.replica.accept);
  }

  get(id: string): AlertRecord | undefined {
    return this.#known.get(id)?.record;
  }

  all(): Iterable<AlertRecord> {
    return [...this.#known.values()].map(({ record }) => record);
  }

  ids(): string[] {
    return [...this.#known.keys()];
  }

  /** Takes in what the replica has; returns the alerts that others have changed. */
  async refresh(signal?: AbortSignal): Promise<string[]> {
    if (this.#changes.broken) {
      this.#changes.restart();
      this.#known.clear();
    }
    const stretch = await this.#changes.next(ALERT.type, 'alerts', signal);
    if (stretch === undefined) return [];
    const rows = await this.#changes
      .rows(
        'SELECT body, v FROM alerts WHERE record_key > $1 AND record_key <= $2',
        [stretch.from, stretch.to],
        signal,
      )
      .catch((error: unknown) => {
        this.#changes.restart();
        throw error;
      });
    return rows.flatMap(([body, v]) => {
      const record = AlertRecord.parse(JSON.parse(String(body)));
      return this.remember({ record, version: Number(v) }) ? [record.alert_id] : [];
    });
  }

  /** Whether it was not known yet. */
  remember(stored: Stored<AlertRecord>): boolean {
    const id = stored.record.alert_id;
    if ((this.#known.get(id)?.version ?? 0) >= stored.version) return false;
    this.#known.set(id, stored);
    return true;
  }

  /**
   * Writes what becomes of alerts. An alert that another server wrote meanwhile is looked at again as it stands then,
   * so that both together raise it once.
   */
  async decide(ids: Iterable<string>, decide: Decide, now: Date): Promise<void> {
    const due: Stored<AlertRecord>[] = [];
    for (const id of ids) {
      const known = this.#known.get(id);
      const record = decide(id, known?.record);
      if (record !== undefined) due.push({ record, version: (known?.version ?? 0) + 1 });
    }
    if (this.#ports.readOnly) {
      for (const { record, version } of due)
        this.#known.set(record.alert_id, { record, version: version - 1 });
      return;
    }
    for (let at = 0; at < due.length; at += CHUNK) await this.#write(due.slice(at, at + CHUNK), decide, now);
  }

  async #write(due: readonly Stored<AlertRecord>[], decide: Decide, now: Date): Promise<void> {
    if (await this.#stored(due, now)) return;
    for (const one of due) {
      let next: Stored<AlertRecord> | undefined = one;
      for (let tries = 0; next !== undefined && tries < ATTEMPTS; tries += 1) {
        if (await this.#stored([next], now)) break;
        const id = one.record.alert_id;
        const there = await this.repository.get(id);
        if (there !== undefined) this.remember(there);
        const record = decide(id, there?.record);
        next = record === undefined ? undefined : { record, version: (there?.version ?? 0) + 1 };
      }
    }
  }

  /** Writes all or none; false where one of them has been written by someone else. */
  async #stored(due: readonly Stored<AlertRecord>[], now: Date): Promise<boolean> {
    const { table, replica } = this.#ports;
    const items = due.map(({ record, version }) => this.repository.item(record, version, now));
    try {
      await table.transact(
        items.map((item) => ({ item, when: item.v === 1 ? ('absent' as const) : item.v - 1 })),
      );
    } catch (error) {
      if (error instanceof WriteCancelled) return false;
      throw error;
    }
    replica.accept(items);
    for (const each of due) this.remember(each);
    return true;
  }
}
