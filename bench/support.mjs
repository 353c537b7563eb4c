import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

export const SERVER = fileURLToPath(new URL('../dist/server.js', import.meta.url));

/** A folder that is gone when the process ends. */
export function tempDir() {
  const dir = mkdtempSync(path.join(tmpdir(), 'munshi-bench-'));
  process.on('exit', () => rmSync(dir, { recursive: true, force: true, maxRetries: 5 }));
  return dir;
}

/** An MCP client of a server of its own over stdio, on a data folder of its own. */
export async function openClient(flags = [], dataDir = tempDir()) {
  const client = new Client({ name: 'munshi-bench', version: '1' });
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [SERVER, 'stdio', '--data-dir', dataDir, ...flags],
      stderr: 'inherit',
    }),
  );
  const call = async (name, args) => {
    const result = await client.callTool({ name, arguments: args }, { timeout: 600_000 });
    if (result.isError) throw new Error(result.content[0]?.text);
    return result.structuredContent;
  };
  return { call, close: () => client.close() };
}

/** Starts a program that prints `{"port": n}` on stderr or stdout once it listens. */
export async function startServer(args) {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const port = await new Promise((resolve, reject) => {
    const onData = (chunk) => {
      output += chunk;
      const found = /127\.0\.0\.1:(\d+)/.exec(output);
      if (found) resolve(Number(found[1]));
    };
    child.stdout.on('data', onData);
    child.stderr.on('data', onData);
    child.once('exit', () => reject(new Error(`${args[0]} did not start: ${output}`)));
  });
  return {
    port,
    pid: child.pid,
    stop: () => new Promise((resolve) => child.once('exit', resolve) && child.kill('SIGTERM')),
  };
}

/** Sends one `tools/call` over HTTP and gives the status and text of the answer. */
export function postCall(port, agent, params, era = '2025-11-25', more = {}) {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params });
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    'mcp-protocol-version': era,
    'content-length': Buffer.byteLength(body),
    ...more,
  };
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { port, host: '127.0.0.1', path: '/mcp', method: 'POST', agent, headers },
      (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({ status: response.statusCode, text: Buffer.concat(chunks).toString('utf8') }),
        );
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

/** Calls a tool over HTTP and gives the JSON-RPC answer. */
export async function callOverHttp(port, agent, name, args) {
  const { text } = await postCall(port, agent, { name, arguments: args });
  return JSON.parse(text);
}

/** Runs a script of `peers/` in a process of its own; its last line of output is JSON. */
export async function runPeer(name, args) {
  const script = fileURLToPath(new URL(`./peers/${name}.mjs`, import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...args]);
  return JSON.parse(stdout.trim().split('\n').at(-1));
}

export function median(values) {
  return percentile(values, 0.5);
}

/** The value below which this share of them lies, 0 to 1; undefined of none. */
export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

export function table(rows) {
  const widths = rows[0].map((_, index) => Math.max(...rows.map((row) => String(row[index]).length)));
  for (const row of rows)
    console.log(
      row
        .map((cell, index) =>
          index === 0 ? String(cell).padEnd(widths[index]) : String(cell).padStart(widths[index]),
        )
        .join('  '),
    );
}
