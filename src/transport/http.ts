import { isUtf8 } from 'node:buffer';
import {
  createServer,
  type Server as HttpServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { toNodeHandler } from '@modelcontextprotocol/node';
import {
  createMcpHandler,
  isJsonContentType,
  localhostAllowedHostnames,
  SUPPORTED_PROTOCOL_VERSIONS,
  validateHostHeader,
  validateOriginHeader,
} from '@modelcontextprotocol/server';
import { answerPlainCall, MODERN_REVISION, type PlainCall, plainCall } from './call-lane.js';
import { LARGEST_BATCH, LARGEST_MESSAGE, tooDeep } from './limits.js';
import { mcpServer, type Service } from './mcp-server.js';

export interface HttpOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Host names accepted beside the loopback ones. */
  readonly allowedHosts: readonly string[];
  /** Requests in work at once, in all (beyond it: 503) and from one address (beyond it: 429). */
  readonly mostRequests: number;
  readonly mostRequestsPerClient: number;
  /** Longest a request may take to arrive, in milliseconds. */
  readonly requestTimeout?: number;
}

export interface HttpService {
  readonly url: string;
  /** Stops taking requests, lets running ones finish within a bound, then closes. */
  close(): Promise<void>;
}

const HEADERS_TIMEOUT = 10_000;
const REQUEST_TIMEOUT = 30_000;
/** How often Node.js looks for requests that are too slow in coming. */
const SLOWNESS_CHECK = 5_000;
const KEEP_ALIVE_TIMEOUT = 65_000;
const DRAIN_TIMEOUT = 15_000;
const RETRY_AFTER_SECONDS = '1';
/** Some clients put it before JSON; RFC 8259 lets a reader pass over it. */
const BYTE_ORDER_MARK = /^\uFEFF/;

/**
 * Serves stateless streamable HTTP at `/mcp` and health at `/ping`. A foreign `Mcp-Session-Id` is accepted and
 * means nothing. Binds where it is told; the caller decides whether that is safe.
 */
