import type { Grain } from './model.js';

interface GrainSql {
  /** Start of the bucket that a moment lies in. */
  readonly start: (moment: string, fiscalShift: number) => string;
  readonly label: (start: string) => string;
  /** Unit, and how many of it make a bucket. */
  readonly unit: string;
  readonly factor: number;
}

const GRAIN_SQL: Record<Grain, GrainSql> = {
  hour: {
    start: (at) => `date_trunc('hour', ${at})`,
    label: (start) => `strftime(${start}, '%Y-%m-%dT%H:00')`,
    unit: 'hour',
    factor: 1,
  },
  day: {
    start: (at) => `CAST(${at} AS DATE)`,
    label: (start) => `strftime(${start}, '%Y-%m-%d')`,
    unit: 'day',
    factor: 1,
  },
  week: {
    start: (at) => `CAST(date_trunc('week', ${at}) AS DATE)`,
    label: (start) => `strftime(${start}, '%G-W%V')`,
    unit: 'day',
    factor: 7,
  },
  week_sunday: {
    start: (at) => `CAST(date_trunc('week', ${at} + INTERVAL 1 DAY) - INTERVAL 1 DAY AS DATE)`,
    label: (start) => `strftime(${start}, '%Y-%m-%d')`,
    unit: 'day',
    factor: 7,
  },
  month: {
    start: (at) => `CAST(date_trunc('month', ${at}) AS DATE)`,
    label: (start) => `strftime(${start}, '%Y-%m')`,
    unit: 'month',
    factor: 1,
  },
  quarter: {
    start: (at) => `CAST(date_trunc('quarter', ${at}) AS DATE)`,
    label: (start) => `year(${start}) || '-Q' || quarter(${start})`,
    unit: 'month',
    factor: 3,
  },
  year: {
    start: (at) => `CAST(date_trunc('year', ${at}) AS DATE)`,
    label: (start) => `strftime(${start}, '%Y')`,
    unit: 'month',
    factor: 12,
  },
  fiscal_year: {
    start: (at, shift) =>
      `CAST(date_trunc('year', ${at} - INTERVAL ${shift} MONTH) + INTERVAL ${shift} MONTH AS DATE)`,
    label: (start) =>
      `'FY' || strftime(${start}, '%Y') || CASE WHEN month(${start}) = 1 THEN '' ELSE '-' || strftime(${start} + INTERVAL 1 YEAR, '%y') END`,
    unit: 'month',
    factor: 12,
  },
};

/** SQL for the start of the bucket of a moment. */
export function bucketStart(grain: Grain, moment: string, fiscalShift: number): string {
  return GRAIN_SQL[grain].start(moment, fiscalShift);
}

/** SQL for what a bucket is called. */
export function bucketLabel(grain: Grain, start: string): string {
  return GRAIN_SQL[grain].label(start);
}

/** SQL for how long a bucket is. */
function length(grain: Grain): string {
  const { unit, factor } = GRAIN_SQL[grain];
  return `INTERVAL ${factor} ${unit.toUpperCase()}`;
}

/** SQL for the bucket after one. */
export function nextBucket(grain: Grain, start: string): string {
  const moved = `${start} + ${length(grain)}`;
  return grain === 'hour' ? `CAST(${moved} AS TIMESTAMP)` : `CAST(${moved} AS DATE)`;
}

/** SQL that moves a bucket by as many buckets as `to` lies after `from`: lays one period over another. */
export function bucketShift(grain: Grain, start: string, from: string, to: string): string {
  const moved = `${to} + ${bucketsApart(grain, from, start)} * ${length(grain)}`;
  return grain === 'hour' ? `CAST(${moved} AS TIMESTAMP)` : `CAST(${moved} AS DATE)`;
}

/** SQL for how many buckets one start lies after another. */
export function bucketsApart(grain: Grain, from: string, to: string): string {
  const { unit, factor } = GRAIN_SQL[grain];
  return `(date_diff('${unit}', ${from}, ${to}) // ${factor})`;
}

/** SQL for the length of so many buckets. */
export function bucketSpan(grain: Grain, buckets: number): string {
  return `${buckets} * ${length(grain)}`;
}

/** SQL for every bucket start from `low` to `high`, one a row. */
export function bucketSeries(grain: Grain, low: string, high: string): string {
  const type = grain === 'hour' ? 'TIMESTAMP' : 'DATE';
  return `SELECT CAST(unnest(generate_series(CAST(${low} AS TIMESTAMP), CAST(${high} AS TIMESTAMP), ${length(grain)})) AS ${type}) AS k0`;
}
