const GROUPED = /^-?(?:\d+|\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3})(?:\.\d+)?$/;
const KEPT_EXACTLY = /^-?\d{1,15}(?:\.\d{1,6})?$/;
/** How rupees are written beside their sign. */
const RUPEES = ['Rs.', 'Rs', 'Re.', 'Re'];

/**
 * A number as people write it, as a plain decimal: `1,000`, `1,00,000.50`, and for an amount of money the sign or code
 * of the shop's own currency (`₹1,000`, `Rs. 1,000/-`, `INR 1000`). Undefined for anything else: another currency, a
 * decimal comma, groups that are no thousands or lakhs, more digits than are kept exactly.
 *
 * @param currency ISO 4217 code whose signs may stand beside the number; none where it is no money.
 */
export function plainDecimal(text: string, currency?: string): string | undefined {
  const bare = currency === undefined ? text.trim() : withoutCurrency(text.trim(), currency);
  if (!GROUPED.test(bare)) return undefined;
  const plain = bare.replaceAll(',', '');
  return KEPT_EXACTLY.test(plain) ? plain : undefined;
}

function withoutCurrency(text: string, currency: string): string {
  const signs = signsOf(currency).map((sign) => sign.toLowerCase());
  const negative = text.startsWith('-') ? '-' : '';
  const rest = text.slice(negative.length).trim();
  const lower = rest.toLowerCase();
  const before = signs.find((sign) => lower.startsWith(sign));
  if (before !== undefined)
    return `${negative}${rest
      .slice(before.length)
      .trim()
      .replace(/\s*\/-$/, '')}`;
  const after = ['/-', ...signs].find((sign) => lower.endsWith(sign));
  return `${negative}${after === undefined ? rest : rest.slice(0, -after.length).trim()}`;
}

/** Longest first, so that "Rs." is not read as "Rs" and a point. */
function signsOf(currency: string): string[] {
  const shown = (['narrowSymbol', 'symbol'] as const).flatMap((currencyDisplay) =>
    new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay })
      .formatToParts(1)
      .flatMap(({ type, value }) => (type === 'currency' ? [value] : [])),
  );
  return [...new Set([currency, ...shown, ...(currency === 'INR' ? RUPEES : [])])].sort(
    (a, b) => b.length - a.length,
  );
}
