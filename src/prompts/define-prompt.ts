/** Something the user may fill in when choosing a prompt; a text, as MCP has it. */
export interface PromptArgument {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly required?: boolean;
  /** Whether it is an amount of money: digits, with a currency before them at most. */
  readonly amount?: boolean;
  /** What it can be, for completion. */
  readonly values?: readonly string[];
}

/** One thing to do, with one tool. */
export interface PromptStep {
  readonly tool: string;
  readonly text: string;
}

/** What was filled in, by name; what was not is absent. Texts of the user, quoted. */
export type Filled = Readonly<Record<string, string | undefined>>;

/** A task for the agent that a user picks from a menu. */
export interface Prompt {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly arguments: readonly PromptArgument[];
  /** The tools without which the task makes no sense. */
  readonly needs: readonly string[];
  /** What the user wants, in the user's voice. */
  readonly wish: (filled: Filled) => string;
  /** How to go about it; steps of tools that are not served are left out. */
  readonly steps: (filled: Filled) => readonly PromptStep[];
  /** How the answer should look. */
  readonly answer: string;
}
