/**
 * CSV (RFC 4180): a header, then a record for each of the rows.
 *
 * @param rows cells by column; text from outside went through {@link plainText}
 */
export function csvOf<C extends string>(
  header: readonly C[],
  rows: readonly Readonly<Partial<Record<C, string>>>[],
): string {
  const records = [header, ...rows.map((row) => header.map((column) => row[column] ?? ''))];
  return records.map((record) => `${record.map(quoted).join(',')}\r\n`).join('');
}

/**
 * Text from outside as one line that no spreadsheet takes for a formula (OWASP, "CSV Injection": an apostrophe before
 * = + - @ and before tab or carriage return, here also before their full-width forms).
 */
export function plainText(value: string): string {
  const line = value.toWellFormed().replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
  return /^[\s'"]*[=+\-@\uff1d\uff0b\uff0d\uff20|]/u.test(line) ? `'${line}` : line;
}

function quoted(field: string): string {
  return /[",\r\n]|^\s|\s$/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

/** Largest CSV that is given in the answer itself, bytes; a longer one is written to a file. */
export const LARGEST_INLINE = 6_000;

export function fitsInline(csv: string): boolean {
  return Buffer.byteLength(csv) <= LARGEST_INLINE;
}

/** The bytes of a CSV file. Spreadsheets take UTF-8 for what it is when it begins with a byte order mark. */
export function csvBytes(csv: string): Uint8Array {
  return Buffer.from(`\ufeff${csv}`);
}
