import { PassThrough } from 'node:stream';
import { onTestFinished } from 'vitest';
import type { Service } from '../../src/transport/mcp-server.js';
import { type LineOutput, serveOverStdio } from '../../src/transport/stdio.js';
import { until } from './until.js';

/** What was read off a line, looked into without a type. */
export type Json = { readonly [key: string]: Json } & { readonly [index: number]: Json };

export function parse(text: string): Json {
  return JSON.parse(text);
}

/** The far end of a stdio server in this process: what goes in, and every line that came out. */
export class Lines {
  readonly input = new PassThrough();
  readonly lines: string[] = [];
  /** Answers in the order they came; a batch is one. */
  readonly answers: Json[] = [];
  done = false;
  greeted = 0;
  #rest = '';

  send(...messages: unknown[]): void {
    this.input.write(messages.map((message) => `${JSON.stringify(message)}\n`).join(''));
  }

  take(text: string): void {
    const parts = (this.#rest + text).split('\n');
    this.#rest = parts.pop() ?? '';
    for (const line of parts) {
      this.lines.push(line);
      this.answers.push(parse(line));
    }
  }

  /** The answer to a request, once it is there. */
  async answer(id: string | number | null): Promise<Json> {
    const find = () => this.answers.find((message) => 'id' in message && Object.is(message.id, id));
    await until(() => find() !== undefined);
    return find() ?? parse('null');
  }

  /** Opens the connection the way of the 2025 revisions. */
  async greet(protocolVersion = '2025-11-25'): Promise<Json> {
    this.send(initialize(protocolVersion));
    const answer = await this.answer('greeting');
    this.send({ jsonrpc: '2.0', method: 'notifications/initialized' });
    return answer;
  }
}

export function initialize(protocolVersion: string): object {
  return {
    jsonrpc: '2.0',
    id: 'greeting',
    method: 'initialize',
    params: { protocolVersion, capabilities: {}, clientInfo: { name: 'test', version: '1' } },
  };
}

/** The `_meta` by which revision 2026-07-28 says in each message who is calling. */
export const ENVELOPE = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientCapabilities': {},
  'io.modelcontextprotocol/clientInfo': { name: 'test', version: '1' },
};

export function toolCall(id: unknown, name: string, args?: unknown, meta?: unknown): object {
  return {
    jsonrpc: '2.0',
    id,
    method: 'tools/call',
    params: {
      name,
      ...(args === undefined ? {} : { arguments: args }),
      ...(meta === undefined ? {} : { _meta: meta }),
    },
  };
}

/** Serves a service over stdio in this process. */
export function serveLines(service: Service, output?: (lines: Lines) => LineOutput): Lines {
  const lines = new Lines();
  const plain: LineOutput = {
    write: (text, written) => {
      lines.take(text);
      written?.();
      return true;
    },
    once: () => undefined,
  };
  const served = serveOverStdio(service, lines.input, output?.(lines) ?? plain, () => {
    lines.greeted += 1;
  }).then(() => {
    lines.done = true;
  });
  onTestFinished(async () => {
    lines.input.end();
    await served;
  });
  return lines;
}
