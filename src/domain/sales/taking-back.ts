import * as z from 'zod';
import { ClerkError } from '../errors.js';
import { shopKey } from '../ports/store/repository.js';
import type { Item, Write } from '../ports/store/table.js';
import { inUnits, unitSize } from '../products/packs.js';
import { zonedMoment } from '../time.js';
import type { CreditSale } from './credit.js';
import { type PlannedSale, planDocument } from './document.js';
import type { NameLookup } from './lookup.js';
import { given, saleId } from './parts.js';
import type { SalesPorts, Try } from './ports.js';
import type { LineRequest, ReversalRequest } from './requests.js';
import { givenBack, reverseAll, reversePart } from './reversal.js';
import type { Sale } from './sale.js';
import { returnWarnings } from './warnings.js';

/** How much of a sale has come back so far, by line; one item beside each sale that has. */
const Returned = z.object({ quantities: z.array(z.int()), cancelled: z.boolean() });
type Returned = z.infer<typeof Returned>;

/** Works out a refund or cancellation, the goods it puts back and its credit entry. Writes nothing. */
export async function planReversal(
  request: ReversalRequest,
  { key, fresh, hold }: Try,
  ports: SalesPorts,
): Promise<PlannedSale> {
  const { books, clock, table, settings, stock, credit } = ports;
  const stored = /^\d{8}-/.test(request.refers_to) ? await books.sales.get(request.refers_to) : undefined;
  if (stored === undefined) {
    throw new ClerkError('not_found', `There is no sale "${request.refers_to.slice(0, 60)}".`, {
      field: 'refers_to',
      fix: 'Send a sale_id; query_sales lists them with the dimension sale_id.',
    });
  }
  const original = stored.record;
  if (original.kind !== 'sale')
    throw new ClerkError('refused', `A ${original.kind} cannot be taken back.`, {
      field: 'refers_to',
      fix: 'Name the sale itself.',
    });
  const slot = {
    PK: `${shopKey(settings.shop_id)}#RETURNED#${original.sale_id.slice(0, 6)}`,
    SK: original.sale_id,
  };
  await hold((original.stock ?? []).map(({ product_id: id }) => id));
  const tally = await table.get(slot);
  const before: Returned =
    tally === undefined
      ? { quantities: original.lines.map(() => 0), cancelled: false }
      : Returned.parse(JSON.parse(tally.body));
  const now = clock();
  const at = zonedMoment(now, settings.time_zone);
  const { lines, quantities } =
    request.lines === undefined
      ? reverseAll(original, before)
      : reversePart(original, before.quantities, await named(ports.lookup, original, request.lines));
  const document = {
    sale_id: saleId(at, key),
    kind: request.lines === undefined ? ('cancellation' as const) : ('refund' as const),
    at,
    refers_to: original.sale_id,
    ...given({
      reason: request.reason,
      payment: request.payment ?? original.payment,
      customer_id: original.customer_id,
      employee_id: original.employee_id,
      channel: original.channel,
      location: original.location,
    }),
    ...given({ tax_included: original.tax_included }),
  };
  const whole = {
    freight: negated(original.freight),
    rounding: negated(original.rounding),
    total: -original.total,
  };
  const { total, ...rest } =
    request.lines === undefined ? whole : givenBack(original, before.quantities, quantities);
  const sale: Sale = { ...document, ...given(rest), total, lines };
  const item: Item = {
    ...slot,
    type: 'returned',
    v: (tally?.v ?? 0) + 1,
    body: JSON.stringify({ quantities, cancelled: request.lines === undefined }),
  };
  const counted: Write = { item, when: tally === undefined ? 'absent' : tally.v };
  const moves = await stock.planReturn(
    {
      kind: request.lines === undefined ? 'cancellation' : 'return',
      original,
      sale_id: sale.sale_id,
      on: at.slice(0, 10),
      before: before.quantities,
      after: quantities,
    },
    key,
    fresh,
  );
  const back = await books.products.getMany(moves.moved.map(({ product_id: id }) => id));
  const warnings = returnWarnings(
    moves.moved,
    [...back.values()].map(({ record }) => record),
  );
  const parts = { sale, now, more: [counted], stock: moves, key, warnings };
  const owed = original.credit_entry !== undefined && request.payment === undefined;
  const onAccount = (owed || request.payment === 'credit') && sale.total < 0;
  if (!onAccount || sale.customer_id === undefined) return planDocument(parts, books.sales, credit);
  const onCredit: CreditSale = {
    kind: 'refund',
    customer_id: sale.customer_id,
    amount: -sale.total,
    sale_id: original.sale_id,
    on: at.slice(0, 10),
    apply_to: original.credit_entry === undefined ? undefined : [original.credit_entry],
  };
  return planDocument({ ...parts, onCredit }, books.sales, credit);
}

/** Product ids of a refund's lines. One that the sale names needs no record any more. */
async function named(
  lookup: NameLookup,
  original: Sale,
  lines: readonly Pick<LineRequest, 'product' | 'quantity' | 'unit'>[],
): Promise<{ product_id: string; quantity: number }[]> {
  return Promise.all(
    lines.map(async ({ product, quantity, unit }, index) => {
      if (unit === undefined && original.lines.some((line) => line.product_id === product))
        return { product_id: product, quantity };
      const found = await lookup.anyProduct(product, `lines[${index}].product`);
      const size = unitSize(unit, found, `lines[${index}].unit`);
      return {
        product_id: found.product_id,
        quantity: inUnits(quantity, size, `lines[${index}].quantity`),
      };
    }),
  );
}

function negated(value: number | undefined): number | undefined {
  return value === undefined ? undefined : -value;
}
