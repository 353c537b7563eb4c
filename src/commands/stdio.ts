import { compose } from '../compose.js';
import type { Config } from '../config.js';
import { type LineOutput, serveOverStdio } from '../transport/stdio.js';
import { loadFixtures } from './fixtures.js';

/** `munshi stdio`: serves the client at the other end of standard input and output until it leaves. */
export async function stdio(config: Config): Promise<number> {
  const output = claimStdout();
  const munshi = compose(config, await loadFixtures());
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  await Promise.race([serveOverStdio(munshi.service, process.stdin, output, munshi.warmUp), stopped]);
  await munshi.close();
  return 0;
}

/** Keeps standard output for the protocol alone: whatever else writes to it lands on standard error. */
function claimStdout(): LineOutput {
  const { stdout, stderr } = process;
  const write = stdout.write.bind(stdout);
  stdout.write = stderr.write.bind(stderr);
  return {
    write: (text, written) => write(text, written),
    once: (event, listener) => stdout.once(event, listener),
  };
}
