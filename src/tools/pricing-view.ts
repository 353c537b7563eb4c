import { dayOf } from '../domain/calendar/days.js';
import type { CarriedOption, ProductAdvice } from '../domain/pricing/assess.js';
import type { Bound } from '../domain/pricing/bounds.js';
import type { Learned } from '../domain/pricing/elasticity/learn.js';
import type { Expected } from '../domain/pricing/expected.js';
import { earned, ratesOf } from '../domain/pricing/terms.js';
import { type Amounts, present } from './amounts.js';
import { tellAdvice } from './pricing-telling.js';

type Shown = Amounts['shown'];

/** Advice on one product as people read it. */
export function adviceView(
  advised: ProductAdvice,
  asked: { readonly goal: string; readonly days: number; readonly salvage: number },
  { shown }: Amounts,
): Record<string, unknown> {
  const { product, terms, advice, now, recommended, test, whatIf, markdown, history, rivals, breakEven } =
    advised;
  const price = terms.price;
  const option = (each: CarriedOption | undefined): Record<string, unknown> | undefined =>
    each === undefined ? undefined : optionView(each, price, shown);
  return present({
    product_id: product.product_id,
    product: product.name,
    unit: product.unit,
    verdict: advised.verdict,
    price: shown(price),
    cost: terms.cost === undefined ? undefined : money(terms.cost, shown),
    cost_from: terms.cost === undefined ? undefined : product.costFrom,
    ...ratesView(advised, shown),
    break_even: breakEven === undefined ? undefined : shown(breakEven),
    mrp: terms.mrp === undefined ? undefined : shown(terms.mrp),
    now: option(now),
    recommended: option(recommended),
    test: test === undefined ? undefined : present({ ...option(test), weeks: test.weeks }),
    what_if:
      whatIf === undefined
        ? undefined
        : present({
            ...option(whatIf),
            breaks: whatIf.breaks.length === 0 ? undefined : [...whatIf.breaks],
            prices_seen: whatIf.reach === 'seen' ? undefined : whatIf.reach,
          }),
    elasticity: elasticityView(advised.learned),
    bounds: boundsView(advised, shown),
    limited_by: advice.bit.length === 0 ? undefined : [...new Set(advice.bit)],
    markdown:
      markdown === undefined
        ? undefined
        : {
            price: shown(markdown.price),
            after: advised.after === undefined ? undefined : shown(advised.after),
            by: dayOf(markdown.by),
            units: markdown.units,
            left_now: around(markdown.leftNow, tenths),
            left: around(markdown.left, tenths),
            brings_now: money(markdown.worthNow, shown),
            brings: money(markdown.worth, shown),
          },
    competitors:
      rivals.length === 0
        ? undefined
        : rivals.map(({ seller, price: theirs, from, doubtful }) =>
            present({ seller: seller ?? 'as sent', price: shown(theirs), from, not_used: doubtful }),
          ),
    price_changes:
      history.changes.length === 0
        ? undefined
        : history.changes.slice(0, 4).map((change) =>
            present({
              from: change.from,
              price: change.price === undefined ? undefined : shown(change.price),
              cost: change.cost === undefined ? undefined : shown(change.cost),
              by: change.bought ? 'purchase' : undefined,
            }),
          ),
    why: tellAdvice(advised, asked, shown),
  });
}

function ratesView({ terms }: ProductAdvice, shown: Shown): Record<string, unknown> {
  const rates = ratesOf(terms.price, terms);
  const profit = earned(terms.price, terms);
  if (rates === undefined || profit === undefined) return {};
  return {
    unit_profit: money(profit, shown),
    margin_percent: percent(rates.margin),
    markup_percent: rates.markup === undefined ? undefined : percent(rates.markup),
  };
}

function optionView(option: CarriedOption, now: number, shown: Shown): Record<string, unknown> {
  const { outcome, gain, better, breakEvenChange, stock } = option;
  const { price } = option;
  return present({
    price: shown(price),
    change_percent: price === now ? undefined : percent(price / now - 1),
    units: outcome === undefined ? undefined : around(outcome.units, tenths),
    revenue: outcome === undefined ? undefined : around(outcome.revenue, (each) => money(each, shown)),
    profit: outcome?.profit === undefined ? undefined : around(outcome.profit, (each) => money(each, shown)),
    profit_gain: gain === undefined || price === now ? undefined : around(gain, (each) => money(each, shown)),
    chance_better_percent: better === undefined ? undefined : Math.round(better * 100),
    break_even_units_percent: breakEvenChange === undefined ? undefined : percent(breakEvenChange),
    stock:
      stock === undefined
        ? undefined
        : present({
            cover_days: stock.coverDays === undefined ? undefined : Math.round(stock.coverDays),
            sold: tenths(stock.sold),
            cash: money(stock.cash, shown),
            left: tenths(stock.left),
            expires_unsold: stock.expired === 0 ? undefined : tenths(stock.expired),
            left_at_cost: stock.tiedUp === undefined ? undefined : money(stock.tiedUp, shown),
            chance_short_percent: Math.round(stock.shortShare * 100),
          }),
  });
}

function elasticityView({ elasticity, told, ownShare, known }: Learned): Record<string, unknown> {
  return present({
    expected: hundredths(elasticity.mean),
    low: hundredths(elasticity.low),
    high: hundredths(elasticity.high),
    own_share_percent: Math.round(ownShare * 100),
    weeks: told.steps,
    products: known,
    cannot_tell: told.kind === 'untold' ? told.reason : undefined,
  });
}

function boundsView({ advice }: ProductAdvice, shown: Shown): unknown {
  const { range, clash, broken } = advice;
  const bounds = range?.bounds ?? clash?.bounds ?? [];
  return bounds.map(({ name, least, most }: Bound) =>
    present({
      name,
      least: least === undefined ? undefined : shown(least),
      most: most === undefined ? undefined : shown(most),
      broken: broken.includes(name) ? true : undefined,
    }),
  );
}

function around(value: Expected, each: (value: number) => number): Record<string, number> {
  return { expected: each(value.mean), low: each(value.low), high: each(value.high) };
}

function money(minor: number, shown: Shown): number {
  return shown(Math.round(minor));
}

const tenths = (value: number): number => Math.round(value * 10) / 10;
const hundredths = (value: number): number => Math.round(value * 100) / 100;
const percent = (share: number): number => Math.round(share * 1_000) / 10;
