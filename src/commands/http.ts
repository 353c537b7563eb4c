import { compose } from '../compose.js';
import type { Config } from '../config.js';
import { serveOverHttp } from '../transport/http.js';
import { loadFixtures } from './fixtures.js';

/** `munshi http`: serves streamable HTTP until it is told to stop, then lets running calls finish. */
export async function http(config: Config): Promise<number> {
  const munshi = compose(config, await loadFixtures(), false);
  const server = await serveOverHttp(munshi.service, {
    host: config.host,
    port: config.port,
    allowedHosts: config.allowed_hosts,
    mostRequests: config.most_requests,
    mostRequestsPerClient: config.most_requests_per_client,
  });
  process.stderr.write(`Munshi serves ${server.url}\n`);
  munshi.warmUp();
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  await server.close();
  await munshi.close();
  return 0;
}
