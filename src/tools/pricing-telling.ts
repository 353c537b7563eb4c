import type { Doubt, Test } from '../domain/pricing/advice.js';
import { type CarriedOption, type ProductAdvice, reachOf } from '../domain/pricing/assess.js';
import type { Untold } from '../domain/pricing/elasticity/estimate.js';
import type { Learned } from '../domain/pricing/elasticity/learn.js';
import type { Option } from '../domain/pricing/option.js';
import { beforeTax, earned, ratesOf } from '../domain/pricing/terms.js';
import { boundSentence, clashSentences, mendSentences, rivalSentences } from './pricing-limits-telling.js';
import { stockSentences } from './pricing-stock-telling.js';
import { BOUND_WORDS, money, percent, type Shown, signed, times, units, unitWord } from './pricing-words.js';

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
  { goal, days, salvage }: { readonly goal: string; readonly days: number; readonly salvage: number },
  shown: Shown,
): string[] {
  const asked: Asked = { ...advised, goal, days, shown };
  const [unlawful, others] = [unlawfulSentence(advised, shown), whatIfSentences(advised, asked)];
  return [
    ...unlawful,
    ...(unlawful.length > 0 ? others : []),
    marginSentence(advised, shown),
    ...responseSentences(advised, shown),
    ...rivalSentences(advised, shown),
    ...(unlawful.length > 0 ? [] : others),
    ...verdictSentences(advised, asked),
    ...boundSentence(advised, shown),
    ...stockSentences(advised, goal, days, shown),
    ...salvageSentence(advised, salvage, shown),
  ];
}

function marginSentence({ terms, breakEven, product }: ProductAdvice, shown: Shown): string {
  const { price, cost, taxRate, taxInside } = terms;
  const [rates, profit] = [ratesOf(price, terms), earned(price, terms)];
  if (cost === undefined || rates === undefined || profit === undefined)
    return 'Its cost is not known, so neither margin nor profit can be told: set cost with save_product.';
  const net =
    taxInside && taxRate > 0
      ? `${money(price, shown)} holds ${taxRate / 100} % tax, ${money(beforeTax(price, terms), shown)} without it`
      : `${money(price, shown)}`;
  const markup = rates.markup === undefined ? '' : `, a mark-up of ${percent(rates.markup)} on cost`;
  return `${net}; less cost ${money(cost, shown)} (${product.costFrom === 'average' ? 'moving average of the stock' : 'as saved'}) that leaves ${money(profit, shown)}: a margin of ${percent(rates.margin)}${markup}. Break-even is ${money(breakEven ?? 0, shown)}.`;
}

function responseSentences(
  { learned, seen, product, unforecast, borrowed }: ProductAdvice,
  shown: Shown,
): string[] {
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
  if (borrowed !== undefined) said.push(`The units expected are not its own: ${borrowed}`);
  return said;
}

function size({ elasticity: { mean, low, high } }: Learned): string {
  const figure = (value: number): string => (-value).toFixed(1);
  return `${figure(mean)} % less (95 %: ${figure(high)} to ${figure(low)} %)`;
}

/** What is asked, and what is told about it. */
type Asked = Pick<ProductAdvice, 'terms' | 'now' | 'product' | 'seen'> & {
  readonly goal: string;
  readonly days: number;
  readonly shown: Shown;
};

const DOUBTS: Record<Doubt, (goal: string) => string> = {
  others: () =>
    'What is believed of its demand comes from other products, hardly from its own sales: try it before all labels change.',
  no_best: (goal) =>
    `It may well be that ${goal} rises with every rise of the price, so that there is no best price: try one step.`,
  chance: () => 'It is not sure enough that this is better: try it before all labels change.',
};

function verdictSentences(advised: ProductAdvice, asked: Asked): string[] {
  const { advice, recommended, test, markdown, standing } = advised;
  const { goal, shown } = asked;
  if (advice.clash !== undefined) return clashSentences(advised, shown);
  const said = standing === undefined ? [...mendSentences(advised, shown)] : [];
  if (recommended !== undefined) said.push(...optionSentences('At', recommended, asked));
  if (test !== undefined)
    said.push(
      ...(advice.doubt === undefined ? [] : [DOUBTS[advice.doubt](goal)]),
      ...optionSentences('Try', test, asked),
      weeksSentence(test),
    );
  if (
    markdown === undefined &&
    standing === undefined &&
    (advice.verdict === 'keep' || advice.verdict === 'cannot_tell')
  )
    said.push(...(test === undefined ? [nothingSentence(advised, asked)] : []));
  return said;
}

