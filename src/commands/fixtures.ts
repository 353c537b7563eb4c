import { pathToFileURL } from 'node:url';
import type { Service } from '../transport/mcp-server.js';

/**
 * For the conformance run alone: a module, named by MUNSHI_TEST_FIXTURES, whose default export mounts the fixtures
 * the suite asks for on every protocol server, over the handlers that serve Munshi's own tools and resources. Not a
 * setting; nothing else reads it.
 */
export async function loadFixtures(): Promise<Service['extend']> {
  const file = process.env.MUNSHI_TEST_FIXTURES;
  if (file === undefined || file === '') return undefined;
  const module: { default?: unknown } = await import(pathToFileURL(file).href);
  const mount = module.default;
  if (typeof mount !== 'function')
    throw new Error('MUNSHI_TEST_FIXTURES names a module without a default function');
  return (server, service) => void mount(server, service);
}
