/** Servers to compare with: `node http.mjs bare|low-level|mcp-server`. Each answers one trivial tool of 24. */
import { createServer } from 'node:http';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, McpServer, Server } from '@modelcontextprotocol/server';
import * as z from 'zod';

const [kind] = process.argv.slice(2);
const answer = { ok: true };
const result = { content: [{ type: 'text', text: JSON.stringify(answer) }], structuredContent: answer };
const names = Array.from({ length: 24 }, (_, index) => `tool_${index}`);
const input = z.strictObject(
  Object.fromEntries(
    Array.from({ length: 10 }, (_, index) => [
      `field_${index}`,
      z.string().optional().describe('One of the fields of this tool.'),
    ]),
  ),
);
const definitions = names.map((name) => ({
  name,
  description: 'A tool to compare with.',
  inputSchema: z.toJSONSchema(input),
}));

const factories = {
  'low-level': () => {
    const server = new Server({ name: 'peer', version: '1' }, { capabilities: { tools: {} } });
    server.setRequestHandler('tools/list', () => ({ tools: definitions }));
    server.setRequestHandler('tools/call', () => result);
    return server;
  },
  'mcp-server': () => {
    const server = new McpServer({ name: 'peer', version: '1' });
    for (const name of names)
      server.registerTool(name, { description: 'A tool to compare with.', inputSchema: input }, () => result);
    return server;
  },
};
const handle = kind === 'bare' ? undefined : toNodeHandler(createMcpHandler(factories[kind]));

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    if (handle !== undefined) return handle(request, response, body);
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ jsonrpc: '2.0', id: body.id, result }));
  });
});
server.listen(0, '127.0.0.1', () => console.error(`http://127.0.0.1:${server.address().port}`));
