import { daysBetween, laterDay } from './ageing.js';
import type { Entry } from './entry.js';
import { debtKey, fold } from './fold.js';

const LEAST_SETTLED = 3;
const LEAST_DAYS = 60;
const LONG_DELAY_DAYS = 60;
const LONG_RELATION_DAYS = 730;
const TREND_DAYS = 30;

export const FACTORS = ['payment_delay', 'paid_on_time', 'utilisation', 'trend', 'relation'] as const;

/** One reason for a score. */
export interface RiskFactor {
  readonly name: (typeof FACTORS)[number];
  /** Share of the score it decides, percent. The weights of the factors that apply add up to 100. */
  readonly weight: number;
  /** What was measured. */
  readonly value: number;
  readonly unit: 'days' | 'percent';
  /** 0 (worst) to 100. */
  readonly points: number;
  readonly improve: string;
}

/** How well a customer has paid. 100 is best. */
export type Risk =
  | { readonly enough: false; readonly why: string; readonly settled: number; readonly days: number }
  | {
      readonly enough: true;
      readonly score: number;
      readonly settled: number;
      readonly days: number;
      readonly factors: readonly RiskFactor[];
    };

/** A debt that fell due, or was paid before it did. */
interface Judged {
  readonly due: string;
  readonly amount: number;
  /** Days from the due date to the day it was paid in full, or to today where it is not. */
  readonly late: number;
  readonly paid: boolean;
}

/**
 * A points score from the account's own record: a weighted mean of five factors, each scaled from 0 to 100 between a
 * bad and a good value (the additive scorecard of credit rating: Thomas, Edelman and Crook, "Credit Scoring and Its
 * Applications", SIAM 2002, chapter 1). No number is given below three debts settled and sixty days.
 */
export function riskOf(entries: readonly Entry[], today: string, limit: number | undefined): Risk {
  const past = entries.filter(({ on }) => on <= today);
  const first =
    past
      .filter(({ effect }) => effect !== 0)
      .map(({ on }) => on)
      .sort()[0] ?? today;
  const days = daysBetween(first, today);
  const judged = judgedDebts(past, today);
  const settled = judged.filter(({ paid }) => paid).length;
  if (settled < LEAST_SETTLED || days < LEAST_DAYS)
    return {
      enough: false,
      why: `Not enough history: ${settled} debts settled of ${LEAST_SETTLED}, ${days} days of ${LEAST_DAYS}.`,
      settled,
      days,
    };
  const { balance } = fold(past);
  const factors = weigh([
    delayFactor(judged),
    onTimeFactor(judged),
    utilisationFactor(balance, limit),
    trendFactor(judged),
    relationFactor(days),
  ]);
  const score = factors.reduce((sum, { weight, points }) => sum + weight * points, 0) / 100;
  return { enough: true, score: Math.round(score), settled, days, factors };
}

/** Debts that were paid or are past due; those reversed, written off or moved away say nothing of paying. */
function judgedDebts(entries: readonly Entry[], today: string): Judged[] {
  const { debts, reversals } = fold(entries, today);
  const kinds = new Map(entries.map((entry) => [entry.seq, entry]));
  const paid = new Map<string, { amount: number; on: string }>();
  for (const entry of entries) {
    for (const { from, to, due, amount } of entry.applied ?? []) {
      const source = kinds.get(from);
      if (source?.kind !== 'payment') continue;
      const key = debtKey(due, to);
      const before = paid.get(key) ?? { amount: 0, on: '' };
      const on = amount > 0 ? laterDay(before.on, laterDay(entry.on, source.on)) : before.on;
      paid.set(key, { amount: before.amount + amount, on });
    }
  }
  return [...debts].flatMap(([key, { entry, due, amount, left }]): Judged[] => {
    if (entry.kind === 'reversal' || reversals.has(entry.seq)) return [];
    const received = paid.get(key);
    if (left === 0 && received?.amount === amount)
      return [{ due, amount, late: Math.max(0, daysBetween(due, received.on)), paid: true }];
    if (left === 0 || due >= today) return [];
    return [{ due, amount, late: daysBetween(due, today), paid: false }];
  });
}

type Unweighed = Omit<RiskFactor, 'weight'> & { readonly weight: number };

/** Scales the weights of the factors that apply to 100. */
function weigh(factors: readonly (Unweighed | undefined)[]): RiskFactor[] {
  const known = factors.filter((factor) => factor !== undefined);
  const sum = known.reduce((total, { weight }) => total + weight, 0);
  return known.map((factor) => ({ ...factor, weight: Math.round((factor.weight / sum) * 1000) / 10 }));
}

function delayFactor(judged: readonly Judged[]): Unweighed {
  const value = meanDelay(judged);
  return {
    name: 'payment_delay',
    weight: 30,
    value: tenths(value),
    unit: 'days',
    points: points(LONG_DELAY_DAYS, 0, value),
    improve: 'Pay nearer to the due date; days late are averaged over what fell due, by amount.',
  };
}

function onTimeFactor(judged: readonly Judged[]): Unweighed {
  const all = judged.reduce((sum, { amount }) => sum + amount, 0);
  const good = judged.reduce((sum, { amount, late }) => sum + (late === 0 ? amount : 0), 0);
  const share = (100 * good) / all;
  return {
    name: 'paid_on_time',
    weight: 30,
    value: tenths(share),
    unit: 'percent',
    points: points(0, 100, share),
    improve: 'Pay more of what falls due by its date.',
  };
}

function utilisationFactor(balance: number, limit: number | undefined): Unweighed | undefined {
  if (limit === undefined || limit <= 0) return undefined;
  const share = (100 * Math.max(0, balance)) / limit;
  return {
    name: 'utilisation',
    weight: 15,
    value: tenths(share),
    unit: 'percent',
    points: points(100, 30, share),
    improve: 'Owe less than a third of the credit limit.',
  };
}

/** How much later the newer half of the debts was paid than the older half. */
function trendFactor(judged: readonly Judged[]): Unweighed {
  const inOrder = judged.toSorted((a, b) => (a.due < b.due ? -1 : 1));
  const half = Math.floor(inOrder.length / 2);
  const value = meanDelay(inOrder.slice(half)) - meanDelay(inOrder.slice(0, half));
  return {
    name: 'trend',
    weight: 15,
    value: tenths(value),
    unit: 'days',
    points: points(TREND_DAYS, -TREND_DAYS, value),
    improve: 'Pay the newer debts sooner than the older ones were paid.',
  };
}

function relationFactor(days: number): Unweighed {
  return {
    name: 'relation',
    weight: 10,
    value: days,
    unit: 'days',
    points: points(0, LONG_RELATION_DAYS, days),
    improve: 'Grows by itself with time.',
  };
}

/** Mean days late, by amount. */
function meanDelay(judged: readonly Judged[]): number {
  const all = judged.reduce((sum, { amount }) => sum + amount, 0);
  return all === 0 ? 0 : judged.reduce((sum, { amount, late }) => sum + amount * late, 0) / all;
}

function points(worst: number, best: number, value: number): number {
  const share = (value - worst) / (best - worst);
  return Math.round(100 * Math.min(1, Math.max(0, share)));
}

function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}
