import { createMCPClient } from '@ai-sdk/mcp';
import { Experimental_StdioMCPTransport } from '@ai-sdk/mcp/mcp-stdio';
import { Client as Client2, StreamableHTTPClientTransport as Http2 } from '@modelcontextprotocol/client';
import { StdioClientTransport as Stdio2 } from '@modelcontextprotocol/client/stdio';
import { Client as Client1 } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as Stdio1 } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport as Http1 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { MCPServerStdio, MCPServerStreamableHttp } from '@openai/agents-core';
import { describe, expect, test } from 'vitest';
import { SERVER, serverEnv, startHttp } from '../support/server.js';
import { tempDir } from '../support/temp.js';

const QUERY = { measures: ['orders'] };
const REFUSED = { measures: ['ordres'] };
const INFO = { name: 'munshi-test', version: '1.0.0' };

/** How any client starts Munshi over stdio, on a shop of its own. */
const command = () => ({
  command: process.execPath,
  args: [SERVER, 'stdio'],
  env: serverEnv({ MUNSHI_DATA_DIR: tempDir(), MUNSHI_LOG_LEVEL: 'silent' }),
});

/** What every client must be able to do, in its own words. */
interface Driver {
  /** Names of the tools. */
  list(): Promise<string[]>;
  /** The answer to a call, in whatever form the client hands it over, as JSON. */
  call(name: string, args: Record<string, unknown>): Promise<string>;
  close(): Promise<void>;
}

type Over = 'stdio' | 'http';

/** Vercel's AI SDK: an implementation of its own. */
async function aiSdk(over: Over): Promise<Driver> {
  const client = await createMCPClient({
    transport:
      over === 'stdio'
        ? new Experimental_StdioMCPTransport(command())
        : { type: 'http', url: (await startHttp()).url },
  });
  const tools = await client.tools();
  return {
    list: async () => Object.keys(tools),
    call: async (name, args) =>
      JSON.stringify(await tools[name]?.execute(args, { messages: [], toolCallId: 'call' })),
    close: () => client.close(),
  };
}

/** OpenAI's agents SDK. */
async function openAi(over: Over): Promise<Driver> {
  const server =
    over === 'stdio'
      ? new MCPServerStdio({ ...command(), name: 'munshi' })
      : new MCPServerStreamableHttp({ url: (await startHttp()).url, name: 'munshi' });
  await server.connect();
  return {
    list: async () => (await server.listTools()).map(({ name }) => name),
    call: async (name, args) => JSON.stringify(await server.callTool(name, args)),
    close: () => server.close(),
  };
}

/** The official client of the 2025 revisions. */
async function official1(over: Over): Promise<Driver> {
  const client = new Client1(INFO);
  await client.connect(
    over === 'stdio' ? new Stdio1(command()) : new Http1(new URL((await startHttp()).url)),
  );
  return {
    list: async () => (await client.listTools()).tools.map(({ name }) => name),
    call: async (name, args) => JSON.stringify(await client.callTool({ name, arguments: args })),
    close: () => client.close(),
  };
}

/** The official client of both eras; it settles on 2026-07-28. */
async function official2(over: Over): Promise<Driver> {
  const client = new Client2(INFO, { versionNegotiation: { mode: 'auto' } });
  await client.connect(
    over === 'stdio' ? new Stdio2(command()) : new Http2(new URL((await startHttp()).url)),
  );
  expect(client.getNegotiatedProtocolVersion()).toBe('2026-07-28');
  return {
    list: async () => (await client.listTools()).tools.map(({ name }) => name),
    call: async (name, args) => JSON.stringify(await client.callTool({ name, arguments: args })),
    close: () => client.close(),
  };
}

describe.each([
  ['@ai-sdk/mcp', aiSdk],
  ['@openai/agents-core', openAi],
  ['@modelcontextprotocol/sdk 1.x', official1],
  ['@modelcontextprotocol/client 2.x', official2],
] as const)('%s', (_name, open) => {
  test.each(['stdio', 'http'] as const)(
    'lists and calls tools over %s',
    { timeout: 180_000 },
    async (over) => {
      const client = await open(over);
      try {
        expect(await client.list()).toEqual(
          expect.arrayContaining(['query_sales', 'describe_data', 'record_sale', 'import_file']),
        );
        expect(await client.call('query_sales', QUERY)).toMatch(/orders\\?":0/);
        expect(await client.call('query_sales', REFUSED)).toContain('Did you mean orders');
      } finally {
        await client.close();
      }
    },
  );
});
