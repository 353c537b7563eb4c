import * as z from 'zod';
import { defineTool } from '../catalogue/define-tool.js';
import { ACTION_KINDS, type Expected } from '../domain/advice/actions/action.js';
import type { Recommendation } from '../domain/advice/actions/action-service.js';
import type { Outcome } from '../domain/advice/actions/judging.js';
import { fingerprint, readCursor, writeCursor } from '../domain/cursor.js';
import { LARGEST_PAGE, rowsThatFit } from '../domain/fitting.js';
import type { Shop } from '../domain/open-shop.js';
import { oneOf, severalOf } from './alert-words.js';
import { type Amounts, amountsIn, present } from './amounts.js';
import { nextStep } from './next-call.js';

/** Room for what stands around the rows, in bytes. */
const ENVELOPE = 1_200;

const Rows = z.array(z.record(z.string(), z.unknown()));

export const recommendActions = defineTool({
  name: 'recommend_actions',
  toolset: 'advice',
  title: 'Recommend actions',
  description:
    'What to do, most money at stake first: why, effect, call. outcomes: of earlier advice. What is wrong: list_alerts.',
  operation: 'read',
  scope: 'advice:read',
  input: z.strictObject({
    show: oneOf(['actions', 'outcomes']).default('actions').describe('actions, outcomes.'),
    kinds: severalOf(ACTION_KINDS).describe('E.g. collect.'),
    limit: z.int().min(1).max(20).default(10).describe('Rows.'),
    cursor: z.string().optional().describe('next_cursor.'),
  }),
  output: z.looseObject({ as_of: z.string() }),
  run: async ({ show, kinds, limit, cursor }, shop, { signal }) => {
    const { currency } = shop.settings;
    const amounts = amountsIn(currency);
    const around = { currency, as_of: shop.alerts.today() };
    const print = fingerprint(shop.settings.shop_id, [around.as_of, show, kinds]);
    const start = readCursor(cursor, print);
    if (show === 'outcomes') {
      const all = (await shop.actions.outcomes(signal)).filter(
        ({ given }) => kinds.length === 0 || kinds.includes(given.kind),
      );
      return {
        ...around,
        ...pageOf(
          'outcomes',
          all.slice(start, start + limit).map((each) => outcomeView(each, amounts)),
          { start, total: all.length, print },
        ),
        ...(all.length === 0 && kinds.length > 0
          ? { hint: `No advice of ${kinds.join(', ')} was given yet.` }
          : {}),
      };
    }
    const { actions, total, stake, pending, lost, others, words, searching } = await shop.actions.recommend(
      kinds,
      { start, limit },
      signal,
    );
    const notes = [
      ...(words.failure === undefined ? [] : [words.failure]),
      ...(searching ? [SEARCHING] : []),
    ];
    const rows = actions.map((action, index) => actionView(action, start + index + 1, amounts, shop));
    return {
      ...around,
      at_stake: amounts.shown(stake),
      ...(pending === 0
        ? {}
        : { pending, ask_again: 'in some seconds: pending ones are not in at_stake yet' }),
      ...(lost === 0 ? {} : { already_lost: amounts.shown(lost) }),
      ...(words.model === undefined ? {} : { untrusted: { in_words: words.model } }),
      ...(notes.length === 0 ? {} : { note: notes.join(' ') }),
      ...pageOf('actions', rows, { start, total, print }),
      ...(total === 0 ? { hint: hintOf(kinds, others) } : {}),
    };
  },
});

const SEARCHING = 'Orders that no alert calls for are still being looked for: ask again in some seconds.';

/** Why there is nothing to do: what a filter leaves out is told, so that it does not read as if all were well. */
function hintOf(kinds: readonly string[], others: number): string {
  if (kinds.length === 0) return 'Nothing needs doing: no open alert calls for anything.';
  const rest =
    others === 0 ? 'Nothing else calls for anything either.' : `There are ${others} others: leave kinds out.`;
  return `No open alert calls for ${kinds.join(', ')}. ${rest}`;
}

/** A page of the rows from `start` on, with the cursor of the next one. */
function pageOf(
  name: string,
  rows: readonly Record<string, unknown>[],
  { start, total, print }: { readonly start: number; readonly total: number; readonly print: string },
): Record<string, unknown> {
  const fit = rows.slice(0, Math.max(1, rowsThatFit(rows, LARGEST_PAGE - ENVELOPE)));
  const end = start + fit.length;
  return {
    [name]: z.parse(Rows, fit),
    total,
    ...(end < total ? { has_more: true, next_cursor: writeCursor(end, print) } : { has_more: false }),
  };
}

function actionView(
  action: Recommendation,
  rank: number,
  amounts: Amounts,
  shop: Pick<Shop, 'serves'>,
): Record<string, unknown> {
  const { kind, subject, priority, stake, lost, arithmetic, why, evidence, alerts, call, triedBefore } =
    action;
  return present({
    rank,
    action: kind,
    about: subject.name,
    priority,
    ...(action.pending ? { pending: true } : { at_stake: amounts.shown(Math.round(stake)) }),
    already_lost: lost === undefined ? undefined : amounts.shown(Math.round(lost)),
    arithmetic,
    why,
    expected: expectedView(action.expected, amounts),
    ...nextStep('call', call, shop),
    evidence,
    alerts,
    tried_before:
      triedBefore.length === 0
        ? undefined
        : triedBefore.map(({ given, followed, says }) => ({ on: given.on, followed, says })),
  });
}

function outcomeView({ given, followed, effect, says }: Outcome, amounts: Amounts): Record<string, unknown> {
  return present({
    on: given.on,
    action: given.kind,
    about: given.subject.name,
    at_stake: amounts.shown(given.stake),
    expected: expectedView(given.expected, amounts),
    followed,
    effect: effect === undefined ? undefined : amounts.shown(effect),
    says,
  });
}

function expectedView(
  { text, price, money, low, high }: Expected,
  { shown }: Amounts,
): Record<string, unknown> {
  const amount = (minor: number | undefined) => (minor === undefined ? undefined : shown(Math.round(minor)));
  return present({ text, price: amount(price), amount: amount(money), low: amount(low), high: amount(high) });
}
