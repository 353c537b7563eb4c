import type { ErrorCode } from '../../errors.js';
import type { DocumentKind } from './identify.js';
import type { Area, Word } from './reading.js';

/** What the reading process is asked. One document is open at a time. */
export type Task =
  | { readonly task: 'open'; readonly bytes: Uint8Array; readonly kind: DocumentKind }
  | { readonly task: 'read'; readonly page: number }
  | { readonly task: 'again'; readonly turned: 0 | 90 | 180 | 270; readonly area: Area }
  | { readonly task: 'picture'; readonly page: number }
  | { readonly task: 'close' };

/** What it answers, by task. */
export interface Answers {
  readonly open: { readonly pages: number };
  readonly read: {
    readonly width: number;
    readonly height: number;
    readonly turned: 0 | 90 | 180 | 270;
    readonly words: readonly Word[];
  };
  readonly again: { readonly words: readonly Word[] };
  readonly picture: { readonly jpeg: Uint8Array; readonly width: number; readonly height: number };
  readonly close: Record<string, never>;
}

export type Request = Task & { readonly id: number };

export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly field?: string | undefined;
  readonly fix?: string | undefined;
}

export type Reply =
  | { readonly id: number; readonly answer: Answers[keyof Answers] }
  | { readonly id: number; readonly failure: Failure };

/** What the process is started with, as one JSON argument. */
export interface ProcessSettings {
  /** Folder of the models; the installed package when absent. */
  readonly models?: string | undefined;
  readonly runtime?: 'native' | 'wasm' | undefined;
}
