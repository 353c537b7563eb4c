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

/**
 * What a log may hold of an error: the kinds along its chain of causes, and where in Munshi it was thrown. No
 * message: it may carry what a customer typed, a path or another service's words.
 */
export function describeError(error: unknown): { error: string; at?: string | undefined } {
  const kinds: string[] = [];
  let at: string | undefined;
  for (let next = error; next instanceof Error && kinds.length < 5; next = next.cause) {
    kinds.push(next.name);
    at ??= /(?:src|dist)\/([\w./-]+:\d+):\d+/.exec(next.stack ?? '')?.[1];
  }
  return { error: kinds.length === 0 ? typeof error : kinds.join(' < '), at };
}
