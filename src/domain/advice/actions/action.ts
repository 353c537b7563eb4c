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
] as const;
export type ActionKind = (typeof ACTION_KINDS)[number];

/** What an action should bring. Money in minor units; the interval where the job that worked it out gives one. */
export interface Expected {
  readonly text: string;
  readonly money?: number | undefined;
  readonly low?: number | undefined;
  readonly high?: number | undefined;
}

/** One thing to do about one subject, whatever the number of alerts that call for it. Money in minor units. */
export interface Action {
  readonly kind: ActionKind;
  readonly subject: Finding['subject'];
  readonly priority: Priority;
  readonly stake: number;
  readonly arithmetic: string;
  readonly why: readonly string[];
  readonly evidence: Readonly<Record<string, unknown>>;
  readonly alerts: readonly string[];
  readonly expected: Expected;
  readonly call: ToolCall;
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
