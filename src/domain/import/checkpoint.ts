import * as z from 'zod';
import { Conflict, Tally } from './report.js';

/** How far the writing of an import has come; kept beside the books, so that a repeat goes on there. */
export const Progress = z.object({
  /** Digest of what is imported and of the settings that ids follow from: another source starts anew. */
  source: z.string(),
  /** Kinds of records whose writing has begun, and how they compared with the books before it did. */
  counts: z.record(z.string(), Tally),
  conflicts: z.array(Conflict),
  /** Sales documents, in the order of the file: so many of the first are counted, so many of those are written. */
  counted: z.int().nonnegative(),
  written: z.int().nonnegative(),
});
export type Progress = z.infer<typeof Progress>;

/** Where the progress of one import is kept. */
export interface Checkpoints {
  /** What an earlier run left, where it did not end. */
  load(): Promise<Progress | undefined>;
  /** Comes before the writes it speaks of: what is counted there may be written or not. */
  save(progress: Progress): Promise<void>;
}

export const NO_CHECKPOINTS: Checkpoints = {
  load: async () => undefined,
  save: async () => undefined,
};
