import * as z from 'zod';
import { defineTool } from '../catalogue/define-tool.js';
import type { Update } from '../domain/advice/alerts/lifecycle.js';
import { invalid } from '../domain/errors.js';
import { alertView } from './alert-view.js';
import { amountsIn } from './amounts.js';

const Input = z.strictObject({
  alert: z.string().min(1).max(500).describe('alert_id.'),
  action: z.enum(['seen', 'snooze', 'resolve', 'reopen']).describe('What.'),
  until: z.string().max(10).pipe(z.iso.date()).optional().describe('Date.'),
  reason: z.string().trim().min(1).max(300).optional().describe('Why.'),
});

export const updateAlert = defineTool({
  name: 'update_alert',
  toolset: 'advice',
  title: 'Mark an alert',
  description: 'Marks one of list_alerts.',
  operation: 'update',
  scope: 'advice:write',
  input: Input,
  output: z.looseObject({ state: z.string() }),
  run: async (input, shop, { signal }, write) => {
    const { currency } = shop.settings;
    const alert = await shop.alerts.update(input.alert, updateOf(input), write, signal);
    return { currency, state: alert.state, alert: alertView(alert, amountsIn(currency), shop) };
  },
});

function updateOf({ action, until, reason }: z.output<typeof Input>): Update {
  if (until !== undefined && action !== 'snooze')
    throw invalid('until', `Action ${action} takes no day.`, {
      fix: 'Send action snooze, or leave until out.',
    });
  const why = reason === undefined ? {} : { reason };
  if (action === 'snooze') {
    if (until === undefined)
      throw invalid('until', 'Until when?', { fix: 'Send a day after today, e.g. 2026-12-31.' });
    return { action, until, ...why };
  }
  if (action === 'resolve') {
    if (reason === undefined)
      throw invalid('reason', 'Why is it resolved?', {
        fix: 'Send a few words, e.g. "agreed to pay on Friday".',
      });
    return { action, reason };
  }
  return { action, ...why };
}
