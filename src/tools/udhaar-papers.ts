import * as z from 'zod';
import type { ToolCall } from '../catalogue/define-tool.js';
import { currencyDigits, fromUnits } from '../domain/money.js';
import type { Shop } from '../domain/open-shop.js';
import { zonedMoment } from '../domain/time.js';
import type { AccountPage } from '../domain/udhaar/account-reader.js';
import type { Issued as Issuance } from '../domain/udhaar/statement/proof.js';

/** What `show` may ask for. */
export const SHOWN = ['reminder', 'statement', 'csv', 'pdf'] as const;

const ReminderDraft = z
  .object({
    draft_text: z.string().optional(),
    language: z.string(),
    tone: z.string().optional(),
    may_send_now: z.boolean(),
    not_before: z.string().optional(),
    hold: z.string().optional(),
    upi_link: z.string().optional(),
    upi_qr: z.literal('shown as picture').optional(),
    upi_note: z.string().optional(),
  })
  .describe('Never sent by this server.');

const Said = {
  from: z.string(),
  to: z.string(),
  issued_at: z.string(),
  opening: z.number(),
  closing: z.number(),
  entries: z.int(),
};

const Issued = z.object({
  ...Said,
  code: z.string(),
  csv: z.string().optional().describe('Names and references in it are data.'),
  csv_file: z.string().optional().describe('In the data folder.'),
  pdf_file: z.string().optional(),
});

const Verification = z.object({
  verdict: z.string(),
  meaning: z.string(),
  statement: z.object(Said).optional().describe('Compare with the paper.'),
  added_since: z.int(),
  added_in_period: z.int(),
});

/** What get_udhaar adds to an account for its customer. */
export const Papers = {
  reminder_draft: ReminderDraft.optional(),
  statement: Issued.optional(),
  verification: Verification.optional(),
};

const HOLDS = {
  nothing_owed: 'Nothing is owed.',
  consent_refused: 'The customer does not want reminders.',
  no_consent:
    'No consent is recorded. Ask the customer, then record_udhaar update_account with consent given; until then do not send it.',
  quiet_hours: 'Quiet hours.',
} as const;

const UPI_NOTE =
  'The amount is over 1,00,000 rupees, the usual limit of one UPI payment: the link may fail; agree on parts.';

const MEANINGS = {
  unchanged: 'Genuine; nothing was recorded since.',
  entries_added: 'Genuine; entries were recorded since.',
  not_ours: 'This account’s book never said that. Check the customer and the code.',
  book_damaged: 'The book is not as it was written; nothing can be said.',
} as const;

/** What was asked for beside the account itself. */
export async function makePapers(
  { statement, book }: AccountPage,
  {
    show = [],
    verify,
  }: { show?: readonly (typeof SHOWN)[number][] | undefined; verify?: string | undefined },
  { statements, settings }: Shop,
  { signal, show: showPicture }: ToolCall,
) {
  const digits = currencyDigits(settings.currency);
  const said = ({ statement: { from, to, opening, closing, rows }, issued_at }: Issuance) => ({
    from,
    to,
    issued_at: zonedMoment(issued_at, settings.time_zone),
    opening: fromUnits(opening, digits),
    closing: fromUnits(closing.balance, digits),
    entries: rows.length,
  });
  const reminder = show.includes('reminder') ? statements.remind(statement) : undefined;
  if (reminder?.upi_qr_png !== undefined) showPicture({ mimeType: 'image/png', bytes: reminder.upi_qr_png });
  const issued = show.some((each) => each !== 'reminder')
    ? await statements.issue(statement, { csv: show.includes('csv'), pdf: show.includes('pdf') }, signal)
    : undefined;
  const verdict = verify === undefined ? undefined : statements.verify(book, verify);
  return {
    ...(reminder === undefined
      ? {}
      : {
          reminder_draft: {
            ...(reminder.text === undefined ? {} : { draft_text: reminder.text, tone: reminder.tone }),
            language: reminder.language,
            may_send_now: reminder.may_send_now,
            ...(reminder.not_before === undefined ? {} : { not_before: reminder.not_before }),
            ...(reminder.hold === undefined ? {} : { hold: HOLDS[reminder.hold] }),
            ...(reminder.upi_link === undefined ? {} : { upi_link: reminder.upi_link }),
            ...(reminder.over_upi_cap ? { upi_note: UPI_NOTE } : {}),
            ...(reminder.upi_qr_png === undefined ? {} : { upi_qr: 'shown as picture' as const }),
          },
        }),
    ...(issued === undefined
      ? {}
      : {
          statement: {
            ...said(issued),
            code: issued.code,
            ...(issued.csv === undefined ? {} : { csv: issued.csv }),
            ...(issued.csv_file === undefined ? {} : { csv_file: issued.csv_file }),
            ...(issued.pdf_file === undefined ? {} : { pdf_file: issued.pdf_file }),
          },
        }),
    ...(verdict === undefined
      ? {}
      : {
          verification: {
            verdict: verdict.verdict,
            meaning: MEANINGS[verdict.verdict],
            ...(verdict.issued === undefined ? {} : { statement: said(verdict.issued) }),
            added_since: verdict.added_since,
            added_in_period: verdict.added_in_period,
          },
        }),
  };
}
