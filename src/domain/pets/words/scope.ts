import type { Token } from '../../words/tokens.js';
import { type Entry, typeOf } from './entry.js';
import type { Piece } from './pieces.js';
import { mixed, refuse } from './refusal.js';

type Kind = Piece['what']['is'];

/** A piece that asks something, and whether it is excluded. */
export interface Asked {
  readonly piece: Piece;
  readonly not: boolean;
  /** How it is joined to the one before it. */
  readonly joint: 'comma' | 'and' | 'or' | 'but' | undefined;
}

/** An exclusion that is open, and of what kind its first word is. */
interface Negation {
  readonly of?: Kind;
  readonly tight: boolean;
  readonly wide: boolean;
}

/** Words for an animal itself. */
const NOUNS: ReadonlySet<Kind> = new Set(['type', 'breed', 'stage']);
/** Words that say something of it. */
const TRAITS: ReadonlySet<Kind> = new Set([
  'colour',
  'size',
  'sex',
  'vaccinated',
  'availability',
  'bound',
  'free',
]);
const EXCLUDABLE: ReadonlySet<Kind> = new Set([
  ...NOUNS,
  'colour',
  'size',
  'sex',
  'vaccinated',
  'availability',
]);
const ADJECTIVES: ReadonlySet<Kind> = new Set(['colour', 'size', 'sex']);
const COMMAS = new Set([',', ';']);
const CONTEXT: ReadonlySet<Kind> = new Set(['budget', 'aged', 'priced', 'top', 'sorting']);

/**
 * Which pieces a negation excludes. One before goes on through a list of the same kind: no birds or fish; one after, as
 * Hindi has it, takes back the word before and what is joined to it.
 *
 * @throws ClerkError `invalid_input` for a negation of nothing or of a combination, and for alternatives of two kinds.
 */
export function scoped(pieces: readonly Piece[], tokens: readonly Token[]): Asked[] {
  const asked: Asked[] = [];
  let negation: Negation | undefined;
  let joint: Asked['joint'];
  let spoken = false;
  let through = false;
  let verb = false;
  for (const [at, each] of pieces.entries()) {
    // Nothing over 5000 is all up to 5000.
    const opposite = negation !== undefined && negation.of === undefined ? opposed(each) : undefined;
    if (opposite !== undefined) negation = undefined;
    const piece = opposite ?? each;
    const { is } = piece.what;
    const open = negation !== undefined && negation.of === undefined;
    if (is === 'and' || is === 'or' || is === 'but') {
      // No, show dogs.
      if (open) throw dangling(piece, tokens);
      verb = false;
    }
    if (is === 'and' || is === 'or') {
      if (joint !== 'or') joint = is === 'and' && COMMAS.has(tokens[piece.first]?.word ?? '') ? 'comma' : is;
    } else if (is === 'but') {
      if (negation?.of !== undefined) negation = undefined;
      joint = 'but';
    } else if (is === 'not' || is === 'non') {
      if (open) throw dangling(piece, tokens);
      negation = { tight: is === 'non', wide: is === 'not' && piece.what.wide };
      joint = undefined;
      spoken = false;
    } else if (is === 'not_before') takeBack(asked, tokens, piece);
    else if (is === 'filler') {
      if (piece.what.role === 'verb' && !open) negation = undefined;
      verb ||= piece.what.role === 'verb';
      spoken ||= piece.what.role === 'other' || piece.what.role === 'person';
    } else if (CONTEXT.has(is)) through ||= open;
    else {
      const last = asked.at(-1);
      // Rabbits but white: all but these, or these.
      if (
        joint === 'but' &&
        negation === undefined &&
        is === 'colour' &&
        last !== undefined &&
        NOUNS.has(last.piece.what.is) &&
        !isTakenBack(pieces, at)
      )
        throw dangling(piece, tokens);
      if (joint === 'but' && negation === undefined && NOUNS.has(is) && !isTakenBack(pieces, at)) {
        // All pets but cats leaves cats out; dogs but pugs may mean either.
        if (last?.piece.what.is !== 'pets' || verb) throw dangling(piece, tokens);
        negation = { tight: false, wide: true };
      }
      const excluded =
        negation !== undefined && isExcluded(negation, joint, asked.at(-1)?.piece.what, piece.what);
      // No birds please, cats: whether cats are wanted cannot be told.
      if (excluded && spoken && negation?.of !== undefined) throw dangling(piece, tokens);
      if (negation !== undefined && negation.of === undefined && (through || !EXCLUDABLE.has(is)))
        throw dangling(piece, tokens);
      if (last !== undefined && !excluded && !last.not && !areJoined(last, piece.what, joint)) throw mixed();
      asked.push({ piece, not: excluded, joint });
      negation = negation === undefined || !excluded || negation.tight ? undefined : { ...negation, of: is };
      if (excluded === false && is === 'pets') negation = undefined;
      joint = undefined;
      spoken = false;
      through = false;
      verb = false;
    }
  }
  if (negation !== undefined && negation.of === undefined)
    throw refuse('The query ends in a negation.', 'Say what to leave out, such as "no birds".');
  checkApart(asked.filter(({ not }) => !not));
  return asked;
}

/** Whether the next word that says something takes this one back: kutta par pug nahi. */
function isTakenBack(pieces: readonly Piece[], at: number): boolean {
  return pieces.slice(at + 1).find(({ what: { is } }) => is !== 'filler')?.what.is === 'not_before';
}

