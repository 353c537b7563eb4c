import { ClerkError } from '../../errors.js';
import { type Action, actionKey } from './action.js';
import { byStake } from './candidates.js';
import { type Estimate, type EstimatePorts, JOBS, type Job } from './estimates.js';

const CANNOT_TELL = 'Cannot tell: too little is known of its sales, price or cost.';

interface Asked {
  readonly action: Action;
  readonly key: string;
  /** Stands for what the jobs' answer rests on. */
  readonly basis: string;
}

/**
 * What the jobs say of actions: how much to order, which price to ask, what that should bring. What was said is kept
 * while what it rests on is the same, and is worked out once for all who ask meanwhile.
 */
export class Estimator {
  readonly #ports: EstimatePorts;
  readonly #told = new Map<string, { readonly basis: string; readonly estimate: Estimate }>();
  readonly #running = new Map<string, Promise<void>>();

  constructor(ports: EstimatePorts) {
    this.#ports = ports;
  }

  /**
   * The same actions as the jobs have them, the most money at stake first. What a job does not say in time stays as the
   * alert has it, below what is known; it may go on and be there for the next call.
   *
   * @param basisOf stands for all that changes what the jobs say of an action
   * @param patience how long they are waited for, in milliseconds
   */
  async estimated(
    actions: readonly Action[],
    basisOf: (action: Action) => string,
    patience: number,
  ): Promise<Action[]> {
    const asked = actions.map(
      (action): Asked => ({ action, key: actionKey(action), basis: basisOf(action) }),
    );
    const untold = asked.filter((each) => this.#toldOf(each) === undefined);
    this.#begin(untold.filter((each) => !this.#running.has(nameOf(each))));
    const work = new Set(untold.flatMap((each) => this.#running.get(nameOf(each)) ?? []));
    await within(patience, Promise.all(work));
    return asked
      .flatMap((each): Action[] => {
        const { action } = each;
        const told = this.#toldOf(each);
        if (told === undefined) return [isJob(action) ? { ...action, pending: true } : action];
        return told.estimate === undefined ? [] : [{ ...told.estimate, priority: action.priority }];
      })
      .sort(byStake);
  }

  #toldOf({ key, basis }: Asked): { readonly estimate: Estimate } | undefined {
    const told = this.#told.get(key);
    return told?.basis === basis ? told : undefined;
  }

  /** Asks the jobs, one after the other. */
  #begin(fresh: readonly Asked[]): void {
    let before: Promise<unknown> = Promise.resolve();
    for (const job of JOBS) {
      const those = fresh.filter(({ action }) => action.kind === job.kind).slice(0, job.most);
      if (those.length === 0) continue;
      const work = before.then(() => this.#ask(job, those));
      for (const each of those) this.#running.set(nameOf(each), work);
      const done = (): void => {
        for (const each of those) this.#running.delete(nameOf(each));
      };
      before = work.then(done, done);
    }
  }

  async #ask({ ask }: Job, those: readonly Asked[]): Promise<void> {
    const actions = those.map(({ action }) => action);
    const found = await ask(actions, this.#ports).catch(nothingIfRefused);
    if (found === undefined) return;
    for (const { action, key, basis } of those) {
      const estimate = found.has(action) ? found.get(action) : { ...action, expected: { text: CANNOT_TELL } };
      this.#told.set(key, { basis, estimate });
    }
  }
}

function isJob({ kind }: Action): boolean {
  return JOBS.some((job) => job.kind === kind);
}

function nameOf({ key, basis }: Asked): string {
  return `${key}\n${basis}`;
}

/** Waits for work, at most so many milliseconds. */
export async function within(patience: number, work: Promise<unknown>): Promise<void> {
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

/** A job that cannot tell says so by a refusal. */
function nothingIfRefused(error: unknown): ReadonlyMap<Action, Estimate> {
  if (error instanceof ClerkError && error.code !== 'cancelled') return new Map();
  throw error;
}
