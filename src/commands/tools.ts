import type { CommandLine, Config } from '../config.js';
import { connectClient } from './client.js';

/** `munshi tools`: lists what is served. */
export async function tools(config: Config, { url }: CommandLine): Promise<number> {
  const { client, close } = await connectClient(config, url);
  try {
    const { tools: served } = await client.listTools();
    for (const { name, title, annotations } of served) {
      process.stdout.write(
        `${name.padEnd(20)} ${annotations?.readOnlyHint === true ? 'read ' : 'write'}  ${title ?? ''}\n`,
      );
    }
    return 0;
  } finally {
    await close();
  }
}
