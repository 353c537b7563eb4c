import { type Beyond, type Item, senseOf } from './senses.js';
import { joined, sentencesOf } from './sentences.js';
import { Unread } from './unread.js';
import { isOfEveryTime } from './wording.js';

const LONGEST = 500;

/** What is asked for instead, by what a question is about. */
const WHERE: Readonly<Record<Beyond, readonly [message: string, fix: string]>> = {
  forecast: ['What is to come is not among the figures of the past.', 'generate_forecast forecasts demand.'],
  reorder: ['What to order is not among the figures of the past.', 'plan_reorder says what to order.'],
  write: [
    'A question changes nothing.',
    'Use the tool that does it: record_sale, save_product, adjust_stock, record_udhaar, import_file.',
  ],
  advice: [
    'Advice is not given here, only figures.',
    'Ask for the figures that would tell; plan_reorder plans purchases.',
  ],
  credit: [
    'Customer credit is kept in the udhaar book.',
    'get_udhaar tells of one customer, list_udhaar of all.',
  ],
  private: [
    'Personal data and secrets are not told in answer to a question.',
    'Ask about sales, customers by name, products or stock.',
  ],
  pronoun: [
    'The question points to something that it does not name.',
    'Each question stands alone: write the name in full.',
  ],
  orders_to_us: [
    'What the shop itself buys and spends is not in the sales records.',
    'ocr_bill reads bills of suppliers; cost of goods sold is the measure cost_of_goods.',
  ],
  pets: ['Animals are not in the sales records.', 'Ask about products.'],
  bills: ['Bills of suppliers are not in the sales records.', 'ocr_bill reads a bill.'],
  pricing: [
    'What a price should be is not told by figures of the past.',
    'Ask for prices, quantities or margins.',
  ],
};

/** @throws Unread for what no question looks like: too long, several at once, marks that hide text. */
export function refuseForm(question: string): void {
  const text = question.trim();
  if (text === '')
    throw new Unread('The question is empty.', { fix: 'Ask e.g. "net sales last month by category".' });
  if (question.length > LONGEST)
    throw new Unread(`A question has at most ${LONGEST} characters.`, { fix: 'Ask one thing, shortly.' });
  if (/[^\P{Cc}\s]|[\u202a-\u202e\u2066-\u2069]/u.test(question))
    throw new Unread('The question holds control characters.', { fix: 'Write it in plain characters.' });
  if (isOfEveryTime(text))
    throw new Unread('Who comes in every one of several periods is not told.', {
      fix: 'Ask for the number of orders of each customer, or by month.',
    });
}

/** @throws Unread where several things are asked at once. */
export function refuseSeveral(asked: string): void {
  const sentences = sentencesOf(asked);
  const another = /\band also (?:the |a |an )?(?:list|number|names?|show|give|tell)\b/i.test(asked);
  if (another || (sentences.length > 1 && joined(asked) === asked))
    throw new Unread('Several questions stand in one.', {
      fix: 'Ask one at a time.',
      valid: sentences.map((part) => part.trim().slice(0, 100)).slice(0, 5),
    });
}

/** "Return the number of orders" gives back figures, not goods. */
function asksForFigures(items: readonly Item[]): boolean {
  const figures = ['measure', 'rank', 'how_many', 'dimension'] as const;
  return items.some((item) => figures.some((tag) => senseOf(item, tag) !== undefined));
}

/** @throws Unread where a word shows that the figures of the past do not tell what is asked. */
export function refuseBeyond(items: readonly Item[]): void {
  const [start] = items.filter(({ senses }) => senses.some(({ tag }) => tag !== 'filler'));
  for (const item of items) {
    const beyond = senseOf(item, 'beyond');
    const only = item.senses.every(({ tag }) => tag === 'beyond') || isOfPerson(items, item);
    // An order to do something begins with its verb.
    if (beyond === undefined || !(only || (item === start && beyond.beyond === 'write'))) continue;
    if (item === start && /^return$/i.test(item.text) && asksForFigures(items)) continue;
    const [message, fix] = WHERE[kindOf(beyond.beyond, item, items)];
    throw new Unread(`${message} ("${item.text}")`, { fix });
  }
}

/** "Customers without phone" asks for their numbers, "orders by phone" for a channel. */
function isOfPerson(items: readonly Item[], item: Item): boolean {
  if (senseOf(item, 'beyond')?.beyond !== 'private') return false;
  const told = items.filter(({ senses }) => senses.some(({ tag }) => tag !== 'filler'));
  const at = told.indexOf(item);
  const [before, earlier] = [told[at - 1], told[at - 2]];
  const isPeople = (each: Item | undefined): boolean =>
    /^(?:customer|employee|supplier)$/.test(senseOf(each, 'thing')?.thing ?? '');
  const linked = (['with', 'without', 'not', 'and', 'list'] as const).some(
    (tag) => senseOf(before, tag) !== undefined,
  );
  return isPeople(before) || (linked && isPeople(earlier));
}

/** What a word is about where it stands: to email someone is to write, customers with email are private. */
function kindOf(beyond: Beyond, item: Item, items: readonly Item[]): Beyond {
  const [start] = items.filter(({ senses }) => senses.some(({ tag }) => tag !== 'filler'));
  if (beyond === 'write' && item !== start && /^e?mails?$/i.test(item.text)) return 'private';
  const supplied = items.some((each) => senseOf(each, 'thing')?.thing === 'supplier');
  return beyond === 'credit' && supplied ? 'orders_to_us' : beyond;
}
