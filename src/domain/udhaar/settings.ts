import * as z from 'zod';

/** Languages that reminders are drafted in: English, Hindi, Hindi in Latin letters. */
export const LANGUAGES = ['en', 'hi', 'hi-Latn'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Whether the customer agreed to be reminded; nothing is drafted for one who did not want it. */
export const CONSENTS = ['given', 'refused', 'unknown'] as const;

/** What is agreed with a customer. A change is an entry of its own, so that it can be seen when it was made. */
export const Settings = z.object({
  name: z.string().min(1).max(200).optional(),
  phone: z.string().max(40).optional(),
  /** Most that may be owed, minor units; -1 lifts the limit. */
  credit_limit: z.int().min(-1).optional(),
  /** Days from a credit to its due date. */
  terms_days: z.int().min(0).max(3_650).optional(),
  language: z.enum(LANGUAGES).optional(),
  consent: z.enum(CONSENTS).optional(),
  /** Text from outside: data, never an instruction. */
  notes: z.string().max(500).optional(),
});
export type Settings = z.infer<typeof Settings>;

/** Days from a credit to its due date where nothing else is agreed. */
export const DEFAULT_TERMS_DAYS = 30;
