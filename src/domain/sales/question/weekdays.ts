import type { Token } from '../../words/tokens.js';
import type { Read } from './segment.js';

const NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const HINDI: Readonly<Record<string, string>> = {
  ...{ somvar: 'Monday', mangalvar: 'Tuesday', budhvar: 'Wednesday', guruvar: 'Thursday' },
  ...{ shukravar: 'Friday', shanivar: 'Saturday', ravivar: 'Sunday', itwar: 'Sunday', itvar: 'Sunday' },
};
const DAYS: ReadonlyMap<string, string> = new Map([
  ...NAMES.flatMap((day): [string, string][] => [
    [day.toLowerCase(), day],
    [`${day.toLowerCase()}s`, day],
  ]),
  ...Object.entries(HINDI),
]);
const BETWEEN =
  /^(?:vs|versus|and|or|aur|ya|against|v|compared|to|with|ke|mukable|,|&|\/|sales?|bikri|ki|ka|only)$/;
const ONE = /^(?:last|this|next|on|every|each|pichhle|pichle|is|coming|previous|from|since|until|till)$/;
const SOLD = /^(?:sales?|bikri|revenue|ki|ka|ke|ko|orders|bills)$/;
const MOST_BETWEEN = 3;

/**
 * Days of the week that are named beside each other, Sunday versus Saturday, or those of a long period: Sunday sales in
 * October. One alone may be the last one.
 */
export function findWeekdays(tokens: readonly Token[], long: boolean): Read[] {
  const found: Read[] = [];
  const days = tokens.flatMap(({ word }, at) => {
    const value = DAYS.get(word);
    return value === undefined || ONE.test(tokens[at - 1]?.word ?? '') ? [] : [{ at, value }];
  });
  for (const [index, { at, value }] of days.entries()) {
    const near = [days[index - 1], days[index + 1]].some(
      (other) => other !== undefined && other.value !== value && isBeside(tokens, at, other.at),
    );
    const of = long && SOLD.test(tokens[at + 1]?.word ?? '');
    if (near || of)
      found.push({
        first: at,
        last: at,
        sense: { tag: 'name', names: [{ member: 'weekday', value }], how: 'whole' },
      });
  }
  return found;
}

function isBeside(tokens: readonly Token[], one: number, other: number): boolean {
  const between = tokens.slice(Math.min(one, other) + 1, Math.max(one, other));
  return (
    between.length > 0 && between.length <= MOST_BETWEEN && between.every(({ word }) => BETWEEN.test(word))
  );
}
