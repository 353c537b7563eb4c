import { type Item, senseOf } from './senses.js';
import { Unread } from './unread.js';

/** The shop itself as the one who buys. */
const WE =
  /\b(?:i|we|ive|weve)\s+(?:(?:have|had|just|also|already|ever|usually|normally|mostly|last|first|actually|really)\s+){0,2}(?:buy|bought|purchased?|order(?:ed)?|place[d]?|pay|paid|spen[dt]|procured?|sourced?|import(?:ed)?|stock(?:ed)? up)\b/i;
const WE_HINDI =
  /\b(?:maine|humne|hamne|mene)\b.*\b(?:khar[i]+d\w*|khareed\w*|mangaya|mangwaya|order kiya)\b/i;
const NOUN = /^(?:purchases?|purchasing|kharidi|kharidari)$/i;
const TAKEN_IN = /^(?:received?|receiving|got|aaya|aayi)$/i;

/** @throws Unread where the shop's own buying is asked about: the sales records hold what it sold. */
export function refuseOwnBuying(question: string, items: readonly Item[]): void {
  const plain = question.replace(/['’]/g, '');
  const said = WE.exec(plain)?.[0] ?? WE_HINDI.exec(plain)?.[0] ?? nounOf(items) ?? takenIn(items);
  if (said === undefined) return;
  throw new Unread(`What the shop itself buys and pays is not in the sales records. ("${said}")`, {
    fix: 'ocr_bill and post_bill keep bills of suppliers, adjust_stock what came in; of customers write "orders" or "customers who bought".',
  });
}

/** "Purchases last month": those of the shop, unless customers or their payments are named. */
function nounOf(items: readonly Item[]): string | undefined {
  const noun = items.find((item) => NOUN.test(item.text) && senseOf(item, 'thing') !== undefined);
  return noun === undefined || items.some(isOfCustomers) ? undefined : noun.text;
}

function isOfCustomers(item: Item): boolean {
  return (
    senseOf(item, 'thing')?.thing === 'customer' ||
    (['who', 'new', 'returning'] as const).some((tag) => senseOf(item, tag) !== undefined) ||
    /buyers?|customer/.test(senseOf(item, 'measure')?.name ?? '') ||
    /^customer/.test(senseOf(item, 'dimension')?.name ?? '') ||
    senseOf(item, 'state')?.of === 'customer' ||
    senseOf(item, 'name')?.names.some(({ member }) => /^(?:customer|payment|channel)/.test(member)) === true
  );
}

/** "Products received last month". */
function takenIn(items: readonly Item[]): string | undefined {
  const told = items.filter(({ senses }) => senses.some(({ tag }) => tag !== 'filler'));
  const goods = (item: Item | undefined): boolean =>
    /^(?:product|supplier)$/.test(senseOf(item, 'thing')?.thing ?? '') ||
    senseOf(item, 'measure')?.name === 'stock_units';
  return told.find((item, at) => TAKEN_IN.test(item.text) && (goods(told[at - 1]) || goods(told[at + 1])))
    ?.text;
}
