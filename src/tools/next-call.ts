import type { ToolCall } from '../domain/advice/alerts/finding.js';
import type { Shop } from '../domain/open-shop.js';

/** What a call does, for a server that does not serve its tool. */
const IN_WORDS: Readonly<Record<string, string>> = {
  adjust_stock: 'Record it in the stock books.',
  generate_forecast: 'Make a new forecast.',
  get_udhaar: 'Look at the account and remind the customer.',
  plan_reorder: 'Plan the order.',
  post_bill: 'Compare the bills; take back one that is there twice.',
  pricing_advice: 'Work out a better price.',
  query_sales: 'Look at its sales by day.',
  save_product: 'Set the price.',
};

/** A call to make next; in words where this server does not serve its tool. */
export function nextStep(
  name: string,
  call: ToolCall | undefined,
  { serves }: Pick<Shop, 'serves'>,
): Record<string, unknown> {
  if (call === undefined) return {};
  if (serves(call.tool)) return { [name]: call };
  return {
    to_do: `${IN_WORDS[call.tool] ?? 'Look into it.'} This server does not serve the tool for it.`,
  };
}
