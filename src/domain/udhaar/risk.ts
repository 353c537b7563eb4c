import { daysBetween, laterDay } from './ageing.js';
import type { Entry } from './entry.js';
import { fold } from './fold.js';

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

/**
 * Debts that were paid or are past due, as far as they were to be paid: what was reversed, came back, was written off
 * or moved away says nothing of paying. Money counts from the day it came, to whatever debts it was set later.
 */
function judgedDebts(entries: readonly Entry[], today: string): Judged[] {
  const { debts, reversals, settled } = fold(entries, today);
  const bySeq = new Map(entries.map((entry) => [entry.seq, entry]));
  const parts = new Map<string, { paid: number; returned: number; on: string }>();
  for (const { from, debt, amount } of settled) {
    const source = bySeq.get(from);
    if (source === undefined || amount === 0) continue;
    const part = parts.get(debt) ?? { paid: 0, returned: 0, on: '' };
    parts.set(debt, part);
    if (source.kind === 'refund') part.returned += amount;
    if (source.kind !== 'payment') continue;
    part.paid += amount;
    part.on = laterDay(part.on, source.on);
  }
  return [...debts].flatMap(([key, { entry, due, amount, left }]): Judged[] => {
    if (entry.kind === 'reversal' || reversals.has(entry.seq)) return [];
    const { paid, returned, on } = parts.get(key) ?? { paid: 0, returned: 0, on: '' };
    const late = Math.max(0, daysBetween(due, laterDay(entry.on, on)));
    if (left === 0 && paid > 0 && paid + returned === amount)
      return [{ due, amount: paid, late, paid: true }];
    if (left === 0 || due >= today) return [];
    return [{ due, amount: paid + left, late: daysBetween(due, today), paid: false }];
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

/**
 * How much later the newer half of the debts was paid than the older half. Who pays in time cannot do better, so the
 * points are at least those of the newer half's own delay.
 */
function trendFactor(judged: readonly Judged[]): Unweighed {
  const inOrder = judged.toSorted((a, b) => (a.due < b.due ? -1 : 1));
  const half = Math.floor(inOrder.length / 2);
  const newer = meanDelay(inOrder.slice(half));
  const value = newer - meanDelay(inOrder.slice(0, half));
  return {
    name: 'trend',
    weight: 15,
    value: tenths(value),
    unit: 'days',
    points: Math.max(points(TREND_DAYS, -TREND_DAYS, value), points(TREND_DAYS, 0, newer)),
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
