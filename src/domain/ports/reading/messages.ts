import * as z from 'zod';
import type { ErrorCode } from '../../errors.js';
import type { DocumentKind } from './identify.js';
import type { Area, QuarterTurn } from './reading.js';

/** What the reading process is asked. One document is open at a time. */
export type Task =
  | { readonly task: 'open'; readonly bytes: Uint8Array; readonly kind: DocumentKind }
  | { readonly task: 'read'; readonly page: number }
  | { readonly task: 'again'; readonly turned: QuarterTurn; readonly area: Area }
  | { readonly task: 'picture'; readonly page: number; readonly turned: QuarterTurn }
  | { readonly task: 'close' };

const point = z.object({ x: z.number(), y: z.number() });
const words = z
  .array(
    z.object({
      text: z.string(),
      confidence: z.number(),
      polygon: z.tuple([point, point, point, point]).readonly(),
    }),
  )
  .readonly();

/** What it answers, by task. */
export const ANSWERS = {
  open: z.object({ pages: z.int() }),
  read: z.object({
    width: z.int(),
    height: z.int(),
    turned: z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)]),
    words,
  }),
  again: z.object({ words }),
  picture: z.object({
    jpeg: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
    width: z.int(),
    height: z.int(),
  }),
  close: z.object({}),
} as const;

export type Answer = z.input<(typeof ANSWERS)[keyof typeof ANSWERS]>;

export type Message = Task & { readonly id: number };

interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly field?: string | undefined;
  readonly fix?: string | undefined;
}

export type Reply =
  | { readonly id: number; readonly answer: unknown }
  | { readonly id: number; readonly failure: Failure };

/** What the process is started with, as one JSON argument. */
export interface ProcessSettings {
  /** Folder of the models; the installed package when absent. */
  readonly models?: string | undefined;
  readonly runtime?: 'native' | 'wasm' | undefined;
}
