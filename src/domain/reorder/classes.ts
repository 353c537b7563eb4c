/** A: the products that make the first 80 % of the value together, B: up to 95 %, C: the rest. */
export type Abc = 'A' | 'B' | 'C';
/** By how much demand varies from week to week: X little, Z a lot. */
export type Xyz = 'X' | 'Y' | 'Z';

const A_SHARE = 0.8;
const B_SHARE = 0.95;
const X_VARIATION = 0.5;
const Y_VARIATION = 1;
const WEEK = 7;
const MOST_WEEKS = 52;
const FEWEST_WEEKS = 4;

/**
 * Classes by value (Dickie 1951, ABC Inventory Analysis Shoots for Dollars, Factory Management and Maintenance 109):
 * the product that carries the sum over a border still belongs to the better class. What has no value is C.
 *
 * @param values of each product, margin or revenue of a year, by id
 */
export function abcClasses(values: ReadonlyMap<string, number>): Map<string, Abc> {
  const ranked = [...values].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const total = ranked.reduce((sum, [, value]) => sum + Math.max(0, value), 0);
  let before = 0;
  return new Map(
    ranked.map(([id, value]): [string, Abc] => {
      const share = before / total;
      before += Math.max(0, value);
      if (value <= 0) return [id, 'C'];
      return [id, share < A_SHARE ? 'A' : share < B_SHARE ? 'B' : 'C'];
    }),
  );
}

/**
 * Class by the coefficient of variation of the last 52 whole weeks' demand: X below 0.5, Y below 1, else Z. The borders
 * are those in common use; they come from no theory (Scholz-Reiter, Heger, Meinecke and Bergmann 2012, Integration of
 * Demand Forecasts in ABC-XYZ Analysis, IJPPM 61, 445-451, on how much they are a choice).
 *
 * @param daily units a day, oldest first, to the last day of the history; nothing where the shop was closed
 * @returns nothing where there are fewer than four weeks, or nothing was sold in them
 */
export function xyzClass(daily: readonly (number | undefined)[]): Xyz | undefined {
  const weeks: number[] = [];
  for (let end = daily.length; end >= WEEK && weeks.length < MOST_WEEKS; end -= WEEK) {
    weeks.push(daily.slice(end - WEEK, end).reduce<number>((sum, value = 0) => sum + value, 0));
  }
  const mean = weeks.reduce((sum, week) => sum + week, 0) / weeks.length;
  if (weeks.length < FEWEST_WEEKS || mean === 0) return undefined;
  const variance = weeks.reduce((sum, week) => sum + (week - mean) ** 2, 0) / weeks.length;
  const variation = Math.sqrt(variance) / mean;
  return variation < X_VARIATION ? 'X' : variation < Y_VARIATION ? 'Y' : 'Z';
}
