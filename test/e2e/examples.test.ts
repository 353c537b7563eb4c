import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { serverEnv } from '../support/server.js';

const run = promisify(execFile);
const example = (name: string) => fileURLToPath(new URL(`../../examples/${name}`, import.meta.url));

test.each(['scripted-client.mjs', 'scripted-client-1x.mjs'])(
  '%s finds every answer right',
  { timeout: 180_000 },
  async (name) => {
    const { stdout } = await run(process.execPath, [example(name)], { env: serverEnv() });
    expect(stdout).toContain('every answer is right');
  },
);

test.each(['scripted-client.mjs', 'scripted-client-1x.mjs'])(
  '%s notices a wrong answer',
  { timeout: 180_000 },
  async (name) => {
    // In another currency the same amounts are refused or come out otherwise: yen have no decimals.
    const failed = run(process.execPath, [example(name)], { env: serverEnv({ MUNSHI_CURRENCY: 'JPY' }) });
    await expect(failed).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining('AssertionError'),
    });
  },
);

const Config = z.object({
  mcpServers: z.record(
    z.string(),
    z.object({ command: z.string(), args: z.array(z.string()) }).or(z.object({ url: z.url() })),
  ),
});

test('every configuration in the examples can be read', () => {
  const texts = [readFileSync(example('claude_desktop_config.json'), 'utf8')];
  for (const page of ['claude-code.md', 'cursor.md'])
    texts.push(
      ...[...readFileSync(example(page), 'utf8').matchAll(/```json\n([\s\S]*?)```/g)].map(
        ([, json = '']) => json,
      ),
    );
  expect(texts.length).toBeGreaterThan(5);
  for (const text of texts) expect(Config.parse(JSON.parse(text)).mcpServers).toHaveProperty('munshi');
});
