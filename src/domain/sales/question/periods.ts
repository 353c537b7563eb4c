import { Temporal } from 'temporal-polyfill';
import { localeOrder } from '../../date-order.js';
import type { ShopSettings } from '../../shop.js';
import { localDate } from '../../time.js';
import { findPeriods, type Period } from '../../words/periods/index.js';
import { type Token, tokenize } from '../../words/tokens.js';
import type { AskedPeriod } from './senses.js';

/** A period as it stands in a question, in tokens. */
export interface FoundPeriod {
  readonly first: number;
  readonly last: number;
  readonly value?: AskedPeriod | undefined;
  readonly unclear?: string | undefined;
  /** It only says the year of another. */
  readonly part?: true;
}

/** What the resolver finds in some tokens. */
type Found = ReturnType<typeof findPeriods>[number];
type ReadPeriods = (tokens: readonly Token[]) => readonly Found[];

const RANGE = /^(?:from|between)$/;
const JOINT = /^(?:to|and|till|until)$/;

/** Finds the periods of questions as the shop understands them at a moment. */
export function periodsOf(
  shop: ShopSettings,
  now: Date,
): (tokens: readonly Token[]) => readonly FoundPeriod[] {
  const at = {
    today: Temporal.PlainDate.from(localDate(now, shop.time_zone)),
    fiscalStart: shop.fiscal_year_start,
    dayOrder: localeOrder(shop.locale),
  };
  return (tokens) => {
    const ahead = tokens.some(({ word }) => EXPIRY.test(word));
    const read = (some: readonly Token[]) =>
      findPeriods(some, { ...at, ...(ahead ? { ahead } : { past: true }) });
    const apart = yearApart(tokens, read);
    if (apart !== undefined) return apart;
    return earlierFeasts(read(tokens), tokens, read).flatMap((found): FoundPeriod | [] => {
      const { first, last } = found;
      // "Not seen since 2 months" tells how long, and no period.
      if ('unclear' in found && LONG.test(tokens[first]?.word ?? '') && isCount(tokens[first + 1]?.word))
        return [];
      if ('unclear' in found)
        return { first, last, ...comparedOrUnclear(found.unclear, tokens.slice(first, last + 1), read) };
      const since = sinceHindi(found.value, tokens.slice(last + 1, last + 3), read);
      if (since !== undefined) return { first, last: last + 1, value: since };
      const some = tokens.slice(first, last + 1);
      const within = boundWithin(some, read);
      if (within !== undefined) return { first, last, ...within };
      return { first, last, value: { ...asked(found.value), ends: ends(some, read) } };
    });
  };
}

/** What comes after "se" where it sets one time beside another, or goes on to its end. */
const NOT_SINCE =
  /^(?:z[iy]?ada|zyaada|jyada|kam|adhik|behtar|upar|neeche|kitn[aei]|pehle|pahle|tak|lekar|leke|aaj|compar\w*|tulna|badh\w*|ghat\w*)$/;

/** "April se har mahine ki bikri": from April on. */
function sinceHindi(
  { first, named, note }: Period,
  [se, next]: readonly Token[],
  read: ReadPeriods,
): AskedPeriod | undefined {
  if (first === undefined || !/^\d/.test(named) || !/^(?:se|से)$/.test(se?.word ?? '')) return undefined;
  if (next !== undefined && NOT_SINCE.test(next.word)) return undefined;
  const [open] = read(tokenize(`since ${first.toString()}`));
  return open === undefined || 'unclear' in open ? undefined : { ...asked(open.value), note };
}

/** Words between a day and a year that make them two times. */
const OTHER =
  /^(?:vs|versus|v|and|aur|or|ya|to|se|than|against|compar\w*|hired?|joined|ship\w*|expir\w*|requir\w*|deliver\w*|first|new|naye|who|that|which|whose|since|not|nahi|but|except|,|\?)$/;

/** "On Diwali how much was sold in 2025": a month, day or festival whose year stands apart from it. */
function yearApart(tokens: readonly Token[], read: ReadPeriods): FoundPeriod[] | undefined {
  const [one, other, ...others] = read(tokens);
  if (one === undefined || other === undefined || others.length > 0) return undefined;
  const [day, year] = isYear(tokens, one) ? [other, one] : [one, other];
  if ('unclear' in day || 'unclear' in year || !isYear(tokens, year)) return undefined;
  const open = day.value.note?.includes('taken as') !== true || day.value.first === undefined;
  const between = tokens.slice(Math.min(one.last, other.last) + 1, Math.max(one.first, other.first));
  if (open || between.some(({ word }) => OTHER.test(word))) return undefined;
  const [named, ...rest] = read([
    ...tokens.slice(day.first, day.last + 1),
    ...tokens.slice(year.first, year.last + 1).filter(({ word }) => YEAR.test(word)),
  ]);
  if (named === undefined || 'unclear' in named || rest.length > 0) return undefined;
  return [
    { first: day.first, last: day.last, value: asked(named.value) },
    { first: year.first, last: year.last, part: true },
  ];
}