const OPPOSITE = { over: 'at_most', at_least: 'under', under: 'at_least', at_most: 'over' } as const;

function opposed(piece: Piece): Piece | undefined {
  const { what } = piece;
  if (what.is !== 'bound' || what.op === undefined) return undefined;
  if (what.op === 'between' || what.op === 'is' || what.op === 'not') return undefined;
  return { ...piece, what: { ...what, op: OPPOSITE[what.op] } };
}

/** Whether a negation still holds for a word after it. @throws ClerkError where it would exclude a combination. */
function isExcluded(
  { of, tight, wide }: Negation,
  joint: Asked['joint'],
  before: Piece['what'] | undefined,
  what: Piece['what'],
): boolean {
  const { is } = what;
  if (of === undefined) return EXCLUDABLE.has(is);
  if (tight) return false;
  if (is === of && (joint !== undefined || NOUNS.has(is))) return true;
  if (joint !== undefined || is === 'pets') return false;
  // No Persian cats: the type says nothing that the breed has not said.
  if (
    of === 'breed' &&
    before?.is === 'breed' &&
    typeOf(what) !== undefined &&
    before.types.includes(typeOf(what) ?? '')
  )
    return true;
  if (NOUNS.has(of) ? wide || !TRAITS.has(is) : !(NOUNS.has(is) || ADJECTIVES.has(is))) return false;
  throw combination();
}

/** Turns the last word, and those joined to it by a word, into exclusions. */
function takeBack(asked: Asked[], tokens: readonly Token[], negation: Piece): void {
  for (let at = asked.length - 1; ; at -= 1) {
    const one = asked[at];
    if (one === undefined || one.not || !EXCLUDABLE.has(one.piece.what.is)) throw dangling(negation, tokens);
    asked[at] = { ...one, not: true };
    const before = asked[at - 1];
    if (before === undefined || before.not) return;
    const link = tokens[before.piece.last + 1]?.word ?? '';
    const listed = LINKS.has(link) && before.piece.last + 2 === one.piece.first;
    const type = typeOf(one.piece.what);
    const same = before.piece.what.is === one.piece.what.is;
    const repeats =
      before.piece.what.is === 'breed' && type !== undefined && before.piece.what.types.includes(type);
    if (
      one.joint === undefined &&
      !repeats &&
      NOUNS.has(one.piece.what.is) &&
      (TRAITS.has(before.piece.what.is) || before.piece.last + 1 === one.piece.first)
    )
      throw combination();
    if (!(listed && same) && !(repeats && one.joint === undefined)) return;
  }
}

const LINKS = new Set(['ya', 'aur', 'or', 'and']);

function combination() {
  return refuse(
    'The query excludes a combination.',
    'Exclude one thing at a time, such as "cats, not white" or "no birds".',
  );
}

function dangling(piece: Piece, tokens: readonly Token[]) {
  const text = tokens
    .slice(piece.first, piece.last + 1)
    .map((token) => token.text)
    .join(' ');
  return refuse(
    `What "${text.slice(0, 60)}" excludes is not clear.`,
    'Say what to leave out, such as "no birds".',
  );
}

/** Whether two things that are wanted may be joined so: labrador or dog cannot be told from dog. */
function areJoined(before: Asked, what: Piece['what'], joint: Asked['joint']): boolean {
  const { is } = what;
  const other = before.piece.what;
  if (joint === 'or' && (other.is === 'pets' || is === 'pets')) return other.is === is;
  if (joint === 'or' && other.is !== is) return false;
  if (joint === 'or') return is !== 'bound';
  // Labs and golden: a colour, or goldens.
  if (joint === 'and' && NOUNS.has(other.is) && is === 'colour') return false;
  const differ = NOUNS.has(is) && NOUNS.has(other.is) && other.is !== is;
  return !(joint === 'and' && differ && other.is !== 'bound' && what.is !== 'bound' && belongs(other, what));
}

/** White cats and black dogs are two filters. @throws ClerkError where traits stand between two different animals. */
function checkApart(asked: readonly Asked[]): void {
  let noun: { readonly at: number; readonly what: Entry } | undefined;
  const seen = new Set<string>();
  for (const [at, { piece, joint }] of asked.entries()) {
    const { what } = piece;
    if (what.is === 'bound' || !NOUNS.has(what.is)) continue;
    if (noun !== undefined && !belongs(noun.what, what)) {
      const between = asked.slice(noun.at + 1, at).filter(
        ({
          piece: {
            what: { is },
          },
        }) => TRAITS.has(is),
      );
      if (between.some((each) => !seen.has(JSON.stringify(each.piece.what)))) throw mixed();
    }
    if (joint !== undefined || noun === undefined || !belongs(noun.what, what)) {
      for (const each of asked.slice(0, at)) seen.add(JSON.stringify(each.piece.what));
    }
    noun = { at, what };
  }
}

/** Whether two words may be of one animal: labrador and dog, dog and puppy. */
function belongs(a: Entry, b: Entry): boolean {
  if (a.is === 'breed' && b.is === 'breed') return a.value === b.value;
  const [types, others] = [typesOf(a), typesOf(b)];
  return types.length === 0 || others.length === 0 || types.some((type) => others.includes(type));
}

function typesOf(entry: Entry): readonly string[] {
  if (entry.is === 'breed') return entry.types;
  const type = entry.is === 'type' ? entry.value : entry.is === 'stage' ? entry.type : undefined;
  return type === undefined ? [] : [type];
}
