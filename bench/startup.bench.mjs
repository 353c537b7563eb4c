/** Time from start to the first answer over stdio, against a server on the SDK alone, in turn. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { median, SERVER, table, tempDir } from './support.mjs';

const ROUNDS = 9;
const OPENINGS = {
  initialize: {
    method: 'initialize',
    params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'bench', version: '1' } },
  },
  'server/discover': {
    method: 'server/discover',
    params: {
      _meta: {
        'io.modelcontextprotocol/protocolVersion': '2026-07-28',
        'io.modelcontextprotocol/clientInfo': { name: 'bench', version: '1' },
        'io.modelcontextprotocol/clientCapabilities': {},
      },
    },
  },
};

export async function run() {
  const dir = tempDir();
  const servers = {
    munshi: [SERVER, 'stdio', '--data-dir', dir, '--log-level', 'silent'],
    sdk: [fileURLToPath(new URL('./peers/stdio.mjs', import.meta.url))],
  };
  const times = {};
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [opening, message] of Object.entries(OPENINGS)) {
      for (const [name, args] of Object.entries(servers)) {
        times[`${name} ${opening}`] = [
          ...(times[`${name} ${opening}`] ?? []),
          await firstAnswer(args, message),
        ];
      }
    }
  }
  const of = (name, opening) => median(times[`${name} ${opening}`]);
  const ratios = Object.keys(OPENINGS).map((opening) => of('munshi', opening) / of('sdk', opening));
  table([
    ['ms to the first answer', 'munshi', 'SDK alone', 'ratio'],
    ...Object.keys(OPENINGS).map((opening, index) => [
      opening,
      of('munshi', opening).toFixed(0),
      of('sdk', opening).toFixed(0),
      ratios[index].toFixed(2),
    ]),
  ]);
  return {
    start_ratio: Number(Math.max(...ratios).toFixed(3)),
    first_answer_ms: Math.round(of('munshi', 'initialize')),
  };
}

function firstAnswer(args, message) {
  const started = performance.now();
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'ignore'] });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.stdout.once('data', () => {
      const took = performance.now() - started;
      child.once('exit', () => resolve(took));
      child.kill('SIGKILL');
    });
    child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id: 1, ...message })}\n`);
  });
}
