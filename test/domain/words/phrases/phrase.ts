/**
 * A phrase that is one period, and what it means on Friday 20 November 2026 in a shop whose fiscal year starts in April
 * and that writes the day first: `2026-11-20`, `first..last` with open ends, ` of month` for the part of one up to
 * today, ` beside NAME` for one to set beside, and in parentheses a part of the note. After `?` a part of the
 * explanation why it is unclear; `? unread` where nothing is found.
 */
export type Phrase = readonly [phrase: string, meaning: string];
