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
const TO = /^(?:to|-|–|till|until|through|thru|se)$/;
const ONE = /^(?:last|this|next|on|every|each|pichhle|pichle|is|coming|previous|from|since|until|till)$/;
/** Before the plural: on Sundays they are all meant. */
const EACH = /^(?:on|every|each)$/;
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
    const led = tokens[at - 1]?.word ?? '';
    const ranged = /^(?:from|between)$/.test(led) && TO.test(tokens[at + 1]?.word ?? '');
    const one = ONE.test(led) && !ranged && !(word.endsWith('days') && EACH.test(led));
    return value === undefined || one ? [] : [{ at, value }];
  });
  for (const [index, { at, value }] of days.entries()) {
    const end = days[index + 1];
    if (end !== undefined && end.at === at + 2 && TO.test(tokens[at + 1]?.word ?? '')) {
      found.push(range(tokens, at, value, end));
      continue;
    }
    const start = days[index - 1];
    if (start !== undefined && start.at === at - 2 && TO.test(tokens[at - 1]?.word ?? '')) continue;
    const near = [days[index - 1], days[index + 1]].some(
      (other) => other !== undefined && other.value !== value && isBeside(tokens, at, other.at),
    );
    const all = tokens[at]?.word.endsWith('days') === true;
    const of = all || (long && SOLD.test(tokens[at + 1]?.word ?? ''));
    if (near || of)
      found.push({
        first: at,
        last: at,
        sense: { tag: 'name', names: [{ member: 'weekday', value }], how: 'whole' },
      });
  }
  return found;
}

/** "Monday to Friday": all days between. */
function range(
  tokens: readonly Token[],
  at: number,
  from: string,
  end: { readonly at: number; readonly value: string },
): Read {
  const [one, other] = [NAMES.indexOf(from), NAMES.indexOf(end.value)];
  const count = ((other - one + NAMES.length) % NAMES.length) + 1;
  const values = Array.from({ length: count }, (_, place) => NAMES[(one + place) % NAMES.length] ?? '');
  return {
    first: /^(?:from|between)$/.test(tokens[at - 1]?.word ?? '') ? at - 1 : at,
    last: tokens[end.at + 1]?.word === 'tak' ? end.at + 1 : end.at,
    sense: { tag: 'state', of: 'order', filters: [{ member: 'weekday', op: 'is', values }] },
  };
}

function isBeside(tokens: readonly Token[], one: number, other: number): boolean {
  const between = tokens.slice(Math.min(one, other) + 1, Math.max(one, other));
  return (
    between.length > 0 && between.length <= MOST_BETWEEN && between.every(({ word }) => BETWEEN.test(word))
  );
}
