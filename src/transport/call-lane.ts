import type { ToolAnswer } from '../catalogue/catalogue.js';
import type { Identity, Service } from './mcp-server.js';

/**
 * The short way for the one message that makes up nearly all traffic: a plain `tools/call`. It answers exactly
 * what the SDK's server would (a test compares the two message by message) at a fraction of the cost; whatever is
 * not entirely plain (progress wanted, unknown tool, odd shape, other keys) is left to the SDK. One thing differs: the SDK
 * drops an argument named `__proto__` without a word, the lane refuses it by name.
 */
export interface PlainCall {
  readonly id: string | number;
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>> | undefined;
  /** `modern`: revision 2026-07-28, named in the message itself. `legacy`: the 2025 revisions. */
  readonly era: 'legacy' | 'modern';
}

export const MODERN_REVISION = '2026-07-28';
const VERSION_KEY = 'io.modelcontextprotocol/protocolVersion';
const CAPABILITIES_KEY = 'io.modelcontextprotocol/clientCapabilities';
const CLIENT_KEY = 'io.modelcontextprotocol/clientInfo';
const SERVER_KEY = 'io.modelcontextprotocol/serverInfo';

/** The plain call a parsed message is, or undefined. */
export function plainCall(message: unknown): PlainCall | undefined {
  if (!isRecord(message) || message.method !== 'tools/call' || message.jsonrpc !== '2.0') return undefined;
  const { id, params } = message;
  if (typeof id !== 'string' && !(typeof id === 'number' && Number.isSafeInteger(id))) return undefined;
  if (!isRecord(params) || !onlyKeys(message, MESSAGE_KEYS) || !onlyKeys(params, PARAM_KEYS))
    return undefined;
  const { name, arguments: args, _meta: meta } = params;
  if (typeof name !== 'string' || !(args === undefined || isRecord(args))) return undefined;
  if (meta === undefined) return { id, name, args, era: 'legacy' };
  if (!isRecord(meta) || 'progressToken' in meta) return undefined;
  if (VERSION_KEY in meta) return isPlainEnvelope(meta) ? { id, name, args, era: 'modern' } : undefined;
  for (const key in meta) if (key.startsWith('io.modelcontextprotocol/')) return undefined;
  return { id, name, args, era: 'legacy' };
}

/**
 * The era a connection is in, as far as a result that the SDK sent on it tells: a greeting or a tool call settles it,
 * other requests leave it open.
 */
export function eraOf(result: object): PlainCall['era'] | undefined {
  if ('protocolVersion' in result) return 'legacy';
  if ('content' in result) return 'resultType' in result ? 'modern' : 'legacy';
  return undefined;
}

/** Answers a plain call with the JSON text of the response, or undefined where the SDK must answer. */
export async function answerPlainCall(
  service: Service,
  call: PlainCall,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (!service.catalogue.knows(call.name)) return undefined;
  const answer = await service.catalogue.call(call.name, call.args, service.shop, {
    signal,
    progress: ignoreProgress,
  });
  return JSON.stringify({
    result: call.era === 'modern' ? modern(answer, service.identity) : answer,
    jsonrpc: '2.0',
    id: call.id,
  });
}

function modern(answer: ToolAnswer, identity: Identity): object {
  return { ...answer, resultType: 'complete', _meta: { [SERVER_KEY]: identity } };
}

const MESSAGE_KEYS = new Set(['jsonrpc', 'id', 'method', 'params']);
const PARAM_KEYS = new Set(['name', 'arguments', '_meta']);
const ENVELOPE_KEYS = new Set([VERSION_KEY, CAPABILITIES_KEY, CLIENT_KEY]);
const CLIENT_KEYS = new Set(['name', 'version']);

function isPlainEnvelope(meta: Record<string, unknown>): boolean {
  if (meta[VERSION_KEY] !== MODERN_REVISION || !onlyKeys(meta, ENVELOPE_KEYS)) return false;
  const capabilities = meta[CAPABILITIES_KEY];
  const client = meta[CLIENT_KEY];
  if (!isRecord(capabilities) || !onlyKeys(capabilities, NO_KEYS)) return false;
  if (client === undefined) return true;
  return (
    isRecord(client) &&
    onlyKeys(client, CLIENT_KEYS) &&
    typeof client.name === 'string' &&
    typeof client.version === 'string'
  );
}

const NO_KEYS = new Set<string>();

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function onlyKeys(value: object, keys: ReadonlySet<string>): boolean {
  for (const key in value) if (!keys.has(key)) return false;
  return true;
}

function ignoreProgress(): void {}