const YEAR = /^(?:19|20)\d\d$/;

function isYear(tokens: readonly Token[], found: Found): boolean {
  return (
    !('unclear' in found) &&
    YEAR.test(found.value.named) &&
    tokens.slice(found.first, found.last + 1).some(({ word }) => YEAR.test(word))
  );
}

const LAST = /^(?:last|previous|prior|pichh?l[aie])$/;

/** "This Diwali and last Diwali": where both come to the same days, the last is that of the year before. */
function earlierFeasts(
  found: readonly Found[],
  tokens: readonly Token[],
  read: ReadPeriods,
): readonly Found[] {
  return found.map((one) => {
    const words = tokens.slice(one.first, one.last + 1);
    if ('unclear' in one || !words.some(({ word }) => LAST.test(word))) return one;
    const { first } = one.value;
    const twice = found.some(
      (other) => other !== one && !('unclear' in other) && isSame(other.value, one.value),
    );
    // Names that move with time, such as last_month, say themselves which days are meant.
    if (!twice || first === undefined || !/^\d/.test(one.value.named)) return one;
    const rest = words.filter(({ word }) => !LAST.test(word)).map(({ text }) => text);
    const [earlier] = read(tokenize(`${rest.join(' ')} ${first.year - 1}`));
    if (earlier === undefined || 'unclear' in earlier) return one;
    const { beside } = one.value;
    return { ...one, value: { ...earlier.value, ...(beside === undefined ? {} : { beside }) } };
  });
}

function isSame(one: Period, other: Period): boolean {
  return one.first?.toString() === other.first?.toString() && one.last?.toString() === other.last?.toString();
}

/** "Before Diwali this month": the part of the one that lies before the other. */
function boundWithin(
  tokens: readonly Token[],
  read: ReadPeriods,
): Pick<FoundPeriod, 'value' | 'unclear'> | undefined {
  const at = tokens.findIndex(({ word }, index) => index > 1 && WITHIN.test(word));
  if (at < 0) return undefined;
  const bound = whole(tokens.slice(0, at), read);
  const period = whole(tokens.slice(at), read);
  const open = bound !== undefined && (bound.first === undefined) !== (bound.last === undefined);
  if (!open || period?.first === undefined || period.last === undefined) return undefined;
  if (LAST.test(tokens[at]?.word ?? ''))
    return {
      unclear:
        'Whether all of that time or a part of it is meant is not clear. Write its first and last day.',
    };
  if (bound.last === undefined) return undefined;
  const [first, last] = [period.first.toString(), bound.last.toString()];
  if (first > last) return { unclear: 'There is no day that is before the one and in the other.' };
  return { value: { named: `${first}..${last}`, beside: false, first, last, note: bound.note } };
}

const WITHIN = /^(?:this|current|is|last|previous|prior|pichh?l[aie])$/;

/** The period that all of the words are, where they are one. */
function whole(tokens: readonly Token[], read: ReadPeriods): Period | undefined {
  const [found] = read(tokens);
  const all = found !== undefined && found.first === 0 && found.last === tokens.length - 1;
  return all && !('unclear' in found) ? found.value : undefined;
}

const LONG = /^(?:since|during)$/;

function isCount(word: string | undefined): boolean {
  return /^\d+$/.test(word ?? '');
}

/** Goods expire in times ahead; what was sold, was before. */
const EXPIRY = /^(?:expir|khatam$)/;

/** A range that a change is told over is two periods; any other that is not clear stays so. */
function comparedOrUnclear(
  unclear: string,
  tokens: readonly Token[],
  read: ReadPeriods,
): Pick<FoundPeriod, 'value' | 'unclear'> {
  const both = ends(tokens, read);
  const [from, to] = both ?? [];
  if (from?.first === undefined || to?.last === undefined) return { unclear };
  const named = `${from.first}..${to.last}`;
  return { value: { named, beside: false, first: from.first, last: to.last, ends: both, unclear } };
}

function asked({ named, beside, grain, first, last, note }: Period): AskedPeriod {
  return { named, beside: beside === true, grain, first: first?.toString(), last: last?.toString(), note };
}

/** The two ends of "from 1996 to 1997", for a change from the one to the other. */
function ends(tokens: readonly Token[], read: ReadPeriods): AskedPeriod['ends'] {
  const joint = tokens.findIndex(({ word }) => JOINT.test(word));
  if (!RANGE.test(tokens[0]?.word ?? '') || joint < 0) return undefined;
  const [from] = read(tokens.slice(1, joint));
  const [to] = read(tokens.slice(joint + 1));
  return from === undefined || to === undefined || 'unclear' in from || 'unclear' in to
    ? undefined
    : [asked(from.value), asked(to.value)];
}
