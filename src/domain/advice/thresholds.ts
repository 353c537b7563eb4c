import * as z from 'zod';

/** From when on something is worth an alert. */
export const Thresholds = z.strictObject({
  /** Days before its expiry from which on a lot that will not sell in time is reported. */
  expiring_days: z.int().min(1).max(180).default(14),
  /** Days without a sale or a purchase after which stock counts as dead. */
  dead_days: z.int().min(14).max(730).default(90),
  /** Days past its due date after which credit is reported. */
  overdue_days: z.int().min(1).max(365).default(1),
  /** How far beyond its 95 % interval a single day must sell: 2 is twice as far from the forecast as its bound. */
  unusual_widths: z.number().min(1).max(10).default(2),
  /** Least share by which forecasts of four weeks are off, in percent. */
  bias_percent: z.number().min(5).max(500).default(25),
});
export type Thresholds = z.output<typeof Thresholds>;
