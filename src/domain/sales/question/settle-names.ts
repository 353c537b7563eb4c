import type { FilterRequest } from '../query/filters.js';
import { choose } from './choose-name.js';
import type { Draft, Pending } from './draft.js';
import { joinAlternatives } from './joined-names.js';
import { senseOf } from './senses.js';
import { boughtOp, GOODS, goodsByWord, joinedBy, namedAlike } from './settle-goods.js';
import { Unread } from './unread.js';

/** Turns names into filters: which member a name is of follows from the noun and the words beside it. */
export function settleNames(draft: Draft): void {
  const filters = together(
    draft,
    joinAlternatives(
      draft,
      [...draft.pending]
        .sort((one, other) => (one.items[0]?.first ?? 0) - (other.items[0]?.first ?? 0))
        .map((pending) => ({ pending, filters: settled(draft, pending) })),
    ),
  );
  besideEachOther(draft, filters);
  // "In Germany or France" was one list; several conditions on one member that each must hold leave nothing.
  const all = [...draft.filters, ...filters];
  const holds = ({ op, or_group: group }: FilterRequest): boolean =>
    group === undefined && (op === 'is' || op === 'contains');
  const twice = all.find(
    (one, index) =>
      holds(one) && all.findIndex((other) => other.member === one.member && holds(other)) !== index,
  );
  if (twice !== undefined)
    throw new Unread(`Two different values are asked of ${twice.member} at once.`, {
      fix: 'Join them by "or", or ask about one.',
      valid: all.filter(({ member }) => member === twice.member).flatMap(({ values = [] }) => values),
    });
  for (const filter of filters)
    if (!isPart(draft, filter)) draft.addFilter(filter);
    else if (filter.op === 'contains' || draft.grain !== undefined) shareOf(draft, filter);
    else {
      draft.addDimension(filter.member);
      draft.taken.push(`The shares of all are listed, ${filter.values?.join(', ')} among them.`);
    }
}

/** "Cash sales versus UPI sales": one condition, whose values are set beside each other. */
function together(draft: Draft, filters: readonly FilterRequest[]): FilterRequest[] {
  const versus = draft.items.find(
    (item, at) =>
      senseOf(item, 'versus') !== undefined ||
      ((senseOf(item, 'more') !== undefined || senseOf(item, 'fewer') !== undefined) &&
        senseOf(draft.items[at + 1], 'than') !== undefined),
  );
  const [first, second, ...others] = filters.filter(({ op }) => op === 'is');
  const alike = first !== undefined && first.member === second?.member && others.length === 0;
  const asked = draft.all.filter(
    (item) => senseOf(item, 'how_much') !== undefined || senseOf(item, 'how_many') !== undefined,
  );
  if ((versus === undefined && asked.length < 2) || !alike) return [...filters];
  if (versus !== undefined) {
    const than = draft.items[draft.items.indexOf(versus) + 1];
    draft.claim(senseOf(than, 'than') === undefined || than === undefined ? [versus] : [versus, than]);
  }
  draft.claim(draft.items.filter((item) => senseOf(item, 'and') !== undefined));
  draft.comparing = true;
  const merged = { ...first, values: [...new Set([...(first.values ?? []), ...(second.values ?? [])])] };
  return [...filters.filter((filter) => filter !== first && filter !== second), merged];
}

/** "Cash and UPI collection": ways of paying are told apart, as they are counted apart. */
const WAYS = new Set(['payment']);

/** Values that are compared with each other are grouped by. */
function besideEachOther(draft: Draft, filters: readonly FilterRequest[]): void {
  // "Kitni kitni": how much of each.
  const each = draft.all.filter((item) => /^kit[nt][aei]$/i.test(item.text)).length > 1;
  const ways = draft.pending.some((pending) => joinedBy(pending, 'and') && !pending.negated);
  const paid = ways && !draft.all.some((item) => senseOf(item, 'total') !== undefined);
  if (!draft.comparing && !each && !paid && draft.pending.every(({ versus }) => !versus)) return;
  const several = filters.filter(({ op, values = [] }) => op === 'is' && values.length > 1);
  const beside = draft.comparing || each || draft.pending.some(({ versus }) => versus);
  for (const { member } of several)
    if (draft.measures.length > 0 && (beside || WAYS.has(member))) draft.addDimension(member);
}

