import { Client, InMemoryTransport, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { compose, IDENTITY } from '../compose.js';
import type { Config } from '../config.js';
import { mcpServer } from '../transport/mcp-server.js';

export interface Connected {
  readonly client: Client;
  close(): Promise<void>;
}

/** An MCP client of the server at `url`, or of one in this very process. */
export async function connectClient(config: Config, url: string | undefined): Promise<Connected> {
  const client = new Client({ name: 'munshi-cli', version: IDENTITY.version });
  if (url !== undefined) {
    await client.connect(new StreamableHTTPClientTransport(new URL(url)));
    return { client, close: () => client.close() };
  }
  const munshi = compose(config);
  const [near, far] = InMemoryTransport.createLinkedPair();
  await mcpServer(munshi.service).connect(far);
  await client.connect(near);
  return {
    client,
    close: async () => {
      await client.close();
      await munshi.close();
    },
  };
}
