import { expect, test } from 'vitest';
import * as z from 'zod';
import { localEngine } from '../support/bills/engine.js';
import { billImage } from '../support/bills/image.js';
import { itemsIn } from '../support/books.js';
import { dataDir, StdioServer } from '../support/stdio-server.js';

const Proposed = z.looseObject({
  status: z.string(),
  confirm: z.string().optional(),
  needs: z.array(z.string()).optional(),
  lines: z.array(z.looseObject({ line: z.int(), product_id: z.string().optional(), quantity: z.number() })),
});
const Depth = z.looseObject({
  product: z.looseObject({ cost: z.number().optional() }),
  stock: z.looseObject({ on_hand: z.number(), average_cost: z.number().optional() }),
});
const Unpaid = z.looseObject({ unpaid: z.array(z.looseObject({ left: z.number() })) });

test('a bill on paper: read, proposed, posted, paid, taken back', async () => {
  if ((await localEngine()) === undefined) return;
  const dir = dataDir();
  const server = new StdioServer(dir);
  const { truth, jpeg } = await billImage(7, 0, { photo: false });
  const [first] = truth.items;
  if (first === undefined) throw new Error('a bill without goods');
  const { bill_id } = z.looseObject({ bill_id: z.string() }).parse(
    await server.call('ocr_bill', {
      content: Buffer.from(jpeg).toString('base64'),
      idempotency_key: 'read-the-bill',
    }),
  );
  let keys = 0;
  const post = (args: object) => {
    keys += 1;
    return server.call('post_bill', { bill_id, idempotency_key: `bill-call-${keys}`, ...args });
  };

  // Nothing is on the books yet: every line asks what it is.
  const bare = Proposed.parse(await post({}));
  expect(bare.status).toBe('incomplete');
  expect(bare.needs?.length).toBeGreaterThanOrEqual(truth.items.length);
  await expect(post({ action: 'post', confirm: 'whatever' })).rejects.toThrow('refused');

  const lines = truth.items.map(({ name }, index) => `${index + 1} product=new: ${name}`);
  const proposal = Proposed.parse(await post({ lines }));
  expect(proposal).toMatchObject({
    status: 'proposed',
    bill: { total: truth.total / 100, number: truth.number },
  });
  expect(proposal.lines.map(({ quantity }) => quantity)).toEqual(
    truth.items.map(({ quantity }) => quantity / 1_000),
  );
  const confirmed = { action: 'post', lines, confirm: proposal.confirm, idempotency_key: 'post-the-bill' };
  const posted = await post(confirmed);
  expect(posted).toMatchObject({ status: 'posted' });
  expect(await post(confirmed)).toEqual(posted);

  const depth = async () => Depth.parse(await server.call('list_products', { product: first.name }));
  const same = truth.items.filter(({ name }) => name === first.name);
  const came = same.reduce((sum, { quantity }) => sum + quantity, 0) / 1_000;
  expect((await depth()).stock.on_hand).toBe(came);
  expect((await depth()).product.cost).toBe((same.at(-1)?.rate ?? 0) / 100);
  const unpaid = async () => Unpaid.parse(await post({ bill_id: undefined })).unpaid;
  expect(await unpaid()).toMatchObject([{ bill_id, left: truth.total / 100 }]);

  // The next bill of this supplier knows its names.
  const again = z.looseObject({ bill_id: z.string() }).parse(
    await server.call('ocr_bill', {
      content: Buffer.from((await billImage(7, 0, { photo: true })).jpeg).toString('base64'),
      idempotency_key: 'read-it-again',
    }),
  );
  const repeat = Proposed.parse(await post({ bill_id: again.bill_id }));
  expect(repeat.status).toBe('duplicate');
  expect(repeat.confirm).toBeUndefined();
  expect(repeat.lines[0]?.product_id).toBe(proposal.lines[0]?.product_id);

  expect(await post({ action: 'pay', amount: 1 })).toMatchObject({ status: 'unpaid', bill: { paid: 1 } });
  await expect(post({ action: 'reverse' })).rejects.toThrow('Something was paid');
  await post({ action: 'pay', amount: -1 });
  expect(await post({ action: 'reverse' })).toMatchObject({ status: 'reversed' });
  expect((await depth()).stock.on_hand).toBe(0);
  expect(await unpaid()).toEqual([]);
  await server.leave();
  const kinds = (await itemsIn(dir, `${dir}/check.backup`)).map(({ type }) => type);
  expect(kinds.filter((type) => ['bill_alias', 'unpaid_bill', 'bill_posted'].includes(type))).toEqual([]);
}, 180_000);
