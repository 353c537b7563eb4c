import type { NameIndex, NameMatch } from '../../words/names/name-index.js';
import type { Token } from '../../words/tokens.js';
import { counts, type Lexicon } from './lexicon/lexicon.js';
import { goodsIn, type Mend, mend } from './mending.js';
import type { Item, Sense } from './senses.js';

/** A span that was read by itself: a period, a number, a comparison. */
export interface Read {
  /** Tokens, both included. */
  readonly first: number;
  readonly last: number;
  readonly sense: Sense | undefined;
  /** Why it could not be read. */
  readonly unclear?: string | undefined;
}

/** A question as items, and what was passed over to make them. */
export interface Segmented {
  readonly items: readonly Item[];
  /** Words that nothing explains. */
  readonly unknown: readonly { readonly text: string; readonly near: readonly string[] }[];
  /** Mistyped words and what they were taken for. */
  readonly mended: readonly { readonly from: string; readonly to: string }[];
  readonly unclear: readonly string[];
}

interface Span {
  readonly first: number;
  readonly last: number;
  readonly senses: Sense[];
  cost: number;
  unclear?: string | undefined;
}

const COST = { phrase: 1, broken: 2.5, whole: 1, part: 1.5, read: 1, unknown: 20 } as const;
const APART = /^[,;/&+]$/;

/**
 * Covers a question with the fewest phrases, names, periods, numbers and comparisons, each word by exactly one; words
 * that nothing explains cost more than anything else. (Shortest path over the words; Viterbi 1967.)
 */
export function segment(
  tokens: readonly Token[],
  read: readonly Read[],
  lexicon: Lexicon,
  indexes: readonly NameIndex[],
): Segmented {
  const kept = tokens.flatMap(({ word }, at) => (counts(word) ? [at] : []));
  const covered = new Set(read.flatMap(({ first, last }) => range(first, last)));
  const mends = kept.map((at) => {
    const word = tokens[at]?.word ?? '';
    return covered.has(at) ? undefined : mend(word, lexicon, indexes);
  });
  besideNames(mends, (index) => typedAt(tokens, kept, index), indexes);
  const words = kept.map((at, index) => mends[index]?.word ?? tokens[at]?.word ?? '');
  const typed = (index: number): string => tokens[kept[index] ?? -1]?.word ?? '';
  const place = new Map(kept.map((at, index) => [at, index]));
  const spans = new Map<string, Span>();
  const add = (
    first: number,
    last: number,
    senses: readonly Sense[],
    cost: number,
    unclear?: string,
  ): void => {
    const key = `${first} ${last}`;
    const known = spans.get(key);
    if (known === undefined) spans.set(key, { first, last, senses: [...senses], cost, unclear });
    else {
      known.senses.push(...senses);
      known.cost = Math.min(known.cost, cost);
      known.unclear ??= unclear;
    }
  };
  for (const { first, last, sense, unclear } of read) {
    const inside = range(first, last).flatMap((at) => place.get(at) ?? []);
    const [from, to] = [inside[0], inside.at(-1)];
    if (from !== undefined && to !== undefined)
      add(
        from,
        to,
        sense === undefined ? [] : [sense],
        sense?.tag === 'number' ? COST.read + 0.1 : sense === undefined ? COST.read + 0.05 : COST.read,
        unclear,
      );
  }
  words.forEach((_, first) => {
    for (const { last, senses } of lexicon.from(words, first)) {
      // "Product, category" are two.
      const broken = tokens.slice(kept[first], kept[last]).some(({ word }) => word === ',' || word === ';');
      add(first, last, senses, broken ? COST.broken : COST.phrase);
    }
  });
  // A mistyped word alone is too little to tell a name by a part of it, unless it is long and the name one of goods.
  const doubtful = ({ first, last, how, names }: NameMatch): boolean =>
    how === 'part' &&
    range(first, last).every((index) => {
      const mended = mends[index];
      const goods = names.every(({ member }) => member === 'product' || member === 'category');
      return (
        mended?.word !== undefined && mended.sure !== true && !(goods && typed(index).length >= LONG_WORD)
      );
    });
  for (const { first, last, goods } of goodsIn(kept.map((_, index) => typed(index)))) {
    const names = findNames([goods], lexicon, indexes).flatMap((match) => match.names);
    if (names.length > 0)
      add(first, last, [{ tag: 'name', names, how: 'part', said: goods, other: true }], COST.whole);
  }
  for (const { first, last, how, names } of findNames(words, lexicon, indexes).filter(
    (match) => !doubtful(match),
  )) {
    const mended = range(first, last).some((index) => mends[index]?.word !== undefined);
    const said = mended ? words.slice(first, last + 1).join(' ') : undefined;
    add(first, last, [{ tag: 'name', names, how, said }], how === 'whole' ? COST.whole : COST.part);
  }
  const best = cheapest(words.length, [...spans.values()]);
  const text = (first: number, last: number): string =>
    tokens
      .slice(kept[first] ?? 0, (kept[last] ?? 0) + 1)
      .map((token) => token.text)
      .join(' ');
  return {
    items: best.flatMap(({ first, last, senses }) =>
      senses.length === 0
        ? []
        : [
            {
              text: text(first, last),
              first,
              last,
              senses,
              apart: isApart(tokens, kept[first - 1], kept[first]),
            },
          ],
    ),
    unknown: best.flatMap(({ first, senses, unclear }) =>
      senses.length > 0 || unclear !== undefined
        ? []
        : [{ text: text(first, first), near: mends[first]?.near ?? [] }],
    ),
    mended: best.flatMap(({ first, last, senses }) => {
      const goods = senses.find((sense) => sense.tag === 'name' && sense.other === true);
      if (goods?.tag === 'name') return [{ from: text(first, last), to: goods.said ?? '' }];
      return range(first, last).flatMap((index) => {
        const to = mends[index]?.word;
        return to === undefined ? [] : [{ from: text(index, index), to }];
      });
    }),
    unclear: best.flatMap(({ unclear, senses }) =>
      unclear === undefined || senses.length > 0 ? [] : [unclear],
    ),
  };
}

