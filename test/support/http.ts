import { type IncomingHttpHeaders, request } from 'node:http';
import net from 'node:net';
import { onTestFinished } from 'vitest';
import { type HttpOptions, type HttpService, serveOverHttp } from '../../src/transport/http.js';
import type { Service } from '../../src/transport/mcp-server.js';
import { type Json, parse } from './lines.js';

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** What a client sends with every message of the 2025 revisions. */
export const LEGACY_HEADERS = {
  'content-type': 'application/json',
  accept: 'application/json, text/event-stream',
};

/** What revision 2026-07-28 wants beside: the message's method and name, said again. */
export function modernHeaders(method: string, name?: string): Record<string, string> {
  return {
    ...LEGACY_HEADERS,
    'mcp-protocol-version': '2026-07-28',
    'mcp-method': method,
    ...(name === undefined ? {} : { 'mcp-name': name }),
  };
}

export interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  readonly signal?: AbortSignal;
}

/** One HTTP request, with exactly the headers given. */
export function send(url: string, { method = 'POST', headers = {}, body, signal }: Sent): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, headers, ...(signal === undefined ? {} : { signal }) }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.once('error', reject);
      answer.once('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          text: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    asked.once('error', reject);
    asked.end(body);
  });
}

/** Posts a message the way a client of the 2025 revisions does. */
export function post(url: string, message: unknown, headers: Record<string, string> = {}): Promise<Reply> {
  return send(url, { headers: { ...LEGACY_HEADERS, ...headers }, body: JSON.stringify(message) });
}

/** The messages of a reply, be it JSON or a stream of events. */
export function messages({ headers, text }: Reply): Json[] {
  if (!headers['content-type']?.startsWith('text/event-stream')) return text === '' ? [] : [parse(text)];
  return text
    .split('\n')
    .filter((line) => line.startsWith('data: '))
    .map((line) => parse(line.slice(6)));
}

/** A socket to the server that says exactly what it is told. */
export async function connect(url: string): Promise<net.Socket> {
  const { hostname, port } = new URL(url);
  const socket = net.connect(Number(port), hostname);
  socket.on('error', () => undefined);
  onTestFinished(() => void socket.destroy());
  await new Promise((resolve) => socket.once('connect', resolve));
  return socket;
}

/** Everything a socket says until it is closed. */
export async function hear(socket: net.Socket): Promise<string> {
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  await new Promise((resolve) => socket.once('close', resolve));
  return Buffer.concat(chunks).toString('utf8');
}

/** Serves a service over HTTP in this process, on any free port. */
export async function serveHttp(service: Service, options: Partial<HttpOptions> = {}): Promise<HttpService> {
  const served = await serveOverHttp(service, {
    host: '127.0.0.1',
    port: 0,
    allowedHosts: [],
    mostRequests: 1_024,
    mostRequestsPerClient: 1_024,
    ...options,
  });
  onTestFinished(() => served.close());
  return served;
}
