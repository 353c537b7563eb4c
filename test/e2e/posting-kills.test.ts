import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { Movement } from '../../src/domain/inventory/movement.js';
import { connectEmbedded } from '../../src/domain/ports/store/connection.js';
import { Table } from '../../src/domain/ports/store/table.js';
import { billRecord, itemOf, itemsOfBill } from '../support/bills/record.js';
import { itemsIn } from '../support/books.js';
import { seeded } from '../support/seeded.js';
import { dataDir, StdioServer, Unanswered } from '../support/stdio-server.js';

const SEED = Number(process.env.MUNSHI_TEST_SEED ?? 20_260_331);
const KILLS = Number(process.env.MUNSHI_POSTING_KILLS ?? 1);
/** Products of the bill, each on a line: five transactions. */
const GOODS = 140;
const SHOP = 'main';

const Status = z.looseObject({ status: z.string(), confirm: z.string().optional() });

test(`a bill of ${GOODS} lines, posted and taken back by servers killed ${KILLS} times each`, async () => {
  const dir = dataDir();
  const record = billRecord({
    id: 'large',
    items: Array.from({ length: GOODS }, (_, index) => itemOf(`Thing ${index + 1}`, 2_000, 1_000 + index)),
  });
  const bill_id = record.bill_id;
  const lines = record.bill.items.map(({ name }, index) => `${index + 1} product=new: ${name} of old`);
  const first = new StdioServer(dir);
  await first.call('list_products', {});
  const connection = connectEmbedded('munshi', `${dir}/store`);
  const table = new Table(connection.client, 'munshi');
  await table.putMany(itemsOfBill(table, SHOP, record));
  await connection.close();
  const look = Status.parse(
    await first.call('post_bill', { bill_id, lines, idempotency_key: 'only-a-look' }),
  );
  await first.leave();

  const random = seeded(SEED);
  let stopped = 0;
  /** Repeats a call with one key through servers that are killed under it. */
  const through = async (args: object): Promise<string> => {
    for (let kills = 0; ; kills += 1) {
      const server = new StdioServer(dir);
      const state = Status.parse(
        await server.call('post_bill', { bill_id, idempotency_key: `how-${random()}` }),
      );
      if (state.status === 'posting' || state.status === 'reversing') stopped += 1;
      const call = server.call('post_bill', { bill_id, ...args }).then(
        (answer) => Status.parse(answer).status,
        (error: unknown) => {
          if (error instanceof Unanswered) return undefined;
          throw error;
        },
      );
      if (kills < KILLS) {
        await Promise.race([call, delay(30 + random() * 250)]);
        server.kill();
      }
      const status = await call;
      if (status === undefined) continue;
      if (kills >= KILLS) await server.leave();
      return status;
    }
  };
  const moved = async (): Promise<Movement[]> =>
    (await itemsIn(dir, `${dir}/check.backup`))
      .filter(({ type }) => type === 'stock_movement')
      .map(({ body }) => Movement.parse(JSON.parse(body)));

  const post = { action: 'post', lines, confirm: look.confirm, idempotency_key: 'post-it-once' };
  expect(await through(post)).toBe('posted');
  const came = await moved();
  expect(came).toHaveLength(GOODS);
  expect(new Set(came.map(({ product_id: id }) => id)).size).toBe(GOODS);
  expect(came.every(({ quantity, seq }) => quantity === 2_000 && seq === 1)).toBe(true);

  expect(await through({ action: 'reverse', idempotency_key: 'take-it-back' })).toBe('reversed');
  const all = await moved();
  expect(all).toHaveLength(2 * GOODS);
  expect(all.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(0);
  const left = (await itemsIn(dir, `${dir}/check-2.backup`)).map(({ type }) => type);
  expect(left.filter((type) => ['bill_alias', 'unpaid_bill', 'bill_posted'].includes(type))).toEqual([]);
  expect(left.filter((type) => type === 'payable_entry')).toHaveLength(2);
  console.log(JSON.stringify({ seed: SEED, products: GOODS, found_halfway: stopped }));
}, 300_000);
