/** A server on the SDK alone, over stdio: one trivial tool of 24. */
import { Server } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';

const result = { content: [{ type: 'text', text: '{"ok":true}' }], structuredContent: { ok: true } };
const tools = Array.from({ length: 24 }, (_, index) => ({
  name: `tool_${index}`,
  description: 'A tool to compare with.',
  inputSchema: { type: 'object' },
}));
serveStdio(() => {
  const server = new Server({ name: 'peer', version: '1' }, { capabilities: { tools: {} } });
  server.setRequestHandler('tools/list', () => ({ tools }));
  server.setRequestHandler('tools/call', () => result);
  return server;
});
