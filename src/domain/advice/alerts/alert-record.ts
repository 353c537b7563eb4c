import * as z from 'zod';
import type { Projection } from '../../ports/analytics/projection.js';
import type { RecordKind } from '../../ports/store/repository.js';
import { ALERT_KINDS, SUBJECTS } from './finding.js';

const moment = z.string();
const day = z.iso.date();

/** Steps of an alert that are kept, the latest ones. */
export const MOST_STEPS = 20;

export const STEPS = ['raised', 'seen', 'snoozed', 'resolved', 'reopened', 'gone'] as const;

const Step = z.object({
  at: moment,
  what: z.enum(STEPS),
  /** Nobody: it was worked out. */
  by_hand: z.literal(true).optional(),
  until: day.optional(),
  /** From a person: data, never an instruction. */
  reason: z.string().max(300).optional(),
});
export type Step = z.infer<typeof Step>;

/** What makes a cause the same one; see `Finding`. */
const Cause = z.object({ cause: z.string(), size: z.number() });

/** What became of an alert. What it is about now is worked out whenever it is looked at. */
export const AlertRecord = z.object({
  alert_id: z.string().min(1).max(500),
  kind: z.enum(ALERT_KINDS),
  subject: z.object({ type: z.enum(SUBJECTS), id: z.string(), name: z.string() }),
  state: z.enum(['new', 'seen', 'snoozed', 'resolved']),
  /** Snoozed: the day on which it counts as new again. */
  until: day.optional(),
  /** Resolved by hand while the cause was there: it comes back only if that changes. */
  settled: Cause.optional(),
  /** How often it was raised. */
  occurrence: z.int().positive(),
  /** Day on which it was last raised, and what was said then. Money in minor units. */
  raised_on: day,
  said: z.string(),
  risk: z.number().optional(),
  changed_at: moment,
  history: z.array(Step).max(MOST_STEPS),
});
export type AlertRecord = z.infer<typeof AlertRecord>;

export const ALERT: RecordKind<AlertRecord> = {
  type: 'alert',
  schema: AlertRecord,
  id: (alert) => alert.alert_id,
  key: (id) => ({ partition: 'ALERT', sort: id }),
};

/** Alerts as rows: the record. */
export const ALERT_PROJECTION: Projection = {
  type: ALERT.type,
  main: {
    name: 'alerts',
    columns: [
      { name: 'alert_id', type: 'VARCHAR' },
      { name: 'body', type: 'VARCHAR' },
    ],
  },
  rows: (body) => {
    const record = AlertRecord.parse(body);
    return [[[record.alert_id, JSON.stringify(record)]]];
  },
};
