import type { DocumentKind } from './identify.js';

/** A point of a page in pixels of the page as read: upright, origin top left. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** One word as it stands on a page. */
export interface Word {
  readonly text: string;
  /** How sure the engine is of the text, from 0 to 1. */
  readonly confidence: number;
  /** Top left, top right, bottom right, bottom left of the word as it is read; may be skewed. */
  readonly polygon: readonly [Point, Point, Point, Point];
}

/** What a field is called by an engine that knows documents: a hint, weighed like any other evidence. */
export interface Hint {
  readonly field: 'vendor' | 'bill_number' | 'date' | 'total' | 'subtotal' | 'tax';
  readonly text: string;
  /** From 0 to 1. */
  readonly confidence: number;
}

/** How far a page is turned clockwise, in degrees. */
export type QuarterTurn = 0 | 90 | 180 | 270;

/** One page as read. */
export interface ReadPage {
  /** From 1. */
  readonly page: number;
  /** In pixels, after turning upright. */
  readonly width: number;
  readonly height: number;
  /** How far the page was turned clockwise to stand upright, in degrees. */
  readonly turned: QuarterTurn;
  readonly words: readonly Word[];
  readonly hints: readonly Hint[];
}

/** A part of a page to look at again, in pixels of the page as read. */
export interface Area {
  readonly page: number;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface ReadOptions {
  readonly signal?: AbortSignal | undefined;
  /** Told after each page. */
  readonly onPage?: ((done: number, pages: number) => void) | undefined;
}

/** What was read of one file, while it is still open. */
export interface Reading {
  readonly pages: readonly ReadPage[];
  /** Which engine read it. */
  readonly engine: 'local' | 'textract';
  readonly kind: DocumentKind;
  /**
   * Reads parts of pages again, larger and with every recogniser there is: for where the arithmetic fails. Each
   * area gives its words, in the pixels of the page; an engine that cannot look again gives none.
   */
  lookAgain(areas: readonly Area[]): Promise<readonly (readonly Word[])[]>;
  /** A page as it was read, upright, as JPEG. */
  picture(page: number): Promise<Uint8Array>;
}

/** Page images in, words with boxes out. */
export interface ReadingPort {
  /**
   * Reads every page of an image (PNG, JPEG, WebP, TIFF) or PDF and hands it to `use`; the file stays open until
   * that ends.
   *
   * @throws ClerkError `invalid_input` for a file that is none of these, is broken or is encrypted; `too_large` for
   * one over the limits (identify.ts); `not_configured` where no engine is installed; `unavailable`, `busy`,
   * `timeout` and `cancelled`.
   */
  read<T>(bytes: Uint8Array, use: (reading: Reading) => Promise<T>, options?: ReadOptions): Promise<T>;
  close(): Promise<void>;
}
