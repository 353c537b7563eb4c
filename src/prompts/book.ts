import { ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server';
import type { Filled, Prompt } from './define-prompt.js';

const LONGEST = 200;
/** Control and invisible characters, direction marks, and what would end the quotation. */
const UNQUOTABLE = /["\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu;
const AMOUNT = /^(?:\p{Sc}|rs\.?|[a-z]{3})?\s*\d[\d,]*(?:\.\d+)?$/iu;
const MOST_COMPLETIONS = 100;

/** The prompts that are served: those whose tools are. */
export class PromptBook {
  readonly #prompts: readonly Prompt[];
  readonly #serves: (tool: string) => boolean;

  constructor(prompts: readonly Prompt[], serves: (tool: string) => boolean) {
    this.#prompts = prompts.filter(({ needs }) => needs.every(serves));
    this.#serves = serves;
  }

  list() {
    return {
      prompts: this.#prompts.map(({ name, title, description, arguments: taken }) => ({
        name,
        title,
        description,
        arguments: taken.map((argument) => ({
          name: argument.name,
          title: argument.title,
          description: argument.description,
          required: argument.required ?? false,
        })),
      })),
    };
  }

  /** @throws ProtocolError for a prompt that is not served, or an argument that is missing, unknown, too long or no amount where it
   * must be one. */
  get(name: string, given: Readonly<Record<string, string>> = {}) {
    const prompt = this.#prompts.find((each) => each.name === name);
    if (prompt === undefined) throw wrong(`Unknown prompt: ${name.slice(0, 100)}`);
    const filled = fill(prompt, given);
    const steps = prompt.steps(filled).filter(({ tool }) => this.#serves(tool));
    const text = [
      prompt.wish(filled),
      '',
      ...steps.map((step, index) => `${index + 1}. ${step.tool}: ${step.text}`),
      '',
      prompt.answer,
    ].join('\n');
    return {
      description: prompt.description,
      messages: [{ role: 'user' as const, content: { type: 'text' as const, text } }],
    };
  }

  /** What an argument could be, beginning with what is typed first. */
  complete(name: string, argument: { readonly name: string; readonly value: string }) {
    const taken = this.#prompts.find((prompt) => prompt.name === name)?.arguments;
    const values = taken?.find((each) => each.name === argument.name)?.values ?? [];
    const typed = argument.value.toLowerCase();
    const found = values
      .filter((value) => value.toLowerCase().includes(typed))
      .toSorted((a, b) => Number(startsWith(b, typed)) - Number(startsWith(a, typed)));
    return {
      values: found.slice(0, MOST_COMPLETIONS),
      total: found.length,
      hasMore: found.length > MOST_COMPLETIONS,
    };
  }
}

function startsWith(value: string, typed: string): boolean {
  return value.toLowerCase().startsWith(typed);
}

/** The user's texts, quoted, so that they read as names and not as part of the task. */
function fill(prompt: Prompt, given: Readonly<Record<string, string>>): Filled {
  const known = new Set(prompt.arguments.map(({ name }) => name));
  const unknown = Object.keys(given).find((name) => !known.has(name));
  if (unknown !== undefined)
    throw wrong(
      `${prompt.name} takes no ${unknown.slice(0, 50)}; it takes ${[...known].join(', ') || 'nothing'}.`,
    );
  const filled: Record<string, string> = {};
  for (const { name, required, amount } of prompt.arguments) {
    const text = (given[name] ?? '').replace(UNQUOTABLE, ' ').trim();
    if (text.length > LONGEST) throw wrong(`${name} is longer than ${LONGEST} characters.`);
    if (text === '' && required === true) throw wrong(`${prompt.name} needs ${name}.`);
    if (text !== '' && amount === true && !AMOUNT.test(text))
      throw wrong(`${name} is an amount of money, e.g. 25000.`);
    if (text !== '') filled[name] = `"${text}"`;
  }
  return filled;
}

function wrong(message: string): ProtocolError {
  return new ProtocolError(ProtocolErrorCode.InvalidParams, message);
}
