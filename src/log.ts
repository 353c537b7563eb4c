import type { Config } from './config.js';

export type Level = 'error' | 'info' | 'debug';

const RANK: Record<Config['log_level'], number> = { silent: 0, error: 1, info: 2, debug: 3 };

/** One JSON object a line on stderr. */
export type Log = (
  level: Level,
  event: string,
  fields?: Readonly<Record<string, string | number | boolean | undefined>>,
) => void;

export function makeLog(level: Config['log_level']): Log {
  return (at, event, fields) => {
    if (RANK[at] > RANK[level]) return;
    process.stderr.write(
      `${JSON.stringify({ time: new Date().toISOString(), level: at, event, ...fields })}\n`,
    );
  };
}

/** The first line of the stack that lies in Munshi itself. The stack begins with the message, which is passed over. */
function placeOf({ stack = '', message }: Error): string | undefined {
  const frames = stack.slice(stack.indexOf(message) + message.length);
  return /^ +at (?!.*node_modules).*\/(?:src|dist)\/([\w./-]+:\d+):\d+\)?$/m.exec(frames)?.[1];
}

/**
 * What a log may hold of an error: the kinds along its chain of causes, and where in Munshi it was thrown. No
 * message: it may carry what a customer typed, a path or another service's words.
 */
export function describeError(error: unknown): { error: string; at?: string | undefined } {
  const kinds: string[] = [];
  let at: string | undefined;
  for (let next = error; next instanceof Error && kinds.length < 5; next = next.cause) {
    kinds.push(/^\w{1,60}$/.test(next.name) ? next.name : 'Error');
    at ??= placeOf(next);
  }
  return { error: kinds.length === 0 ? typeof error : kinds.join(' < '), at };
}
