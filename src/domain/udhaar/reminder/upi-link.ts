import { createHash } from 'node:crypto';
import { decimalText } from '../../money.js';

const LONGEST_NAME = 99;
const LONGEST_NOTE = 50;
const REFERENCE_LENGTH = 20;

/** What a payment link asks for. */
export interface UpiRequest {
  /** UPI id of the payee. */
  readonly payee: string;
  readonly payee_name: string;
  /** In paise, more than 0. */
  readonly amount: number;
  /** Shown to the payer and on the payee's statement. */
  readonly note: string;
  /** See {@link upiReference}. */
  readonly reference: string;
}

/**
 * A link that opens a UPI app with the payment filled in, per NPCI, "UPI Linking Specifications", version 1.6: address
 * and name of the payee, amount in rupees with two decimals, currency (only INR there is), note and reference.
 */
export function upiLink({ payee, payee_name: name, amount, note, reference }: UpiRequest): string {
  const parts: readonly [string, string][] = [
    ['pa', payee],
    ['pn', cut(name, LONGEST_NAME)],
    ['am', decimalText(amount, 2)],
    ['cu', 'INR'],
    ['tn', cut(note, LONGEST_NOTE)],
    ['tr', reference],
  ];
  return `upi://pay?${parts.map(([key, value]) => `${key}=${encode(value)}`).join('&')}`;
}

/** A transaction reference, letters and digits, that follows from what it stands for: the same draft has the same one. */
export function upiReference(...what: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(what)).digest('hex');
  return `MUN${hash.slice(0, REFERENCE_LENGTH)}`.toUpperCase();
}

/** RFC 3986 percent-encoding, a space as %20. `@` may stand in a query and does in the specification's own links. */
function encode(value: string): string {
  return encodeURIComponent(value.toWellFormed())
    .replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%40', '@');
}

function cut(text: string, most: number): string {
  return [...text].slice(0, most).join('');
}
