import { isWord, type Token, touches } from '../../words/tokens.js';
import type { Entry } from './entry.js';
import type { Lexicon } from './lexicon.js';
import { type Bound, Quantities } from './quantities.js';

/** A stretch of a query and what it stands for. */
export interface Piece {
  readonly first: number;
  readonly last: number;
  readonly what: Entry | ({ readonly is: 'bound' } & Bound);
}

/** All of a query in pieces, or the words that nothing explains. */
export interface Pieces {
  readonly pieces: readonly Piece[];
  readonly unknown: readonly Token[];
  /** The first number that could not be read, and why. */
  readonly unclear: string | undefined;
}

/** Marks that only part words. */
const SILENT = new Set(['.', '।', '?', '(', ')', ':', '-', '–', '—', '*', '…']);

/** Takes a query apart; at each place the longest reading wins, of equals the number. */
export function piecesOf(tokens: readonly Token[], lexicon: Lexicon): Pieces {
  const quantities = new Quantities(tokens);
  const pieces: Piece[] = [];
  const unknown: Token[] = [];
  let unclear: string | undefined;
  let next = 0;
  for (let from = 0; from < tokens.length; from = next) {
    const number = isOne(tokens[from], pieces.at(-1)) ? undefined : quantities.read(from);
    const entry = lexicon.read(tokens, from);
    const named = lexicon.named(tokens, from);
    if (named !== undefined && named.reach > Math.max(number?.next ?? 0, entry?.next ?? 0)) {
      next = named.next;
      pieces.push({ first: from, last: next - 1, what: named.value });
    } else if (number !== undefined && number.next >= (entry?.next ?? 0)) {
      next = number.next;
      if ('unclear' in number.value) unclear ??= number.value.unclear;
      else pieces.push({ first: from, last: next - 1, what: { is: 'bound', ...number.value } });
    } else if (entry !== undefined) {
      next = entry.next;
      // Which are not for sale: the negation is part of what follows.
      const inner = entry.value.is === 'not' && next > from + 1 ? lexicon.read(tokens, next - 1) : undefined;
      const last = inner && lexicon.read(tokens.slice(next - 1, next), 0);
      if (inner !== undefined && last?.value.is === 'not' && inner.value.is !== 'not' && inner.next > next) {
        next -= 1;
        pieces.push({ first: from, last: next - 1, what: { is: 'filler', role: 'article' } });
        continue;
      }
      pieces.push({ first: from, last: next - 1, what: isKoi(tokens, from) ? KOI : entry.value });
    } else {
      next = from + 1;
      const token = tokens[from];
      if (token !== undefined && !isSilent(token, endsSentence(tokens, from)) && !isField(tokens, from))
        unknown.push(token);
    }
  }
  return { pieces, unknown, unclear };
}

/** A cream one is a pet. */
function isOne(token: Token | undefined, before: Piece | undefined): boolean {
  return token?.word === 'one' && before !== undefined && TOLD.has(before.what.is);
}

const TOLD: ReadonlySet<Piece['what']['is']> = new Set(['colour', 'size', 'sex', 'vaccinated', 'cheap']);

const KOI: Entry = { is: 'breed', value: 'koi', types: ['fish'], one: false };
const AFTER_FISH = new Set('or|and|,|&|/|fish|fishes|for|under|below|above|over|between|with|.|?'.split('|'));
const BEFORE_FISH = new Set('or|and|&|/'.split('|'));

/** In Hindi koi is any, and stands before what it tells of; else it is the fish. */
function isKoi(tokens: readonly Token[], at: number): boolean {
  const [before, after] = [tokens[at - 1]?.word ?? '', tokens[at + 1]?.word];
  return (
    tokens[at]?.word === 'koi' && (after === undefined || AFTER_FISH.has(after) || BEFORE_FISH.has(before))
  );
}

/** The sign in colour=white. */
function isField(tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.word === '=' && isWord(tokens[at - 1]) && isWord(tokens[at + 1]);
}

/** Whether a mark stands after a word, and before none that it touches. */
function endsSentence(tokens: readonly Token[], at: number): boolean {
  return at === tokens.length - 1 || (touches(tokens, at) && !touches(tokens, at + 1));
}

/** A mark before a word may mean something, such as `!dog`. */
function isSilent(token: Token, atEnd: boolean): boolean {
  return !isWord(token) && (SILENT.has(token.word) || (atEnd && token.word === '!'));
}
