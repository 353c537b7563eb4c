import { isUtf8 } from 'node:buffer';
import type { Readable } from 'node:stream';
import {
  deserializeMessage,
  isJSONRPCErrorResponse,
  isJSONRPCRequest,
  isJSONRPCResultResponse,
  isSpecType,
  type JSONRPCMessage,
  type RequestId,
  type Transport,
} from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { type Batch, Batches } from './batches.js';
import { answerPlainCall, eraOf, type PlainCall, plainCall } from './call-lane.js';
import { LARGEST_BATCH, LARGEST_MESSAGE, tooDeep } from './limits.js';
import { mcpServer, type Service } from './mcp-server.js';

const NEWLINE = 10;
/** How long calls still running when the client closes its end may take to finish, and then their answers to leave. */
const DRAIN_MILLISECONDS = 10_000;

/** Where lines go: standard output, kept for the protocol alone. */
export interface LineOutput {
  /** False when the reader cannot keep up; `drain` follows. `written` is called when the text has left, or cannot. */
  write(text: string, written?: () => void): boolean;
  once(event: 'drain' | 'error', listener: () => void): unknown;
}

/**
 * Serves one client over standard input and output until the input ends. `onGreeted` is called once, after the
 * first answer has left.
 *
 * @returns when the input has ended, running calls have been answered and the answers have left.
 */
export async function serveOverStdio(
  service: Service,
  input: Readable,
  output: LineOutput,
  onGreeted: () => void,
): Promise<void> {
  const transport = new LineTransport(service, input, output, onGreeted);
  serveStdio(() => mcpServer(service), { transport });
  await transport.closed;
}

/**
 * Newline-delimited JSON-RPC. Plain tool calls take the lane once the connection's era is settled by the SDK;
 * everything else passes to it. A line that cannot be read is answered, not dropped, and the next one is read as
 * usual.
 */
class LineTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: (message: JSONRPCMessage) => void;

  readonly closed: Promise<void>;
  readonly #service: Service;
  readonly #input: Readable;
  readonly #output: LineOutput;
  #onGreeted: (() => void) | undefined;
  #resolveClosed: () => void = () => undefined;

  #chunks: Buffer[] = [];
  #buffered = 0;
  #skipping = false;

  #outgoing: string[] = [];
  #flushing = false;

  /** The era the SDK has settled on with this client; what it answered tells. */
  #era: PlainCall['era'] | undefined;
  /** Calls in the lane. */
  readonly #running = new Map<RequestId, AbortController>();
  /** How many requests of each id the SDK has in work. */
  readonly #waiting = new Map<RequestId, number>();
  /** Subscriptions the SDK holds open. They are answered when the connection ends: the end does not wait for them. */
  readonly #listening = new Set<RequestId>();
  readonly #batches = new Batches((line) => this.#write(line));
  #ended = false;
  #drainTimer: NodeJS.Timeout | undefined;
  #done = false;

  constructor(service: Service, input: Readable, output: LineOutput, onGreeted: () => void) {
    this.#service = service;
    this.#input = input;
    this.#output = output;
    this.#onGreeted = onGreeted;
    this.closed = new Promise((resolve) => {
      this.#resolveClosed = resolve;
    });
  }

  async start(): Promise<void> {
    this.#input.on('data', this.#onData);
    this.#input.once('end', this.#onEnd);
    this.#input.once('error', this.#onEnd);
    this.#output.once('error', () => void this.close());
  }

  async send(message: JSONRPCMessage): Promise<void> {
    const line = JSON.stringify(message);
    const isResult = isJSONRPCResultResponse(message);
    if (isResult || isJSONRPCErrorResponse(message)) {
      if (isResult) this.#era ??= eraOf(message.result);
      if (message.id !== undefined) this.#leave(message.id);
      this.#answer(message.id, line);
    } else this.#write(line);
    this.#finishIfDrained();
  }

  async close(): Promise<void> {
    if (this.#done) return;
    this.#done = true;
    clearTimeout(this.#drainTimer);
    this.#input.off('data', this.#onData);
    this.#input.pause();
    for (const controller of this.#running.values()) controller.abort();
    this.#flush();
    this.onclose?.();
    this.#drainTimer = setTimeout(this.#resolveClosed, DRAIN_MILLISECONDS);
    this.#output.write('', () => {
      clearTimeout(this.#drainTimer);
      this.#resolveClosed();
    });
  }

  readonly #onData = (chunk: Buffer | string): void => {
    let rest = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    for (let end = rest.indexOf(NEWLINE); end !== -1; end = rest.indexOf(NEWLINE)) {
      const line = rest.subarray(0, end);
      rest = rest.subarray(end + 1);
      if (this.#skipping) this.#skipping = false;
      else this.#onLine(this.#buffered === 0 ? line : Buffer.concat([...this.#chunks, line]));
      this.#chunks = [];
      this.#buffered = 0;
    }
    if (rest.length === 0 || this.#skipping) return;
    this.#chunks.push(rest);
    this.#buffered += rest.length;
    if (this.#buffered > LARGEST_MESSAGE) {
      this.#skipping = true;
      this.#chunks = [];
      this.#buffered = 0;
      this.#refuseLarge();
    }
  };

  #onLine(bytes: Buffer): void {
    if (bytes.length > LARGEST_MESSAGE) return this.#refuseLarge();
    if (!isUtf8(bytes)) return this.#refuse(-32700, 'The line is not valid UTF-8.');
    const text = bytes.toString('utf8').trim();
    if (text === '') return;
    if (tooDeep(text)) return this.#refuse(-32600, 'The message is nested too deep.');
    let parsed: unknown;
    try {
      parsed = JSON.parse(text);
    } catch {
      return this.#refuse(-32700, 'The line is not valid JSON.');
    }
    if (Array.isArray(parsed)) {
      const messages: unknown[] = parsed;
      if (messages.length === 0 || messages.length > LARGEST_BATCH)
        return this.#refuse(-32600, `A batch holds 1 to ${LARGEST_BATCH} messages.`);
      return this.#batches.gather((batch) => {
        for (const message of messages) this.#onMessage(message, JSON.stringify(message), batch);
      });
    }
    this.#onMessage(parsed, text);
  }

  #onMessage(parsed: unknown, text: string, batch?: Batch): void {
    const call = plainCall(parsed);
    if (call !== undefined && this.#mayRunInLane(call)) {
      this.#batches.join(batch, call.id);
      this.#runInLane(call);
      return;
    }
    let message: JSONRPCMessage;
    try {
      message = deserializeMessage(text);
    } catch {
      return this.#refuse(
        -32600,
        'The message is not a JSON-RPC 2.0 request, notification or response.',
        batch,
      );
    }
    if (isJSONRPCRequest(message)) {
      this.#batches.join(batch, message.id);
      if (message.method === 'subscriptions/listen') this.#listening.add(message.id);
      else this.#waiting.set(message.id, (this.#waiting.get(message.id) ?? 0) + 1);
    } else if (isSpecType.CancelledNotification(message)) this.#onCancelled(message.params.requestId);
    this.onmessage?.(message);
  }

  /** An id in use already is left to the SDK, which alone knows what a cancellation of it then means. */
  #mayRunInLane({ id, era, name }: PlainCall): boolean {
    return (
      this.#era === era &&
      !this.#running.has(id) &&
      !this.#waiting.has(id) &&
      !this.#listening.has(id) &&
      this.#service.catalogue.knows(name)
    );
  }

  #runInLane(call: PlainCall): void {
    const controller = new AbortController();
    this.#running.set(call.id, controller);
    answerPlainCall(this.#service, call, controller.signal).then((answer) => {
      // A cancelled call has left already; its id may be another's by now.
      if (this.#running.get(call.id) === controller) this.#running.delete(call.id);
      if (answer !== undefined && !controller.signal.aborted) this.#answer(call.id, answer);
      this.#finishIfDrained();
    });
  }

  /** A cancelled request gets no answer. Of several by one id it is the latest, which the lane never has. */
  #onCancelled(id: RequestId | undefined): void {
    if (id === undefined) return;
    if (!this.#leave(id)) {
      this.#running.get(id)?.abort();
      this.#running.delete(id);
    }
    this.#batches.forget(id);
    this.#finishIfDrained();
  }

  /** Counts a request of the SDK's as done; false where it has none by that id. */
  #leave(id: RequestId): boolean {
    const count = this.#waiting.get(id);
    if (count === undefined) return this.#listening.delete(id);
    if (count > 1) this.#waiting.set(id, count - 1);
    else this.#waiting.delete(id);
    return true;
  }

  #answer(id: RequestId | undefined, line: string): void {
    if (id === undefined || !this.#batches.take(id, line)) this.#write(line);
  }

  #refuse(code: number, message: string, batch?: Batch): void {
    const line = JSON.stringify({ jsonrpc: '2.0', id: null, error: { code, message } });
    if (batch === undefined) this.#write(line);
    else batch.answers.push(line);
  }

  #refuseLarge(): void {
    this.#refuse(-32600, `The message is larger than ${LARGEST_MESSAGE} bytes.`);
  }

  /** Answers of one turn of the event loop leave in one write. */
  #write(line: string): void {
    this.#outgoing.push(line);
    if (this.#flushing) return;
    this.#flushing = true;
    setImmediate(() => this.#flush());
  }

  #flush(): void {
    this.#flushing = false;
    if (this.#outgoing.length === 0) return;
    const text = `${this.#outgoing.join('\n')}\n`;
    this.#outgoing = [];
    if (!this.#output.write(text) && !this.#input.isPaused() && !this.#done) {
      this.#input.pause();
      this.#output.once('drain', () => this.#input.resume());
    }
    const greeted = this.#onGreeted;
    this.#onGreeted = undefined;
    if (greeted !== undefined) setImmediate(greeted);
  }

  readonly #onEnd = (): void => {
    if (this.#ended) return;
    this.#ended = true;
    this.#drainTimer = setTimeout(() => void this.close(), DRAIN_MILLISECONDS);
    this.#finishIfDrained();
  };

  #finishIfDrained(): void {
    if (this.#ended && this.#waiting.size === 0 && this.#running.size === 0) void this.close();
  }
}
