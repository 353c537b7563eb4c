import { dayOf } from '../../calendar/days.js';
import { ClerkError } from '../../errors.js';
import type { Replica } from '../../ports/analytics/replica.js';
import { type Action, actionKey } from './action.js';
import { byStake } from './candidates.js';
import { chased } from './chasing.js';
import { type OrderPorts, ordered } from './ordering.js';
import { type PricePorts, priced } from './pricing.js';

/** An action with what the job says of it; undefined where the job says that nothing is to be done. */
export type Estimate = Action | undefined;

export interface EstimatePorts extends OrderPorts, PricePorts {
  readonly replica: Pick<Replica, 'revision'>;
  /** How long the jobs are waited for, in milliseconds. */
  readonly patience: number;
}

/** Products that are looked at for each kind of action, the most at stake first. */
const MOST_PLANNED = 50;
const MOST_PRICED = 20;
const CANNOT_TELL = 'Cannot tell: too little is known of its sales, price or cost.';
/** Estimates kept; more are forgotten all at once. */
const MOST_KEPT = 1_000;
/** What estimates rest on besides the product itself: they hold while none of these changed. */
const SOURCES = ['price', 'supplier'];

interface Kept {
  readonly print: string;
  readonly estimate: Estimate;
}

/**
 * What the jobs say of actions: how much to order, which price to ask, what that should bring. Estimates are kept while
 * the product stays as it is; what is not there in time goes on being worked out, and is there for a later call.
 */
export class Estimator {
  readonly #ports: EstimatePorts;
  readonly #kept = new Map<string, Kept>();
  #under: Promise<void> = Promise.resolve();

  constructor(ports: EstimatePorts) {
    this.#ports = ports;
  }

  /** The same actions as the jobs have them, the most money at stake first. */
  async estimated(actions: readonly Action[]): Promise<Action[]> {
    const of = (kind: Action['kind'], most: number) =>
      actions.filter((action) => action.kind === kind).slice(0, most);
    const jobs: [readonly Action[], Job][] = [
      [of('reorder', MOST_PLANNED), ordered],
      [of('reprice', MOST_PRICED), (wrong, ports) => priced('reprice', wrong, ports)],
      [of('mark_down', MOST_PRICED), (wrong, ports) => priced('mark_down', wrong, ports)],
    ];
    if (jobs.some(([asked]) => this.#missing(asked).length > 0)) {
      const work = this.#under.then(async () => {
        for (const [asked, job] of jobs) await this.#work(this.#missing(asked), job);
      });
      this.#under = work.catch(() => undefined);
      await within(this.#ports.patience, work);
    }
    return actions
      .flatMap((action) => {
        const kept = this.#kept.get(actionKey(action));
        if (kept === undefined || kept.print !== this.#printOf(action)) return this.#meanwhile(action);
        return kept.estimate === undefined ? [] : { ...kept.estimate, priority: action.priority };
      })
      .sort(byStake);
  }

  /** Before the plan is there, what is on order is thought to be enough. */
  #meanwhile(action: Action): Action {
    const supply = action.kind === 'reorder' ? this.#ports.supply(action) : undefined;
    return (supply === undefined ? undefined : chased(action, supply)) ?? action;
  }

  #missing(actions: readonly Action[]): Action[] {
    return actions.filter((action) => this.#kept.get(actionKey(action))?.print !== this.#printOf(action));
  }

  async #work(actions: readonly Action[], job: Job): Promise<void> {
    if (actions.length === 0) return;
    const prints = actions.map((action) => this.#printOf(action));
    const estimates = await job(actions, this.#ports).catch(unlessRefused);
    if (estimates === undefined) return;
    if (this.#kept.size > MOST_KEPT) this.#kept.clear();
    for (const [index, action] of actions.entries()) {
      const estimate = estimates.has(action)
        ? estimates.get(action)
        : { ...action, expected: { text: CANNOT_TELL } };
      this.#kept.set(actionKey(action), { print: prints[index] ?? '', estimate });
    }
  }

  /** The same while what an estimate rests on is. */
  #printOf(action: Action): string {
    const { supply, replica } = this.#ports;
    const known = supply(action);
    const product = known?.product;
    return JSON.stringify([
      known === undefined ? '' : dayOf(known.today),
      product?.record,
      product?.stock,
      [...(product?.lots.values() ?? [])],
      [...(product?.sold.values() ?? [])].reduce((sum, each) => sum + each, 0),
      action.alerts,
      SOURCES.map((type) => replica.revision(type)),
    ]);
  }
}

/** Nothing where the job has not come to its end. */
type Job = (
  actions: readonly Action[],
  ports: EstimatePorts,
) => Promise<ReadonlyMap<Action, Estimate> | undefined>;

/** Waits for work, but not for longer than so many milliseconds; it may go on and be there for the next call. */
async function within(patience: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patience);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** A job that cannot tell says so by a refusal; one that could not be asked is asked again. */
function unlessRefused(error: unknown): ReadonlyMap<Action, Estimate> | undefined {
  if (!(error instanceof ClerkError)) throw error;
  return error.code === 'refused' || error.code === 'not_found' ? new Map() : undefined;
}
