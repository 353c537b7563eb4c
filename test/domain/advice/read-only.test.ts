import { expect, it } from 'vitest';
import { Catalogue } from '../../../src/catalogue/catalogue.js';
import type { Shop } from '../../../src/domain/open-shop.js';
import type { Write } from '../../../src/domain/ports/store/table.js';
import { makePrompts } from '../../../src/prompts/index.js';
import { TOOLS } from '../../../src/tools/index.js';
import { listAlerts } from '../../../src/tools/list-alerts.js';
import { recommendActions } from '../../../src/tools/recommend-actions.js';
import { PlainTable } from '../../support/advice/plain-table.js';
import { anotherProcess, NOON } from '../sales/shop.js';

const call = { signal: new AbortController().signal, progress: () => undefined, show: () => undefined };

/** Counts what is written to it. */
class CountedTable extends PlainTable {
  writes = 0;

  override put(...args: Parameters<PlainTable['put']>): Promise<void> {
    this.writes += 1;
    return super.put(...args);
  }

  override putMany(...args: Parameters<PlainTable['putMany']>): Promise<void> {
    this.writes += 1;
    return super.putMany(...args);
  }

  override transact(writes: readonly Write[]): Promise<void> {
    this.writes += 1;
    return super.transact(writes);
  }
}

/** Two servers of one shop with a late customer, the second of which may only read. */
async function servers(): Promise<{ table: CountedTable; writing: Shop; reading: Shop }> {
  const table = new CountedTable();
  const writing = anotherProcess(table, 'looked-at', () => NOON);
  await writing.books.customers.putMany([{ customer_id: 'C1', name: 'Anita Rao' }], new Map(), NOON);
  await writing.udhaar.record(
    'C1',
    { kind: 'credit', amount: 250_000, on: '2026-01-05', due: '2026-03-01' },
    { key: 'credit-1', payload: 1 },
  );
  return { table, writing, reading: anotherProcess(table, 'looked-at', () => NOON, {}, { readOnly: true }) };
}

it('a server that only reads tells what is wrong and what to do, and writes nothing', async () => {
  const { table, writing, reading } = await servers();
  const before = table.writes;
  const alerts = await listAlerts.execute({}, reading, call);
  expect(alerts).toMatchObject({ total: 1, alerts: [{ alert_id: 'overdue_credit:C1', state: 'new' }] });
  expect(await listAlerts.execute({}, reading, call)).toEqual(alerts);
  expect(await recommendActions.execute({}, reading, call)).toMatchObject({
    total: 1,
    actions: [{ action: 'collect', at_stake: 2_500 }],
  });
  expect(await recommendActions.execute({ show: 'outcomes' }, reading, call)).toMatchObject({ total: 0 });
  expect(table.writes).toBe(before);

  // What the other one writes of it is seen.
  expect(await listAlerts.execute({}, writing, call)).toEqual(alerts);
  expect(table.writes).toBeGreaterThan(before);
  await writing.alerts.update(
    'overdue_credit:C1',
    { action: 'snooze', until: '2026-04-02' },
    { key: 'snooze-1', payload: 1 },
  );
  expect(await listAlerts.execute({}, reading, call)).toMatchObject({ total: 0, snoozed: 1 });
});

it('it does not serve update_alert, nor do its prompts name it', async () => {
  const { reading } = await servers();
  const catalogue = new Catalogue(TOOLS, { readOnly: true }, () => reading);
  const served = catalogue.definitions.map(({ name }) => name);
  expect(served).toEqual(expect.arrayContaining(['list_alerts', 'recommend_actions']));
  expect(served).not.toContain('update_alert');
  const [briefing] = makePrompts(catalogue).get('morning_briefing').messages;
  expect(briefing?.content.text).toContain('list_alerts');
  expect(briefing?.content.text).not.toContain('update_alert');
});
