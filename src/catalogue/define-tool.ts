import * as z from 'zod';
import type { Shop } from '../domain/open-shop.js';
import { parseArguments } from './arguments.js';
import { type JsonSchema, toolInputSchema, toolOutputSchema } from './json-schema.js';

/** What a tool does to the books. Annotations, read-only mode and the idempotency key all follow from it. */
export type Operation = 'read' | 'append' | 'update' | 'remove';

export const TOOLSETS = [
  'sales',
  'stock',
  'forecast',
  'udhaar',
  'bills',
  'pricing',
  'pets',
  'advice',
] as const;
export type Toolset = (typeof TOOLSETS)[number];

/** What a caller brings along besides the arguments. */
export interface Caller {
  /** Aborts when the caller cancels, disconnects or the deadline passes. */
  readonly signal: AbortSignal;
  /** Tells a caller who asked for it how far the work is; costs nothing otherwise. */
  readonly progress: (done: number, total?: number, message?: string) => void;
}

/** A picture that goes with an answer, for people to see. What matters stands in the answer itself. */
export interface Picture {
  readonly mimeType: 'image/png';
  readonly bytes: Uint8Array;
}

/** What a tool gets besides its arguments. */
export interface ToolCall extends Caller {
  /** Adds a picture to the answer. */
  readonly show: (picture: Picture) => void;
}

/** A write's key and what it stands for; present for every operation but `read`. */
export interface WriteKey {
  readonly key: string;
  /** The arguments without the key: a repeat must match them. */
  readonly payload: unknown;
}

interface Declaration<I extends z.ZodObject, O extends z.ZodObject> {
  readonly name: string;
  readonly toolset: Toolset;
  readonly title: string;
  /** When to use the tool and when not, naming the sibling. */
  readonly description: string;
  /** Permission a caller needs, e.g. `sales:read`. */
  readonly scope: string;
  readonly input: I;
  readonly output: O;
}

export interface ReadDeclaration<I extends z.ZodObject, O extends z.ZodObject> extends Declaration<I, O> {
  readonly operation: 'read';
  readonly run: (input: z.output<I>, shop: Shop, call: ToolCall) => z.input<O> | Promise<z.input<O>>;
}

export interface WriteDeclaration<I extends z.ZodObject, O extends z.ZodObject> extends Declaration<I, O> {
  readonly operation: Exclude<Operation, 'read'>;
  readonly run: (
    input: z.output<I>,
    shop: Shop,
    call: ToolCall,
    write: WriteKey,
  ) => z.input<O> | Promise<z.input<O>>;
}

/** Hints of the MCP specification, all four stated. */
export interface Annotations {
  readonly readOnlyHint: boolean;
  readonly destructiveHint: boolean;
  readonly idempotentHint: boolean;
  readonly openWorldHint: boolean;
}

/** A tool as it is served: everything here is worked out once, from the declaration. */
export interface Tool {
  readonly name: string;
  readonly toolset: Toolset;
  readonly operation: Operation;
  readonly scope: string;
  readonly definition: {
    readonly name: string;
    readonly title: string;
    readonly description: string;
    readonly inputSchema: JsonSchema;
    readonly outputSchema: JsonSchema;
    readonly annotations: Annotations;
  };
  /** Checks the arguments, runs the tool and checks the answer. Throws ClerkError for what the caller can mend. */
  readonly execute: (args: unknown, shop: Shop, call: ToolCall) => Promise<Record<string, unknown>>;
}

const ANNOTATIONS: Record<Operation, Annotations> = {
  read: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  append: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  update: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: false },
  remove: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: false },
};

const idempotencyKey = z
  .string()
  .min(8)
  .max(200)
  .describe('New for each write, e.g. a UUID, 8 to 200 characters; the same again only to retry it.');

/**
 * Makes a tool from its declaration.
 */
export function defineTool<I extends z.ZodObject, O extends z.ZodObject>(
  declared: ReadDeclaration<I, O> | WriteDeclaration<I, O>,
): Tool {
  const inputSchema = toolInputSchema(
    declared.operation === 'read'
      ? declared.input
      : declared.input.extend({ idempotency_key: idempotencyKey }),
  );
  return {
    name: declared.name,
    toolset: declared.toolset,
    operation: declared.operation,
    scope: declared.scope,
    definition: {
      name: declared.name,
      title: declared.title,
      description: declared.description,
      inputSchema,
      outputSchema: toolOutputSchema(declared.output),
      annotations: ANNOTATIONS[declared.operation],
    },
    execute: async (args, shop, call) => {
      if (declared.operation === 'read') {
        const input = parseArguments(declared.input, inputSchema, args);
        return declared.output.parse(await declared.run(input, shop, call));
      }
      const { idempotency_key: key, ...rest } = parseArguments(
        z.looseObject({ idempotency_key: idempotencyKey }),
        inputSchema,
        args,
      );
      const input = parseArguments(declared.input, inputSchema, rest);
      return declared.output.parse(await declared.run(input, shop, call, { key, payload: input }));
    },
  };
}
