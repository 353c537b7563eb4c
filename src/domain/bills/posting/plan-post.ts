import { ClerkError } from '../../errors.js';
import { divideRounded, FINE_PER_MINOR } from '../../money.js';
import type { Stored } from '../../ports/store/repository.js';
import type { Write } from '../../ports/store/table.js';
import { isTracked, type Product } from '../../products/records.js';
import { Aliases, type Lesson } from './aliases.js';
import { claim, guardsOf } from './guards.js';
import { fitting, type Part, withGroups } from './part.js';
import { type PostingPorts, ROOM } from './ports.js';
import { type Group, type Posting, postingItem } from './posting-record.js';

/**
 * Works out the next transaction of a posting from what is stored now: the goods of some products, their costs and
 * what is learned; with the first one the supplier and the marks against posting a bill twice, with the last one what
 * is owed. A bill that fits one transaction has only that one. Writes nothing.
 *
 * @param version Of the posting as stored; 0 where there is none.
 * @throws ClerkError `refused` for a bill that was posted under another id meanwhile, or what the stock cannot take.
 */
export async function planPost(
  posting: Posting,
  version: number,
  begins: boolean,
  ports: PostingPorts,
): Promise<Part> {
  const { settings, clock, room = ROOM } = ports;
  const now = clock();
  const open = posting.groups.filter(({ state }) => state === 'open');
  const chosen = fitting(open, room);
  const last = chosen.length === open.length;
  const goods = await goodsOf(chosen, posting, ports);
  const after: Posting = {
    ...withGroups(posting, goods.groups),
    status: last ? 'posted' : 'posting',
    ...(last ? { posted_at: now.toISOString() } : {}),
  };
  const head = begins ? await headOf(posting, ports) : [];
  const lessons = await lessonsOf(chosen, posting, begins, ports);
  const { bill_id, supplier_id, supplier, number, date, due, total: amount } = posting;
  const owed = last
    ? await ports.payables.planBill(
        { bill_id, supplier_id, supplier, date, due, amount, ...(number === undefined ? {} : { number }) },
        posting.key,
      )
    : undefined;
  const item = postingItem(settings.shop_id, after, version + 1);
  const writes: Write[] = [
    { item, when: version === 0 ? 'absent' : version },
    ...head,
    ...goods.writes,
    ...lessons,
    ...(owed?.writes ?? []),
  ];
  return {
    posting: after,
    version: version + 1,
    writes,
    removals: owed?.removals ?? [],
    last,
    below: [],
    done: () => {
      goods.done();
      ports.onWrite(writes.map((write) => write.item));
    },
  };
}

/** Movements and costs of some products, and the groups as they are then. */
async function goodsOf(
  chosen: readonly Group[],
  { bill_id, supplier_id, date, number, key }: Posting,
  { products, stock, clock }: PostingPorts,
): Promise<{ groups: Group[]; writes: Write[]; done: () => void }> {
  const stored = await products.getMany(chosen.map(({ product_id: id }) => id));
  const before = new Map(
    chosen.map((group): [string, Product] => [
      group.product_id,
      stored.get(group.product_id)?.record ?? made(group, supplier_id),
    ]),
  );
  const kept = chosen.filter(({ product_id: id }) => before.get(id)?.track_stock !== false);
  const plan = await stock.planBill(
    kept.flatMap(({ product_id: id, product: name, lines }) =>
      lines.map(({ line, quantity, unit_cost, batch, expires }) => ({
        product: before.get(id) ?? { product_id: id, name },
        quantity,
        unit_cost,
        batch,
        expires,
        field: `line ${line}.`,
      })),
    ),
    { bill_id, supplier_id, on: date, reference: number ?? bill_id, key },
  );
  const moved = new Map(
    kept.map(({ product_id: id }) => [id, plan.moved.filter((each) => each.product_id === id)]),
  );
  const writes: Write[] = [...plan.writes];
  const groups = chosen.map((group): Group => {
    const { product_id: id, lines } = group;
    const product = before.get(id) ?? made(group, supplier_id);
    // Goods that came free say nothing of what the product costs.
    const paid = lines.findLast(({ unit_cost }) => unit_cost > 0)?.unit_cost;
    const cost =
      paid === undefined ? product.cost : Number(divideRounded(BigInt(paid), BigInt(FINE_PER_MINOR)));
    const write = productWrite(product, stored.get(id), cost);
    if (write !== undefined)
      writes.push({
        item: products.item(write.product, (write.version ?? 0) + 1, clock()),
        when: write.version ?? 'absent',
      });
    return {
      ...group,
      state: 'in',
      ...(cost === undefined
        ? {}
        : { cost: { ...(product.cost === undefined ? {} : { before: product.cost }), after: cost } }),
      lines: lines.map((line, index) => {
        const movement = moved.get(id)?.[index];
        if (movement === undefined) return line;
        const { product_id: _, ...rest } = movement;
        return { ...line, moved: rest };
      }),
    };
  });
  return { groups, writes, done: plan.done };
}

/** A product that a bill makes. */
function made({ product_id, product, make = {} }: Group, supplierId: string): Product {
  return { product_id, name: product, supplier_id: supplierId, ...make };
}

/** The product with its new cost, kept in stock from now on, and on the lists again if it was removed. */
function productWrite(
  { removed, ...product }: Product,
  stored: Stored<Product> | undefined,
  cost: number | undefined,
): { product: Product; version: number | undefined } | undefined {
  const kept = isTracked(product) || product.track_stock === false;
  const after: Product = {
    ...product,
    ...(cost === undefined ? {} : { cost }),
    ...(kept ? {} : { track_stock: true }),
  };
  const same = stored !== undefined && kept && removed === undefined && product.cost === cost;
  return same ? undefined : { product: after, version: stored?.version };
}

/** A new supplier, and the marks against posting the same bill twice. */
async function headOf(
  posting: Posting,
  { table, settings, suppliers, clock }: PostingPorts,
): Promise<Write[]> {
  const { bill_id, supplier_id, supplier, new_supplier: isNew } = posting;
  const guards = await guardsOf(table, settings.shop_id, posting);
  const held = guards.find((guard) => guard.held !== undefined && guard.held.bill_id !== bill_id)?.held;
  if (held !== undefined && posting.although_duplicate !== true)
    throw new ClerkError('refused', `This bill was posted already, as ${held.bill_id}.`, {
      field: 'bill_id',
      fix: 'Leave it; if it is another bill, propose it again and send the code given for that.',
    });
  const known = isNew === true ? await suppliers.get(supplier_id) : undefined;
  const makes = isNew === true && known === undefined;
  return [
    ...claim(guards, bill_id),
    ...(makes
      ? [{ item: suppliers.item({ supplier_id, name: supplier }, 1, clock()), when: 'absent' as const }]
      : []),
  ];
}

function lessonsOf(
  chosen: readonly Group[],
  { bill_id, supplier_id, seller }: Posting,
  begins: boolean,
  { table, settings, clock }: PostingPorts,
): Promise<Write[]> {
  const aliases = new Aliases(table, settings.shop_id);
  const lessons = chosen.flatMap(({ product_id: means, lines }) =>
    lines.flatMap(({ learns }): Lesson[] =>
      learns === undefined ? [] : [{ key: aliases.lineKey(supplier_id, learns.printed), means, ...learns }],
    ),
  );
  const who: Lesson[] =
    begins && seller !== undefined
      ? [
          {
            key: aliases.sellerKey(seller.gstin, seller.printed),
            printed: seller.printed,
            means: supplier_id,
          },
        ]
      : [];
  return aliases.planLessons([...who, ...lessons], bill_id, clock());
}
