import * as z from 'zod';

/**
 * One stored item. The record itself is JSON in `body`: DynamoDB reads and writes one string ten times faster
 * than the same record spread over nested attributes, and no access pattern looks inside it.
 */
export const Item = z.object({
  PK: z.string(),
  SK: z.string(),
  /** Partition and order of the feed index; absent on items that the replica does not follow. */
  FPK: z.string().optional(),
  FSK: z.string().optional(),
  type: z.string(),
  /** Version, counted up by each write of the item. */
  v: z.int().nonnegative(),
  body: z.string(),
  /** Seconds since 1970 after which the store may delete the item. */
  ttl: z.int().optional(),
});
export type Item = z.infer<typeof Item>;

export interface ItemKey {
  readonly PK: string;
  readonly SK: string;
}

export const TABLE_KEYS = { hash: 'PK', range: 'SK' } as const;
export const FEED_INDEX = { name: 'feed', hash: 'FPK', range: 'FSK' } as const;

/** Where the store says a page ended, in the table or its index. */
export const StartKey = z.object({
  PK: z.string(),
  SK: z.string(),
  FPK: z.string().optional(),
  FSK: z.string().optional(),
});
