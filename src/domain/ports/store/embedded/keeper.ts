/**
 * The keeper: a process of its own that runs ExtendDB on one data directory for as long as any server needs it.
 *
 * A server connects over loopback and sends one JSON line, `{"token"}`; the keeper answers with one JSON line, a
 * KeeperReply. From then on the open connection is the server's lease. The system closes it however the server
 * ends, so nothing has to be counted or given back by hand.
 *
 * Arguments: the ExtendDB program, `--keep`, the path of the state file.
 */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { dirname } from 'node:path';
import {
  keeperArguments,
  removeState,
  type StorePaths,
  serveArguments,
  storePaths,
  writeState,
} from './directory.js';
import { EmbeddedStoreError, errorCode } from './errors.js';
import { type ExtendDb, extendDbVersion, openSettings, startExtendDb } from './extenddb.js';
import type { KeeperReply } from './keeper-client.js';
import { openLog } from './log.js';
import { endProcesses } from './processes.js';

/** For whoever started this keeper to connect, on a busy machine too. */
const FIRST_LEASE_MS = 10_000;
/** Between the commands of a loop. */
const GRACE_MS = 1_000;
const HANDSHAKE_MS = 5_000;
const HANDSHAKE_BYTES = 1_024;
/** Longer than a keeper takes to stop. */
const LEFTOVER_PATIENCE_MS = 4_000;

async function keep(binary: string, paths: StorePaths, log: (line: string) => void): Promise<void> {
  await endLeftovers(paths);

  const token = randomBytes(32).toString('hex');
  const leases = new Set<Socket>();
  const server = createServer();
  let store: ExtendDb | undefined;
  let stopping = false;

  const stop = async () => {
    if (stopping) return;
    stopping = true;
    server.close();
    for (const lease of leases) lease.destroy();
    await store?.stop();
    removeState(paths);
    process.exit();
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
  let idle = setTimeout(stop, FIRST_LEASE_MS);

  const start = async (): Promise<KeeperReply> => {
    try {
      const { version, catalog } = await extendDbVersion(binary);
      const settings = openSettings(paths, catalog);
      store = startExtendDb(binary, paths, settings, log);
      writeState(paths, { ...state, extenddbPid: store.pid, version });
      const endpoint = await store.ready;
      store.exited.then(stop);
      return { endpoint };
    } catch (error) {
      await store?.stop();
      const { code, message } = error instanceof EmbeddedStoreError ? error : unforeseen(error, paths);
      log(message);
      return { error: { code, message } };
    }
  };

  const state = { keeperPid: process.pid, port: await listen(server), token };
  // Before ExtendDB starts: whatever becomes of this process from here on, the next keeper knows to look for it.
  writeState(paths, state);
  const reply = start();

  server.on('connection', async (socket) => {
    socket.on('error', () => socket.destroy());
    if (!(await presents(token, socket)) || stopping) {
      socket.destroy();
      return;
    }
    clearTimeout(idle);
    leases.add(socket);
    socket.once('close', () => {
      leases.delete(socket);
      clearTimeout(idle);
      if (leases.size === 0) idle = setTimeout(stop, GRACE_MS);
    });
    const line = `${JSON.stringify(await reply)}\n`;
    if (socket.writable) socket.write(line);
  });
}

/** Ends what a killed keeper left running: two ExtendDB processes would both open the same data. */
async function endLeftovers(paths: StorePaths): Promise<void> {
  // Listing processes costs Windows most of a second, and after a clean stop there is nothing to find.
  if (process.platform === 'win32' && !existsSync(paths.state)) return;
  await endProcesses(keeperArguments(paths), LEFTOVER_PATIENCE_MS);
  await endProcesses(serveArguments(paths), LEFTOVER_PATIENCE_MS);
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: '127.0.0.1', port: 0 }, () => {
      const address = server.address();
      if (address !== null && typeof address === 'object') resolve(address.port);
    });
  });
}

/** Whether the first line that arrives carries the token. Leaves the socket flowing, so that its end is seen. */
function presents(token: string, socket: Socket): Promise<boolean> {
  return new Promise((resolve) => {
    let received = '';
    const timer = setTimeout(() => resolve(false), HANDSHAKE_MS);
    socket.once('close', () => resolve(false));
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      if (received.length > HANDSHAKE_BYTES) return;
      received += chunk;
      if (!received.includes('\n') && received.length <= HANDSHAKE_BYTES) return;
      clearTimeout(timer);
      const expected = Buffer.from(`${JSON.stringify({ token })}\n`);
      const given = Buffer.from(received);
      resolve(given.length === expected.length && timingSafeEqual(given, expected));
    });
  });
}

function unforeseen(cause: unknown, paths: StorePaths): EmbeddedStoreError {
  return new EmbeddedStoreError(
    'start_failed',
    `The embedded store in ${paths.dir} did not start (${errorCode(cause)}). Its log is ${paths.log}.`,
    { cause },
  );
}

const [, , binary, , statePath] = process.argv;
if (binary === undefined || statePath === undefined)
  throw new Error('the keeper is started by Munshi itself');
const paths = storePaths(dirname(statePath));
const log = openLog(paths.log);
keep(binary, paths, log).catch((error: unknown) => {
  log(`the keeper ends: ${error instanceof Error ? error.message : errorCode(error)}`);
  process.exit(1);
});
