import * as z from 'zod';
import { defineTool } from '../catalogue/define-tool.js';
import { type AlertList, pageOfAlerts, SHOWN_ALERTS } from '../domain/advice/alerts/alert-list.js';
import { ALERT_KINDS } from '../domain/advice/alerts/finding.js';
import { LARGEST_PAGE, rowsThatFit } from '../domain/fitting.js';
import { alertView } from './alert-view.js';
import { oneOf, severalOf } from './alert-words.js';
import { amountsIn } from './amounts.js';

/** Room for what stands around the rows, in bytes. */
const ENVELOPE = 800;

export const listAlerts = defineTool({
  name: 'list_alerts',
  toolset: 'advice',
  title: 'List alerts',
  description:
    'What needs attention, gravest first: stock, credit, prices, sales, bills. What to do: recommend_actions. To mark: update_alert.',
  operation: 'read',
  scope: 'advice:read',
  input: z.strictObject({
    show: oneOf(SHOWN_ALERTS).default('open').describe('Or new, snoozed, resolved, all.'),
    kinds: severalOf(ALERT_KINDS).describe('E.g. above_mrp.'),
    limit: z.int().min(1).max(50).default(20).describe('Rows.'),
    cursor: z.string().max(100).optional().describe('next_cursor.'),
  }),
  output: z.looseObject({
    alerts: z.array(z.record(z.string(), z.unknown())),
  }),
  run: async (input, shop, { signal }) => {
    const { currency, shop_id: shopId } = shop.settings;
    const amounts = amountsIn(currency);
    const list = pageOfAlerts(await shop.alerts.alerts(signal), input, shopId);
    const rows = list.rows.map((alert) => alertView(alert, amounts, shop));
    const shown = rows.slice(0, Math.max(1, rowsThatFit(rows, LARGEST_PAGE - ENVELOPE)));
    const next = list.cursorAfter(shown.length);
    return {
      currency,
      as_of: shop.alerts.today(),
      alerts: shown,
      total: list.total,
      by_priority: list.byPriority,
      by_kind: list.byKind,
      ...(list.snoozed > 0 && input.show === 'open' ? { snoozed: list.snoozed } : {}),
      ...(shop.alerts.returning > 0 ? { note: returning(shop.alerts.returning) } : {}),
      has_more: next !== undefined,
      ...(next === undefined ? {} : { next_cursor: next }),
      ...(list.total === 0 ? { hint: hintOf(input, list) } : {}),
    };
  },
});

/** What was resolved a moment ago and is the matter again is not listed yet. */
function returning(count: number): string {
  return `${count} resolved a moment ago ${count === 1 ? 'is' : 'are'} back and will be listed within a minute.`;
}

/** Why there is nothing: what a filter leaves out is told, so that it does not read as if all were well. */
function hintOf(
  { show, kinds }: { readonly show: (typeof SHOWN_ALERTS)[number]; readonly kinds: readonly string[] },
  { others }: AlertList,
): string {
  if (kinds.length === 0) return HINTS[show];
  const rest =
    others === 0
      ? 'There are none of other kinds either.'
      : `Of other kinds there are ${others}: leave kinds out.`;
  return `None of ${kinds.join(', ')}. ${rest}`;
}

const HINTS: Readonly<Record<(typeof SHOWN_ALERTS)[number], string>> = {
  open: 'Nothing needs attention. Resolved ones: show resolved.',
  new: 'Nothing is new. Those seen before: show open.',
  snoozed: 'Nothing is snoozed.',
  resolved: 'Nothing was resolved yet.',
  all: 'There has been no alert yet.',
};
