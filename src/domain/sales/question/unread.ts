import type { QueryRequest } from '../query/request.js';

/** Why a question was not read, and what would help. */
export interface WhyUnread {
  readonly message: string;
  readonly fix?: string | undefined;
  /** Words, names or readings to choose from. */
  readonly valid?: readonly string[] | undefined;
  /** Words without which the rest may be read. */
  readonly word?: string | undefined;
  /** What was read before it failed. */
  readonly soFar?: Partial<QueryRequest> | undefined;
}

/** A question that is not read: thrown inside of the grammar, told to callers as a refusal. */
export class Unread extends Error {
  readonly why: WhyUnread;

  constructor(message: string, more: Omit<WhyUnread, 'message'> = {}) {
    super(message);
    this.why = { message, ...more };
  }
}