/** "What percent of the bills were below 100": of all bills, those that the condition lets through. */
export function settleParts(draft: Draft): void {
  const { add, dimensions, grain, groups, filters, held, measures } = draft;
  const [filter, ...others] = filters.filter(({ member }) => held.includes(member));
  if (!add.includes('share') || filter === undefined || others.length > 0) return;
  if (dimensions.length + groups.length > 0 || grain !== undefined || measures.length !== 1) return;
  filters.splice(filters.indexOf(filter), 1);
  shareOf(draft, filter);
}

/** "What share of sales is tea": of goods that a word means, their part of the whole. */
function shareOf(draft: Draft, filter: FilterRequest): void {
  const [measure = 'net_sales', ...others] = draft.measures;
  if (others.length > 0 || draft.rank !== undefined || draft.compare.length > 0) {
    draft.addFilter(filter);
    return;
  }
  draft.define.push(
    { name: 'asked_part', measure, filters: [filter] },
    { name: 'asked_share', plus: ['asked_part'], per: [measure], type: 'percent' },
  );
  draft.measures.splice(0, draft.measures.length, 'asked_share');
  draft.add.splice(draft.add.indexOf('share'), 1);
}

/** "The share of UPI in sales": a part is told beside the others that make up the whole, or of each bucket's. */
function isPart({ add, dimensions, groups }: Draft, { op }: FilterRequest): boolean {
  return (
    add.includes('share') && (op === 'is' || op === 'contains') && dimensions.length + groups.length === 0
  );
}

function settled(draft: Draft, pending: Pending): FilterRequest[] {
  const several = namedAlike(draft, pending) ?? goodsByWord(draft, pending);
  if (several !== undefined) return several;
  const wanted = pending.names.map((names, index) =>
    choose(draft, pending, names, pending.texts[index] ?? ''),
  );
  const byMember = new Map<string, string[]>();
  for (const { member, value } of wanted) byMember.set(member, [...(byMember.get(member) ?? []), value]);
  for (const [member, values] of byMember)
    if (new Set(values).size < values.length && isMore(values[0] ?? '', pending.texts))
      throw new Unread(`Several of the names are read as one ${member}, ${values[0]}.`, {
        fix: 'Write the names of the products in full.',
      });
  return [...byMember].flatMap(([member, named]): FilterRequest[] => {
    const values = [...new Set(named)];
    const op = boughtOp(draft, pending, member);
    // Customers who bought this and that bought each.
    if (op === 'bought' && joinedBy(pending, 'and'))
      return values.map((value) => ({ member, op, values: [value] }));
    if (op !== undefined) return [{ member, op, values }];
    if (
      member === 'channel' &&
      pending.negated &&
      draft.subject === 'customer' &&
      draft.measures.length === 0
    )
      throw new Unread(
        `Whether "${values.join(', ')}" is how they order or what is known of them is not clear.`,
        {
          fix: 'Write e.g. "customers who did not order by phone".',
        },
      );
    if (draft.subject === 'order' && values.length > 1 && GOODS.has(member) && joinedBy(pending, 'and'))
      throw new Unread('Whether orders with all of these or with any of them are meant is not clear.', {
        fix: 'Write "or", or ask about one.',
        valid: values,
      });
    return [{ member, op: pending.negated ? 'is_not' : 'is', values }];
  });
}

/** Whether a category holds more than the words that stand for it: biscuits or snacks are all of Biscuits & snacks. */
function isMore(category: string, texts: readonly string[]): boolean {
  const stems = (text: string): string[] =>
    (text.toLowerCase().match(/\p{L}{2,}/gu) ?? []).map((word) => word.replace(/s$/, ''));
  const said = new Set(texts.flatMap(stems));
  return stems(category).some((stem) => stem !== 'and' && !said.has(stem));
}
