import type { Phrase } from './phrase.js';

/** To set beside another period. */
export const BESIDE: readonly Phrase[] = [
  ['same period last year', 'beside same_period_last_year'],
  ['the same period of last year', 'beside same_period_last_year'],
  ['vs same period last year', 'beside same_period_last_year'],
  ['same month last year', 'beside same_period_last_year'],
  ['this time last year', 'beside same_period_last_year'],
  ['year on year', 'beside same_period_last_year'],
  ['year-over-year', 'beside same_period_last_year'],
  ['YoY', 'beside same_period_last_year'],
  ['previous period', 'beside previous_period'],
  ['compared to the previous period', 'beside previous_period'],
  ['month on month', 'beside previous_bucket'],
  ['month-over-month', 'beside previous_bucket'],
  ['MoM', 'beside previous_bucket'],
  ['week on week', 'beside previous_bucket'],
  ['QoQ', 'beside previous_bucket'],
  ['vs last month', '2026-10-01..2026-10-31 beside last_month'],
  ['versus 2024', '2024-01-01..2024-12-31 beside 2024'],
  ['compared with March 2026', '2026-03-01..2026-03-31 beside 2026-03'],
  ['than last year', '2025-01-01..2025-12-31 beside last_year'],
  ['against FY 2024-25', '2024-04-01..2025-03-31 beside 2024-04-01..2025-03-31'],
  ['same period last month', '? Only the same period of last year'],
];
