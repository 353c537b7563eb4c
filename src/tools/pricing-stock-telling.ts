import { dayOf } from '../domain/calendar/days.js';
import type { ProductAdvice } from '../domain/pricing/assess.js';
import { money, type Shown, units, unitWord } from './pricing-words.js';

/** What is left of the stock, what expires, and whether a lower price pays. */
export function stockSentences(advised: ProductAdvice, goal: string, days: number, shown: Shown): string[] {
  return [
    ...(goal === 'clear_stock' ? leftSentence(advised, days) : []),
    ...(advised.markdown === undefined
      ? [...standingSentence(advised, shown), ...expirySentence(advised, goal, days, shown)]
      : markdownSentences(advised, advised.markdown, shown)),
  ];
}

function leftSentence({ product, now, recommended, shelf }: ProductAdvice, days: number): string[] {
  if (now.stock === undefined || shelf === undefined) return [];
  const { stock = 0 } = product;
  const expired = stock > shelf.units ? `, ${units(stock - shelf.units)} of them expired` : '';
  const instead =
    recommended?.stock === undefined ? '' : `, at the price advised ${units(recommended.stock.left)}`;
  return [
    `Of ${stock} on hand${expired}, ${units(now.stock.left)} are left or expire within ${days} days at the price now${instead}.`,
  ];
}

function expirySentence(
  { expiring, product, shelf, now, recommended, test, terms }: ProductAdvice,
  goal: string,
  days: number,
  shown: Shown,
): string[] {
  const [first, last] = [expiring[0], expiring.at(-1)];
  if (first === undefined || last === undefined || shelf === undefined) return [];
  const dated = shelf.dated.reduce((sum, each) => sum + each.units, 0);
  const chosen = (recommended ?? test)?.price ?? terms.price;
  return [
    `${units(dated)} ${unitWord(product.unit)} expire within ${days} days, the first too many by ${dayOf(first.by)}; ${units((recommended ?? now).stock?.expired ?? first.left.mean)} of them are left over by the forecast. No lower price that is allowed brings in more up to then.`,
    ...(chosen < terms.price && goal === 'clear_stock'
      ? [`Put it back to ${money(terms.price, shown)} after ${dayOf(last.by)}.`]
      : []),
    ...(chosen > terms.price
      ? [`Raise the price only after ${dayOf(last.by)}, so that more of them go.`]
      : []),
  ];
}

function standingSentence({ standing, terms }: ProductAdvice, shown: Shown): string[] {
  if (standing === undefined) return [];
  const { back, until, ended } = standing;
  return [
    ended
      ? `${money(terms.price, shown)} was the markdown until ${dayOf(until)}, which is over: put it back to ${money(back, shown)}.`
      : `${money(terms.price, shown)} is a markdown: keep it until ${dayOf(until)}, then ${money(back, shown)}.`,
  ];
}

function markdownSentences(
  { terms, after, product, shelf }: ProductAdvice,
  { by, units: stock, leftNow, left, price, worth, worthNow }: NonNullable<ProductAdvice['markdown']>,
  shown: Shown,
): string[] {
  const until = `until ${dayOf(by)}`;
  const then = money(after ?? terms.price, shown);
  const fresh = (shelf?.units ?? stock) - stock;
  const instead =
    price === terms.price
      ? ''
      : ` At ${money(price, shown)} ${units(left.mean)} are, and up to then the stock brings ${money(worth, shown)} instead of ${money(worthNow, shown)} before tax.`;
  return [
    `${units(stock)} ${unitWord(product.unit)} expire by ${dayOf(by)}; at ${money(terms.price, shown)} ${units(leftNow.mean)} of them are left over by the forecast (${units(leftNow.low)} to ${units(leftNow.high)}).${instead}`,
    `${price === terms.price ? 'Keep' : 'Ask'} ${money(price, shown)} ${until}, then ${then}${fresh > 0 ? `; the price holds for the ${units(fresh)} fresh ones too, so put it back` : ''}.`,
  ];
}
