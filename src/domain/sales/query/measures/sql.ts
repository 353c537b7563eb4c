/** Holds an aggregate to sales: refunds and cancellations are apart. */
export const SALES_ONLY = "FILTER (WHERE s.kind = 'sale')";

/**
 * The median as a quotient: the middle value counted from below and from above, added up and halved, which is exact.
 * Empty where there is no value.
 */
export function medianOf(sql: string, rows: string): { readonly over: string; readonly per: string } {
  return {
    over: `(quantile_disc(${sql}, 0.5) ${rows} - quantile_disc(-(${sql}), 0.5) ${rows})`,
    per: `CASE WHEN count(${sql}) ${rows} > 0 THEN 2 END`,
  };
}
