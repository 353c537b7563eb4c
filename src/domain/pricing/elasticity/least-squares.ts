import { inverse, Matrix, QrDecomposition } from 'ml-matrix';

/** A line fitted to data. */
export interface Fit {
  /** One a column, in order. */
  readonly coefficients: readonly number[];
  /** Of the last column's coefficient. */
  readonly standardError: number;
  /** Standard deviation of the last column that the others do not explain. */
  readonly ownDeviation: number;
  /** Residual standard deviation, of weighted residuals where there are weights. */
  readonly residualDeviation: number;
  readonly degreesOfFreedom: number;
  /** What each row's residual moved the last coefficient by. */
  readonly influence: Float64Array;
}

/** Share of a column's length that the columns before it must leave, for it to tell something of its own. */
const LEAST_SHARE = 1e-7;

/**
 * (Weighted) least squares by Householder's QR, with the standard error of the last coefficient: the larger of the
 * ordinary one and of one that holds for errors of unequal spread that hang together in time (Newey and West 1987,
 * Econometrica 55, 703-708, with the lag of Newey and West 1994, Review of Economic Studies 61, 631-653, and n / (n - k)
 * for small samples).
 *
 * @param columns one a regressor, the one of interest last; all as long as `y`, in order of time
 * @returns nothing where the rows do not outnumber the columns, or one column follows from others
 */
export function leastSquares(
  columns: readonly Float64Array[],
  y: Float64Array,
  weights?: Float64Array,
): Fit | undefined {
  const [n, k] = [y.length, columns.length];
  if (n <= k) return undefined;
  const root = weights?.map(Math.sqrt);
  const rows = Matrix.zeros(n, k);
  const target = Matrix.zeros(n, 1);
  for (let i = 0; i < n; i += 1) {
    const scale = root?.[i] ?? 1;
    target.set(i, 0, (y[i] ?? 0) * scale);
    for (let c = 0; c < k; c += 1) rows.set(i, c, (columns[c]?.[i] ?? 0) * scale);
  }
  const qr = new QrDecomposition(rows);
  const upper = qr.upperTriangularMatrix;
  for (let c = 0; c < k; c += 1) {
    let length = 0;
    for (let r = 0; r <= c; r += 1) length += upper.get(r, c) ** 2;
    if (!(Math.abs(upper.get(c, c)) > LEAST_SHARE * Math.sqrt(length))) return undefined;
  }
  const coefficients = qr.solve(target).to1DArray();
  const residuals = new Float64Array(n);
  let squares = 0;
  for (let i = 0; i < n; i += 1) {
    let fitted = 0;
    for (let c = 0; c < k; c += 1) fitted += rows.get(i, c) * (coefficients[c] ?? 0);
    residuals[i] = target.get(i, 0) - fitted;
    squares += (residuals[i] ?? 0) ** 2;
  }
  // R^-1 is triangular, so that the last row of (X'X)^-1 = R^-1 R'^-1 is its last column times its last entry.
  const column = inverse(upper).getColumn(k - 1);
  const last = column[k - 1] ?? 0;
  const influence = new Float64Array(n);
  for (let i = 0; i < n; i += 1) {
    let part = 0;
    for (let c = 0; c < k; c += 1) part += rows.get(i, c) * (column[c] ?? 0);
    influence[i] = part * last * (residuals[i] ?? 0);
  }
  const df = n - k;
  const variance = squares / df;
  const robust = (longRunVariance(influence) * n) / df;
  return {
    coefficients,
    standardError: Math.sqrt(Math.max(variance * last * last, robust)),
    ownDeviation: Math.abs(upper.get(k - 1, k - 1)) / Math.sqrt(n),
    residualDeviation: Math.sqrt(variance),
    degreesOfFreedom: df,
    influence,
  };
}

/** Variance of the sum of a series that hangs together in time: Bartlett weights up to the lag. */
export function longRunVariance(series: Float64Array): number {
  const lag = Math.floor(4 * (series.length / 100) ** (2 / 9));
  let sum = 0;
  for (let apart = 0; apart <= lag; apart += 1) {
    let product = 0;
    for (let i = apart; i < series.length; i += 1) product += (series[i] ?? 0) * (series[i - apart] ?? 0);
    sum += (apart === 0 ? 1 : 2 * (1 - apart / (lag + 1))) * product;
  }
  return Math.max(0, sum);
}
