import * as z from 'zod';
import type { LineAnswer } from '../domain/bills/posting/answers.js';
import { type ClerkError, invalid } from '../domain/errors.js';
import { type Amounts, quantityOf } from './amounts.js';

const KEYS = ['product', 'quantity', 'unit', 'unit_cost', 'batch', 'expires'] as const;
type Key = (typeof KEYS)[number];
const NEXT_KEY = new RegExp(`\\s+(?=(?:${KEYS.join('|')})=)`);
const EXAMPLE = '3 product=Tata Salt 1 kg quantity=2 unit=case unit_cost=540 batch=B7 expires=2026-12-31';

/**
 * Reads what a person says of one line of a bill: its number, then `skip`, or what is other than it was read, as
 * `key=value`. A value goes up to the next key, so that names need no quotes.
 *
 * @throws ClerkError `invalid_input` for what is not written so.
 */
export function correctionOf(text: string, field: string, amounts: Amounts): LineAnswer {
  const [, number, rest = ''] = /^\s*(\d{1,4})(?:\s+(.*?))?\s*$/su.exec(text) ?? [];
  if (number === undefined)
    throw invalid(field, 'A correction begins with the number of its line.', {
      fix: `Send e.g. "${EXAMPLE}".`,
    });
  const line = Number(number);
  if (rest === 'skip') return { line, skip: true };
  const values = new Map<Key, string>();
  for (const part of rest === '' ? [] : rest.split(NEXT_KEY)) {
    const [said = '', ...value] = part.split('=');
    const key = KEYS.find((each) => each === said);
    if (key === undefined || value.length === 0) throw misread(part.slice(0, 40), line, field);
    if (values.has(key)) throw invalid(field, `${key} is said twice.`, { fix: 'Send it once.' });
    const text = value
      .join('=')
      .trim()
      .replace(/[,;]+$/, '');
    const [stray] = /(?<![^\s,;])[\p{L}_]{3,}\s*=/u.exec(text) ?? [];
    if (stray !== undefined) throw misread(stray, line, field);
    values.set(key, text);
  }
  const quantity = numberIn(values, 'quantity', field);
  return {
    line,
    product: values.get('product'),
    quantity: quantity === undefined ? undefined : quantityOf(quantity, `${field}.quantity`),
    unit: values.get('unit'),
    unit_cost: amounts.money(numberIn(values, 'unit_cost', field), `${field}.unit_cost`),
    batch: values.get('batch'),
    expires: dayIn(values, field),
  };
}

function misread(part: string, line: number, field: string): ClerkError {
  return invalid(field, `"${part}" is not understood.`, {
    fix: `Send "${line} skip", or e.g. "${EXAMPLE}".`,
    valid: ['skip', ...KEYS.map((each) => `${each}=`)],
  });
}

function numberIn(values: ReadonlyMap<Key, string>, key: Key, field: string): number | undefined {
  const text = values.get(key);
  if (text === undefined) return undefined;
  if (!/^-?\d{1,15}(?:\.\d{1,6})?$/.test(text))
    throw invalid(`${field}.${key}`, `"${text.slice(0, 40)}" is not a plain number.`, {
      fix: 'Send e.g. 12.5.',
    });
  return Number(text);
}

function dayIn(values: ReadonlyMap<Key, string>, field: string): string | undefined {
  const text = values.get('expires');
  if (text === undefined || z.iso.date().safeParse(text).success) return text;
  throw invalid(`${field}.expires`, `"${text.slice(0, 40)}" is not a day.`, { fix: 'Send e.g. 2026-12-31.' });
}
