import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { type Peers, peers } from '../support/peers.js';
import { SERVER, serverEnv, startHttp } from '../support/server.js';
import { tempDir } from '../support/temp.js';

/** The whole suite on a slow machine, and before it an install of some hundred MB. */
const DEADLINE = 900_000;

const FIXTURES = fileURLToPath(new URL('./fixtures.mjs', import.meta.url));

let tools: Peers;
beforeAll(async () => {
  tools = await peers();
}, DEADLINE);

interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program of the peers' modules on their Node.js. */
function runPeer(program: string, args: readonly string[], env = serverEnv()): Promise<Finished> {
  return new Promise((resolve) => {
    execFile(
      tools.node,
      [path.join(tools.modules, program), ...args],
      { env, cwd: tempDir(), maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
        resolve({ code, stdout, stderr });
      },
    );
  });
}

const SUITE = '@modelcontextprotocol/conformance/dist/index.js';
const INSPECTOR = '@modelcontextprotocol/inspector/clients/launcher/build/index.js';

/** The scenarios a revision requires of a server, as the suite lists them. */
function required(revision: string): string[] {
  const file = path.join(tools.modules, `@modelcontextprotocol/conformance/requirements/${revision}.yaml`);
  const server = /^server:\n((?:(?: {2}.*| *#.*)?\n)*)/m.exec(readFileSync(file, 'utf8'))?.[1] ?? '';
  return [...server.matchAll(/^ {2}- (\S+)/gm)].map(([, name = '']) => name);
}

interface Scenario {
  readonly name: string;
  readonly passed: boolean;
  readonly checks: number;
  readonly line: string;
}

/** What ran, from the suite's own summary. */
function scenarios(output: string): Scenario[] {
  return [...output.matchAll(/^([✓✗]) (\S+): (\d+) passed, (\d+) failed/gm)].map(
    ([line, mark, name = '', passed, failed]) => ({
      name,
      passed: mark === '✓',
      checks: Number(passed) + Number(failed),
      line,
    }),
  );
}

test.each(['2025-11-25', '2026-07-28'])(
  'every server scenario that %s requires passes',
  async (revision) => {
    const { url } = await startHttp({ MUNSHI_TEST_FIXTURES: FIXTURES });
    const { code, stdout } = await runPeer(SUITE, ['server', '--url', url, '--requirements', revision]);
    const ran = scenarios(stdout);
    const names = required(revision);
    const report = ran.map(({ name, line, checks }) =>
      [
        line,
        names.includes(name) ? '' : ' (not required)',
        checks === 0 ? ' (the suite has nothing to check here)' : '',
      ].join(''),
    );
    console.log([`Conformance with ${revision}:`, ...report].join('\n'));

    expect(names.length).toBeGreaterThan(25);
    expect(ran.filter(({ name, passed }) => names.includes(name) && !passed)).toEqual([]);
    expect(ran.map(({ name }) => name)).toEqual(expect.arrayContaining(names));
    expect(code).toBe(0);
  },
  DEADLINE,
);

test(
  'without the fixtures the suite fails: nothing of them is in the product',
  async () => {
    const { url } = await startHttp();
    const scenario = ['--scenario', 'tools-call-simple-text', '--spec-version', '2026-07-28'];
    const { code, stdout } = await runPeer(SUITE, ['server', '--url', url, ...scenario]);
    expect(code).not.toBe(0);
    expect(stdout).toContain('Unknown tool: test_simple_text');
  },
  DEADLINE,
);

const Listed = z.object({ result: z.object({ tools: z.array(z.object({ name: z.string() })).min(4) }) });

test.each(['legacy', 'modern'])(
  'the official inspector finds nothing wrong with the tools, %s era',
  async (era) => {
    const home = tempDir();
    const strict = ['--protocol-era', era, '--method', 'tools/list', '--strict', '--format', 'json'];
    const env = serverEnv({ HOME: home, USERPROFILE: home });
    const { url } = await startHttp();
    const over = {
      http: [url],
      stdio: ['-e', `MUNSHI_DATA_DIR=${tempDir()}`, process.execPath, SERVER],
    };
    for (const target of Object.values(over)) {
      const { code, stdout, stderr } = await runPeer(INSPECTOR, ['--cli', ...strict, ...target], env);
      expect(stderr).not.toMatch(/^(?:Error|Warning):/m);
      expect(code).toBe(0);
      const { tools: listed } = Listed.parse(JSON.parse(stdout)).result;
      expect(listed.map(({ name }) => name)).toContain('query_sales');
    }
  },
  DEADLINE,
);
