import { dayOf } from '../../calendar/days.js';
import { ClerkError } from '../../errors.js';
import { QUANTITY_SCALE } from '../../money.js';
import type { Replica } from '../../ports/analytics/replica.js';
import type { PlanPage } from '../../reorder/reorder-service.js';
import type { Alert } from '../alerts/alert-service.js';
import type { ProductFacts } from '../facts/facts.js';
import { counted, productSubject } from '../rules/context.js';
import type { Action } from './action.js';
import { within } from './estimator.js';
import { type OrderPorts, orderOf, PLAN } from './ordering.js';

/** More than any plan has lines. */
const ALL = 1_000_000;

/** Alerts after which the stock of a product needs no other look. */
const COVERING: readonly string[] = ['out_of_stock', 'low_stock', 'below_zero'];

type Line = PlanPage['lines'][number];

interface PlannedPorts extends OrderPorts {
  readonly replica: Pick<Replica, 'revision'>;
}

interface Found {
  readonly line: Line;
  /** Stands for what its order rests on. */
  readonly basis: string;
}

interface Order {
  readonly action: Action;
  /** The same with its order, where that still holds. */
  readonly told: Action | undefined;
}

/** Orders that are not worked out yet are to be estimated; `searching` tells whether the plan is still being made. */
export interface Uncalled {
  readonly told: readonly Action[];
  readonly untold: readonly Action[];
  readonly searching: boolean;
}

/** The orders of the shop's purchase plan that no alert calls for. The plan is made once for what it rests on. */
export class PlannedOrders {
  readonly #ports: PlannedPorts;
  #found: { readonly basis: string; readonly lines: readonly Found[] } | undefined;
  #running: Promise<void> | undefined;

  constructor(ports: PlannedPorts) {
    this.#ports = ports;
  }

  /**
   * @param today day number
   * @param basisOf stands for what the order of one product rests on
   * @param patience how long the plan is waited for, in milliseconds
   */
  async uncalled(
    alerts: readonly Alert[],
    products: ReadonlyMap<string, ProductFacts>,
    today: number,
    basisOf: (action: Pick<Action, 'subject' | 'alerts'>) => string,
    patience: number,
  ): Promise<Uncalled> {
    const basis = this.#basisOf(products, today);
    const basisNow = (id: string): string => {
      const product = products.get(id);
      return product === undefined ? '' : basisOf({ subject: productSubject(product), alerts: [] });
    };
    if (this.#found?.basis !== basis) {
      this.#running ??= this.#search(basis, basisNow).finally(() => {
        this.#running = undefined;
      });
      await within(patience, this.#running);
    }
    const covered = new Set(
      alerts
        .filter(({ record, state, finding }) => {
          const holds = state !== 'resolved' || finding !== undefined;
          return holds && COVERING.includes(record.kind);
        })
        .map(({ record }) => record.subject.id),
    );
    const orders = (this.#found?.lines ?? []).flatMap(({ line, basis: of }): Order[] => {
      const product = products.get(line.product.product_id);
      if (product === undefined || covered.has(product.id)) return [];
      const action = actionOf(line, product);
      if (of !== basisNow(product.id)) return [{ action, told: undefined }];
      const supply = this.#ports.supply(action);
      return supply === undefined ? [] : [{ action, told: orderOf(action, line, supply, this.#ports) }];
    });
    return {
      told: orders.flatMap(({ told }) => told ?? []),
      untold: orders.flatMap(({ action, told }) => (told === undefined ? [action] : [])),
      searching: this.#found?.basis !== basis,
    };
  }

  /** Stands for what the plan of the whole shop rests on, but for what is sold and moved today. */
  #basisOf(products: ReadonlyMap<string, ProductFacts>, today: number): string {
    let sold = 0;
    for (const product of products.values()) sold += product.sold.size - Number(product.sold.has(today));
    return JSON.stringify([
      today,
      sold,
      ['product', 'supplier'].map((type) => this.#ports.replica.revision(type)),
    ]);
  }

  async #search(basis: string, basisNow: (id: string) => string): Promise<void> {
    try {
      const page = await this.#ports.reorders.plan({ ...PLAN, show: 'order', limit: ALL });
      if ('reached' in page) return;
      const saving = page.lines.filter(({ lostMargin = 0 }) => lostMargin > 0);
      this.#found = {
        basis,
        lines: saving.map((line) => ({ line, basis: basisNow(line.product.product_id) })),
      };
    } catch (error) {
      if (!(error instanceof ClerkError)) throw error;
      if (error.code !== 'cancelled') this.#found = { basis, lines: [] };
    }
  }
}

function actionOf(line: Line, product: ProductFacts): Action {
  const { lostMargin = 0, reorderPoint, onHand, goneOn } = line;
  const { onOrder } = line.product;
  const due = onOrder > 0 ? ` and ${counted(onOrder, product)} on order` : '';
  const gone = goneOn === undefined ? '' : `; it is expected to be gone on ${dayOf(goneOn)}`;
  return {
    kind: 'reorder',
    subject: productSubject(product),
    priority: 'low',
    stake: lostMargin,
    arithmetic: 'by the purchase plan',
    why: [
      `${counted(onHand, product)} of ${product.record?.name ?? product.id}${due} are at or below the reorder point of ${counted(reorderPoint, product)}${gone}.`,
    ],
    evidence: { on_hand: onHand / QUANTITY_SCALE, reorder_point: reorderPoint / QUANTITY_SCALE },
    alerts: [],
    expected: { text: 'The order is being worked out anew: ask again in some seconds.' },
  };
}
