import { type ClerkError, invalid } from '../../errors.js';

/** A query that is not answered, with what to write instead. */
export function refuse(message: string, fix: string): ClerkError {
  return invalid('query', message, { fix });
}

/** Two parts of a query that cannot both be. */
export function contradiction(what: string): ClerkError {
  return refuse(`The query asks for ${what}.`, 'Decide for one, or ask twice.');
}

/** Conditions that hold of one part of what is asked and not of the other. */
export function mixed(): ClerkError {
  return refuse(
    'The query joins things by "or" or "and" that one filter cannot tell apart.',
    'Ask for each alone, such as "white cats" and then "black dogs".',
  );
}
