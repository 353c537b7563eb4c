import { dayOf } from '../domain/calendar/days.js';
import type { Option, Test } from '../domain/pricing/advice.js';
import type { CarriedOption, ProductAdvice } from '../domain/pricing/assess.js';
import type { Bound, BoundName } from '../domain/pricing/bounds.js';
import type { Untold } from '../domain/pricing/elasticity/estimate.js';
import type { Learned } from '../domain/pricing/elasticity/learn.js';
import { beforeTax, earned, ratesOf } from '../domain/pricing/terms.js';
import type { Amounts } from './amounts.js';

type Shown = Amounts['shown'];

const BOUND_WORDS: Record<BoundName, string> = {
  mrp: 'the MRP',
  margin_floor: 'the margin floor',
  break_even: 'break-even',
  competitors: 'competitors’ prices (5 % either way)',
  largest_step: 'the largest change',
};

const UNTOLD: Record<Untold['reason'], string> = {
  price_never_varied: 'Its price never varied',
  price_moved_with_others: 'Its price only moved together with promotions or the season',
  too_few_steps: 'It has been sold for too few weeks',
  too_few_sales: 'It sells too seldom',
  never_sold: 'It has not sold in any whole week',
};

/** The advice with its arithmetic, in sentences that a shopkeeper can check. */
export function tellAdvice(
  advised: ProductAdvice,
  { goal, days }: { readonly goal: string; readonly days: number },
  shown: Shown,
): string[] {
  return [
    marginSentence(advised, shown),
    ...responseSentences(advised, shown),
    ...verdictSentences(advised, goal, days, shown),
    ...boundSentence(advised, shown),
    ...(goal === 'clear_stock' ? leftSentence(advised, days) : []),
    ...markdownSentence(advised, shown),
  ];
}

function marginSentence({ terms, breakEven }: ProductAdvice, shown: Shown): string {
  const { price, cost, taxRate, taxInside } = terms;
  const [rates, profit] = [ratesOf(price, terms), earned(price, terms)];
  if (cost === undefined || rates === undefined || profit === undefined)
    return 'Its cost is not known, so neither margin nor profit can be told: set cost with save_product.';
  const net =
    taxInside && taxRate > 0
      ? `${money(price, shown)} holds ${taxRate / 100} % tax, ${money(beforeTax(price, terms), shown)} without it`
      : `${money(price, shown)}`;
  const markup = rates.markup === undefined ? '' : `, a mark-up of ${percent(rates.markup)} on cost`;
  return `${net}; less cost ${money(cost, shown)} that leaves ${money(profit, shown)}: a margin of ${percent(rates.margin)}${markup}. Break-even is ${money(breakEven ?? 0, shown)}.`;
}

function responseSentences({ learned, seen, product, unforecast }: ProductAdvice, shown: Shown): string[] {
  const { told, ownShare, known } = learned;
  const group = `${product.category === undefined ? 'products without a category' : `products of ${product.category}`}`;
  const said: string[] = [];
  if (told.kind === 'estimate' && seen !== undefined)
    said.push(
      `1 % dearer sells ${size(learned)}: from ${told.steps} weeks at ${seen.levels} prices from ${money(seen.low, shown)} to ${money(seen.high, shown)}, which count ${percent(ownShare, 0)} beside ${known} ${group}.`,
    );
  else if (told.kind === 'untold')
    said.push(
      `${UNTOLD[told.reason]}${told.steps > 0 ? ` in ${told.steps} weeks` : ''}: its own sales cannot tell how they answer to its price. ${known === 0 ? 'Goods in other shops' : `Going by ${known} ${group}`}: 1 % dearer sells ${size(learned)}.`,
    );
  if (unforecast !== undefined) said.push(`What will sell cannot be forecast: ${unforecast}`);
  return said;
}

function size({ elasticity: { mean, low, high } }: Learned): string {
  const figure = (value: number): string => (-value).toFixed(1);
  return `${figure(mean)} % less (95 %: ${figure(high)} to ${figure(low)} %)`;
}

/** What is asked, and what is told about it. */
type Asked = Pick<ProductAdvice, 'terms' | 'now'> & {
  readonly goal: string;
  readonly days: number;
  readonly shown: Shown;
};

function verdictSentences(advised: ProductAdvice, goal: string, days: number, shown: Shown): string[] {
  const { advice, terms, learned, product, now, recommended, test } = advised;
  const asked: Asked = { terms, now, goal, days, shown };
  const { verdict, clash, broken } = advice;
  const said: string[] = [];
  if (clash !== undefined)
    return [
      `No price keeps both: ${BOUND_WORDS[clash.least.name]} asks at least ${money(clash.least.least ?? 0, shown)}, ${BOUND_WORDS[clash.most.name]} at most ${money(clash.most.most ?? 0, shown)}.`,
    ];
  if (broken.length > 0)
    said.push(`The price now breaks ${broken.map((name) => BOUND_WORDS[name]).join(' and ')}.`);
  if (recommended !== undefined) said.push(...optionSentences('At', recommended, asked));
  if (verdict === 'test' && learned.elasticity.mean >= -1)
    said.push(
      `At 1 % less or fewer, ${goal} rises with every rise of the price, so there is no best price: try one step.`,
    );
  else if (verdict === 'test')
    said.push('It is not sure enough that this earns more: try it before all labels change.');
  if (test !== undefined) said.push(...optionSentences('Try', test, asked), weeksSentence(test));
  if (verdict === 'keep')
    said.push(
      goal !== 'clear_stock'
        ? `No allowed price serves ${goal} better by more than half a percent.`
        : (product.stock ?? 0) <= 0
          ? 'There is no stock to clear.'
          : 'No lower price that is allowed brings in more for the stock on hand.',
    );
  if (verdict === 'cannot_tell' && test === undefined)
    said.push(
      goal === 'profit' && terms.cost === undefined
        ? 'Goal revenue or volume needs no cost.'
        : 'No price is worth a test: the bounds leave no room, or it sells too little to show anything.',
    );
  return said;
}

