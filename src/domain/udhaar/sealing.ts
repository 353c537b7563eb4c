import type { Change } from './change.js';
import type { Ledger, State } from './ledger.js';
import { checkSum } from './refusals.js';
import type { Facts, Posted, Working } from './working.js';

/** When and under which key a change is made. */
export interface Context {
  readonly key: string;
  readonly now: Date;
  readonly today: string;
}

/** What an entry says beside its effect, from what was said of it. */
export function factsOf(
  said: Pick<Change, 'reference' | 'note' | 'reason'> & { readonly kind: Facts['kind'] },
  on: string,
  { key, now }: Context,
): Facts {
  const { kind, reference, note, reason } = said;
  return {
    kind,
    on,
    recorded_at: now.toISOString(),
    ...(reference === undefined ? {} : { reference }),
    ...(note === undefined ? {} : { note }),
    ...(reason === undefined ? {} : { reason }),
    key,
  };
}

/** Seals the entry; the first of an account also says whose it is. */
export function sealed(ledger: Ledger, working: Working, { account }: State, facts: Facts): Posted {
  const whole = account.seq > 0 ? facts : { ...facts, settings: { ...account.settings, ...facts.settings } };
  const posted = working.post(whole, ledger.sizes.listed);
  checkSum(posted.account);
  return posted;
}
