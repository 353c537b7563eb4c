import { dayNumber } from '../calendar/days.js';
import type { Calibration } from './calibration.js';
import type { Taught } from './forecast.js';
import type { ForecastPorts, ForecastRequest } from './forecast-request.js';
import { inPortions, type ReadSeries, readSeries } from './history/series-reader.js';
import { MOST_AHEAD, TESTED } from './history/steps.js';
import { isNew } from './prepare.js';
import type { ForecastInput } from './types.js';

/** Products that teach: of those that sell on most days and of the others, each; and of one category. */
const TEACHERS = 60;
const GROUP_TEACHERS = 30;
/** A product that was not sold for so many days, and for so many times its usual gap, teaches nothing. */
const LIVE_DAYS = 28;
const LIVE_GAPS = 3;
/** Days since the first sale from which on a product teaches. */
const ESTABLISHED_DAYS = 56;
/** Mean days between sales from which on demand is intermittent (Syntetos, Boylan and Croston 2005). */
const SPARSE_GAP = 1.32;
/** Days, grains and counts that are remembered. */
const MOST_KEPT = 6;

/** What is learned of: a day, what is counted, and by which grain. */
type Lesson = Pick<ForecastRequest, 'counted' | 'grain'> & { readonly last: string };

interface Learned {
  /** Live products, in the order in which they are asked to teach. */
  readonly live: readonly LiveProduct[];
  readonly calibration: Promise<Calibration>;
  readonly groups: Map<string, Promise<Pick<Taught, 'commons' | 'lending'>>>;
}

interface LiveProduct {
  readonly id: string;
  readonly sparse: boolean;
}

/**
 * What the shop's products teach each other, learned once a day from a fixed choice of them and kept: so a product's
 * forecast of one day is the same alone, in any company and for every horizon. Teachers are products that still sell, the
 * steady and the sparse sellers apart, in an order that has to do with nothing (a hash of their ids).
 */
export class Teaching {
  readonly #ports: Pick<ForecastPorts, 'replica' | 'settings' | 'soldOut' | 'forecaster'>;
  /** By lesson and state of the books, oldest first. */
  readonly #kept = new Map<string, Promise<Learned>>();

  constructor(ports: Pick<ForecastPorts, 'replica' | 'settings' | 'soldOut' | 'forecaster'>) {
    this.#ports = ports;
  }

  /** What series are to be forecast under. */
  async taught(
    series: readonly ReadSeries[],
    lesson: Lesson,
    groups: ReadonlyMap<string, string>,
  ): Promise<Taught> {
    const learned = await this.#learned(lesson, groups);
    const calibration = await learned.calibration;
    /** Groups, and whether one of their series is too short for a forecast of its own. */
    const asked = new Map<string, boolean>();
    for (const { input } of series) {
      if (input.group === undefined) continue;
      asked.set(input.group, isNew(input) || (asked.get(input.group) ?? false));
    }
    const found = await Promise.all(
      [...asked].map(([group, lends]) =>
        this.#group(learned, group, lesson, groups, lends ? calibration : undefined),
      ),
    );
    return {
      calibration,
      commons: new Map(found.flatMap(({ commons }) => [...commons])),
      lending: new Map(found.flatMap(({ lending }) => [...lending])),
    };
  }

  async #learned(lesson: Lesson, groups: ReadonlyMap<string, string>): Promise<Learned> {
    const { last, counted, grain } = lesson;
    const { rows } = await this.#ports.replica.read(
      'SELECT count(*)::BIGINT, count(DISTINCT sold_on)::BIGINT FROM sales WHERE sold_on <= $1::DATE',
      [last],
    );
    // Sales that come in late, or an import, are learned from.
    const key = JSON.stringify([last, counted, grain, rows[0]?.map(Number)]);
    const learned = remembered(this.#kept, key, () => this.#learn(lesson, groups));
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST_KEPT && oldest !== undefined) this.#kept.delete(oldest);
    return learned;
  }

  async #learn(lesson: Lesson, groups: ReadonlyMap<string, string>): Promise<Learned> {
    const live = await liveProducts(this.#ports.replica, lesson.last);
    const teachers = [true, false].flatMap((kind) =>
      live.filter(({ sparse }) => sparse === kind).slice(0, TEACHERS),
    );
    const tested = TESTED[lesson.grain];
    const inputs = await this.#inputs(teachers, { ...lesson, horizon: tested }, groups);
    return {
      live,
      calibration: this.#ports.forecaster.teachShop(inputs, { horizon: tested }),
      groups: new Map(),
    };
  }

  #group(
    { live, groups: kept }: Learned,
    group: string,
    lesson: Lesson,
    groups: ReadonlyMap<string, string>,
    lends: Calibration | undefined,
  ): Promise<Pick<Taught, 'commons' | 'lending'>> {
    const teachers = live.filter(({ id }) => groups.get(id) === group).slice(0, GROUP_TEACHERS);
    const key = JSON.stringify([group, lends !== undefined, teachers.map(({ id }) => id)]);
    return remembered(kept, key, async () => {
      const [tested, horizon] = [TESTED[lesson.grain], MOST_AHEAD[lesson.grain]];
      const inputs = await this.#inputs(teachers, { ...lesson, horizon }, groups);
      return this.#ports.forecaster.teachGroup(inputs, { horizon, tested }, lends);
    });
  }

  async #inputs(
    teachers: readonly LiveProduct[],
    lesson: Lesson & { readonly horizon: number },
    groups: ReadonlyMap<string, string>,
  ): Promise<ForecastInput[]> {
    const inputs: ForecastInput[] = [];
    for (const scope of inPortions(teachers.map(({ id }) => id))) {
      const { series } = await readSeries(this.#ports, { ...lesson, scope }, groups);
      inputs.push(...series.map(({ input }) => input));
    }
    return inputs;
  }
}

/** What a map holds under a key, made once; what fails is made anew. */
function remembered<T>(kept: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const known = kept.get(key);
  if (known !== undefined) return known;
  const made = make();
  kept.set(key, made);
  made.catch(() => kept.delete(key));
  return made;
}

/** Products that still sell on a day, those with a history first if there are any; else all that ever sold. */
async function liveProducts(
  replica: Pick<ForecastPorts['replica'], 'read'>,
  last: string,
): Promise<readonly LiveProduct[]> {
  const { rows } = await replica.read(
    `SELECT l.product_id, epoch(min(s.sold_on))::BIGINT // 86400, epoch(max(s.sold_on))::BIGINT // 86400,
       count(DISTINCT s.sold_on)::BIGINT
     FROM lines l JOIN sales s USING (record_key)
     WHERE s.kind = 'sale' AND s.sold_on <= $1::DATE AND l.product_id IS NOT NULL
     GROUP BY 1 ORDER BY md5(l.product_id), 1`,
    [last],
  );
  const end = dayNumber(last);
  const sold = rows.map(([id, first, latest, days]) => {
    const gap = (Number(latest) - Number(first) + 1) / Number(days);
    return {
      id: String(id),
      sparse: gap >= SPARSE_GAP,
      live: end - Number(latest) <= Math.max(LIVE_DAYS, LIVE_GAPS * gap),
      established: end - Number(first) >= ESTABLISHED_DAYS,
    };
  });
  const [best = sold] = [
    sold.filter(({ live, established }) => live && established),
    sold.filter(({ live }) => live),
  ].filter((some) => some.length > 0);
  return best;
}