function typedAt(tokens: readonly Token[], kept: readonly number[], index: number): string {
  return tokens[kept[index] ?? -1]?.word ?? '';
}

/** "Ernst Handl": of several words that are near, the one that makes a whole name with the word beside it. */
function besideNames(
  mends: (Mend | undefined)[],
  typed: (index: number) => string,
  indexes: readonly NameIndex[],
): void {
  mends.forEach((each, index) => {
    if (each === undefined || each.word !== undefined || each.near.length < 2) return;
    const whole = each.near.filter((word) =>
      [
        [typed(index - 1), word],
        [word, typed(index + 1)],
      ].some((pair) => pair.every((part) => part !== '') && isWholeName(pair, indexes)),
    );
    const [word, ...others] = whole;
    if (word !== undefined && others.length === 0) mends[index] = { ...each, word };
  });
}

function isWholeName(words: readonly string[], indexes: readonly NameIndex[]): boolean {
  return indexes.some((names) =>
    names
      .find(words)
      .some(({ how, first, last }) => how === 'whole' && first === 0 && last === words.length - 1),
  );
}

/** Whether a comma or the like stands between two words. */
function isApart(tokens: readonly Token[], before: number | undefined, at: number | undefined): boolean {
  if (before === undefined || at === undefined) return false;
  return tokens.slice(before + 1, at).some(({ word }) => APART.test(word));
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** From this length on a word with one wrong letter is still that word. */
const LONG_WORD = 6;

const AND = /^(?:and|aur)$/;

/** What people call by a part of its name. */
const IN_PARTS = new Set(['product', 'category', 'supplier', 'customer', 'employee', 'shipper']);

/** Names that stand in the words; parts of names only where some word means nothing else. */
function findNames(words: readonly string[], lexicon: Lexicon, indexes: readonly NameIndex[]): NameMatch[] {
  const own = (word: string | undefined): boolean =>
    word !== undefined && lexicon.senses([word]).length === 0;
  const found = merged(indexes.flatMap((index) => index.find(words)));
  // Names in parts may be joined, so that the words on both sides are looked for alone as well.
  const apart = words.map((word) => (AND.test(word) ? '&and' : word));
  const known = new Set(found.map(({ first, last }) => `${first} ${last}`));
  const alone = apart.some((word, at) => word !== words[at])
    ? merged(indexes.flatMap((index) => index.find(apart))).filter(
        ({ first, last }) => !known.has(`${first} ${last}`),
      )
    : [];
  const trimmed = [...found, ...alone].flatMap((match): NameMatch[] => {
    if (match.how === 'whole') return [match];
    // "Sugar and jaggery" is less than "Sugar, jaggery & salt".
    const several = words.slice(match.first, match.last + 1).some((word) => AND.test(word));
    const names = match.names.filter(
      ({ member }) => IN_PARTS.has(member) && !(several && member === 'category'),
    );
    if (names.length === 0) return [];
    const said = words.slice(match.first, match.last + 1).join(' ');
    const starts = match.last > match.first && names.some(({ value }) => plainOf(value).startsWith(said));
    const long = match.last - match.first >= 2 || starts;
    return range(match.first, match.last).some((at) => own(words[at])) && (long || own(words[match.first]))
      ? [{ ...match, names }]
      : [];
  });
  return trimmed.filter(({ how, first, last }) => {
    if (how === 'whole') return words.slice(first, last + 1).join('').length > 2 || own(words[first]);
    return words.slice(first, last + 1).some((word) => word.length > 2 && /\p{L}/u.test(word));
  });
}

/** A name in small letters, without marks and articles. */
function plainOf(name: string): string {
  return (name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).filter(counts).join(' ');
}

/** What several indexes found in the same words as one; whole names there leave out parts of others. */
function merged(found: readonly NameMatch[]): NameMatch[] {
  const at = new Map<string, NameMatch>();
  for (const match of found) {
    const key = `${match.first} ${match.last}`;
    const known = at.get(key);
    if (known === undefined || (known.how === 'part' && match.how === 'whole')) at.set(key, match);
    else if (known.how === match.how) at.set(key, { ...known, names: [...known.names, ...match.names] });
  }
  return [...at.values()];
}

/** The cheapest way from the first word to behind the last. */
function cheapest(length: number, spans: readonly Span[]): Span[] {
  const from = new Map<number, Span[]>();
  for (const span of spans) from.set(span.first, [...(from.get(span.first) ?? []), span]);
  const best: { cost: number; span: Span | undefined }[] = Array.from({ length: length + 1 }, () => ({
    cost: Number.POSITIVE_INFINITY,
    span: undefined,
  }));
  best[length] = { cost: 0, span: undefined };
  for (let first = length - 1; first >= 0; first -= 1) {
    const unknown: Span = { first, last: first, senses: [], cost: COST.unknown };
    for (const span of [...(from.get(first) ?? []), unknown]) {
      const cost = span.cost + (best[span.last + 1]?.cost ?? Number.POSITIVE_INFINITY);
      // Of equal ways the one whose first phrase is longer.
      const held = best[first];
      if (
        held === undefined ||
        cost < held.cost - 1e-9 ||
        (cost <= held.cost + 1e-9 && span.last > (held.span?.last ?? -1))
      )
        best[first] = { cost, span };
    }
  }
  const path: Span[] = [];
  for (let at = 0; at < length; ) {
    const span = best[at]?.span;
    if (span === undefined) break;
    path.push(span);
    at = span.last + 1;
  }
  return path;
}
