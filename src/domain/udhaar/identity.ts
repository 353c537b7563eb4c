import { ClerkError, invalid } from '../errors.js';
import { checkSeen } from '../names.js';
import type { Write } from '../ports/store/table.js';
import type { Account } from './account.js';
import type { SettingsChange } from './change.js';
import type { CustomerBook, Identity, Person } from './customers.js';
import type { Settings } from './settings.js';

/**
 * What a change of an account writes to the customer's record, where names and phones live.
 *
 * @throws ClerkError `conflict` naming those who may be the same person, unless told to go on.
 */
export async function planIdentity(
  customers: CustomerBook,
  id: string,
  { settings, although_alike: told }: SettingsChange,
  now: Date,
  signal: AbortSignal | undefined,
): Promise<Write[]> {
  const { name, phone } = settings;
  if (name === undefined && phone === undefined) return [];
  const known = await customers.get(id);
  const changed: Identity = {
    name: name === known?.name ? undefined : name,
    phone: phone === (known?.phone ?? '') ? undefined : phone,
  };
  if (changed.name === undefined && changed.phone === undefined) return [];
  if (told !== true)
    await refuseAlike(
      customers,
      { customer_id: id, name: changed.name ?? '', phone: changed.phone },
      changed.name === undefined ? 'account.phone' : 'account.name',
      signal,
    );
  return customers.change(id, changed, now);
}

/**
 * The settings with a name and phone fit to be kept, without blanks around them.
 *
 * @param place What the fields of the name and of the phone are called.
 * @throws ClerkError `invalid_input` for a name that shows nothing or holds signs that are not seen, and for a phone
 * that is none; an empty phone is.
 */
export function checkIdentity(settings: Settings, place: { name: string; phone: string }): Settings {
  const name = settings.name?.trim();
  const phone = settings.phone?.trim();
  checkSeen(name, place.name);
  if (name !== undefined && !/[\p{L}\p{N}]/u.test(name))
    throw invalid(place.name, 'The name has no letter.', { fix: 'Send the name, e.g. Anita Rao.' });
  const digits = phone?.replace(/\D/g, '').length ?? 0;
  if (phone !== undefined && phone !== '' && (!/^\+?[\d\s()./-]+$/.test(phone) || digits < 6 || digits > 15))
    throw invalid(place.phone, 'This is no phone number.', {
      fix: 'Send 6 to 15 digits, e.g. +91 98765 43210; an empty text takes the phone away.',
    });
  return {
    ...settings,
    ...(name === undefined ? {} : { name }),
    ...(phone === undefined ? {} : { phone }),
  };
}

/** @throws ClerkError `conflict` naming others who may be the same person. */
export async function refuseAlike(
  customers: CustomerBook,
  person: Person,
  field: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const found = await customers.alike(person, signal);
  const others = found.filter(({ customer_id: other }) => other !== person.customer_id);
  if (others.length === 0) return;
  throw new ClerkError('conflict', 'Someone alike is on the books already.', {
    field,
    fix: 'Use the existing customer (a transfer makes two accounts one), or repeat with although_alike true for another person.',
    valid: others.map(({ customer_id: id, name, phone }) => [id, name, phone].filter(Boolean).join(', ')),
  });
}

/** The account under the name and phone that the customer's record has now. */
export function identified(account: Account, person: Person | undefined): Account {
  if (person === undefined) return account;
  const { name: _, phone: __, ...rest } = account.settings;
  const { name, phone } = person;
  return { ...account, settings: { ...rest, name, ...(phone === undefined ? {} : { phone }) } };
}
