import { minimiseOnLine } from '../numeric/golden-section.js';

export interface CrostonOptions {
  /** Smoothing of demand sizes and of intervals or probabilities, above 0 and at most 1. */
  readonly alpha: number;
  readonly beta: number;
}

/**
 * Croston's method (1972, Operational Research Quarterly 23, 289-303): sizes and intervals of demand smoothed apart, both
 * begun with their first value; the forecast is their ratio. Gaps are left out. NaN where nothing was ever sold.
 */
export function croston(y: Float64Array, { alpha, beta }: CrostonOptions): number {
  let size = Number.NaN;
  let interval = Number.NaN;
  let since = 0;
  for (const value of y) {
    if (Number.isNaN(value)) continue;
    since += 1;
    if (value === 0) continue;
    size = Number.isNaN(size) ? value : size + alpha * (value - size);
    interval = Number.isNaN(interval) ? since : interval + beta * (since - interval);
    since = 0;
  }
  return size / interval;
}

/** Croston's forecast without its bias (Syntetos and Boylan 2005, International Journal of Forecasting 21, 303-314). */
export function sba(y: Float64Array, options: CrostonOptions): number {
  return (1 - options.beta / 2) * croston(y, options);
}

/**
 * The method of Teunter, Syntetos and Babai (2011, European Journal of Operational Research 214, 606-615): sizes smoothed
 * where there is demand, its probability at every step, so that the forecast falls when demand dies. Begun with the mean
 * size and the share of steps with demand. NaN where nothing was ever sold.
 */
export function tsb(y: Float64Array, options: CrostonOptions): number {
  return runTsb(y, options).forecast;
}

/** TSB with both parameters by least squares of the one-step errors. */
export function fitTsb(y: Float64Array): CrostonOptions {
  const beta = minimiseOnLine((b) => runTsb(y, { alpha: 0.1, beta: b }).loss, 0.005, 0.4, {
    grid: 8,
    steps: 6,
  });
  const alpha = minimiseOnLine((a) => runTsb(y, { alpha: a, beta }).loss, 0.005, 0.4, { grid: 8, steps: 6 });
  return { alpha, beta };
}

function runTsb(y: Float64Array, { alpha, beta }: CrostonOptions): { forecast: number; loss: number } {
  let [steps, sales, sum] = [0, 0, 0];
  for (const value of y) {
    if (Number.isNaN(value)) continue;
    steps += 1;
    sum += value;
    if (value !== 0) sales += 1;
  }
  let size = sum / sales;
  let probability = sales / steps;
  let loss = 0;
  for (const value of y) {
    if (Number.isNaN(value)) continue;
    loss += (value - size * probability) ** 2;
    if (value === 0) probability -= beta * probability;
    else {
      size += alpha * (value - size);
      probability += beta * (1 - probability);
    }
  }
  return { forecast: size * probability, loss };
}
