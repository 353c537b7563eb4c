import type { Replica } from '../../ports/analytics/replica.js';
import type { Model } from './model.js';
import type { Plan, Setting } from './plan.js';
import { salesSpan } from './sales-span.js';
import { unknownValues } from './suggest.js';

/** What would help where nothing came out: values that exist, or that the shop has no data yet. */
export async function emptyHint(
  model: Model,
  replica: Replica,
  plan: Plan,
  setting: Setting,
  asOf: Date,
  signal: AbortSignal | undefined,
): Promise<string> {
  const { count, first, last } = await salesSpan(replica, asOf, signal);
  if (count === 0)
    return 'This shop has no sales yet. record_sale adds one; import_file brings many from a file.';
  const [unknown] = await unknownValues(model, replica, plan.filters, setting, true, signal);
  if (unknown !== undefined) return unknown;
  return `Nothing matches. Sales run from ${first} to ${last}; try a wider period or fewer filters.`;
}
