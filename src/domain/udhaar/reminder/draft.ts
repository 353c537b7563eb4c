import { currencyDigits, fromUnits } from '../../money.js';
import { DEFAULT_QUIET_HOURS, type ShopSettings } from '../../shop.js';
import { qrPng } from '../qr.js';
import type { CONSENTS, Language } from '../settings.js';
import type { Statement } from '../view.js';
import { quietUntil } from './quiet-hours.js';
import { upiLink, upiReference } from './upi-link.js';
import { localeOf, type Tone, toneOf, wordReminder } from './wording.js';

/** In paise. */
const UPI_CAP = 10_000_000;
const LONGEST_NAME = 60;
const MOST_NAME_WORDS = 5;
/** Letters of one or more words, with what stands in and between the parts of a name. */
const NAME = /^\p{L}(?:[\p{L}\p{M}\p{N} .'’-]|\p{Join_Control})*$/u;

/** A reminder that someone may send, and when. Nothing is ever sent from here. */
export interface ReminderDraft {
  /** Absent when nothing is owed, or when the customer does not want reminders. */
  readonly text: string | undefined;
  readonly language: Language;
  readonly tone: Tone | undefined;
  readonly may_send_now: boolean;
  /** Why not now. */
  readonly hold: 'nothing_owed' | 'consent_refused' | 'no_consent' | 'quiet_hours' | undefined;
  /** Where quiet hours run: their end, RFC 3339. */
  readonly not_before: string | undefined;
  readonly consent: (typeof CONSENTS)[number];
  readonly upi_link: string | undefined;
  readonly upi_qr_png: Uint8Array | undefined;
  /** More than UPI usually takes at once: one lakh rupees (NPCI, circulars on transaction limits). */
  readonly over_upi_cap: boolean;
}

/**
 * Drafts a reminder of what an account owes now, in the customer's language, or that of the shop. Only figures, days,
 * the shop's name and the customer's name go into it: no note, reason or reference.
 *
 * @param statement The account as of today in the shop.
 */
export function draftReminder(statement: Statement, shop: ShopSettings, now: Date): ReminderDraft {
  const { settings, closing } = statement;
  const { consent = 'unknown', language = languageOf(shop.locale) } = settings;
  const quiet = quietUntil(now, shop.time_zone, shop.quiet_hours ?? DEFAULT_QUIET_HOURS);
  const none = {
    text: undefined,
    tone: undefined,
    upi_link: undefined,
    upi_qr_png: undefined,
    over_upi_cap: false,
  };
  const held = { language, consent, not_before: undefined, may_send_now: false };
  if (closing.balance <= 0) return { ...none, ...held, hold: 'nothing_owed' };
  if (consent === 'refused') return { ...none, ...held, hold: 'consent_refused' };

  const link = paymentLink(statement, shop);
  const tone = toneOf(closing.overdue > 0 ? (closing.debts[0]?.days_overdue ?? 0) : 0);
  const agreed = consent === 'given';
  return {
    text: text(statement, shop, language, tone, link),
    language,
    tone,
    may_send_now: agreed && quiet === undefined,
    hold: !agreed ? 'no_consent' : quiet === undefined ? undefined : 'quiet_hours',
    not_before: quiet,
    consent,
    upi_link: link,
    upi_qr_png: link === undefined ? undefined : qrPng(link),
    over_upi_cap: link !== undefined && closing.balance > UPI_CAP,
  };
}

function text(
  { name, currency, closing }: Statement,
  shop: ShopSettings,
  language: Language,
  tone: Tone,
  link: string | undefined,
): string {
  const locale = localeOf(language, shop.locale);
  const money = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    trailingZeroDisplay: 'stripIfInteger',
  });
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const digits = currencyDigits(currency);
  const amount = (units: number): string => money.format(fromUnits(units, digits));
  const day = (date: string): string => days.format(new Date(date));
  const late = closing.debts.filter(({ days_overdue: past }) => past > 0);
  const [oldest] = closing.debts;
  const due = oldest?.due ?? closing.date;
  // A debt that was moved here fell due, in its time, before it came.
  const since = [due, ...closing.debts.map(({ on }) => on)].sort()[0] ?? closing.date;
  const part = late.filter((debt) => debt.due === due).reduce((sum, { left }) => sum + left, 0);
  return wordReminder(language, tone, {
    name: addressed(name),
    shop: shop.name,
    balance: amount(closing.balance),
    since: day(since),
    overdue: amount(closing.overdue),
    all_overdue: closing.overdue === closing.balance,
    oldest_part: part < closing.overdue ? amount(part) : undefined,
    due: day(due),
    days: Math.max(0, oldest?.days_overdue ?? 0),
    upi_link: link,
  });
}

/** UPI pays in rupees only. */
function paymentLink(statement: Statement, shop: ShopSettings): string | undefined {
  if (shop.upi_id === undefined || statement.currency !== 'INR') return undefined;
  const { customer_id: id, closing, head } = statement;
  return upiLink({
    payee: shop.upi_id,
    payee_name: shop.name,
    amount: closing.balance,
    note: `Udhaar ${id.replace(/[^A-Za-z0-9]+/g, ' ').trim()}`.trim(),
    reference: upiReference(shop.shop_id, id, head.hash, String(closing.balance)),
  });
}

/** A stored name, if it reads like one; anything else is not put into a message to someone. */
function addressed(name: string): string | undefined {
  const plain = name.normalize('NFC').trim().replace(/ +/g, ' ');
  const like = plain.length <= LONGEST_NAME && plain.split(' ').length <= MOST_NAME_WORDS && NAME.test(plain);
  return like ? plain : undefined;
}

function languageOf(locale: string): Language {
  const { language, script } = new Intl.Locale(locale);
  if (language !== 'hi') return 'en';
  return script === 'Latn' ? 'hi-Latn' : 'hi';
}
