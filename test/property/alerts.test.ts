import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Update } from '../../src/domain/advice/alerts/lifecycle.js';
import { dayNumber, dayOf } from '../../src/domain/calendar/days.js';
import { ClerkError } from '../../src/domain/errors.js';
import type { Shop } from '../../src/domain/open-shop.js';
import { anotherProcess } from '../domain/sales/shop.js';
import { PlainTable } from '../support/advice/plain-table.js';

const RUNS = Number(process.env.MUNSHI_ALERT_RUNS ?? 12);
const STEPS = 20;
const OUT = 'out_of_stock:P1';
const BELOW = 'negative_margin:P2';

/** What the alerts of two products should be, kept by hand. */
interface Model {
  cause: string | undefined;
  state: 'none' | 'new' | 'seen' | 'snoozed' | 'resolved';
  until: string;
  settled: string | undefined;
  raised: number;
}

type Step =
  | { readonly do: 'stock'; readonly units: number }
  | { readonly do: 'price'; readonly price: number }
  | { readonly do: 'day' | 'look' }
  | { readonly do: 'seen' | 'snooze' | 'resolve' | 'reopen'; readonly id: typeof OUT | typeof BELOW };

const id = fc.constantFrom(OUT, BELOW);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('stock' as const), units: fc.constantFrom(0, 0, 50) }),
  fc.record({ do: fc.constant('price' as const), price: fc.constantFrom(100, 200, 5_000) }),
  fc.record({ do: fc.constantFrom('day' as const, 'look' as const) }),
  fc.record({
    do: fc.constantFrom('seen' as const, 'snooze' as const, 'resolve' as const, 'reopen' as const),
    id,
  }),
);
const script = fc.array(fc.record({ step, server: fc.nat(1), again: fc.boolean() }), {
  minLength: STEPS,
  maxLength: STEPS,
});

test('alerts of two servers are those of a naive model, whatever comes, goes and is repeated', async () => {
  await fc.assert(
    fc.asyncProperty(script, async (steps) => {
      let now = Date.parse('2026-03-31T06:30:00Z');
      const table = new PlainTable();
      const servers = [0, 1].map(() => anotherProcess(table, 'alerts', () => new Date(now)));
      const models = new Map<string, Model>(
        [OUT, BELOW].map((each) => [
          each,
          { cause: undefined, state: 'none', until: '', settled: undefined, raised: 0 },
        ]),
      );
      const [first] = servers;
      await open(first);
      let writes = 0;
      for (const { step: each, server, again } of steps) {
        now += each.do === 'day' ? 86_400_000 : 60_000;
        writes += 1;
        const shop = servers[server];
        if (shop === undefined) continue;
        const today = shop.alerts.today();
        const key = { key: `property ${writes}`, payload: each };
        // What the alert was before this: an update first sees what the books say now.
        settle(models);
        await act(shop, each, key, models, today);
        if (again && 'id' in each) await act(shop, each, key, models, today, true);
        settle(models);
        for (const alert of await shop.alerts.alerts()) {
          const model = models.get(alert.record.alert_id);
          const slept = model?.state === 'snoozed' && model.until <= today;
          expect(alert.state).toBe(slept ? 'new' : model?.state);
          expect(alert.record.occurrence).toBe(model?.raised);
        }
        expect((await shop.alerts.alerts()).length).toBe(
          [...models.values()].filter(({ state }) => state !== 'none').length,
        );
      }
      await Promise.all(servers.map((shop) => shop.replica.close()));
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
}, 3_600_000);

async function open(shop: Shop | undefined): Promise<void> {
  const base = { price: 5_000, cost: 3_000, track_stock: true };
  await shop?.books.products.putMany(
    [
      { product_id: 'P1', name: 'One', ...base, reorder_level: 5_000, stock: 50_000 },
      { product_id: 'P2', name: 'Two', ...base, stock: 500_000 },
    ],
    new Map(),
    new Date('2026-03-30T06:30:00Z'),
  );
}

async function act(
  shop: Shop,
  each: Step,
  key: { key: string; payload: unknown },
  models: ReadonlyMap<string, Model>,
  today: string,
  repeated = false,
): Promise<void> {
  if (each.do === 'stock') {
    const lines = [{ product: 'P1', quantity: each.units * 1_000 }];
    await shop.inventory.adjust({ kind: 'count', lines }, key);
    set(models, OUT, each.units === 0 ? 'out' : undefined);
  } else if (each.do === 'price') {
    const { record } = (await shop.books.products.get('P2')) ?? {};
    if (record?.price !== each.price)
      await shop.products.save({ product: 'P2', fields: { price: each.price } }, key);
    set(models, BELOW, each.price < 3_000 ? String(each.price) : undefined);
  } else if ('id' in each) {
    const until = dayOf(dayNumber(today) + 2);
    const update: Update =
      each.do === 'snooze'
        ? { action: 'snooze', until }
        : each.do === 'resolve'
          ? { action: 'resolve', reason: 'because' }
          : { action: each.do };
    const model = models.get(each.id);
    const allowed = repeated || (model !== undefined && may(model, each.do));
    const outcome = await shop.alerts.update(each.id, update, key).catch((error: unknown) => {
      if (error instanceof ClerkError && ['invalid_input', 'refused'].includes(error.code)) return undefined;
      throw error;
    });
    if (repeated) return;
    expect(outcome !== undefined).toBe(allowed);
    if (model === undefined || !allowed) return;
    model.until = until;
    model.settled = each.do === 'resolve' ? model.cause : undefined;
    model.state =
      each.do === 'seen'
        ? 'seen'
        : each.do === 'snooze'
          ? 'snoozed'
          : each.do === 'resolve'
            ? 'resolved'
            : 'new';
  }
}

function may({ state, cause }: Model, action: 'seen' | 'snooze' | 'resolve' | 'reopen'): boolean {
  if (state === 'none') return false;
  if (action === 'reopen') return state !== 'new' && cause !== undefined;
  return state !== 'resolved';
}

function set(models: ReadonlyMap<string, Model>, which: string, cause: string | undefined): void {
  const model = models.get(which);
  if (model !== undefined) model.cause = cause;
}

/** What looking does. */
function settle(models: ReadonlyMap<string, Model>): void {
  for (const model of models.values()) {
    const open = model.state === 'new' || model.state === 'seen' || model.state === 'snoozed';
    if (model.cause === undefined) {
      model.settled = undefined;
      if (open) model.state = 'resolved';
    } else if (!open && model.settled !== model.cause) {
      model.settled = undefined;
      model.state = 'new';
      model.raised += 1;
    }
  }
}
