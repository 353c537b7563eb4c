/**
 * What the official conformance suite asks a server for by name: tools, prompts and resources that exist for the
 * test alone. Mounted over Munshi's own handlers, on the same protocol server and transport; every other name is
 * answered by Munshi itself.
 */
import { createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  inputRequired,
  MissingRequiredClientCapabilityError,
  ProtocolError,
} from '@modelcontextprotocol/server';

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC';
const WAV = 'UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQAAAAA=';

const INVALID_PARAMS = -32602;

const text = (value) => ({ type: 'text', text: value });
const image = { type: 'image', data: PNG, mimeType: 'image/png' };
const say = (value) => ({ content: [text(value)] });

/** @type {import('@modelcontextprotocol/server').Tool['inputSchema']} */
const NO_ARGUMENTS = { type: 'object', properties: {} };
const oneString = (name) => ({
  type: 'object',
  properties: { [name]: { type: 'string' } },
  required: [name],
});

const form = (message, properties, required = Object.keys(properties)) => ({
  method: 'elicitation/create',
  params: { mode: 'form', message, requestedSchema: { type: 'object', properties, required } },
});
const sample = (prompt) => ({
  method: 'sampling/createMessage',
  params: { messages: [{ role: 'user', content: text(prompt) }], maxTokens: 100 },
});
const roots = { method: 'roots/list', params: {} };

const stateKey = randomBytes(32);
const seal = (state) => `${state}.${createHmac('sha256', stateKey).update(state).digest('base64url')}`;

/** The state a client echoes, if it is one that was sealed here. */
function unseal(context) {
  const sent = context.mcpReq.requestState();
  if (sent === undefined) return undefined;
  const state = String(sent).split('.', 1)[0];
  const [given, made] = [Buffer.from(String(sent)), Buffer.from(seal(state))];
  if (given.length !== made.length || !timingSafeEqual(given, made))
    throw new ProtocolError(INVALID_PARAMS, 'The requestState was not issued by this server.');
  return state;
}

const accepted = (answer) => answer?.action === 'accept' && typeof answer.content === 'object';

/**
 * Asks for input the way of revision 2026-07-28: the result says what is missing and the client calls again with it.
 */
function withInput(requests, complete, state) {
  return (_args, context) => {
    const answers = context.mcpReq.inputResponses ?? {};
    if (state !== undefined) unseal(context);
    const missing = Object.entries(requests).filter(([key, { method }]) =>
      method === 'elicitation/create' ? !accepted(answers[key]) : answers[key] === undefined,
    );
    if (missing.length === 0) return complete(answers);
    return inputRequired({
      inputRequests: Object.fromEntries(missing),
      ...(state === undefined ? {} : { requestState: seal(state) }),
    });
  };
}

function manyRounds(_args, context) {
  const answers = context.mcpReq.inputResponses ?? {};
  const round = unseal(context);
  if (round === 'two' && accepted(answers.step2)) return say('All rounds are done.');
  return round === 'one' && accepted(answers.step1)
    ? inputRequired({
        inputRequests: { step2: form('Step 2: What is your favorite color?', { color: { type: 'string' } }) },
        requestState: seal('two'),
      })
    : inputRequired({
        inputRequests: { step1: form('Step 1: What is your name?', { name: { type: 'string' } }) },
        requestState: seal('one'),
      });
}

/** Requests sent to a client, waiting for its answer, by id. */
const waiting = new Map();

/**
 * Asks the client the way of the 2025 revisions: a request on the stream of the call. Its answer comes as a POST of
 * its own, which a stateless server hands to another instance; `hearAnswers` brings it back here.
 */
async function ask(server, context, { method, params }) {
  const id = randomUUID();
  const answer = new Promise((resolve) => waiting.set(id, resolve));
  await server.transport.send(
    { jsonrpc: '2.0', id, method, params },
    { relatedRequestId: context.mcpReq.id },
  );
  const { result, error } = await answer;
  if (error !== undefined) throw new Error(`The client refused ${method}: ${error.message}`);
  return result;
}