/** Why no price is named. */
function nothingSentence(
  { advice, shelf, now, product, seen }: ProductAdvice,
  { goal, terms }: Asked,
): string {
  const clears = goal === 'clear_stock';
  if (clears && shelf === undefined) return 'How much of it lies there is not kept: adjust_stock counts it.';
  if (clears && shelf?.units === 0)
    return (product.stock ?? 0) > 0 ? 'What lies there has expired.' : 'There is no stock to clear.';
  if (goal === 'profit' && terms.cost === undefined) return 'Goal revenue or volume needs no cost.';
  if (seen !== undefined && reachOf(terms.price, seen, terms.price) === 'beyond')
    return 'The price now lies so far from those ever charged that nothing can be told: check it (save_product).';
  if (now.outcome === undefined) return 'So no price can be said to be better.';
  if (advice.verdict === 'cannot_tell')
    return 'No price is worth a test: none is likely enough better, or it sells too little to show anything.';
  return clears
    ? 'No lower price that is allowed brings in more for the stock on hand.'
    : `No allowed price surely serves ${goal} better by more than half a percent.`;
}

/** A what-if that the law or arithmetic rules out is said before anything else. */
function unlawfulSentence({ whatIf, terms, breakEven }: ProductAdvice, shown: Shown): string[] {
  if (whatIf === undefined) return [];
  const at = money(whatIf.price, shown);
  if (whatIf.breaks.includes('mrp'))
    return [`${at} may not be asked: with tax it is above the MRP of ${money(terms.mrp ?? 0, shown)}.`];
  return breakEven !== undefined && whatIf.price < breakEven
    ? [`${at} loses on every unit: break-even is ${money(breakEven, shown)}.`]
    : [];
}

function whatIfSentences({ whatIf, seen, terms }: ProductAdvice, asked: Asked): string[] {
  if (whatIf === undefined) return [];
  const { shown } = asked;
  const { low, high } = seen ?? { low: terms.price, high: terms.price };
  const charged = `It was only charged ${money(low, shown)} to ${money(high, shown)}`;
  if (whatIf.reach === 'beyond')
    return [`${charged}: what sells at ${money(whatIf.price, shown)} cannot be told.`];
  if (whatIf.breaks.includes('mrp')) return [];
  const breaks = whatIf.breaks.filter((name) => name !== 'break_even');
  return [
    ...optionSentences('At', whatIf, asked),
    ...(breaks.length === 0 ? [] : [`That breaks ${breaks.map((name) => BOUND_WORDS[name]).join(' and ')}.`]),
  ];
}

function salvageSentence({ terms }: ProductAdvice, salvage: number, shown: Shown): string[] {
  const net = beforeTax(terms.price, terms);
  return salvage > 0 && salvage >= net
    ? [
        `A leftover is said to bring ${money(salvage, shown)}, no less than a sale (${money(net, shown)} before tax): check salvage.`,
      ]
    : [];
}

function optionSentences(verb: string, option: CarriedOption, asked: Asked): string[] {
  const { terms, now, seen, shown } = asked;
  const change = `${money(option.price, shown)} (${signed(option.price / terms.price - 1)})`;
  if (option.outcome === undefined || now.outcome === undefined) return [`${verb} ${change}.`];
  const outside = seen !== undefined && reachOf(option.price, seen, terms.price) !== 'seen';
  return [
    `${verb} ${change}: ${effectOf(option, asked)}.`,
    ...breakEvenSentence(option, asked),
    ...(outside
      ? [
          `It was only charged ${money(seen.low, shown)} to ${money(seen.high, shown)}: beyond that this is a guess.`,
        ]
      : []),
  ];
}

/** What a price comes to, beside the price now. */
function effectOf(option: CarriedOption, { terms, now, goal, days, shown, product }: Asked): string {
  const { outcome, better, stock } = option;
  const word = unitWord(product.unit);
  if (goal === 'clear_stock' && stock !== undefined && now.stock !== undefined)
    return `${units(stock.sold)} ${word} of the stock sell in ${days} days and bring ${money(stock.cash, shown)} with tax, instead of ${units(now.stock.sold)} for ${money(now.stock.cash, shown)}`;
  const [then, before] = [outcome?.units.mean ?? 0, now.outcome?.units.mean ?? 0];
  const [mine, own] = [earned(option.price, terms), earned(terms.price, terms)];
  if (goal === 'revenue' || mine === undefined || own === undefined) {
    const [profit, less] = [outcome?.profit?.mean, now.outcome?.profit?.mean];
    const earns =
      profit === undefined || less === undefined
        ? ''
        : `; profit is ${money(profit, shown)} instead of ${money(less, shown)}`;
    return `${units(then)} ${word} for ${money(outcome?.revenue.mean ?? 0, shown)} with tax in ${days} days, instead of ${units(before)} for ${money(now.outcome?.revenue.mean ?? 0, shown)}${earns}`;
  }
  const chance =
    better === undefined || goal !== 'profit'
      ? ''
      : `; it earns more in ${Math.round(better * 100)} of 100 futures`;
  const [sum, instead] = [times(then, mine, shown), times(before, own, shown)];
  return `${sum.amount} ${word} x ${money(mine, shown)} = ${sum.product} in ${days} days, instead of ${instead.amount} x ${money(own, shown)} = ${instead.product}${chance}`;
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
