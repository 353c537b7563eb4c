import { expect, test } from 'vitest';
import { amountsIn } from '../../src/tools/amounts.js';
import { proposalView } from '../../src/tools/bill-view.js';
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
