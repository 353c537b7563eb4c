import { ClerkError } from '../../../src/domain/errors.js';
import type { Adjusted, AdjustLine, AdjustRequest } from '../../../src/domain/inventory/adjusting.js';
import type { ReversalRequest, SaleRequest } from '../../../src/domain/sales/requests.js';
import type { Recorded } from '../../../src/domain/sales/sale.js';
import { employ, persist, pick, text, type World } from '../simulation/agents.js';
import { type Clerk, furnish, KEPT, LOCATIONS, openClerk, PRODUCTS, SHOPS, UNKEPT } from './clerk.js';

/** What one agent asks for. */
export type Request =
  | { readonly what: 'sale'; readonly sale: SaleRequest }
  | { readonly what: 'reversal'; readonly reversal: ReversalRequest }
  | { readonly what: 'adjust'; readonly adjust: AdjustRequest };

/** What was asked for with one key, and what came of it. */
export interface Asked {
  readonly shop: string;
  readonly key: string;
  readonly request: Request;
  readonly from: number;
  readonly to: number;
  readonly answer?: Recorded | Adjusted;
  readonly refusal?: string;
}

/** A stock that was read. */
export interface Seen {
  readonly shop: string;
  readonly product: string;
  readonly from: number;
  readonly to: number;
  readonly seq: number;
  readonly on_hand: number;
  readonly on_order: number;
}

export interface History {
  readonly asked: Asked[];
  readonly seen: Seen[];
  /** What should never happen and did, as the agents noticed it. */
  readonly surprises: string[];
}

const REFUSALS = new Set(['refused', 'invalid_input', 'not_found']);
/** Days from today to an expiry date; goods that are received must have some left. */
const EXPIRIES = [-11, 0, 15, 61, 153];
const DAY = 86_400_000;

/** Agents at several servers that sell, take back and move the stock of two shops, retry, repeat and contradict. */
export async function live(world: World): Promise<History> {
  const history: History = { asked: [], seen: [], surprises: [] };
  await furnish(world);
  const open = (shop: string, skew: number) => openClerk(world, shop, skew);
  await employ(world, SHOPS, open, async ({ shop, key, service, count }) => {
    if (world.random() < 0.08) await look(world, history, service, shop);
    else await ask(world, history, service, count, shop, key);
  });
  return history;
}

async function look(
  { time, random }: World,
  { seen, surprises }: History,
  service: () => Clerk,
  shop: string,
): Promise<void> {
  const product = pick(KEPT, random);
  const from = time.now();
  try {
    const record = PRODUCTS[shop]?.find(({ product_id: id }) => id === product);
    if (record === undefined) throw new Error('no such product');
    const { seq, on_hand, on_order = 0 } = await service().inventory.stock(record);
    seen.push({ shop, product, from, to: time.now(), seq, on_hand, on_order });
  } catch (error) {
    if (!(error instanceof ClerkError)) surprises.push(`a read failed: ${String(error)}`);
  }
}

async function ask(
  world: World,
  { asked, surprises }: History,
  service: () => Clerk,
  count: () => void,
  shop: string,
  key: string,
): Promise<void> {
  const { random, time } = world;
  const request = draw(shop, asked, world);
  const from = time.now();
  const once = (payload: Request = request) =>
    persist<Recorded | Adjusted>(world, () => send(service(), payload, { key, payload }));
  const doubled = random() < 0.05;
  if (doubled) count();
  const twin = doubled ? once() : undefined;
  // Where both calls trip over a planted fault, one of them is enough to tell.
  twin?.catch(() => undefined);
  const outcomes = [await once(), ...(twin === undefined ? [] : [await twin])];
  const to = time.now();
  const answers = outcomes.flatMap((each) => (each instanceof ClerkError ? [] : [each]));
  for (const outcome of outcomes)
    if (outcome instanceof ClerkError && !REFUSALS.has(outcome.code))
      surprises.push(`${request.what} failed: ${outcome.code} ${outcome.message}`);
  const [answer] = answers;
  if (answer === undefined) {
    const [refusal] = outcomes;
    asked.push({ shop, key, request, from, to, refusal: refusal instanceof ClerkError ? refusal.code : '' });
    return;
  }
  asked.push({ shop, key, request, from, to, answer });
  if (new Set(answers.map(text)).size > 1) surprises.push(`${key}: two calls at once, two answers`);
  if (random() < 0.05) {
    count();
    const again = await once();
    if (text(again) !== text(answer)) surprises.push(`${key}: a repeat was answered ${text(again)}`);
  }
  if (random() < 0.04) {
    count();
    const other = draw(shop, asked, world);
    if (text(other) === text(request)) return;
    const contradicted = await once(other);
    if (!(contradicted instanceof ClerkError) || !['conflict', ...REFUSALS].includes(contradicted.code))
      surprises.push(`${key}: the key was taken for another request: ${text(contradicted)}`);
  }
}

