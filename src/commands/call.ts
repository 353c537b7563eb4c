import { readFileSync } from 'node:fs';
import type { CommandLine, Config } from '../config.js';
import { ClerkError } from '../domain/errors.js';
import { connectClient } from './client.js';

/** `munshi call TOOL [JSON|-]`: calls one tool as an MCP client and prints its structuredContent. */
export async function call(config: Config, { positionals, url }: CommandLine): Promise<number> {
  const [tool, text = '{}'] = positionals;
  if (tool === undefined)
    throw new ClerkError('invalid_input', 'munshi call needs the name of a tool.', {
      fix: 'munshi tools lists them.',
    });
  const args = readArguments(text === '-' ? readFileSync(0, 'utf8') : text);
  const { client, close } = await connectClient(config, url);
  try {
    const result = await client.callTool({ name: tool, arguments: args });
    if (result.isError === true) {
      const [first] = result.content;
      process.stderr.write(`${first?.type === 'text' ? first.text : 'The tool failed.'}\n`);
      return 1;
    }
    process.stdout.write(`${JSON.stringify(result.structuredContent ?? {})}\n`);
    return 0;
  } finally {
    await close();
  }
}

function readArguments(text: string): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new ClerkError('invalid_input', 'The arguments are not valid JSON.', {
      fix: 'Send e.g. \'{"measures": ["net_sales"]}\', or - to read them from standard input.',
      cause: error,
    });
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw new ClerkError('invalid_input', 'The arguments must be a JSON object.');
  return { ...parsed };
}
