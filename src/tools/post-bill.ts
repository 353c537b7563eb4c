import * as z from 'zod';
import { defineTool } from '../catalogue/define-tool.js';
import type { Answers } from '../domain/bills/posting/answers.js';
import { invalid } from '../domain/errors.js';
import type { Shop } from '../domain/open-shop.js';
import { type Amounts, amountsIn } from './amounts.js';
import { correctionOf } from './bill-corrections.js';
import { outcomeView, proposalView, stateView, unpaidView } from './bill-view.js';

const ACTIONS = ['propose', 'post', 'reverse', 'pay', 'forget'] as const;
const MOST_UNPAID = 50;

const name = (what: string) => z.string().min(1).max(200).optional().describe(what);

const Input = z.strictObject({
  action: z.enum(ACTIONS).default('propose').describe('Default propose.'),
  bill_id: name('Its id.'),
  confirm: name('Code proposed.'),
  lines: z
    .array(z.string().max(500))
    .default([])
    .describe(
      'E.g. "1 product=P7 quantity=2 unit=case unit_cost=540 batch=B7 expires=2026-12-31", "2 skip".',
    ),
  supplier: name('Name.'),
  number: name('Bill’s.'),
  date: z.iso.date().optional().describe('E.g. 2026-03-31.'),
  due: z.iso.date().optional().describe('Day.'),
  amount: z.number().optional().describe('Total, or paid.'),
});
type Input = z.output<typeof Input>;

export const postBill = defineTool({
  name: 'post_bill',
  toolset: 'bills',
  title: 'Post a bill',
  description:
    'Puts a bill read by ocr_bill into stock, costs and payables: propose (writes nothing), correct, post. Without bill_id: unpaid bills.',
  operation: 'append',
  scope: 'bills:write',
  input: Input,
  output: z.looseObject({
    status: z.string(),
    confirm: z.string().optional(),
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
    const answers = answersOf(input, amounts);
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
    return { currency, ...proposalView(proposal, answers, amounts) };
  },
});

/** What an action does not take would be left unread: better said. */
function refuseOthers({ action, confirm, lines }: Input): void {
  if (confirm !== undefined && action !== 'post')
    throw invalid('confirm', `Action ${action} takes no code.`, { fix: 'Send action post to post.' });
  if (lines.length > 0 && (action === 'reverse' || action === 'pay'))
    throw invalid('lines', `Action ${action} is about the whole bill.`, { fix: 'Leave lines out.' });
}

async function pay(
  id: string,
  { amount, date }: Input,
  shop: Shop,
  write: { key: string; payload: unknown },
) {
  if (amount === undefined) throw invalid('amount', 'How much was paid?', { fix: 'Send amount, e.g. 1500.' });
  const { money } = amountsIn(shop.settings.currency);
  const size = money(Math.abs(amount), 'amount') ?? 0;
  const payable = await shop.payables.pay(id, amount < 0 ? -size : size, date, write);
  return { posting: undefined, payable };
}

/** What a person said, in whole units. */
function answersOf({ lines, due, amount, ...input }: Input, amounts: Amounts): Answers {
  return {
    supplier: input.supplier,
    number: input.number,
    date: input.date,
    due,
    total: amounts.money(amount, 'amount'),
    lines: lines.map((line, index) => correctionOf(line, `lines[${index}]`, amounts)),
  };
}