function hearAnswers(server) {
  const connect = server.connect.bind(server);
  server.connect = async (transport) => {
    await connect(transport);
    const { onmessage } = transport;
    transport.onmessage = (message, extra) => {
      const resolve = 'method' in message ? undefined : waiting.get(message.id);
      if (resolve === undefined) return onmessage?.(message, extra);
      waiting.delete(message.id);
      resolve(message);
    };
  };
}

const elicit = (message, properties, told) => async (args, context, server) => {
  const { action, content } = await ask(server, context, form(message ?? args.message, properties, []));
  return say(`${told}: action=${action}, content=${JSON.stringify(content ?? {})}`);
};

const choices = (...entries) => entries.map(([value, title]) => ({ const: value, title }));

/** Each tool: what it takes, and what it answers given arguments, context and the protocol server. */
const TOOLS = {
  test_simple_text: { run: () => say('This is a simple text response for testing.') },
  test_image_content: { run: () => ({ content: [image] }) },
  test_audio_content: { run: () => ({ content: [{ type: 'audio', data: WAV, mimeType: 'audio/wav' }] }) },
  test_embedded_resource: {
    run: () => ({
      content: [
        {
          type: 'resource',
          resource: {
            uri: 'test://embedded-resource',
            mimeType: 'text/plain',
            text: 'This is an embedded resource content.',
          },
        },
      ],
    }),
  },
  test_multiple_content_types: {
    run: () => ({
      content: [
        text('Multiple content types test:'),
        image,
        {
          type: 'resource',
          resource: {
            uri: 'test://mixed-content-resource',
            mimeType: 'application/json',
            text: '{"test":"data","value":123}',
          },
        },
      ],
    }),
  },
  test_error_handling: {
    run: () => ({ ...say('This tool intentionally returns an error for testing'), isError: true }),
  },
  test_tool_with_logging: {
    run: async (_args, { mcpReq }) => {
      for (const data of ['Tool execution started', 'Tool processing data', 'Tool execution completed']) {
        await mcpReq.notify({ method: 'notifications/message', params: { level: 'info', data } });
        await sleep(50);
      }
      return say('Tool with logging executed successfully');
    },
  },
  // Logs as the revision in use allows: with 2026-07-28 only to a client that names a level.
  test_logging_tool: {
    run: async (_args, { mcpReq }) => {
      await mcpReq.log('info', 'This is logged for who asked for it');
      return say('Logged');
    },
  },
  test_tool_with_progress: {
    run: async (_args, { mcpReq }) => {
      const progressToken = mcpReq._meta?.progressToken;
      for (const progress of [0, 50, 100]) {
        if (progressToken !== undefined)
          await mcpReq.notify({
            method: 'notifications/progress',
            params: { progressToken, progress, total: 100 },
          });
        await sleep(50);
      }
      return say('Done');
    },
  },
  test_sampling: {
    schema: oneString('prompt'),
    run: async ({ prompt }, context, server) => {
      const { content } = await ask(server, context, sample(prompt));
      return say(`LLM response: ${content.text}`);
    },
  },
  test_elicitation: {
    schema: oneString('message'),
    run: elicit(
      undefined,
      {
        username: { type: 'string', description: "User's response" },
        email: { type: 'string', description: "User's email address" },
      },
      'User response',
    ),
  },
  test_elicitation_sep1034_defaults: {
    run: elicit(
      'Check the defaults',
      {
        name: { type: 'string', default: 'John Doe' },
        age: { type: 'integer', default: 30 },
        score: { type: 'number', default: 95.5 },
        status: { type: 'string', enum: ['active', 'inactive', 'pending'], default: 'active' },
        verified: { type: 'boolean', default: true },
      },
      'Elicitation completed',
    ),
  },
  test_elicitation_sep1330_enums: {
    run: elicit(
      'Choose',
      {
        untitledSingle: { type: 'string', enum: ['option1', 'option2', 'option3'] },
        titledSingle: {
          type: 'string',
          oneOf: choices(['value1', 'First Option'], ['value2', 'Second Option'], ['value3', 'Third Option']),
        },
        legacyEnum: {
          type: 'string',
          enum: ['opt1', 'opt2', 'opt3'],
          enumNames: ['Option One', 'Option Two', 'Option Three'],
        },
        untitledMulti: { type: 'array', items: { type: 'string', enum: ['option1', 'option2', 'option3'] } },
        titledMulti: {
          type: 'array',
          items: {
            anyOf: choices(
              ['value1', 'First Choice'],
              ['value2', 'Second Choice'],
              ['value3', 'Third Choice'],
            ),
          },
        },
      },
      'Elicitation completed',
    ),
  },
  test_missing_capability: {
    run: (_args, { mcpReq }) => {
      if (declared(mcpReq).sampling === undefined)
        throw new MissingRequiredClientCapabilityError({ requiredCapabilities: { sampling: {} } });
      return say('The client can sample');
    },
  },
  test_streaming_elicitation: {
    run: withInput({ answer: form('What now?', { now: { type: 'string' } }) }, () => say('Thank you')),
  },
  test_input_required_result_elicitation: {
    run: withInput({ user_name: form('What is your name?', { name: { type: 'string' } }) }, (answers) =>
      say(`Hello, ${answers.user_name.content.name}!`),
    ),
  },
  test_input_required_result_sampling: {
    run: withInput({ capital_question: sample('What is the capital of France?') }, (answers) =>
      say(answers.capital_question.content.text),
    ),
  },
  test_input_required_result_list_roots: {
    run: withInput({ client_roots: roots }, (answers) =>
      say(`Roots: ${answers.client_roots.roots.map(({ uri }) => uri).join(' ')}`),
    ),
  },
  test_input_required_result_request_state: {
    run: withInput(
      { confirm: form('Please confirm', { ok: { type: 'boolean' } }) },
      () => say('state-ok'),
      'confirm',
    ),
  },
  test_input_required_result_multiple_inputs: {
    run: withInput(
      {
        user_name: form('What is your name?', { name: { type: 'string' } }),
        greeting: sample('Generate a greeting'),
        client_roots: roots,
      },
      () => say('All three arrived'),
      'three',
    ),
  },
  test_input_required_result_multi_round: { run: manyRounds },
  json_schema_2020_12_tool: {
    schema: {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      $defs: {
        address: {
          $anchor: 'addressDef',
          type: 'object',
          properties: { street: { type: 'string' }, city: { type: 'string' } },
        },
      },
      properties: {
        name: { type: 'string' },
        address: { $ref: '#/$defs/address' },
        contactMethod: { type: 'string', enum: ['phone', 'email'] },
        phone: { type: 'string' },
        email: { type: 'string' },
      },
      allOf: [{ anyOf: [{ required: ['phone'] }, { required: ['email'] }] }],
      if: { properties: { contactMethod: { const: 'phone' } }, required: ['contactMethod'] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { required: ['phone'] },
      else: { required: ['email'] },
      additionalProperties: false,
    },
    run: () => say('Read'),
  },
  test_input_required_result_tampered_state: {
    run: withInput(
      { confirm: form('Please confirm', { ok: { type: 'boolean' } }) },
      () => say('Confirmed'),
      'sealed',
    ),
  },
  test_input_required_result_capabilities: {
    run: (args, context) => {
      const can = declared(context.mcpReq);
      return withInput(
        {
          ...(can.sampling === undefined ? {} : { question: sample('What is the capital of France?') }),
          ...(can.elicitation === undefined
            ? {}
            : { user: form('Who are you?', { name: { type: 'string' } }) }),
        },
        () => say('Nothing left to ask'),
      )(args, context);
    },
  },
};

const declared = ({ envelope }) => envelope?.['io.modelcontextprotocol/clientCapabilities'] ?? {};

const user = (content) => ({ role: 'user', content });
const argument = (name) => ({ name, description: `The ${name}`, required: true });

const PROMPTS = {
  test_simple_prompt: { run: () => ({ messages: [user(text('This is a simple prompt for testing.'))] }) },
  test_prompt_with_arguments: {
    takes: [argument('arg1'), argument('arg2')],
    run: ({ arg1, arg2 }) => ({
      messages: [user(text(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`))],
    }),
  },
  test_prompt_with_embedded_resource: {
    takes: [argument('resourceUri')],
    run: ({ resourceUri: uri }) => ({
      messages: [
        user({
          type: 'resource',
          resource: { uri, mimeType: 'text/plain', text: 'Embedded resource content for testing.' },
        }),
        user(text('Please process the embedded resource above.')),
      ],
    }),
  },
  test_prompt_with_image: {
    run: () => ({ messages: [user(image), user(text('Please analyze the image above.'))] }),
  },
  test_input_required_result_prompt: {
    run: withInput(
      { user_context: form('What context should the prompt use?', { context: { type: 'string' } }) },
      (answers) => ({ messages: [user(text(`Context: ${answers.user_context.content.context}`))] }),
    ),
  },
};

const RESOURCES = {
  'test://static-text': {
    mimeType: 'text/plain',
    text: 'This is the content of the static text resource.',
  },
  'test://static-binary': { mimeType: 'image/png', blob: PNG },
  'test://watched-resource': { mimeType: 'text/plain', text: 'Watched resource content' },
};
const TEMPLATE = 'test://template/{id}/data';

/** The fixture at an address, or undefined. */
function resource(uri) {
  const fixed = RESOURCES[uri];
  if (fixed !== undefined) return { uri, ...fixed };
  const id = /^test:\/\/template\/([^/]+)\/data$/.exec(uri)?.[1];
  if (id === undefined) return undefined;
  const found = { id, templateTest: true, data: `Data for ID: ${id}` };
  return { uri, mimeType: 'application/json', text: JSON.stringify(found) };
}

/**
 * @param {import('@modelcontextprotocol/server').Server} server
 * @param {import('../../src/transport/mcp-server.js').Service} service
 */
export default function mount(server, { catalogue, library, shop }) {
  server.registerCapabilities({ prompts: {}, logging: {}, resources: { subscribe: true } });
  hearAnswers(server);

  const tools = Object.entries(TOOLS).map(([name, { schema }]) => ({
    name,
    description: 'A fixture of the conformance suite.',
    inputSchema: schema ?? NO_ARGUMENTS,
  }));
  server.setRequestHandler('tools/list', () => ({ tools: [...catalogue.definitions, ...tools] }));
  server.setRequestHandler('tools/call', ({ params: { name, arguments: args } }, context) => {
    if (Object.hasOwn(TOOLS, name)) return TOOLS[name].run(args ?? {}, context, server);
    if (!catalogue.knows(name)) throw new ProtocolError(INVALID_PARAMS, `Unknown tool: ${name}`);
    return catalogue.call(name, args, shop, { signal: context.mcpReq.signal, progress: () => undefined });
  });

  server.setRequestHandler('prompts/list', () => ({
    prompts: Object.entries(PROMPTS).map(([name, { takes }]) => ({
      name,
      description: 'A fixture of the conformance suite.',
      arguments: takes ?? [],
    })),
  }));
  server.setRequestHandler('prompts/get', ({ params: { name, arguments: args } }, context) => {
    if (!Object.hasOwn(PROMPTS, name)) throw new ProtocolError(INVALID_PARAMS, `Unknown prompt: ${name}`);
    return PROMPTS[name].run(args ?? {}, context);
  });

  server.setRequestHandler('resources/list', ({ params }) => {
    const { resources, ...rest } = library.list(params?.cursor);
    const fixtures = Object.entries(RESOURCES).map(([uri, { mimeType }]) => ({ uri, name: uri, mimeType }));
    return { ...rest, resources: [...resources, ...fixtures] };
  });
  server.setRequestHandler('resources/templates/list', ({ params }) => {
    const { resourceTemplates, ...rest } = library.templates(params?.cursor);
    return {
      ...rest,
      resourceTemplates: [...resourceTemplates, { uriTemplate: TEMPLATE, name: 'template' }],
    };
  });
  server.setRequestHandler('resources/read', ({ params: { uri } }) => {
    const found = resource(uri);
    return found === undefined ? library.read(uri) : { contents: [found] };
  });
  server.setRequestHandler('resources/subscribe', () => ({}));
  server.setRequestHandler('resources/unsubscribe', () => ({}));
  server.setRequestHandler('logging/setLevel', () => ({}));
}
