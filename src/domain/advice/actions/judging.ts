import { dayNumber, dayOf } from '../../calendar/days.js';
import { QUANTITY_SCALE } from '../../money.js';
import type { ProductFacts } from '../facts/facts.js';
import { counted, figure, money } from '../rules/context.js';
import type { Given } from './given.js';
import { effectOfPrice, type Move, moveOf } from './price-effect.js';
import { daysFrom, PATIENCE, type Since, WATCHED } from './since.js';

/** What became of advice: whether it was followed, and what came of it. Money in minor units. */
export interface Outcome {
  readonly given: Given;
  readonly followed: 'yes' | 'no' | 'another_price' | 'not_yet' | 'cannot_tell';
  /** What it brought beyond what was to be expected without it, where that can be told; may be negative. */
  readonly effect: number | undefined;
  readonly says: string;
}

export interface Judged {
  readonly given: Given;
  readonly since: Since;
  /** As it is known today; undefined for customers and bills. */
  readonly product: ProductFacts | undefined;
  readonly today: string;
  /** Currency and its decimal digits. */
  readonly shown: { readonly currency: string; readonly digits: number };
  /** Whether one of two alike bills was taken back. */
  readonly reversed: boolean;
  /** Whether a person resolved the alert of a bill. */
  readonly settled: boolean;
}

export type Effect = Pick<Outcome, 'effect' | 'says'>;

/** Whether advice was followed, and what came of it as far as that can be told. */
export function judge(judged: Judged): Outcome {
  const { given, since, today, shown } = judged;
  const open: Outcome = {
    given,
    effect: undefined,
    ...(daysFrom(given.on, today) >= PATIENCE
      ? { followed: 'no', says: 'Not done within two weeks.' }
      : { followed: 'not_yet', says: 'Not done yet.' }),
  };
  const done = (isDone: boolean, effect: () => Effect): Outcome =>
    isDone ? { given, followed: 'yes', ...effect() } : open;
  switch (given.kind) {
    case 'reorder':
      return done(since.supplied > 0, () => sold(judged));
    case 'collect':
      return done(since.paid > 0, () => ({
        effect: since.paid,
        says: `${money(since.paid, shown)} paid since, of ${money(given.before.owed ?? 0, shown)} asked for.`,
      }));
    case 'reprice':
    case 'mark_down': {
      const move = moveOf(given, since.prices);
      if (move?.asAdvised === false)
        return { ...open, followed: 'another_price', says: otherwise(judged, move) };
      if (move === undefined && given.expected.keep === true && open.followed === 'no')
        return { ...open, followed: 'yes', says: 'The price was kept, as advised.' };
      return move === undefined ? open : done(true, () => effectOfPrice(judged, move));
    }
    case 'discard':
      return done(since.discarded > 0, () => ({
        effect: undefined,
        says: `Done: ${amountOf(since.discarded, judged)} taken off the books.`,
      }));
    case 'count':
      return done(since.counted !== undefined, () => recounted(judged));
    case 'check_bill':
      return checked(judged, open);
    case 'chase':
      return open;
  }
}

function checked({ given, reversed, settled, shown }: Judged, open: Outcome): Outcome {
  if (reversed)
    return {
      given,
      followed: 'yes',
      effect: Math.round(given.stake),
      says: `One of the two bills was taken back: ${money(given.stake, shown)} not counted twice.`,
    };
  if (settled) return { ...open, followed: 'yes', says: 'Looked at: its alert was resolved by hand.' };
  if (open.followed === 'not_yet' || given.before.posted === true) return open;
  return {
    ...open,
    followed: 'cannot_tell',
    says: 'The bill was not in the books: whether someone looked at it cannot be told.',
  };
}

function otherwise({ given: { expected }, shown }: Judged, { from, price }: Move): string {
  const advised = expected.price === undefined ? 'the other way' : money(expected.price, shown);
  return `Another price was set on ${dayOf(from)}: ${money(price, shown)}; advised was ${advised}.`;
}

function recounted({ since, given, product, shown }: Judged): Effect {
  const difference = since.counted ?? 0;
  const { cost } = given.before;
  const effect = cost === undefined ? undefined : Math.round((difference / QUANTITY_SCALE) * cost);
  const worth = effect === undefined ? '' : `, ${money(effect, shown)} at cost`;
  return { effect, says: `Done: the count differed by ${amountOf(difference, { product })}${worth}.` };
}

/** What sold from its delivery on, beyond the stock that there was and what was on its way, and no more than came. */
function sold(judged: Judged): Effect {
  const { given, since, today, shown } = judged;
  const { arrived, arrivedOn } = since;
  const done = `Done: ${amountOf(since.supplied, judged)} ordered or bought.`;
  const untold = (why: string): Effect => ({
    effect: undefined,
    says: `${done} Cannot tell what it brought: ${why}.`,
  });
  const { on_hand: had, on_order: due = 0, margin } = given.before;
  if (had === undefined || margin === undefined) return untold('stock, price or cost was not known');
  if (arrived <= 0 || arrivedOn === undefined) return untold('nothing has come in yet');
  if (daysFrom(given.on, today) < 7) return untold('a week has not passed');
  const on = dayNumber(given.on);
  const end = Math.min(dayNumber(today), on + WATCHED);
  let [before, units] = [0, 0];
  for (const [day, sales] of since.sales) {
    if (day >= on && day < Math.min(end, arrivedOn)) before += sales.units;
    if (day >= Math.max(on, arrivedOn) && day < end) units += sales.units;
  }
  const left = Math.max(0, (Math.max(0, had) + Math.max(0, due)) / QUANTITY_SCALE - before);
  const beyond = Math.min(arrived / QUANTITY_SCALE, Math.max(0, units - left));
  const effect = Math.round(beyond * margin);
  return {
    effect,
    says: `${done} ${figure(beyond)} sold that the stock of then would not have covered: ${money(effect, shown)} of margin.`,
  };
}

function amountOf(thousandths: number, { product }: Pick<Judged, 'product'>): string {
  return product === undefined ? `${thousandths / QUANTITY_SCALE} units` : counted(thousandths, product);
}
