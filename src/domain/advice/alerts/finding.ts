/** What an alert can be about, in the order in which equal ones are listed. */
export const ALERT_KINDS = [
  'above_mrp',
  'expired',
  'below_zero',
  'out_of_stock',
  'negative_margin',
  'bill_duplicate',
  'overdue_credit',
  'over_limit',
  'low_stock',
  'expiring',
  'sales_drop',
  'sales_spike',
  'dead_stock',
  'forecast_bias',
] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/** Gravest first. */
export const PRIORITIES = ['critical', 'high', 'medium', 'low'] as const;
export type Priority = (typeof PRIORITIES)[number];

export const SUBJECTS = ['product', 'customer', 'bill'] as const;

/** A call of a tool of this server; writes need an idempotency_key besides. */
export interface ToolCall {
  readonly tool: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  /** Arguments that only a person can give. */
  readonly fill_in?: readonly string[];
}

/** Something that is the matter now. Money in minor units, days as day numbers. */
export interface Finding {
  readonly kind: AlertKind;
  readonly subject: { readonly type: (typeof SUBJECTS)[number]; readonly id: string; readonly name: string };
  /** Which of several of one subject: a lot. */
  readonly part?: string;
  /** Whether it is enough to raise an alert. What is not only keeps open one that was raised: no alert flickers. */
  readonly raises: boolean;
  /** What makes it the same cause as before. An alert resolved by hand comes back when it differs, */
  readonly cause: string;
  /** or when this has grown. */
  readonly size: number;
  /** One sentence, names included. */
  readonly says: string;
  /** Undefined where no figure is known. */
  readonly risk: number | undefined;
  /** What is gone already, whatever is done. */
  readonly lost?: number | undefined;
  /** How the risk, or what is lost, is worked out, in words and figures. */
  readonly arithmetic: string;
  readonly since: number;
  readonly evidence: Readonly<Record<string, unknown>>;
  readonly next: ToolCall;
}

/** The same for the same kind and subject, whenever and wherever it is worked out. */
export function alertId({ kind, subject, part }: Pick<Finding, 'kind' | 'subject' | 'part'>): string {
  return part === undefined ? `${kind}:${subject.id}` : `${kind}:${subject.id}:${part}`;
}
