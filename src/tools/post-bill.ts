import * as z from 'zod';
import { defineTool } from '../catalogue/define-tool.js';
import type { Answers } from '../domain/bills/posting/answers.js';
import { invalid } from '../domain/errors.js';
import type { Shop } from '../domain/open-shop.js';
import { amountsIn, quantityOf } from './amounts.js';
import { outcomeView, proposalView, stateView, unpaidView } from './bill-view.js';

const ACTIONS = ['propose', 'post', 'reverse', 'pay', 'forget'] as const;
const MOST_UNPAID = 50;

const name = (what: string) => z.string().min(1).max(200).optional().describe(what);
const Row = z.record(z.string(), z.unknown());

const Input = z.strictObject({
  action: z.enum(ACTIONS).default('propose').describe('Forget: learned names of lines.'),
  bill_id: name('None lists unpaid bills.'),
  confirm: name('Code of the proposal to post.'),
  lines: z
    .array(
      z.strictObject({
        line: z.int().describe('From 1.'),
        product: name('Id, name, new, or new: Name.'),
        skip: z.boolean().optional().describe('Leave out.'),
        quantity: z.number().optional().describe('Of unit.'),
        unit: name('Unit or pack.'),
        unit_cost: z.number().optional().describe('Of unit.'),
        batch: z.string().max(60).optional().describe('Batch.'),
        expires_on: z.iso.date().optional().describe('E.g. 2026-12-31.'),
      }),
    )
    .max(300)
    .default([])
    .describe('Corrections, at most 300.'),
  supplier: name('Id or name.'),
  number: z.string().max(60).optional().describe('Bill number.'),
  date: z.iso.date().optional().describe('E.g. 2026-03-31.'),
  due_on: z.iso.date().optional().describe('E.g. 2026-04-30.'),
  total: z.number().optional().describe('Owed.'),
  amount: z.number().optional().describe('Paid; below 0 takes back.'),
  although_duplicate: z.boolean().optional().describe('Another bill.'),
  from_line: z.int().min(1).max(300).default(1).describe('Show from, 1 to 300.'),
});
type Input = z.output<typeof Input>;

export const postBill = defineTool({
  name: 'post_bill',
  toolset: 'bills',
  title: 'Post a supplier’s bill',
  description:
    'Takes a bill read by ocr_bill into stock, costs and payables. First propose (writes nothing): show it to a person, repeat with corrections, then post. Reverse undoes all; pay records a payment.',
  operation: 'append',
  scope: 'bills:write',
  input: Input,
  output: z.object({
    status: z.string(),
    currency: z.string(),
    bill: Row.optional(),
    lines: z.array(Row).optional(),
    confirm: z.string().optional(),
    needs: z.array(z.string()).optional(),
    notes: z.array(z.string()).optional(),
    unpaid: z.array(Row).optional(),
    has_more: z.boolean().optional(),
    untrusted: Row.optional(),
  }),
  run: async (input, shop, { signal, progress }, write) => {
    const { currency } = shop.settings;
    const amounts = amountsIn(currency);
    const { action, bill_id: id } = input;
    refuseOthers(input);
    if (id === undefined) {
      if (action !== 'propose')
        throw invalid('bill_id', 'Which bill is meant?', { fix: 'Send the bill_id that ocr_bill gave.' });
      return {
        status: 'unpaid',
        currency,
        ...unpaidView(await shop.payables.unpaid(MOST_UNPAID, signal), shop.inventory.today(), amounts),
      };
    }
    const watch = { signal, progress };
    if (action === 'pay') return { currency, ...stateView(await pay(id, input, shop, write), amounts) };
    if (action === 'reverse')
      return { currency, ...outcomeView(await shop.postings.reverse(id, write, watch), amounts) };
    const answers = answersOf(input, currency);
    if (action === 'forget') {
      const forgotten = await shop.postings.forget(id, answers, write);
      return { status: 'forgotten', currency, notes: [`${forgotten} learned names are forgotten.`] };
    }
    if (action === 'post')
      return {
        currency,
        ...outcomeView(await shop.postings.post(id, answers, input.confirm, write, watch), amounts),
      };
    const state = await shop.postings.state(id);
    if (state.posting !== undefined && state.posting.status !== 'reversed')
      return { currency, ...stateView(state, amounts) };
    const proposal = await shop.postings.propose(id, answers, signal);
    return { currency, ...proposalView(proposal, input.from_line, amounts) };
  },
});

/** What an action does not take would be left unread: better said. */
function refuseOthers({ action, amount, confirm, lines }: Input): void {
  if (amount !== undefined && action !== 'pay')
    throw invalid('amount', 'An amount is for action pay.', { fix: 'Send total for what is owed.' });
  if (confirm !== undefined && action !== 'post')
    throw invalid('confirm', `Action ${action} takes no code.`, { fix: 'Send action post to post.' });
  if (lines.length > 0 && (action === 'reverse' || action === 'pay'))
    throw invalid('lines', `Action ${action} takes no lines: it is about the whole bill.`, {
      fix: 'Leave lines out.',
    });
}

async function pay(id: string, { amount, date }: Input, shop: Shop, write: { key: string; payload: unknown }) {
  if (amount === undefined)
    throw invalid('amount', 'How much was paid?', { fix: 'Send amount, e.g. 1500.' });
  const { money } = amountsIn(shop.settings.currency);
  const size = money(Math.abs(amount), 'amount') ?? 0;
  const payable = await shop.payables.pay(id, amount < 0 ? -size : size, date, write);
  return { posting: undefined, payable };
}

/** What a person said, in whole units. */
function answersOf({ lines, due_on, total, ...input }: Input, currency: string): Answers {
  const { money } = amountsIn(currency);
  return {
    supplier: input.supplier,
    number: input.number,
    date: input.date,
    due: due_on,
    total: money(total, 'total'),
    although_duplicate: input.although_duplicate,
    lines: lines.map(({ quantity, unit_cost, expires_on, ...line }, index) => ({
      ...line,
      quantity: quantity === undefined ? undefined : quantityOf(quantity, `lines[${index}].quantity`),
      unit_cost: money(unit_cost, `lines[${index}].unit_cost`),
      expires: expires_on,
    })),
  };
}
