import * as z from 'zod';

/** What is true of one shop and shapes every answer about it. */
export const ShopSettings = z.object({
  shop_id: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/),
  name: z.string().min(1).max(100),
  /** ISO 4217. */
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** IANA name. */
  time_zone: z.string(),
  /** Month the fiscal year starts in, 1 to 12 (April in India). */
  fiscal_year_start: z.int().min(1).max(12),
  /** BCP 47. */
  locale: z.string(),
});
export type ShopSettings = z.infer<typeof ShopSettings>;
