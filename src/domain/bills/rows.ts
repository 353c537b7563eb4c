import type { ReadPage, Word } from '../ports/reading/reading.js';
import type { Place } from './bill.js';

/** A word with its place after taking out the skew of the page. */
export interface Token {
  readonly text: string;
  readonly confidence: number;
  readonly place: Place;
  /** Along and across the lines of text, in pixels, skew taken out. */
  readonly left: number;
  readonly right: number;
  readonly middle: number;
  readonly height: number;
}

/** Tokens that stand beside each other, from left to right. */
export interface Row {
  readonly page: number;
  readonly tokens: readonly Token[];
  readonly text: string;
  readonly middle: number;
  readonly height: number;
}

/** Neighbours of one row differ in height on the page by less than this share of their size. */
const TOLERANCE = 0.5;

/**
 * Groups the words of a page into rows. The skew comes from the words' own boxes; a word joins the row whose nearest
 * word stands level with it, so that rows of a page that is bent follow the bend.
 */
export function toRows(page: ReadPage): Row[] {
  const slope = Math.tan(skewOf(page.words));
  const tokens = page.words
    .map((word) => toToken(word, page.page, slope))
    .sort((a, b) => a.middle - b.middle);
  const open: Token[][] = [];
  for (const token of tokens) {
    let best: Token[] | undefined;
    let bestOffset = Number.POSITIVE_INFINITY;
    for (const row of open) {
      const neighbour = nearestIn(row, token);
      if (neighbour === undefined) continue;
      const offset = Math.abs(neighbour.middle - token.middle) / Math.min(neighbour.height, token.height);
      if (offset < TOLERANCE && offset < bestOffset) {
        best = row;
        bestOffset = offset;
      }
    }
    if (best === undefined) open.push([token]);
    else best.push(token);
  }
  return open
    .map((row) => {
      const ordered = row.sort((a, b) => a.left - b.left);
      const sizes = ordered.map(({ height }) => height).sort((a, b) => a - b);
      return {
        page: page.page,
        tokens: ordered,
        text: ordered.map(({ text }) => text).join(' '),
        middle: ordered.reduce((sum, { middle }) => sum + middle, 0) / ordered.length,
        height: sizes[Math.floor(sizes.length / 2)] ?? 0,
      };
    })
    .sort((a, b) => a.middle - b.middle);
}

function nearestIn(row: readonly Token[], token: Token): Token | undefined {
  let nearest: Token | undefined;
  let distance = Number.POSITIVE_INFINITY;
  for (const other of row) {
    const overlap = Math.min(other.right, token.right) - Math.max(other.left, token.left);
    if (overlap > 0.5 * Math.min(other.right - other.left, token.right - token.left)) return undefined;
    const apart = Math.max(0, -overlap);
    if (apart < distance) {
      nearest = other;
      distance = apart;
    }
  }
  return nearest;
}

/** The angle of most of the text, in radians: the median, each word counted by its length. */
function skewOf(words: readonly Word[]): number {
  const angles = words
    .map(({ polygon: [from, to] }) => ({
      angle: Math.atan2(to.y - from.y, to.x - from.x),
      weight: Math.hypot(to.x - from.x, to.y - from.y),
    }))
    .filter(({ angle }) => Math.abs(angle) < Math.PI / 6)
    .sort((a, b) => a.angle - b.angle);
  const half = angles.reduce((sum, { weight }) => sum + weight, 0) / 2;
  let passed = 0;
  for (const { angle, weight } of angles) {
    passed += weight;
    if (passed >= half) return angle;
  }
  return 0;
}

function toToken({ text, confidence, polygon }: Word, page: number, slope: number): Token {
  const xs = polygon.map(({ x }) => x);
  const ys = polygon.map(({ y }) => y);
  const [a, b, c, d] = polygon;
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const across = (a.y + b.y + c.y + d.y) / 4;
  return {
    text,
    confidence,
    place: { page, left, top: Math.min(...ys), right, bottom: Math.max(...ys) },
    left: (a.x + d.x) / 2,
    right: (b.x + c.x) / 2,
    middle: across - ((a.x + b.x + c.x + d.x) / 4) * slope,
    height: Math.max(1, Math.hypot(d.x - a.x, d.y - a.y)),
  };
}

/** The box around several tokens of one page. */
export function placeOf(tokens: readonly Token[]): Place {
  return {
    page: tokens[0]?.place.page ?? 1,
    left: Math.min(...tokens.map(({ place }) => place.left)),
    top: Math.min(...tokens.map(({ place }) => place.top)),
    right: Math.max(...tokens.map(({ place }) => place.right)),
    bottom: Math.max(...tokens.map(({ place }) => place.bottom)),
  };
}

export function meanConfidence(tokens: readonly Token[]): number {
  if (tokens.length === 0) return 0;
  return tokens.reduce((sum, { confidence }) => sum + confidence, 0) / tokens.length;
}
