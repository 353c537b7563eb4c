import * as z from 'zod';

/** A UPI address: user or account, @, and the handle of a bank (NPCI: UPI linking specification 1.6, `pa`). */
export const UPI_ID = /^(?=.{5,255}$)[A-Za-z0-9][A-Za-z0-9._-]*@[A-Za-z][A-Za-z0-9.]*[A-Za-z0-9]$/;

/** Hours without reminders, e.g. `21:00-09:00`, first included, last not, the two not the same; `off` for none. */
export const QUIET_HOURS = /^(?:off|(?!(.{5})-\1$)(?:[01]\d|2[0-3]):[0-5]\d-(?:[01]\d|2[0-3]):[0-5]\d)$/;
export const DEFAULT_QUIET_HOURS = '21:00-09:00';

/** What happens to a sale of more than there is. */
export const NEGATIVE_STOCK = ['allow', 'refuse'] as const;

/** What taxes on purchases are: `credit` is claimed back, `cost` is not and belongs to what goods cost. */
export const INPUT_TAX = ['credit', 'cost'] as const;

/** A place where stock lies; the first one listed is where sales take it from. */
export const STOCK_LOCATION = /^[^\s,][^,]{0,38}[^\s,]$|^[^\s,]$/;
export const DEFAULT_STOCK_LOCATIONS: readonly string[] = ['shop'];
export const MOST_STOCK_LOCATIONS = 20;

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
  /** Where customers pay by UPI. */
  upi_id: z.string().regex(UPI_ID).optional(),
  /** In the shop's time zone; {@link DEFAULT_QUIET_HOURS} when absent. */
  quiet_hours: z.string().regex(QUIET_HOURS).optional(),
  /** `allow` when absent. */
  negative_stock: z.enum(NEGATIVE_STOCK).optional(),
  /** `credit` when absent. */
  input_tax: z.enum(INPUT_TAX).optional(),
  /** {@link DEFAULT_STOCK_LOCATIONS} when absent. */
  stock_locations: z.array(z.string().regex(STOCK_LOCATION)).min(1).max(MOST_STOCK_LOCATIONS).optional(),
});
export type ShopSettings = z.infer<typeof ShopSettings>;
