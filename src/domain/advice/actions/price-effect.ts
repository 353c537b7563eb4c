import { dayNumber, dayOf } from '../../calendar/days.js';
import { costOf } from '../facts/facts.js';
import { days, figure, money } from '../rules/context.js';
import type { Given } from './given.js';
import type { Effect, Judged } from './judging.js';
import { type DaySales, PATIENCE, type PriceChange, type Since, WATCHED } from './since.js';

/** Days after a change from which on it can be told what it brought. */
const LEAST_DAYS = { reprice: 14, mark_down: 4 } as const;
/** Chance of 95 % that a difference is none of chance, in standard deviations. */
const SURE = 1.96;
const WEEK = 7;
const WEEKS = WATCHED / WEEK;

/** The price that was set after advice, from which day to before which. */
export interface Move extends PriceChange {
  readonly price: number;
  readonly until: number | undefined;
  /** Whether it went the way that was advised, by half of the step or more. */
  readonly asAdvised: boolean;
}

/** What became of the price after advice; undefined where it stayed within the two weeks after. */
export function moveOf(given: Given, prices: readonly PriceChange[]): Move | undefined {
  const on = dayNumber(given.on);
  const before = given.before.price ?? 0;
  const later = prices.filter(({ from }) => from >= on);
  const moves = later.flatMap(({ from, price }, index): Move[] => {
    if (price === undefined || price === before || from > on + PATIENCE) return [];
    const until = later.slice(index + 1).find((next) => !isAsAdvised(given, next.price))?.from;
    return [{ from, price, until, asAdvised: isAsAdvised(given, price) }];
  });
  return moves.find(({ asAdvised }) => asAdvised) ?? moves[0];
}

function isAsAdvised({ kind, alerts, expected, before }: Given, price: number | undefined): boolean {
  if (price === undefined || before.price === undefined) return price !== undefined;
  const moved = price - before.price;
  const step = expected.price === undefined ? 0 : expected.price - before.price;
  if (step !== 0) return moved * Math.sign(step) >= Math.abs(step) / 2;
  const down = kind === 'mark_down' || alerts.some((id) => id.startsWith('above_mrp:'));
  return down ? moved < 0 : moved > 0;
}

/**
 * What a price brought: what was earned with it, at the prices really charged and without tax, less what the same
 * weekdays of the four weeks before the change let expect at the price before. This is the time-series design of Campbell
 * and Stanley (*Experimental and Quasi-Experimental Designs for Research*, 1963, design 7); the 95 % interval is that of a
 * sum predicted from means of weekdays. It may be negative. A season that began with the change is part of it.
 *
 * Of what is marked down the takings count, not the margin: what was to be left over is paid for either way. More than
 * that is replaced at cost. What would have sold anyway brings less by the discount, which is part of the takings.
 */
export function effectOfPrice(judged: Judged, move: Move): Effect {
  const { given, since, product, today, shown } = judged;
  const kind = given.kind === 'mark_down' ? 'mark_down' : 'reprice';
  const cost = given.before.cost ?? (product === undefined ? undefined : costOf(product));
  const changed = `Price ${money(move.price, shown)} since ${dayOf(move.from)}`;
  const untold = (why: string): Effect => ({
    effect: undefined,
    says: `${changed}. Cannot tell what it brought: ${why}.`,
  });
  if (cost === undefined && kind === 'reprice') return untold('its cost is not known');
  const last =
    kind === 'mark_down' && given.before.until !== undefined ? dayNumber(given.before.until) + 1 : Infinity;
  const end = Math.min(dayNumber(today), move.from + WATCHED, move.until ?? Infinity, last);
  const count = end - move.from;
  const least = Math.min(LEAST_DAYS[kind], last - move.from);
  if (count < Math.max(1, least)) return untold(`it held for only ${days(Math.max(0, count))} so far`);
  const first = product?.firstSold;
  if (first !== undefined && first > move.from - WATCHED && first < move.from)
    return untold('it had not been sold for four weeks before');

  const earning =
    kind === 'reprice' ? ({ net, units }: DaySales) => net - units * (cost ?? 0) : ({ net }: DaySales) => net;
  const { sum, expected, noise } = compared(since, move.from, end, earning);
  const extra = compared(since, move.from, end, ({ units }) => units);
  const beyond = Math.max(
    0,
    extra.sum - extra.expected - (given.before.unsold ?? given.before.on_hand ?? 0) / 1_000,
  );
  const replaced = kind === 'mark_down' ? beyond * (cost ?? 0) : 0;
  const gain = sum - expected - replaced;
  const what = kind === 'reprice' ? 'profit' : 'takings before tax';
  const figures = `${changed}: ${what} of ${days(count)} ${money(sum, shown)}, where ${money(expected, shown)} were to be expected without it${replaced > 0 ? `, less ${money(replaced, shown)} for ${figure(beyond)} that must be bought again` : ''}`;
  const thrown = since.discarded > 0 ? ` ${figure(since.discarded / 1_000)} were thrown away.` : '';
  if (Math.abs(gain) <= noise)
    return {
      effect: undefined,
      says: `${figures}. Cannot tell what it brought: days differ by ${money(noise, shown)} anyway.${thrown}`,
    };
  const effect = Math.round(gain);
  return {
    effect,
    says: `${figures}: ${money(effect, shown)}, ${money(effect / count, shown)} a day (95 % between ${money(gain - noise, shown)} and ${money(gain + noise, shown)}).${thrown}`,
  };
}

/** A sum over days, what it was to be by the means of the same weekdays of four weeks before, and the noise of that. */
function compared(
  { sales }: Pick<Since, 'sales'>,
  from: number,
  end: number,
  earning: (sales: DaySales) => number,
): { sum: number; expected: number; noise: number } {
  const on = (day: number): number => earning(sales.get(day) ?? { units: 0, net: 0 });
  const before = Array.from({ length: WEEK }, (_, weekday) =>
    Array.from({ length: WEEKS }, (__, week) => on(from - WATCHED + week * WEEK + weekday)),
  );
  const means = before.map((values) => total(values) / WEEKS);
  const squares = before.map((values, weekday) =>
    total(values.map((value) => (value - (means[weekday] ?? 0)) ** 2)),
  );
  const variance = total(squares) / (WATCHED - WEEK);
  const after = Array.from({ length: end - from }, (_, index) => on(from + index));
  // Each day varies, and so does each mean, as often as it is used.
  const used = means.map((_, weekday) => Math.ceil((after.length - weekday) / WEEK));
  return {
    sum: total(after),
    expected: total(after.map((_, index) => means[index % WEEK] ?? 0)),
    noise: SURE * Math.sqrt(variance * (after.length + total(used.map((times) => times ** 2)) / WEEKS)),
  };
}

function total(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0);
}
