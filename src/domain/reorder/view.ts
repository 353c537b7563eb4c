import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Line } from './assess.js';
import { type Cut, cutToBudget } from './budget.js';
import type { Abc } from './classes.js';
import { orderCost } from './policy.js';

/** Lines between two turns of the event loop. */
const A_TURN = 2_000;

/** Which lines are shown. */
export const SHOWN = ['order', 'all', 'dead', 'expiring', 'cut'] as const;
export type Shown = (typeof SHOWN)[number];

/** A line as it stands in the proposal: with what the budget leaves of its order. */
export interface ProposedLine extends Line {
  readonly abc: Abc;
  /** Set where the budget leaves less of the order than is wanted; `order`, `cost` and `lostMargin` are what is left. */
  readonly cut:
    | (Omit<Cut, 'quantity'> & {
        readonly wanted: number;
        readonly of: number;
        /** Margin that the part cut off would have saved. */
        readonly lostMargin: number;
      })
    | undefined;
}

/** Sums over lines. Money in minor units. */
export interface Sums {
  readonly lines: number;
  readonly cost: number;
  /** Margin that the orders are expected to save. */
  readonly lostMargin: number;
  /** Lines whose cost is not known. */
  readonly withoutCost: number;
}

export interface Proposal {
  /** All lines, in order of product id. */
  readonly lines: readonly ProposedLine[];
  readonly ordered: Sums;
  readonly cut: { readonly lines: number; readonly cost: number; readonly lostMargin: number };
  /** Greatest cost first; orders without a supplier under none. */
  readonly suppliers: readonly (Sums & { readonly supplier: string | undefined })[];
  readonly dead: { readonly lines: number; readonly value: number };
  readonly expiring: { readonly lines: number; readonly value: number };
}

/**
 * The purchase proposal: all orders, or those that a budget is best spent on. Other calls are let between many lines.
 *
 * @param budget minor units
 */
export async function propose(
  lines: readonly Line[],
  classes: ReadonlyMap<string, Abc>,
  budget: number | undefined,
): Promise<Proposal> {
  const wanted = lines.filter(({ order }) => order > 0);
  const cuts =
    budget === undefined
      ? new Map<string, Cut>()
      : cutToBudget(
          wanted.map(({ product, order, lostMargin, terms }) => ({
            id: product.product_id,
            quantity: order,
            unitCost: product.cost,
            saves: lostMargin,
            terms,
          })),
          budget,
        );
  const proposed: ProposedLine[] = [];
  for (const [index, line] of lines.entries()) {
    if (index % A_TURN === A_TURN - 1) await nextTurn();
    const id = line.product.product_id;
    proposed.push(proposedLine(line, classes.get(id) ?? 'C', cuts.get(id), wanted.length));
  }
  await nextTurn();
  const ordered = proposed.filter(({ order }) => order > 0);
  const bySupplier = new Map<string | undefined, ProposedLine[]>();
  for (const line of ordered) {
    const { supplier } = line.product;
    const its = bySupplier.get(supplier);
    if (its === undefined) bySupplier.set(supplier, [line]);
    else its.push(line);
  }
  const cutLines = proposed.filter(({ cut }) => cut !== undefined);
  return {
    lines: proposed,
    ordered: sumsOf(ordered),
    cut: {
      lines: cutLines.length,
      cost: cutLines.reduce(
        (sum, { product, order, cut }) => sum + orderCost((cut?.wanted ?? order) - order, product.cost ?? 0),
        0,
      ),
      lostMargin: cutLines.reduce((sum, { cut }) => sum + (cut?.lostMargin ?? 0), 0),
    },
    suppliers: [...bySupplier]
      .map(([supplier, its]) => ({ supplier, ...sumsOf(its) }))
      .sort((a, b) => b.cost - a.cost || ((a.supplier ?? '') < (b.supplier ?? '') ? -1 : 1)),
    dead: valueSum(proposed.filter(({ dead }) => dead).map(stockValue)),
    expiring: valueSum(
      proposed.flatMap(({ expiring }) => (expiring === undefined ? [] : [expiring.value ?? 0])),
    ),
  };
}

function proposedLine(line: Line, abc: Abc, cut: Cut | undefined, of: number): ProposedLine {
  if (cut === undefined) return { ...line, abc, cut: undefined };
  const { cost } = line.product;
  // The part that is kept saves its share of the margin, which is the least it can be.
  const kept = Math.round(((line.lostMargin ?? 0) * cut.quantity) / line.order);
  return {
    ...line,
    abc,
    order: cut.quantity,
    cost: cost === undefined ? undefined : orderCost(cut.quantity, cost),
    lostMargin: line.lostMargin === undefined ? undefined : kept,
    cut: { rank: cut.rank, wanted: line.order, of, lostMargin: (line.lostMargin ?? 0) - kept },
  };
}

/** Value of the stock on hand at cost, minor units. */
export function stockValue({ onHand, product: { cost = 0 } }: Line): number {
  return orderCost(Math.max(0, onHand), cost);
}

/** The lines of one view, in its order. */
export function linesShown({ lines }: Proposal, show: Shown): readonly ProposedLine[] {
  switch (show) {
    case 'all':
      return sorted(lines, (line) => [line.product.name.toLowerCase()]);
    case 'order':
      return sorted(
        lines.filter(({ order }) => order > 0),
        (line) => [line.product.supplier?.toLowerCase() ?? '\uffff', -(line.lostMargin ?? -1)],
      );
    case 'cut':
      return sorted(
        lines.filter(({ cut }) => cut !== undefined),
        ({ cut }) => [cut?.rank ?? Number.POSITIVE_INFINITY],
      );
    case 'dead':
      return sorted(
        lines.filter(({ dead }) => dead),
        (line) => [-stockValue(line)],
      );
    case 'expiring':
      return sorted(
        lines.filter(({ expiring }) => expiring !== undefined),
        ({ expiring }) => [-(expiring?.value ?? 0), expiring?.first ?? 0],
      );
  }
}

function sumsOf(lines: readonly ProposedLine[]): Sums {
  return {
    lines: lines.length,
    cost: lines.reduce((sum, { cost = 0 }) => sum + cost, 0),
    lostMargin: lines.reduce((sum, { lostMargin = 0 }) => sum + lostMargin, 0),
    withoutCost: lines.filter(({ cost }) => cost === undefined).length,
  };
}

function valueSum(values: readonly number[]): { lines: number; value: number } {
  return { lines: values.length, value: values.reduce((sum, value) => sum + value, 0) };
}

/** By keys, then by product id. */
function sorted(
  lines: readonly ProposedLine[],
  keysOf: (line: ProposedLine) => readonly (string | number)[],
): readonly ProposedLine[] {
  const keyed = lines.map((line) => ({ line, keys: [...keysOf(line), line.product.product_id] }));
  keyed.sort((a, b) => {
    const at = a.keys.findIndex((key, index) => key !== b.keys[index]);
    return at === -1 ? 0 : (a.keys[at] ?? 0) < (b.keys[at] ?? 0) ? -1 : 1;
  });
  return keyed.map(({ line }) => line);
}