export async function serveOverHttp(service: Service, options: HttpOptions): Promise<HttpService> {
  const edge = new Edge(service, options);
  const { requestTimeout = REQUEST_TIMEOUT } = options;
  const server = createServer(
    {
      requestTimeout,
      headersTimeout: Math.min(HEADERS_TIMEOUT, requestTimeout),
      connectionsCheckingInterval: Math.min(SLOWNESS_CHECK, requestTimeout),
      keepAliveTimeout: KEEP_ALIVE_TIMEOUT,
    },
    (request, response) => edge.serve(request, response),
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : options.port;
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  return { url: `http://${host}:${port}/mcp`, close: () => edge.drain(server) };
}

class Edge {
  readonly #service: Service;
  readonly #options: HttpOptions;
  readonly #hosts: string[];
  readonly #sdk: ReturnType<typeof toNodeHandler>;
  readonly #closeSdk: () => Promise<void>;
  readonly #inWork = new Map<string, number>();
  readonly #goodHosts = new Set<string>();
  #total = 0;
  #draining = false;

  constructor(service: Service, options: HttpOptions) {
    this.#service = service;
    this.#options = options;
    this.#hosts = [...localhostAllowedHostnames(), ...options.allowedHosts];
    const handler = createMcpHandler(() => mcpServer(service), { maxRequestBodySize: LARGEST_MESSAGE });
    this.#sdk = toNodeHandler(handler);
    this.#closeSdk = handler.close;
  }

  serve(request: IncomingMessage, response: ServerResponse): void {
    const path = request.url?.split('?', 1)[0];
    if (!this.#fromAllowedPlace(request))
      return refuse(response, 403, 'The Host or Origin header names a place this server does not serve.');
    if (path === '/ping') return this.#ping(request, response);
    if (path !== '/mcp') return refuse(response, 404, 'Not found. The endpoint is /mcp.');
    if (this.#draining) {
      response.setHeader('connection', 'close');
      return refuse(response, 503, 'The server is shutting down.', true);
    }
    const client = request.socket.remoteAddress ?? '';
    const inWork = this.#inWork.get(client) ?? 0;
    if (inWork >= this.#options.mostRequestsPerClient)
      return refuse(response, 429, 'Too many requests in work from this client.', true);
    if (this.#total >= this.#options.mostRequests)
      return refuse(response, 503, 'Too many requests in work.', true);
    this.#total += 1;
    this.#inWork.set(client, inWork + 1);
    response.once('close', () => {
      this.#total -= 1;
      const left = (this.#inWork.get(client) ?? 1) - 1;
      if (left > 0) this.#inWork.set(client, left);
      else this.#inWork.delete(client);
    });
    if (request.method === 'POST') this.#post(request, response);
    else this.#toSdk(request, response);
  }

  async drain(server: HttpServer): Promise<void> {
    this.#draining = true;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeIdleConnections();
    const force = setTimeout(() => server.closeAllConnections(), DRAIN_TIMEOUT);
    force.unref();
    while (this.#total > 0) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      server.closeIdleConnections();
    }
    await this.#closeSdk();
    server.closeIdleConnections();
    await closed;
    clearTimeout(force);
  }

  #fromAllowedPlace(request: IncomingMessage): boolean {
    const { host, origin } = request.headers;
    if (host === undefined) return false;
    if (!this.#goodHosts.has(host)) {
      if (!validateHostHeader(host, this.#hosts).ok) return false;
      if (this.#goodHosts.size < 100) this.#goodHosts.add(host);
    }
    return origin === undefined || validateOriginHeader(origin, this.#hosts).ok;
  }

  #ping(request: IncomingMessage, response: ServerResponse): void {
    if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405, 'Use GET.');
    const status = this.#draining ? 503 : 200;
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ status: this.#draining ? 'Draining' : 'Healthy' }));
  }

  #post(request: IncomingMessage, response: ServerResponse): void {
    const declared = Number(request.headers['content-length'] ?? 0);
    if (declared > LARGEST_MESSAGE) return this.#tooLarge(request, response);
    const chunks: Buffer[] = [];
    let size = 0;
    let refused = false;
    request.on('data', (chunk: Buffer) => {
      if (refused) return;
      size += chunk.length;
      if (size > LARGEST_MESSAGE) {
        refused = true;
        this.#tooLarge(request, response);
        return;
      }
      chunks.push(chunk);
    });
    request.once('error', () => response.destroy());
    request.once('end', () => {
      if (!refused) this.#onBody(request, response, chunks.length === 1 ? chunks[0] : Buffer.concat(chunks));
    });
  }

  #onBody(request: IncomingMessage, response: ServerResponse, bytes: Buffer | undefined): void {
    if (bytes !== undefined && !isUtf8(bytes))
      return refuse(response, 400, 'The body is not valid UTF-8.', false, -32700);
    const text = bytes?.toString('utf8').replace(BYTE_ORDER_MARK, '') ?? '';
    if (tooDeep(text)) return refuse(response, 400, 'The message is nested too deep.', false, -32600);
    let body: unknown;
    try {
      body = JSON.parse(text);
    } catch {
      return refuse(response, 400, 'The body is not valid JSON.', false, -32700);
    }
    if (Array.isArray(body) && body.length > LARGEST_BATCH)
      return refuse(response, 400, `A batch holds at most ${LARGEST_BATCH} messages.`, false, -32600);
    const call = plainCall(body);
    if (call !== undefined && headersArePlain(request, call) && this.#service.catalogue.knows(call.name)) {
      this.#runInLane(call, response);
      return;
    }
    this.#toSdk(request, response, body);
  }

  #runInLane(call: PlainCall, response: ServerResponse): void {
    const controller = new AbortController();
    response.once('close', () => {
      if (!response.writableFinished) controller.abort();
    });
    answerPlainCall(this.#service, call, controller.signal).then((answer) => {
      if (answer === undefined || response.destroyed) return;
      response.writeHead(200, {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(answer),
      });
      response.end(answer);
    });
  }

  #toSdk(request: IncomingMessage, response: ServerResponse, body?: unknown): void {
    // The SDK's streams say keep-alive whatever the client asked for.
    if (request.headers.connection?.toLowerCase() === 'close')
      response.once('finish', () => request.socket.end());
    Promise.resolve(this.#sdk(request, response, body)).catch(() => {
      if (response.headersSent) response.destroy();
      else refuse(response, 500, 'Internal error.', false, -32603);
    });
  }

  #tooLarge(request: IncomingMessage, response: ServerResponse): void {
    response.setHeader('connection', 'close');
    refuse(response, 413, `The body is larger than ${LARGEST_MESSAGE} bytes.`);
    request.unpipe();
    request.resume();
  }
}

/** Whether the headers say nothing that the SDK would have to judge. */
function headersArePlain(request: IncomingMessage, call: PlainCall): boolean {
  const { headers } = request;
  const { accept } = headers;
  if (!isJsonContentType(headers['content-type'])) return false;
  if (accept === undefined || !accept.includes('application/json') || !accept.includes('text/event-stream'))
    return false;
  const version = headers['mcp-protocol-version'];
  if (call.era === 'legacy')
    return version === undefined || (typeof version === 'string' && LEGACY_REVISIONS.has(version));
  return (
    version === MODERN_REVISION && headers['mcp-method'] === 'tools/call' && headers['mcp-name'] === call.name
  );
}

const LEGACY_REVISIONS = new Set(
  SUPPORTED_PROTOCOL_VERSIONS.filter((version) => version !== MODERN_REVISION),
);

function refuse(
  response: ServerResponse,
  status: number,
  message: string,
  retry = false,
  code = -32000,
): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    ...(retry ? { 'retry-after': RETRY_AFTER_SECONDS } : {}),
  });
  response.end(JSON.stringify({ jsonrpc: '2.0', id: null, error: { code, message } }));
}
