import { createConnection, type Socket } from 'node:net';
import * as z from 'zod';
import type { StoreEndpoint } from '../endpoint.js';
import { type KeeperState, readState, type StorePaths } from './directory.js';
import { EmbeddedStoreError } from './errors.js';
import { isAlive } from './processes.js';

/** Longer than ExtendDB may take to start. */
const REPLY_DEADLINE_MS = 30_000;

const keeperReply = z.union([
  z.object({
    endpoint: z.object({
      url: z.url(),
      region: z.string(),
      accessKeyId: z.string(),
      secretAccessKey: z.string(),
    }),
  }),
  z.object({
    error: z.object({
      code: z.enum([
        'directory_unwritable',
        'version_mismatch',
        'data_damaged',
        'binary_missing',
        'start_failed',
      ]),
      message: z.string(),
    }),
  }),
]);

/** The one line that a keeper sends to a server which presents the token. */
export type KeeperReply = z.infer<typeof keeperReply>;

/** A lease on the store that runs on a data directory. It does not keep the process alive. */
export interface EmbeddedStore {
  readonly endpoint: StoreEndpoint;
  /** Resolves once the store is gone by itself: the endpoint is dead, attach again. Not after `close`. */
  readonly lost: Promise<void>;
  /** Gives the lease back; the store stops one second after the last. May be called again. */
  close(): Promise<void>;
}

/**
 * A lease from the keeper that runs on this directory, or undefined when there is none to answer.
 *
 * @throws EmbeddedStoreError when the keeper cannot start the store, or does not answer within 30 s
 * @throws the signal's reason when aborted
 */
export async function leaseFromKeeper(
  paths: StorePaths,
  signal: AbortSignal | undefined,
): Promise<EmbeddedStore | undefined> {
  signal?.throwIfAborted();
  const state = readState(paths);
  // A dead keeper's port may be a stranger's by now.
  if (state === undefined || !isAlive(state.keeperPid)) return undefined;
  const socket = createConnection({ host: '127.0.0.1', port: state.port });
  let keep = false;
  try {
    const line = await exchange(socket, state, paths, signal);
    const reply = keeperReply.safeParse(parseJson(line));
    if (!reply.success) return undefined;
    if ('error' in reply.data) throw new EmbeddedStoreError(reply.data.error.code, reply.data.error.message);
    // Else the connection was lost since.
    keep = socket.writable;
    return keep ? lease(socket, reply.data.endpoint) : undefined;
  } finally {
    if (!keep) socket.destroy();
  }
}

/** Sends the token; resolves with the first line, or an empty one where the connection ends without. */
function exchange(
  socket: Socket,
  { token, keeperPid }: KeeperState,
  paths: StorePaths,
  signal: AbortSignal | undefined,
): Promise<string> {
  return new Promise<string>((resolve, reject) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    };
    const settle = (line: string) => {
      done();
      resolve(line);
    };
    const fail = (reason: unknown) => {
      done();
      reject(reason);
    };
    const abort = () => fail(signal?.reason);
    signal?.addEventListener('abort', abort, { once: true });
    const timer = setTimeout(() => fail(silent(keeperPid, paths)), REPLY_DEADLINE_MS);
    let received = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      received += chunk;
      const [line = '', ...rest] = received.split('\n');
      if (rest.length > 0) settle(line);
    });
    socket.on('error', () => settle(''));
    socket.once('close', () => settle(''));
    socket.write(`${JSON.stringify({ token })}\n`);
  });
}

function silent(keeperPid: number, paths: StorePaths): EmbeddedStoreError {
  return new EmbeddedStoreError(
    'start_failed',
    `The embedded store's keeper (process ${keeperPid}) does not answer. End that process, or remove ` +
      `${paths.state}, and start again.`,
  );
}

function lease(socket: Socket, endpoint: StoreEndpoint): EmbeddedStore {
  let closing = false;
  const gone = new Promise<void>((resolve) => {
    socket.once('close', () => resolve());
  });
  const lost = new Promise<void>((resolve) => {
    gone.then(() => closing || resolve());
  });
  socket.unref();
  return {
    endpoint,
    lost,
    close: async () => {
      closing = true;
      socket.ref();
      socket.destroy();
      await gone;
    },
  };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
