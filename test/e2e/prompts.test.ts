import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { expect, onTestFinished, test } from 'vitest';
import { SERVER, serverEnv, startHttp } from '../support/server.js';
import { tempDir } from '../support/temp.js';

async function connect(over: 'stdio' | 'http'): Promise<Client> {
  const client = new Client({ name: 'munshi-test', version: '1.0.0' });
  const env = { MUNSHI_DATA_DIR: tempDir(), MUNSHI_LOG_LEVEL: 'silent', MUNSHI_TOOLSETS: 'sales,udhaar' };
  onTestFinished(() => client.close());
  await client.connect(
    over === 'stdio'
      ? new StdioClientTransport({ command: process.execPath, args: [SERVER, 'stdio'], env: serverEnv(env) })
      : new StreamableHTTPClientTransport(new URL((await startHttp(env)).url)),
  );
  return client;
}

test.each(['stdio', 'http'] as const)('a client lists, fills in and gets prompts over %s', async (over) => {
  const client = await connect(over);
  const { prompts } = await client.listPrompts();
  expect(prompts.map(({ name }) => name)).toEqual(['morning_briefing', 'collect_dues', 'month_in_review']);
  const { messages } = await client.getPrompt({ name: 'collect_dues', arguments: { language: 'Hindi' } });
  expect(messages).toEqual([
    {
      role: 'user',
      content: { type: 'text', text: expect.stringContaining('Reminders should be in "Hindi".') },
    },
  ]);
  const { completion } = await client.complete({
    ref: { type: 'ref/prompt', name: 'collect_dues' },
    argument: { name: 'language', value: 'e' },
  });
  expect(completion.values).toEqual(['English']);
  await expect(client.getPrompt({ name: 'price_check' })).rejects.toThrow('Unknown prompt: price_check');
});
