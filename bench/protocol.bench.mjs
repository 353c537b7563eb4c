/**
 * What one trivial tool call costs: CPU of the server over stateless HTTP, calls a second over pipelined stdio.
 * Peers in the same run: a bare node:http reply, the SDK's McpServer and its low-level Server.
 */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { fileURLToPath } from 'node:url';
import { median, postCall, SERVER, startServer, table, tempDir } from './support.mjs';

const HTTP_CALLS = 6_000;
const WARM_UP = 3_000;
const STDIO_CALLS = 30_000;
const ROUNDS = 3;
const IN_FLIGHT = 8;
const CLOCK_TICK_US = 10_000;

const META = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientInfo': { name: 'bench', version: '1' },
  'io.modelcontextprotocol/clientCapabilities': {},
};
const peer = (file, ...args) => [fileURLToPath(new URL(`./peers/${file}.mjs`, import.meta.url)), ...args];

export async function run() {
  if (process.platform !== 'linux') return { skipped: 'CPU of another process is read from /proc' };
  const trivial = { name: 'describe_data', arguments: { kind: 'entity', limit: 1 } };
  const servers = [
    ['bare', peer('http', 'bare'), { name: 'tool_1', arguments: {} }],
    ['munshi', [SERVER, 'http', '--port', '0', '--data-dir', tempDir(), '--log-level', 'silent'], trivial],
    ['sdk low-level', peer('http', 'low-level'), { name: 'tool_1', arguments: {} }],
    ['sdk McpServer', peer('http', 'mcp-server'), { name: 'tool_1', arguments: {} }],
  ];
  const running = await Promise.all(
    servers.map(async ([name, args, params]) => ({ name, params, ...(await startServer(args)) })),
  );
  const cost = {};
  for (const era of ['2025-11-25', '2026-07-28']) {
    for (const server of running) await load(server, era, WARM_UP);
    const rounds = running.map(() => []);
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [index, server] of running.entries()) {
        const before = cpuMicroseconds(server.pid);
        await load(server, era, HTTP_CALLS);
        rounds[index].push((cpuMicroseconds(server.pid) - before) / HTTP_CALLS);
      }
    }
    running.forEach(({ name }, index) => {
      cost[`${name} ${era}`] = Math.round(median(rounds[index]));
    });
  }
  await Promise.all(running.map(({ stop }) => stop()));

  const stdio = {};
  const commands = [
    ['munshi', [SERVER, 'stdio', '--data-dir', tempDir(), '--log-level', 'silent'], trivial],
    ['sdk', peer('stdio'), { name: 'tool_1', arguments: {} }],
  ];
  for (const era of ['2025-11-25', '2026-07-28']) {
    for (const [name, args, params] of commands) {
      const rates = [];
      for (let round = 0; round < ROUNDS; round += 1) rates.push(await pipelined(args, params, era));
      stdio[`${name} ${era}`] = Math.round(median(rates));
    }
  }

  table([
    ['HTTP, CPU us a call', '2025-11-25', '2026-07-28'],
    ...running.map(({ name }) => [name, cost[`${name} 2025-11-25`], cost[`${name} 2026-07-28`]]),
  ]);
  console.log();
  table([
    ['stdio, calls a second', '2025-11-25', '2026-07-28'],
    ...commands.map(([name]) => [name, stdio[`${name} 2025-11-25`], stdio[`${name} 2026-07-28`]]),
  ]);
  return {
    http_cpu_us: cost['munshi 2025-11-25'],
    http_modern_cpu_us: cost['munshi 2026-07-28'],
    bare_cpu_us: cost['bare 2025-11-25'],
    sdk_cpu_us: cost['sdk McpServer 2025-11-25'],
    sdk_low_level_cpu_us: cost['sdk low-level 2025-11-25'],
    stdio_calls_per_s: stdio['munshi 2025-11-25'],
    stdio_modern_calls_per_s: stdio['munshi 2026-07-28'],
    sdk_stdio_calls_per_s: stdio['sdk 2025-11-25'],
    sdk_stdio_modern_calls_per_s: stdio['sdk 2026-07-28'],
  };
}

async function load({ port, params }, era, calls) {
  const agent = new Agent({ keepAlive: true, maxSockets: IN_FLIGHT });
  const modern = era === '2026-07-28';
  const sending = modern ? { ...params, _meta: META } : params;
  const headers = modern ? { 'mcp-method': 'tools/call', 'mcp-name': params.name } : {};
  let sent = 0;
  const worker = async () => {
    while (sent < calls) {
      sent += 1;
      const { status } = await postCall(port, agent, sending, era, headers);
      if (status !== 200) throw new Error(`HTTP ${status}`);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, worker));
  agent.destroy();
}

function cpuMicroseconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) * CLOCK_TICK_US;
}

/** Calls a second with many calls written ahead, after a warm-up. */
function pipelined(args, params, era) {
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'ignore'] });
  const modern = era === '2026-07-28';
  const message = (id) =>
    `${JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params: modern ? { ...params, _meta: META } : params })}\n`;
  const opening = modern
    ? `${JSON.stringify({ jsonrpc: '2.0', id: 'open', method: 'tools/list', params: { _meta: META } })}\n`
    : `${JSON.stringify({ jsonrpc: '2.0', id: 'open', method: 'initialize', params: { protocolVersion: era, capabilities: {}, clientInfo: { name: 'bench', version: '1' } } })}\n${JSON.stringify({ jsonrpc: '2.0', method: 'notifications/initialized' })}\n`;
  return new Promise((resolve, reject) => {
    let lines = 0;
    let started = 0;
    const warm = 1 + WARM_UP;
    child.once('error', reject);
    child.stdout.on('data', (chunk) => {
      for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) {
        lines += 1;
        if (lines === 1) child.stdin.write(Array.from({ length: WARM_UP }, (_, id) => message(id)).join(''));
        if (lines === warm) {
          started = performance.now();
          child.stdin.write(Array.from({ length: STDIO_CALLS }, (_, id) => message(WARM_UP + id)).join(''));
        }
        if (lines === warm + STDIO_CALLS) {
          resolve(STDIO_CALLS / ((performance.now() - started) / 1000));
          child.kill('SIGTERM');
        }
      }
    });
    child.stdin.write(opening);
  });
}
