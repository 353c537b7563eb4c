import { performance } from 'node:perf_hooks';
import { ClerkError } from '../domain/errors.js';
import type { Shop } from '../domain/open-shop.js';
import type { Caller, Picture, Tool, Toolset } from './define-tool.js';

/** Largest answer, in bytes of JSON. */
export const LARGEST_ANSWER = 20_480;

/** Most that the pictures of an answer may take together, in bytes. */
export const LARGEST_PICTURES = 262_144;

/** Longest a call may take, in milliseconds. */
export const LONGEST_CALL = 60_000;

interface TextContent {
  readonly type: 'text';
  readonly text: string;
}

interface ImageContent {
  readonly type: 'image';
  /** Base64. */
  readonly data: string;
  readonly mimeType: string;
}

/** A tool's answer in the shape MCP gives it. */
export interface ToolAnswer {
  readonly content: [TextContent, ...ImageContent[]];
  readonly structuredContent?: Record<string, unknown>;
  readonly isError?: true;
  readonly [key: string]: unknown;
}

export interface Selection {
  /** Toolsets to serve; all of them when absent. */
  readonly toolsets?: readonly Toolset[] | undefined;
  /** Leave out and refuse every tool that writes. */
  readonly readOnly?: boolean | undefined;
}

/** One finished call, for telemetry. Never holds arguments or results. */
export interface CallRecord {
  readonly tool: string;
  readonly milliseconds: number;
  readonly bytes: number;
  /** `ok`, or the code of the error. */
  readonly outcome: string;
  readonly error?: unknown;
}

/**
 * The tools that are served, and the one way to call them.
 */
export class Catalogue {
  readonly #served: ReadonlyMap<string, Tool>;
  readonly #withheld: ReadonlyMap<string, Tool>;
  readonly #onCall: (record: CallRecord) => void;
  /** Definitions in a fixed order, made once. */
  readonly definitions: readonly Tool['definition'][];

  constructor(tools: readonly Tool[], selection: Selection, onCall: (record: CallRecord) => void) {
    const chosen = tools.filter((tool) => selection.toolsets?.includes(tool.toolset) ?? true);
    const allowed = (tool: Tool): boolean => tool.operation === 'read' || !selection.readOnly;
    this.#served = new Map(chosen.filter(allowed).map((tool) => [tool.name, tool]));
    this.#withheld = new Map(chosen.filter((tool) => !allowed(tool)).map((tool) => [tool.name, tool]));
    this.definitions = [...this.#served.values()].map((tool) => tool.definition);
    this.#onCall = onCall;
  }

  get tools(): Tool[] {
    return [...this.#served.values()];
  }

  /** Whether a call by this name has an answer, be it a refusal. */
  knows(name: string): boolean {
    return this.#served.has(name) || this.#withheld.has(name);
  }

  /**
   * Calls a tool. Never throws: bad input, refusals and faults come back as an error answer.
   */
  async call(name: string, args: unknown, shop: () => Promise<Shop>, caller: Caller): Promise<ToolAnswer> {
    const started = performance.now();
    const finish = (answer: ToolAnswer, outcome: string, error?: unknown): ToolAnswer => {
      const [{ text }, ...images] = answer.content;
      const bytes = images.reduce((sum, { data }) => sum + data.length, Buffer.byteLength(text));
      this.#onCall({ tool: name, milliseconds: performance.now() - started, bytes, outcome, error });
      return answer;
    };
    const deadline = new Deadline(caller.signal);
    const pictures: Picture[] = [];
    try {
      const tool = this.#served.get(name);
      if (tool === undefined) throw this.#absent(name);
      const result = await tool.execute(args, await shop(), {
        signal: deadline.signal,
        progress: caller.progress,
        show: (picture) => pictures.push(picture),
      });
      const text = JSON.stringify(result);
      const size = Buffer.byteLength(text);
      if (size > LARGEST_ANSWER) {
        throw new ClerkError(
          'too_large',
          `The answer would be ${Math.ceil(size / 1024)} KB; the limit is ${LARGEST_ANSWER / 1024} KB.`,
          {
            fix: 'Ask for fewer rows or columns, or filter further.',
          },
        );
      }
      return finish(
        { content: [{ type: 'text', text }, ...shown(pictures)], structuredContent: result },
        'ok',
      );
    } catch (error) {
      const told = deadline.passed
        ? new ClerkError('timeout', `The call took longer than ${LONGEST_CALL / 1000} s and was stopped.`, {
            fix: 'Ask for a shorter period or fewer rows.',
          })
        : caller.signal.aborted
          ? new ClerkError('cancelled', 'The caller cancelled the call.')
          : visible(error);
      return finish(errorAnswer(told), told.code, error);
    } finally {
      deadline.clear();
    }
  }

  #absent(name: string): ClerkError {
    if (!this.#withheld.has(name)) return new ClerkError('not_found', `There is no tool ${name}.`);
    return new ClerkError('read_only', 'This server is read-only and does not write.', {
      fix: 'The operator can start it without --read-only (MUNSHI_READ_ONLY).',
    });
  }
}

/** The first pictures that fit. */
function shown(pictures: readonly Picture[]): ImageContent[] {
  let room = LARGEST_PICTURES;
  return pictures
    .filter(({ bytes }) => {
      room -= bytes.length;
      return room >= 0;
    })
    .map(({ bytes, mimeType }) => ({ type: 'image', data: Buffer.from(bytes).toString('base64'), mimeType }));
}

/** The caller's signal joined with the longest time a call may take. */
class Deadline {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly #caller: AbortSignal;
  passed = false;

  constructor(caller: AbortSignal) {
    this.#caller = caller;
    this.#timer = setTimeout(() => {
      this.passed = true;
      this.#controller.abort();
    }, LONGEST_CALL);
    this.#timer.unref();
    if (caller.aborted) this.#controller.abort();
    else caller.addEventListener('abort', this.#onAbort, { once: true });
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#caller.removeEventListener('abort', this.#onAbort);
  }

  readonly #onAbort = (): void => this.#controller.abort();
}

/** What a caller may see of an error: what was written for callers, and nothing of the rest. */
function visible(error: unknown): ClerkError {
  if (error instanceof ClerkError) return error;
  return new ClerkError(
    'internal',
    'Munshi failed to answer; the fault is in the server, not in the request.',
    {
      fix: 'Try again; if it stays, the operator finds the cause in the server’s log.',
    },
  );
}

function errorAnswer(error: ClerkError): ToolAnswer {
  const told = {
    code: error.code,
    message: error.message,
    ...(error.field === undefined ? {} : { field: error.field }),
    ...(error.fix === undefined ? {} : { fix: error.fix }),
    ...(error.valid === undefined ? {} : { valid: error.valid.slice(0, 40) }),
  };
  return { content: [{ type: 'text', text: JSON.stringify({ error: told }) }], isError: true };
}
