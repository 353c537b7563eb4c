import type { Catalogue } from '../catalogue/catalogue.js';
import { PromptBook } from './book.js';
import { collectDues } from './collect-dues.js';
import type { Prompt } from './define-prompt.js';
import { monthInReview } from './month-in-review.js';
import { morningBriefing } from './morning-briefing.js';
import { priceCheck } from './price-check.js';
import { reorderPlan } from './reorder-plan.js';

/** Every prompt, in the order it is listed. */
export const PROMPTS: readonly Prompt[] = [
  morningBriefing,
  collectDues,
  reorderPlan,
  monthInReview,
  priceCheck,
];

export function makePrompts(catalogue: Catalogue): PromptBook {
  const served = new Set(catalogue.definitions.map(({ name }) => name));
  return new PromptBook(PROMPTS, (tool) => served.has(tool));
}
