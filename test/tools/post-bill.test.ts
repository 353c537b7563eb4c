import { expect, test } from 'vitest';
import { amountsIn } from '../../src/tools/amounts.js';
import { outcomeView, proposalView, stateView } from '../../src/tools/bill-view.js';
import { itemOf } from '../support/bills/record.js';
import { embeddedStore } from '../support/embedded-store.js';
import { NO_ANSWERS, postingShop } from '../support/posting/shop.js';

const store = embeddedStore();

test('the proposal of 300 lines that all ask and warn fits an answer, what asks first', async () => {
  const { read, propose } = await postingShop(store.table());
  const odd = (index: number) => itemOf(`${'Odd thing of a long name '.repeat(6)}${index}`, 1_000, 99_999);
  const dear = itemOf('TATA SALT 1KG', 5_000, 31_000, { taxRate: 500, hsn: '2106' });
  const items = Array.from({ length: 300 }, (_, index) => (index < 280 ? dear : odd(index)));
  const proposal = await propose(await read({ id: 'long', items }));
  const view = proposalView(proposal, NO_ANSWERS, amountsIn('INR'));
  expect(JSON.stringify(view).length).toBeLessThan(20_000);
  expect(view.lines.map(({ line }) => line).slice(-20)).toEqual(
    items.slice(280).map((_, index) => 281 + index),
  );
  expect(view).toMatchObject({ status: 'incomplete', lines_not_shown: 270 });
});

test('a bill taken back shows no cost as the product’s', async () => {
  const { shop, read, post, reverse } = await postingShop(store.table());
  const bill = await read({ id: 'back', items: [itemOf('TATA SALT 1KG', 5_000, 2_500)] });
  const posted = outcomeView(await post(bill), amountsIn('INR'));
  expect(posted.lines).toMatchObject([{ cost_was: 24, cost: 25 }]);
  const back = outcomeView(await reverse(bill), amountsIn('INR'));
  const state = stateView(await shop.postings.state(bill), amountsIn('INR'));
  for (const [line] of [back.lines, state.lines ?? []])
    expect(line).toEqual({ product_id: 'salt', product: 'Tata Salt 1 kg', quantity: 5, state: 'back' });
});
