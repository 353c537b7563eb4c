import * as z from 'zod';
import type { ColumnType } from '../../ports/analytics/engine.js';
import type { Projection } from '../../ports/analytics/projection.js';
import type { RecordKind } from '../../ports/store/repository.js';
import { SUBJECTS } from '../alerts/finding.js';
import { ACTION_KINDS } from './action.js';

/** How things stood when advice was given. Money in minor units, quantities in thousandths. */
const Before = z.object({
  on_hand: z.number().optional(),
  on_order: z.number().optional(),
  /** Of what is marked down: expected to be left over at the price of then, and the last day it can be sold. */
  unsold: z.number().optional(),
  until: z.iso.date().optional(),
  price: z.number().optional(),
  /** Units sold a day, and margin of a unit. */
  sold_a_day: z.number().optional(),
  margin: z.number().optional(),
  cost: z.number().optional(),
  owed: z.number().optional(),
  /** Whether a bill stood in the books, and the alike one where that did too. */
  posted: z.boolean().optional(),
  other_bill: z.string().optional(),
});
export type Before = z.infer<typeof Before>;

/** Advice as it was given, to be compared with what was done and what came of it. Money in minor units. */
export const Given = z.object({
  /** `<day>.<kind>.<subject id>` */
  advice_id: z.string().min(1).max(300),
  on: z.iso.date(),
  /** ISO 8601, UTC. */
  at: z.string(),
  kind: z.enum(ACTION_KINDS),
  subject: z.object({ type: z.enum(SUBJECTS), id: z.string(), name: z.string() }),
  stake: z.number(),
  expected: z.object({
    text: z.string(),
    price: z.number().optional(),
    money: z.number().optional(),
    low: z.number().optional(),
    high: z.number().optional(),
    until: z.iso.date().optional(),
    keep: z.literal(true).optional(),
  }),
  alerts: z.array(z.string()),
  before: Before,
});
export type Given = z.infer<typeof Given>;

export function adviceId({ on, kind, subject }: Pick<Given, 'on' | 'kind' | 'subject'>): string {
  return `${on}.${kind}.${subject.id}`;
}

export const GIVEN: RecordKind<Given> = {
  type: 'advice',
  schema: Given,
  id: (given) => given.advice_id,
  key: (id) => ({ partition: `ADVICE#${id.slice(0, 7)}`, sort: id }),
};

const COLUMNS = {
  advice_id: 'VARCHAR',
  given_on: 'DATE',
  subject_id: 'VARCHAR',
  kind: 'VARCHAR',
  body: 'VARCHAR',
} as const satisfies Record<string, ColumnType>;

/** Advice as rows: its day, subject and kind, and the record. */
export const GIVEN_PROJECTION: Projection = {
  type: GIVEN.type,
  main: { name: 'advice', columns: Object.entries(COLUMNS).map(([name, type]) => ({ name, type })) },
  rows: (body) => {
    const given = Given.parse(body);
    return [[[given.advice_id, given.on, given.subject.id, given.kind, JSON.stringify(given)]]];
  },
};
