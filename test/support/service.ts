import { onTestFinished } from 'vitest';
import * as z from 'zod';
import { type CallRecord, Catalogue, type Selection } from '../../src/catalogue/catalogue.js';
import { defineTool, type Tool } from '../../src/catalogue/define-tool.js';
import { compose } from '../../src/compose.js';
import { readConfig } from '../../src/config.js';
import { invalid } from '../../src/domain/errors.js';
import { makePrompts } from '../../src/prompts/index.js';
import { makeLibrary } from '../../src/resources/index.js';
import type { Service } from '../../src/transport/mcp-server.js';
import { tempDir } from './temp.js';

/** Holds calls of `wait_long` until they are let go, and tells what becomes of them. */
export class Gate {
  readonly #waiters: (() => void)[] = [];
  #open = false;
  started = 0;
  aborted = 0;

  /** Lets every waiting call go, and all to come. */
  release(): void {
    this.#open = true;
    for (const go of this.#waiters.splice(0)) go();
  }

  async wait(signal: AbortSignal): Promise<void> {
    this.started += 1;
    if (this.#open) return;
    await new Promise<void>((resolve, reject) => {
      this.#waiters.push(resolve);
      signal.addEventListener('abort', () => {
        this.aborted += 1;
        reject(new Error('told to stop'));
      });
    });
  }
}

const described = {
  toolset: 'sales',
  title: 'Test',
  description: 'For tests.',
  scope: 'sales:read',
} as const;

function testTools(gate: Gate): Tool[] {
  return [
    defineTool({
      ...described,
      name: 'echo_text',
      operation: 'read',
      input: z.strictObject({
        text: z.string().default('hello').describe('What to say.'),
        times: z.int().min(1).max(200_000).default(1).describe('How often.'),
        parts: z
          .array(z.strictObject({ key: z.string() }))
          .optional()
          .describe('Parts.'),
      }),
      output: z.object({ text: z.string(), parts: z.array(z.object({ key: z.string() })).optional() }),
      run: ({ text, times, parts }) => ({
        text: text.repeat(times),
        ...(parts === undefined ? {} : { parts }),
      }),
    }),
    defineTool({
      ...described,
      name: 'wait_long',
      operation: 'read',
      input: z.strictObject({}),
      output: z.object({ waited: z.boolean() }),
      run: async (_input, _shop, { signal }) => {
        await gate.wait(signal);
        return { waited: true };
      },
    }),
    defineTool({
      ...described,
      name: 'count_steps',
      operation: 'read',
      input: z.strictObject({ steps: z.int().min(0).max(100).default(3) }),
      output: z.object({ steps: z.number() }),
      run: async ({ steps }, _shop, { progress }) => {
        for (let step = 1; step <= steps; step += 1) {
          progress(step, steps, `step ${step}`);
          await new Promise((resolve) => setImmediate(resolve));
        }
        return { steps };
      },
    }),
    defineTool({
      ...described,
      name: 'show_pictures',
      operation: 'read',
      input: z.strictObject({ sizes: z.array(z.int().min(1)).default([3]).describe('Bytes of each.') }),
      output: z.object({ shown: z.int() }),
      run: ({ sizes }, _shop, { show }) => {
        for (const [index, size] of sizes.entries())
          show({ mimeType: 'image/png', bytes: new Uint8Array(size).fill(index) });
        return { shown: sizes.length };
      },
    }),
    defineTool({
      ...described,
      name: 'refuse_input',
      operation: 'read',
      input: z.strictObject({}),
      output: z.object({}),
      run: () => {
        throw invalid('text', 'This is refused.', { fix: 'Send something else.', valid: ['a', 'b'] });
      },
    }),
    defineTool({
      ...described,
      name: 'break_down',
      operation: 'read',
      input: z.strictObject({}),
      output: z.object({}),
      run: () => {
        throw new Error('a secret that no client may see');
      },
    }),
    defineTool({
      ...described,
      name: 'write_note',
      operation: 'append',
      input: z.strictObject({ note: z.string() }),
      output: z.object({ note: z.string(), key: z.string() }),
      run: ({ note }, _shop, _call, { key }) => ({ note, key }),
    }),
  ];
}

export interface TestService {
  readonly service: Service;
  readonly gate: Gate;
  /** What telemetry was told of every finished call. */
  readonly calls: CallRecord[];
}

/** A service over tools made for tests. Its shop is a real one from which nothing is read. */
export function testService(selection: Selection = {}): TestService {
  const munshi = compose(readConfig({ data_dir: tempDir(), log_level: 'silent' }, {}));
  onTestFinished(() => munshi.close());
  const gate = new Gate();
  onTestFinished(() => gate.release());
  const calls: CallRecord[] = [];
  const catalogue = new Catalogue(testTools(gate), selection, (call) => calls.push(call));
  const service = {
    identity: { name: 'munshi-test', title: 'Munshi under test', version: '1.2.3' },
    instructions: 'For tests.',
    catalogue,
    library: makeLibrary(catalogue, munshi.shop),
    prompts: makePrompts(catalogue),
    shop: munshi.shop,
  };
  return { service, gate, calls };
}
