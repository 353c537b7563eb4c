import type { Action, ActionKind } from './action.js';
import { type OrderPorts, ordered } from './ordering.js';
import { type PricePorts, priced } from './pricing.js';

/** An action with what a job says of it; undefined where the job says that nothing is to be done. */
export type Estimate = Action | undefined;

export interface EstimatePorts extends OrderPorts, PricePorts {}

/** What can be asked of the jobs about actions of one kind. */
export interface Job {
  readonly kind: ActionKind;
  /** Actions it is asked of at once. */
  readonly most: number;
  /** Undefined where it has not come to an end; without those of which it can say nothing. */
  readonly ask: (
    actions: readonly Action[],
    ports: EstimatePorts,
  ) => Promise<ReadonlyMap<Action, Estimate> | undefined>;
}

const MOST_PLANNED = 50;
const MOST_PRICED = 20;

/** In the order in which they are asked. */
export const JOBS: readonly Job[] = [
  { kind: 'reorder', most: MOST_PLANNED, ask: ordered },
  {
    kind: 'reprice',
    most: MOST_PRICED,
    ask: (actions, ports) => priced('reprice', actions, ports),
  },
  {
    kind: 'mark_down',
    most: MOST_PRICED,
    ask: (actions, ports) => priced('mark_down', actions, ports),
  },
];
