/**
 * A module that prints, and a tool that takes its time: mounted where a test needs a server that is busy or noisy.
 */
console.log('printed while loading');

/**
 * @param {import('@modelcontextprotocol/server').Server} server
 * @param {import('../../src/transport/mcp-server.js').Service} service
 */
export default function mount(server, { catalogue, shop }) {
  console.log('printed while mounting');
  process.stdout.write('written while mounting\n');
  server.setRequestHandler(
    'tools/call',
    async ({ params: { name, arguments: args } }, { mcpReq: { signal } }) => {
      if (name !== 'test_wait')
        return catalogue.call(name, args, shop, { signal, progress: () => undefined });
      console.log('printed while called');
      console.info('and', { more: true });
      process.stderr.write('test_wait started\n');
      await new Promise((resolve) => setTimeout(resolve, args?.milliseconds ?? 0));
      return { content: [{ type: 'text', text: 'waited' }] };
    },
  );
}
