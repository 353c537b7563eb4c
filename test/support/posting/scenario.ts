import type { Outcome } from '../../../src/domain/bills/posting/posting-service.js';
import { ClerkError } from '../../../src/domain/errors.js';
import type { Adjusted } from '../../../src/domain/inventory/adjusting.js';
import type { Payable } from '../../../src/domain/payables/payable.js';
import { employ, persist, pick, text, type World } from '../simulation/agents.js';
import { type Clerk, furnish, GOODS, openClerk, RECORDS, SAID, SHOPS } from './clerk.js';

/** What one agent asks for. */
export type Request =
  | { readonly what: 'post' | 'reverse'; readonly bill: string; readonly code?: string | undefined }
  | { readonly what: 'pay'; readonly bill: string; readonly amount: number }
  | {
      readonly what: 'adjust';
      readonly kind: 'purchase' | 'count' | 'wastage';
      readonly product: string;
      readonly quantity: number;
    };

type Answer = Outcome | Payable | Adjusted;

/** What was asked for with one key, and what came of it. */
export interface Asked {
  readonly shop: string;
  readonly key: string;
  readonly request: Request;
  readonly answer?: Answer;
  /** The agent left without an answer: it may have been done, in part or whole. */
  readonly left?: boolean;
}

export interface History {
  readonly asked: Asked[];
  readonly surprises: string[];
}

const REFUSALS = new Set(['refused', 'invalid_input', 'not_found', 'conflict']);
/** Longer than any request is on its way. */
const ALL_ARRIVED = 15 * 60_000;

/**
 * Agents at several servers that propose, post, take back and pay the bills of two shops, retry, repeat, contradict,
 * and leave halfway, while others move the stock. In the end somebody takes back what was left halfway.
 */
export async function live(world: World): Promise<History> {
  const history: History = { asked: [], surprises: [] };
  await furnish(world);
  const open = (shop: string, skew: number) => openClerk(world, shop, skew);
  await employ(world, SHOPS, open, ({ shop, key, service, count }) =>
    ask(world, history, service, count, shop, key),
  );
  await world.time.sleep(ALL_ARRIVED);
  await tidy(world, history);
  return history;
}

async function ask(
  world: World,
  { asked, surprises }: History,
  service: () => Clerk,
  count: () => void,
  shop: string,
  key: string,
): Promise<void> {
  const { random } = world;
  const request = await draw(world, service);
  if (request === undefined) return;
  const call = (payload: Request = request) => send(service(), payload, { key, payload });
  if (random() < 0.1) {
    const answer = await call().catch((error: unknown) => {
      if (!(error instanceof ClerkError)) throw error;
      return undefined;
    });
    asked.push({ shop, key, request, ...(answer === undefined ? { left: true } : { answer }) });
    return;
  }
  const twin = random() < 0.1 ? persist<Answer>(world, call) : undefined;
  twin?.catch(() => undefined);
  if (twin !== undefined) count();
  const outcomes = [await persist<Answer>(world, call), ...(twin === undefined ? [] : [await twin])];
  for (const outcome of outcomes)
    if (outcome instanceof ClerkError && !REFUSALS.has(outcome.code))
      surprises.push(`${request.what} failed: ${outcome.code} ${outcome.message}`);
  const [answer, other] = outcomes.flatMap((each) => (each instanceof ClerkError ? [] : [each]));
  // Refused after a part was written: another one is to be begun or ended by somebody else.
  asked.push({ shop, key, request, ...(answer === undefined ? { left: true } : { answer }) });
  if (answer === undefined) return;
  if (other !== undefined && text(other) !== text(answer))
    surprises.push(`${key}: two calls at once, two answers`);
  if (random() < 0.1) {
    count();
    const again = await persist<Answer>(world, call);
    if (text(again) !== text(answer)) surprises.push(`${key}: a repeat was answered ${text(again)}`);
    const contradicted = await persist<Answer>(world, () =>
      call({ what: 'pay', bill: pick(BILLS, random), amount: 7 }),
    );
    if (!(contradicted instanceof ClerkError))
      surprises.push(`${key}: the key was taken for another request`);
  }
}

const BILLS = RECORDS.map(({ bill_id }) => bill_id);

async function draw({ random }: World, service: () => Clerk): Promise<Request | undefined> {
  const bill = pick(BILLS, random);
  const chance = random();
  if (chance < 0.4) {
    const proposed = await service()
      .postings.propose(bill, { lines: SAID[bill] ?? [] })
      .catch(() => undefined);
    const code = proposed?.code;
    // Nobody posts what looks like a bill that is posted.
    return code === undefined || code.startsWith('again-') ? undefined : { what: 'post', bill, code };
  }
  if (chance < 0.65) return { what: 'reverse', bill };
  if (chance < 0.85) return { what: 'pay', bill, amount: Math.round((random() - 0.5) * 40_000) };
  return {
    what: 'adjust',
    kind: pick(['purchase', 'count', 'wastage'], random),
    product: pick(GOODS, random),
    quantity: 1 + Math.floor(random() * 9_000),
  };
}

function send(
  { postings, payables, inventory }: Clerk,
  request: Request,
  write: { readonly key: string; readonly payload: unknown },
): Promise<Answer> {
  switch (request.what) {
    case 'post':
      return postings.post(request.bill, { lines: SAID[request.bill] ?? [] }, request.code, write);
    case 'reverse':
      return postings.reverse(request.bill, write);
    case 'pay':
      return payables.pay(request.bill, request.amount, undefined, write);
    case 'adjust': {
      const { kind, product, quantity } = request;
      return inventory.adjust({ kind, lines: [{ product, quantity }] }, write);
    }
  }
}

/** Takes back whatever is half posted or half taken back, as a person would who finds it. */
async function tidy(world: World, { asked, surprises }: History): Promise<void> {
  for (const shop of SHOPS) {
    const clerk = openClerk(world, shop, 0);
    for (const bill of BILLS) {
      const state = await persist(world, () => clerk.postings.state(bill));
      if (state instanceof ClerkError) throw state;
      const { posting } = state;
      if (posting === undefined || posting.status === 'posted' || posting.status === 'reversed') continue;
      // Goods that were used up meanwhile are found again, so that nothing stands in the way.
      for (const product of GOODS)
        await persist(world, () =>
          clerk.inventory.adjust(
            { kind: 'purchase', lines: [{ product, quantity: 1_000_000 }] },
            { key: `found-${bill}-${product}`, payload: 'found' },
          ),
        );
      const request: Request = { what: 'reverse', bill };
      const key = `tidy-${bill}`;
      const answer = await persist(world, () => clerk.postings.reverse(bill, { key, payload: request }));
      if (answer instanceof ClerkError) surprises.push(`${shop}: ${bill} cannot be tidied: ${text(answer)}`);
      else asked.push({ shop, key, request, answer });
    }
  }
}
