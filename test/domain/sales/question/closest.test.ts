import { describe, expect, test } from 'vitest';
import { closestQuestion } from '../../../../src/domain/sales/question/closest.js';
import { readQuestion } from '../../../../src/domain/sales/question/grammar.js';
import { Unread } from '../../../../src/domain/sales/question/unread.js';
import { kirana, trader } from './shops.js';

const shops = { kirana: kirana(), trader: trader() };

function offered(shop: keyof typeof shops, question: string) {
  const reader = shops[shop];
  try {
    readQuestion(question, reader);
  } catch (error) {
    if (error instanceof Unread) return closestQuestion(question, error.why, reader);
    throw error;
  }
  throw new Error(`"${question}" is read`);
}

describe('a question that is not read', () => {
  test.each([
    ['kirana', 'net sales by category last month qwyjibo', 'net sales by category last month'],
    ['kirana', 'sales of Farm Eggs yesterday flibber', 'net sales of Farm Eggs 6 pieces yesterday'],
    ['kirana', 'top 5 flibber products by margin', 'top 5 products by gross margin'],
    ['trader', 'revenue zzzz in Germany compared with wwww last year', undefined],
    ['trader', 'suppliers from Japan with their logos', 'list suppliers in Japan'],
  ] as const)('%s: "%s" has "%s" beside it', (shop, question, closest) => {
    expect(offered(shop, question)?.question).toBe(closest);
  });

  test.each([
    ['kirana', 'net sales by category last month qwyjibo'],
    ['kirana', 'cash sales by employee flibber in October 2026'],
    ['trader', 'orders by shipper wobbly in 1997'],
    ['trader', 'list discontinued products with pictures'],
  ] as const)('%s: what is offered for "%s" reads back as its query', (shop, question) => {
    const closest = offered(shop, question);
    expect(closest).toBeDefined();
    expect(readQuestion(closest?.question ?? '', shops[shop]).query).toEqual(closest?.query);
  });

  test.each([
    'what will sales be next month',
    'delete the sale from yesterday',
    'cash sales in Atlantis and Lemuria and Mu and Avalon and Thule',
  ])('"%s" has none where a word is not what is in the way, or too many are', (question) => {
    expect(offered('kirana', question)).toBeUndefined();
  });
});

describe('what a shop records nothing of', () => {
  const bare = { ...shops.trader, empty: new Set(['margin', 'payment']) };
  test.each(['gross margin in 1997', 'sales by payment method', 'top 5 products by profit'])(
    'is refused: "%s"',
    (question) => {
      expect(() => readQuestion(question, bare)).toThrow(/Nothing is recorded/);
      expect(readQuestion(question, shops.trader).query).toBeDefined();
    },
  );
});
