import type { Draft } from '../draft.js';
import { type Match, pattern } from '../match.js';
import { senseOf } from '../senses.js';
import { periodOf, setPeriod } from './period.js';

const DATED = pattern('verb=ship|verb=require|verb=hire|verb=expire prep:in|of|from|to|by? period');
const DATED_BEFORE = pattern('prep:in? period in? what|which|list? thing=product? verb=expire');
const EXPIRED = pattern('verb=expire');
const DATES = { hire: 'employee_hire_date', expire: 'next_expiry_date' } as const;

/** Periods of other dates than that of the sale, and goods that expired. */
export function readDated(draft: Draft): void {
  draft.each(DATED, (match) => dated(draft, match));
  // "Agle 7 din mein kya kya expire ho raha hai".
  draft.each(DATED_BEFORE, (match) => {
    const verb = match.items.at(-1);
    if (verb === undefined || !dated(draft, match, verb)) return false;
    const others = match.items.filter(
      (item) =>
        senseOf(item, 'thing') !== undefined ||
        senseOf(item, 'what') !== undefined ||
        senseOf(item, 'which') !== undefined,
    );
    draft.claim(match.items.filter((item) => !others.includes(item)));
    return false;
  });
  draft.each(EXPIRED, (match) => {
    if (!/expired$|^expire ho (?:gay|chuk)/i.test(match.items[0]?.text ?? '')) return false;
    draft.addFilter({ member: DATES.expire, op: 'less_than', values: [draft.today] });
    draft.shown.push(DATES.expire);
  });
}

/** A period that is of another date than that of the sale: "shipped in March", "hired before 1993". */
function dated(draft: Draft, match: Match, said = match.items[0]): boolean {
  const verb = senseOf(said, 'verb')?.verb;
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
  const until = verb === 'expire' && /^(?:by|until|till|before|within)$/i.test(match.one('prep')?.text ?? '');
  const { last } = period;
  const first = until && last !== undefined && last >= draft.today ? draft.today : period.first;
  if (first !== undefined && last !== undefined)
    draft.addFilter({ member, op: 'between', values: [first, last] });
  else if (first !== undefined) draft.addFilter({ member, op: 'at_least', values: [first] });
  else if (last !== undefined) draft.addFilter({ member, op: 'at_most', values: [last] });
  draft.shown.push(member);
  return true;
}
