import type { Draft } from '../draft.js';
import { type Match, pattern } from '../match.js';
import { senseOf } from '../senses.js';
import { periodOf, setPeriod } from './period.js';

const DATED = pattern('verb=ship|verb=require|verb=hire|verb=expire prep:in|of|from|to|by? period');
const EXPIRED = pattern('verb=expire');
const DATES = { hire: 'employee_hire_date', expire: 'next_expiry_date' } as const;

/** Periods of other dates than that of the sale, and goods that expired. */
export function readDated(draft: Draft): void {
  draft.each(DATED, (match) => dated(draft, match));
  draft.each(EXPIRED, (match) => {
    if (!/expired$|^expire ho (?:gay|chuk)/i.test(match.items[0]?.text ?? '')) return false;
    draft.addFilter({ member: DATES.expire, op: 'less_than', values: [draft.today] });
    draft.shown.push(DATES.expire);
  });
}

/** A period that is of another date than that of the sale: "shipped in March", "hired before 1993". */
function dated(draft: Draft, match: Match): boolean {
  const verb = senseOf(match.items[0], 'verb')?.verb;
  const period = periodOf(match.one('period'));
  if (period === undefined) return false;
  if (verb === 'ship' || verb === 'require') {
    setPeriod(draft, period);
    draft.dated = verb === 'ship' ? 'shipped' : 'required';
    return true;
  }
  if (verb !== 'hire' && verb !== 'expire') return false;
  // Customers join as well, with their first purchase.
  const others = draft.items.flatMap((item) => senseOf(item, 'thing')?.thing ?? []);
  if (verb === 'hire' && others.some((thing) => thing !== 'employee')) return false;
  const member = DATES[verb];
  const { first, last } = period;
  if (first !== undefined && last !== undefined)
    draft.addFilter({ member, op: 'between', values: [first, last] });
  else if (first !== undefined) draft.addFilter({ member, op: 'at_least', values: [first] });
  else if (last !== undefined) draft.addFilter({ member, op: 'at_most', values: [last] });
  draft.shown.push(member);
  return true;
}
