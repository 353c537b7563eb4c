import type {
  BedrockRuntimeClient,
  ConverseCommandInput,
  ConverseCommandOutput,
} from '@aws-sdk/client-bedrock-runtime';
import { connectAws } from '../aws-client.js';
import { type Answered, ask } from '../upstream.js';

export type ConverseTurn = Omit<ConverseCommandInput, 'modelId'>;

/** A model of Amazon Bedrock. Region and credentials by the usual AWS configuration. */
export class Converse {
  readonly model: string;
  #client: Promise<BedrockRuntimeClient> | undefined;

  constructor(model: string) {
    this.model = model;
  }

  /**
   * Sends one turn, with a second attempt, within `deadline` milliseconds.
   *
   * @throws ClerkError `cancelled`
   */
  async send(
    turn: ConverseTurn,
    deadline: number,
    signal: AbortSignal | undefined,
  ): Promise<Answered<ConverseCommandOutput>> {
    const client = await this.connect();
    const { ConverseCommand } = await import('@aws-sdk/client-bedrock-runtime');
    return ask(
      (abortSignal) => client.send(new ConverseCommand({ modelId: this.model, ...turn }), { abortSignal }),
      { deadline, signal },
    );
  }

  /** Loads the SDK; the first request does so otherwise, outside its deadline. */
  async connect(): Promise<BedrockRuntimeClient> {
    const { BedrockRuntimeClient: Client } = await import('@aws-sdk/client-bedrock-runtime');
    this.#client ??= connectAws((config) => new Client(config));
    return this.#client;
  }

  async close(): Promise<void> {
    (await this.#client?.catch(() => undefined))?.destroy();
  }
}

/** The blocks of a model's message; undefined where the answer does not keep to its format. */
export function blocksOf({ output }: ConverseCommandOutput): readonly object[] | undefined {
  const blocks: unknown = output?.message?.content;
  return Array.isArray(blocks)
    ? blocks.filter((block: unknown): block is object => typeof block === 'object' && block !== null)
    : undefined;
}
