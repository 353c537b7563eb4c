const LENGTHS = [8, 12, 13, 14];

/**
 * Whether a code of 8, 12, 13 or 14 digits ends in the check digit of a GTIN (GS1 General Specifications, 7.9: weights
 * 3 and 1 in turn from the right, up to the next ten). Any other code is a shop's own, and has none.
 */
export function isGtinSound(code: string): boolean {
  return !isGtin(code) || code.endsWith(gtinCheckDigit(code.slice(0, -1)));
}

export function isGtin(code: string): boolean {
  return /^\d+$/.test(code) && LENGTHS.includes(code.length);
}

/** The check digit that follows these digits. */
export function gtinCheckDigit(digits: string): string {
  const sum = [...digits].reduceRight(
    (total, digit, index) => total + Number(digit) * ((digits.length - index) % 2 === 1 ? 3 : 1),
    0,
  );
  return String((10 - (sum % 10)) % 10);
}
