import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { onTestFinished, vi } from 'vitest';
import { readBody } from './fault-proxy.js';

/** What the service does with one request. */
export type Turn =
  | { readonly kind: 'answer'; readonly body: unknown }
  /** An answer with this text as it stands. */
  | { readonly kind: 'raw'; readonly text: string }
  /** An error as AWS sends it. */
  | { readonly kind: 'error'; readonly status: number; readonly type: string; readonly message?: string }
  /** Nobody ever answers. */
  | { readonly kind: 'hang' }
  /** The connection closes without an answer. */
  | { readonly kind: 'disconnect' }
  /** Half of the answer arrives. */
  | { readonly kind: 'truncate'; readonly body: unknown };

export interface AwsServer {
  readonly url: string;
  /** What arrived: path and JSON body. */
  readonly requests: { readonly path: string; readonly body: unknown }[];
}

/**
 * A loopback server in the place of an AWS service that speaks JSON over REST; the usual variables lead the SDK to it
 * until the test is over. `turn` says what becomes of each request, by its number from 0.
 */
export async function awsServer(
  service: 'SAGEMAKER_RUNTIME' | 'BEDROCK_RUNTIME',
  turn: (body: unknown, number: number) => Turn,
): Promise<AwsServer> {
  const requests: AwsServer['requests'] = [];
  const handle = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body: unknown = JSON.parse((await readBody(incoming)).toString());
    requests.push({ path: incoming.url ?? '', body });
    take(turn(body, requests.length - 1), incoming, response);
  };
  const server = createServer((incoming, response) => {
    handle(incoming, response).catch(() => incoming.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen({ host: '127.0.0.1', port: 0 }, resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server does not listen');
  const url = `http://127.0.0.1:${address.port}`;
  const variables = {
    [`AWS_ENDPOINT_URL_${service}`]: url,
    AWS_REGION: 'ap-south-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
  };
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return { url, requests };
}

function take(turn: Turn, incoming: IncomingMessage, response: ServerResponse): void {
  switch (turn.kind) {
    case 'answer':
      return reply(response, 200, JSON.stringify(turn.body));
    case 'raw':
      return reply(response, 200, turn.text);
    case 'error':
      return reply(response, turn.status, JSON.stringify({ message: turn.message ?? SECRET }), turn.type);
    case 'hang':
      return;
    case 'disconnect':
      incoming.socket.destroy();
      return;
    case 'truncate': {
      const text = JSON.stringify(turn.body);
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': text.length });
      response.write(text.slice(0, text.length / 2), () => incoming.socket.destroy());
    }
  }
}

/** What no caller may ever be shown. */
export const SECRET = 'arn:aws:sagemaker:ap-south-1:123456789012:endpoint/prod-7 at ip-10-0-0-7.internal';

function reply(response: ServerResponse, status: number, body: string, type?: string): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...(type === undefined ? {} : { 'x-amzn-errortype': type }),
  });
  response.end(body);
}
