import {
  Agent,
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import * as z from 'zod';

/** What goes wrong with one request. */
export type Fault =
  /** The store is not asked; an AWS error comes back. */
  | { readonly kind: 'error'; readonly status: number; readonly type: string; readonly message?: string }
  /** The store is asked after so many milliseconds. */
  | { readonly kind: 'delay'; readonly ms: number }
  /** The store is not asked and nobody ever answers. */
  | { readonly kind: 'hang' }
  /** The connection closes before the store is asked. */
  | { readonly kind: 'drop-before' }
  /** The store does it; the connection closes without a reply. */
  | { readonly kind: 'drop-after' }
  /** The connection is reset before the store is asked. */
  | { readonly kind: 'reset' }
  /** The store does it; half of its reply arrives. */
  | { readonly kind: 'truncate' }
  /** The store is not asked; this comes back as its answer. */
  | { readonly kind: 'answer'; readonly body: unknown }
  /** The store is not asked; all of a batch but the first `done` requests come back as unprocessed. */
  | { readonly kind: 'unprocessed'; readonly done: number };

/** One request that arrived, and what the store answered to it. */
export interface Exchange {
  readonly operation: string;
  readonly request: unknown;
  /** Absent while none has come, and where the store was not asked. */
  answer?: unknown;
}

export interface FaultProxy {
  readonly url: string;
  readonly exchanges: Exchange[];
  /** Lets the next `times` requests of an operation go wrong, after those that are to already. */
  fault(operation: string, fault: Fault, times?: number): void;
  /** Lets requests go wrong as `choose` says, where nothing else is planned for them. */
  always(choose: (operation: string) => Fault | undefined): void;
  /** Lets everything through again and forgets what has passed. */
  clear(): void;
  close(): Promise<void>;
}

const Batch = z.object({
  RequestItems: z.record(
    z.string(),
    z.union([z.array(z.unknown()), z.looseObject({ Keys: z.array(z.unknown()) })]),
  ),
});

/** A loopback proxy in front of a DynamoDB-compatible store, gone when the test is over. */
export async function faultProxy(target: string): Promise<FaultProxy> {
  const { hostname, port } = new URL(target);
  const agent = new Agent({ keepAlive: true });
  const faults: { readonly operation: string; readonly fault: Fault }[] = [];
  const exchanges: Exchange[] = [];
  let chosen: (operation: string) => Fault | undefined = () => undefined;

  /** The headers pass unchanged, so that the signature over them holds. */
  const forward = (incoming: IncomingMessage, body: Buffer): Promise<{ status: number; body: Buffer }> =>
    new Promise((resolve, reject) => {
      const outgoing = httpRequest(
        { hostname, port, agent, method: incoming.method, path: incoming.url, headers: incoming.headers },
        (response) => {
          readBody(response).then(
            (text) => resolve({ status: response.statusCode ?? 502, body: text }),
            reject,
          );
        },
      );
      outgoing.once('error', reject);
      outgoing.end(body);
    });

  const handle = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(incoming);
    const operation = String(incoming.headers['x-amz-target']).split('.').at(-1) ?? '';
    const exchange: Exchange = { operation, request: JSON.parse(body.toString()) };
    exchanges.push(exchange);
    const at = faults.findIndex((each) => each.operation === operation);
    const fault = at === -1 ? chosen(operation) : faults.splice(at, 1)[0]?.fault;
    switch (fault?.kind) {
      case 'error': {
        const { status, type, message = 'as the test wants' } = fault;
        return reply(
          response,
          status,
          JSON.stringify({ __type: `com.amazonaws.dynamodb#${type}`, message }),
          {
            'x-amzn-errortype': type,
          },
        );
      }
      case 'answer':
        return reply(response, 200, JSON.stringify(fault.body));
      case 'unprocessed':
        return reply(response, 200, JSON.stringify(unprocessed(exchange.request, fault.done)));
      case 'hang':
        return;
      case 'drop-before':
        incoming.socket.destroy();
        return;
      case 'reset':
        incoming.socket.resetAndDestroy();
        return;
      case 'delay':
        await delay(fault.ms);
    }
    const answer = await forward(incoming, body);
    exchange.answer = JSON.parse(answer.body.toString());
    if (fault?.kind === 'drop-after') incoming.socket.destroy();
    else if (fault?.kind === 'truncate') {
      response.writeHead(answer.status, { ...JSON_TYPE, 'content-length': answer.body.length });
      response.write(answer.body.subarray(0, answer.body.length / 2), () => incoming.socket.destroy());
    } else reply(response, answer.status, answer.body);
  };

  const server = createServer((incoming, response) => {
    handle(incoming, response).catch(() => incoming.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen({ host: '127.0.0.1', port: 0 }, resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy does not listen');
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
      agent.destroy();
    });
  onTestFinished(close);
  return {
    url: `http://127.0.0.1:${address.port}`,
    exchanges,
    fault: (operation, fault, times = 1) => {
      for (let count = 0; count < times; count += 1) faults.push({ operation, fault });
    },
    always: (choose) => {
      chosen = choose;
    },
    clear: () => {
      faults.length = 0;
      chosen = () => undefined;
      exchanges.length = 0;
    },
    close,
  };
}

/** Shorthands of the faults that a test asks for by name. */
export const throttled = (type = 'ThrottlingException'): Fault => ({ kind: 'error', status: 400, type });

const JSON_TYPE = { 'content-type': 'application/x-amz-json-1.0' };

function reply(
  response: ServerResponse,
  status: number,
  body: string | Buffer,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { ...JSON_TYPE, ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}

function unprocessed(request: unknown, done: number): unknown {
  const left = Object.entries(Batch.parse(request).RequestItems).map(([table, asked]) =>
    Array.isArray(asked) ? [table, asked.slice(done)] : [table, { ...asked, Keys: asked.Keys.slice(done) }],
  );
  return {
    Responses: {},
    UnprocessedItems: Object.fromEntries(left),
    UnprocessedKeys: Object.fromEntries(left),
  };
}

/** All that a stream carries. */
export async function readBody(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
