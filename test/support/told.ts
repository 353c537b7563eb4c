import { expect } from 'vitest';
import * as z from 'zod';
import type { Answer, SharedServer } from './shared-server.js';

/** What must never be in an answer: places in the program or on the disk, other software's words. */
export const LEAKS =
  /\n\s*at |node_modules|\bdist\/|\bsrc\/|\/tmp\/|\/var\/|\/home\/|\/root|\/proc\/|file:\/\/\/work|Error:|Zod|duckdb|dynamo|\baws\b|ENOENT|EACCES|SELECT |\bFROM \(|GROUP BY|\$\d|undefined|\[object/i;

export const Told = z.strictObject({
  error: z.strictObject({
    code: z.enum(['invalid_input', 'not_found', 'conflict', 'refused', 'too_large']),
    message: z.string().min(5),
    field: z.string().optional(),
    fix: z.string().min(3),
    valid: z.array(z.string()).optional(),
  }),
});
export type Told = z.infer<typeof Told>['error'];

export const textOf = ({ content }: Answer): string => content.map(({ text }) => text).join('\n');

/** Asks a server for the refusal of a call, and checks that it is fit for anyone's eyes. */
export function refusalsOf(munshi: SharedServer) {
  return async (name: string, args: Record<string, unknown>, echoed = ''): Promise<Told> => {
    const answer = await munshi.call(name, args);
    const text = textOf(answer);
    expect(answer.isError, `${name} was answered: ${text.slice(0, 400)}`).toBe(true);
    expect(text.length).toBeLessThan(6_000);
    expect(echoed === '' ? text : text.replaceAll(echoed, '')).not.toMatch(LEAKS);
    return Told.parse(JSON.parse(text)).error;
  };
}
