import {
  type CallToolResult,
  ProtocolError,
  ProtocolErrorCode,
  Server,
  type ServerContext,
} from '@modelcontextprotocol/server';
import type { Catalogue } from '../catalogue/catalogue.js';
import type { Caller } from '../catalogue/define-tool.js';
import type { Shop } from '../domain/open-shop.js';
import type { PromptBook } from '../prompts/book.js';
import type { Library } from '../resources/library.js';

/** Name and version as clients see them. */
export interface Identity {
  readonly name: string;
  readonly title: string;
  readonly version: string;
}

/** What every transport serves. */
export interface Service {
  readonly identity: Identity;
  readonly instructions: string;
  readonly catalogue: Catalogue;
  readonly library: Library;
  readonly prompts: PromptBook;
  /** Opens the shop of the connection, once. Tenancy is decided here and nowhere else. */
  readonly shop: () => Promise<Shop>;
  /** Lets the conformance run mount its fixtures over what the service serves itself; never set otherwise. */
  readonly extend?: ((server: Server, service: Service) => void) | undefined;
}

/**
 * A protocol server over the catalogue, the resources and the prompts: one for each connection (stdio) or request (HTTP), for
 * every revision of the specification. Cheap: all lists are precomputed.
 */
export function mcpServer(service: Service): Server {
  const { catalogue, library, prompts, shop } = service;
  const server = new Server(
    { ...service.identity },
    {
      capabilities: { tools: {}, resources: {}, prompts: {}, completions: {} },
      instructions: service.instructions,
    },
  );
  const tools = catalogue.definitions.map((definition) => ({
    ...definition,
    annotations: { ...definition.annotations },
  }));
  server.setRequestHandler('tools/list', (request) => {
    if (request.params?.cursor !== undefined)
      throw new ProtocolError(ProtocolErrorCode.InvalidParams, 'The cursor is not one of ours.');
    return { tools };
  });
  server.setRequestHandler('tools/call', (request, context): Promise<CallToolResult> => {
    const { name, arguments: args } = request.params;
    if (!catalogue.knows(name))
      throw new ProtocolError(ProtocolErrorCode.InvalidParams, `Unknown tool: ${name.slice(0, 100)}`);
    return catalogue.call(name, args, shop, callOf(context));
  });
  server.setRequestHandler('resources/list', (request) => library.list(request.params?.cursor));
  server.setRequestHandler('resources/templates/list', (request) =>
    library.templates(request.params?.cursor),
  );
  server.setRequestHandler('resources/read', (request) => library.read(request.params.uri));
  server.setRequestHandler('prompts/list', (request) => {
    if (request.params?.cursor !== undefined)
      throw new ProtocolError(ProtocolErrorCode.InvalidParams, 'The cursor is not one of ours.');
    return prompts.list();
  });
  server.setRequestHandler('prompts/get', ({ params: { name, arguments: given } }) =>
    prompts.get(name, given),
  );
  server.setRequestHandler('completion/complete', async (request) => {
    const { ref, argument } = request.params;
    return {
      completion:
        ref.type === 'ref/prompt'
          ? prompts.complete(ref.name, argument)
          : await library.complete(ref.uri, argument),
    };
  });
  service.extend?.(server, service);
  return server;
}

function callOf(context: ServerContext): Caller {
  const { signal, _meta: meta, notify } = context.mcpReq;
  const token = meta?.progressToken;
  if (token === undefined) return { signal, progress: ignoreProgress };
  return {
    signal,
    progress: (progress, total, message) => {
      const params = {
        progressToken: token,
        progress,
        ...(total === undefined ? {} : { total }),
        ...(message === undefined ? {} : { message }),
      };
      // A client that has gone cannot be told; the call goes on or is cancelled by its signal.
      notify({ method: 'notifications/progress', params }).catch(() => undefined);
    },
  };
}

function ignoreProgress(): void {}