function send(
  { sales, inventory }: Clerk,
  request: Request,
  write: { readonly key: string; readonly payload: unknown },
): Promise<Recorded | Adjusted> {
  switch (request.what) {
    case 'sale':
      return sales.record(request.sale, write);
    case 'reversal':
      return sales.reverse(request.reversal, write);
    case 'adjust':
      return inventory.adjust(request.adjust, write);
  }
}

function draw(shop: string, asked: readonly Asked[], world: World): Request {
  const { random } = world;
  const chance = random();
  if (chance < 0.42) return { what: 'sale', sale: drawSale(random) };
  const sold = asked.flatMap(({ shop: of, answer }) =>
    of === shop && answer !== undefined && 'sale_id' in answer && answer.kind === 'sale' ? [answer] : [],
  );
  if (chance < 0.6 && sold.length > 0) return { what: 'reversal', reversal: drawReversal(sold, random) };
  return { what: 'adjust', adjust: drawAdjustment(world) };
}

function drawSale(random: () => number): SaleRequest {
  const lines = Array.from({ length: 1 + Math.floor(random() * 3) }, () => ({
    product: random() < 0.1 ? UNKEPT : pick(KEPT, random),
    quantity: 1 + Math.floor(random() * 8_000),
  }));
  const location = random() < 0.2 ? pick(LOCATIONS, random) : undefined;
  const onCredit = random() < 0.15 ? ({ customer: 'anita', payment: 'credit' } as const) : {};
  return { lines, tax_included: true, ...(location === undefined ? {} : { location }), ...onCredit };
}

function drawReversal(sold: readonly Recorded[], random: () => number): ReversalRequest {
  const sale = pick(random() < 0.8 ? sold.slice(-10) : sold, random);
  if (random() < 0.3) return { refers_to: sale.sale_id };
  const line = pick(sale.lines, random);
  const quantity = random() < 0.4 ? line.quantity : 1 + Math.floor(random() * line.quantity);
  return { refers_to: sale.sale_id, lines: [{ product: line.product_id ?? '', quantity }] };
}

function drawAdjustment(world: World): AdjustRequest {
  const { random } = world;
  const chance = random();
  if (random() < 0.2) return drawOrder(random);
  const kind =
    chance < 0.42
      ? 'purchase'
      : chance < 0.6
        ? 'count'
        : chance < 0.76
          ? 'transfer'
          : chance < 0.88
            ? 'wastage'
            : chance < 0.96
              ? 'supplier_return'
              : 'opening';
  const lines = Array.from({ length: random() < 0.3 ? 3 : 1 }, (): AdjustLine => {
    const lot = random() < 0.5 ? {} : drawLot(kind, world);
    const location = pick(LOCATIONS, random);
    return {
      product: pick(KEPT, random),
      quantity: Math.floor(random() * (kind === 'purchase' ? 30_000 : 9_000)) + (kind === 'count' ? 0 : 1),
      location,
      ...lot,
      ...(kind === 'transfer' ? { to_location: location === 'counter' ? 'godown' : 'counter' } : {}),
      ...(kind === 'purchase' && random() < 0.7 ? { unit_cost: 1_000 + Math.floor(random() * 9_000) } : {}),
    };
  });
  return { kind, lines };
}

function drawOrder(random: () => number): AdjustRequest {
  const lines = Array.from(
    { length: random() < 0.3 ? 2 : 1 },
    (): AdjustLine => ({ product: pick(KEPT, random), quantity: 1 + Math.floor(random() * 20_000) }),
  );
  return { kind: random() < 0.65 ? 'order' : 'cancel_order', lines, supplier: 'annadhara' };
}

function drawLot(
  kind: AdjustRequest['kind'],
  { random, time }: World,
): Pick<AdjustLine, 'batch' | 'expires'> {
  const batch = `B${Math.floor(random() * 4)}`;
  const days = pick(kind === 'purchase' ? EXPIRIES.slice(2) : EXPIRIES, random);
  const expires = new Date(time.now() + days * DAY).toISOString().slice(0, 10);
  const chance = random();
  if (chance < 0.3) return { batch };
  return chance < 0.5 ? { expires } : { batch, expires };
}
