import { hash as digest } from 'node:crypto';
import type { Entry } from './entry.js';

/** An entry before its place in the chain is sealed. */
export type Unsealed = Omit<Entry, 'hash'>;

/** What the first entry of an account names as the one before it: no entry fits another account or shop. */
export function genesis(shopId: string, customerId: string): string {
  return sha256(JSON.stringify(['munshi-udhaar-1', shopId, customerId]));
}

/** Seals an entry: SHA-256 over its canonical JSON, which holds the hash of the entry before. */
export function seal(entry: Unsealed): Entry {
  return { ...entry, hash: sha256(canonical(entry)) };
}

/** Whether an entry is as it was sealed. */
export function isSound({ hash, ...rest }: Entry): boolean {
  return sha256(canonical(rest)) === hash;
}

/** JSON with the keys of every object in order and nothing undefined, so that equal entries have equal text. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const parts = Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`);
  return `{${parts.join(',')}}`;
}

function sha256(text: string): string {
  return digest('sha256', text);
}
