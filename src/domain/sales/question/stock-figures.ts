import type { Model } from '../query/model.js';

/** Whether figures are of the stock, which is known as it is now. */
export function areOfStock(names: readonly string[], model: Model): boolean {
  return names.length > 0 && names.every((name) => model.measure(name)?.needs?.includes('stock') === true);
}
