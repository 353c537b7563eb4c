/** What every client of a service beside the store is made with. */
interface ClientSettings {
  readonly maxAttempts: number;
  readonly retryMode: 'standard';
  readonly requestHandler: InstanceType<typeof import('@smithy/node-http-handler')['NodeHttpHandler']>;
}

/** Milliseconds. */
const CONNECTION_TIMEOUT = 3_000;

/** Makes a client that tries twice, over HTTP/1.1: some services' clients default to HTTP/2, which few proxies take. */
export async function connectAws<Client>(make: (settings: ClientSettings) => Client): Promise<Client> {
  const { NodeHttpHandler } = await import('@smithy/node-http-handler');
  return make({
    maxAttempts: 2,
    retryMode: 'standard',
    requestHandler: new NodeHttpHandler({ connectionTimeout: CONNECTION_TIMEOUT }),
  });
}
