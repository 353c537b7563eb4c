/** What figures are in percent: of themselves, and no part of a whole. */
export const PERCENT_OF: Readonly<Record<string, string>> = {
  margin: 'margin_rate',
  discount: 'discount_rate',
  freight: 'freight_rate',
  late_orders: 'late_share',
  repeat_buyers: 'repeat_rate',
};
