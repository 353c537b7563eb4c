import type { Finding, Priority, ToolCall } from '../alerts/finding.js';

/** What a shop can do, in the order in which equal ones are listed. */
export const ACTION_KINDS = [
  'reprice',
  'discard',
  'collect',
  'check_bill',
  'reorder',
  'mark_down',
  'count',
  'chase',
] as const;
export type ActionKind = (typeof ACTION_KINDS)[number];

/** What an action should bring. Money in minor units; the interval where the job that worked it out gives one. */
export interface Expected {
  readonly text: string;
  /** The price advised, with or without tax as the shop states its prices. */
  readonly price?: number | undefined;
  readonly money?: number | undefined;
  readonly low?: number | undefined;
  readonly high?: number | undefined;
  /** Last day that the price is for, yyyy-mm-dd. */
  readonly until?: string | undefined;
  /** The price is to stay as it is. */
  readonly keep?: true | undefined;
}

/** One thing to do about one subject, whatever the number of alerts that call for it. Money in minor units. */
export interface Action {
  readonly kind: ActionKind;
  readonly subject: Finding['subject'];
  readonly priority: Priority;
  /** What doing it is expected to change. While it is worked out, what the alert has at risk. */
  readonly stake: number;
  /** Whether that is still being worked out: it ranks below what is known. */
  readonly pending?: true | undefined;
  /** What is gone already, whatever is done. */
  readonly lost?: number | undefined;
  readonly arithmetic: string;
  readonly why: readonly string[];
  readonly evidence: Readonly<Record<string, unknown>>;
  readonly alerts: readonly string[];
  readonly expected: Expected;
  /** Absent where nothing is to be done in the books. */
  readonly call?: ToolCall | undefined;
}

/** The same for the same thing to do about the same subject. */
export function actionKey({
  kind,
  subject,
}: {
  readonly kind: ActionKind;
  readonly subject: { id: string };
}): string {
  return `${kind}:${subject.id}`;
}