function optionSentences(verb: string, option: CarriedOption, asked: Asked): string[] {
  const { terms, now, shown } = asked;
  const change = `${money(option.price, shown)} (${signed(option.price / terms.price - 1)})`;
  if (option.outcome === undefined || now.outcome === undefined) return [`${verb} ${change}.`];
  return [`${verb} ${change}: ${effectOf(option, asked)}.`, ...breakEvenSentence(option, asked)];
}

/** What a price comes to, beside the price now. */
function effectOf(option: CarriedOption, { terms, now, goal, days, shown }: Asked): string {
  const { outcome, better, stock } = option;
  if (goal === 'clear_stock' && stock !== undefined && now.stock !== undefined)
    return `${units(stock.sold)} of the stock sell in ${days} days and bring ${money(stock.cash, shown)} with tax, instead of ${units(now.stock.sold)} for ${money(now.stock.cash, shown)}`;
  const [then, before] = [outcome?.units.mean ?? 0, now.outcome?.units.mean ?? 0];
  const [mine, own] = [earned(option.price, terms), earned(terms.price, terms)];
  if (goal === 'revenue' || mine === undefined || own === undefined)
    return `${units(then)} units for ${money(outcome?.revenue.mean ?? 0, shown)} with tax in ${days} days, instead of ${units(before)} for ${money(now.outcome?.revenue.mean ?? 0, shown)}`;
  const chance = better === undefined ? '' : `; it earns more in ${Math.round(better * 100)} of 100 futures`;
  return `${units(then)} units x ${money(mine, shown)} = ${money(then * mine, shown)} in ${days} days, instead of ${units(before)} x ${money(own, shown)} = ${money(before * own, shown)}${chance}`;
}

/** How far units may change until the price is no better than the one now. */
function breakEvenSentence({ price, breakEvenChange }: Option, { goal, terms }: Asked): string[] {
  const byTakings = goal === 'revenue' || goal === 'clear_stock';
  const change = byTakings ? terms.price / price - 1 : breakEvenChange;
  if (change === undefined) return [];
  const what = byTakings ? 'It brings in more' : 'It earns more';
  return [
    change < 0
      ? `${what} as long as units fall by less than ${percent(-change)}.`
      : `${what} only if units rise by more than ${percent(change)}.`,
  ];
}

function weeksSentence({ weeks }: Test): string {
  return weeks === undefined
    ? 'It sells too little for half a year to tell such a change of units from chance: go by what you know of your customers.'
    : `Keep it for ${weeks} weeks: that tells such a change of units from chance four times in five.`;
}

function boundSentence({ advice }: ProductAdvice, shown: Shown): string[] {
  const { bit, range } = advice;
  const names = new Set(bit);
  const named = (range?.bounds ?? []).filter(({ name }) => names.has(name));
  if (named.length === 0 || advice.broken.length > 0) return [];
  return [`Bounded by ${named.map((each) => boundWords(each, shown)).join(' and ')}.`];
}

function boundWords({ name, least, most }: Bound, shown: Shown): string {
  const ends = [
    ...(least === undefined ? [] : [`at least ${money(least, shown)}`]),
    ...(most === undefined ? [] : [`at most ${money(most, shown)}`]),
  ];
  return `${BOUND_WORDS[name]} (${ends.join(', ')})`;
}

function leftSentence({ product, now, recommended }: ProductAdvice, days: number): string[] {
  const { stock = 0 } = product;
  if (now.stock === undefined) return [];
  const instead =
    recommended?.stock === undefined ? '' : `, at the price advised ${units(recommended.stock.left)}`;
  return [
    `Of ${stock} on hand ${units(now.stock.left)} are left after ${days} days at the price now${instead}.`,
  ];
}

function markdownSentence({ markdown, terms }: ProductAdvice, shown: Shown): string[] {
  if (markdown === undefined) return [];
  const { by, units: stock, leftNow, left, price, worth, worthNow } = markdown;
  return [
    `${stock} units expire by ${dayOf(by)}; at ${money(terms.price, shown)} ${units(leftNow.mean)} of them are left over (${units(leftNow.low)} to ${units(leftNow.high)}). Marked down to ${money(price, shown)} ${units(left.mean)} are, and the stock brings ${money(worth, shown)} instead of ${money(worthNow, shown)} before tax.`,
  ];
}

function money(minor: number, shown: Shown): string {
  const value = shown(Math.round(minor));
  return Number.isInteger(value) ? String(value) : value.toFixed(2);
}

function units(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(1);
}

function percent(share: number, digits = 1): string {
  return `${(share * 100).toFixed(digits)} %`;
}

function signed(share: number): string {
  return `${share >= 0 ? '+' : ''}${percent(share)}`;
}
