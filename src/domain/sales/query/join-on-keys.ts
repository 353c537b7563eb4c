/** All of two grids, matched on their keys; the rows read for both are added up. */
export function joinOnKeys(left: string, right: string, keys: readonly string[]): string {
  if (keys.length === 0)
    return `SELECT a.* EXCLUDE (n), b.* EXCLUDE (n), a.n + b.n AS n FROM (${left}) a CROSS JOIN (${right}) b`;
  const shared = keys.map((key) => `coalesce(a.${key}, b.${key}) AS ${key}`).join(', ');
  const out = [...keys, 'n'].join(', ');
  const on = keys.map((key) => `a.${key} IS NOT DISTINCT FROM b.${key}`).join(' AND ');
  return `SELECT ${shared}, a.* EXCLUDE (${out}), b.* EXCLUDE (${out}), coalesce(a.n, 0) + coalesce(b.n, 0) AS n FROM (${left}) a FULL JOIN (${right}) b ON ${on}`;
}
