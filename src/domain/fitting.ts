/** Largest answer that is cut to fit, in bytes of JSON: a little under what the catalogue lets through. */
export const LARGEST_PAGE = 20_000;

/** Bytes of a value as JSON. */
export function jsonBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

/** How many of the rows, from the first, fit into so many bytes of JSON. */
export function rowsThatFit(rows: readonly unknown[], room: number): number {
  let used = 0;
  const end = rows.findIndex((row) => {
    used += jsonBytes(row) + 1;
    return used > room;
  });
  return end === -1 ? rows.length : end;
}
