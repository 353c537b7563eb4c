import type { Item } from '../../../src/domain/ports/store/table.js';
import { Sale } from '../../../src/domain/sales/sale.js';
import { inOrder } from '../simulation/in-order.js';
import { type Book, movementsOf } from './book.js';
import { KEPT, SHOPS, statedOf, UNKEPT } from './clerk.js';
import { Naive } from './naive.js';
import { judgeRefusal, judgeRules } from './rules.js';
import type { Asked, History } from './scenario.js';

/** Everything that is wrong with what the store holds after a history; empty when the ledger kept its word. */
export function judge(items: readonly Item[], history: History, prefix: string): string[] {
  const faults = [...history.surprises];
  for (const shop of SHOPS) {
    const own = items.filter(({ PK }) => PK.startsWith(`SHOP#${prefix}${shop}#`));
    const sales = new Map(
      own
        .filter(({ type }) => type === 'sale')
        .map(({ body }) => Sale.parse(JSON.parse(body)))
        .map((sale) => [sale.sale_id, sale]),
    );
    const accepted = history.asked.filter((each) => each.shop === shop && each.answer !== undefined);
    const books = new Map<string, Book>();
    for (const product of [...KEPT, UNKEPT]) {
      const tell = (what: string): void => void faults.push(`${shop}/${product}: ${what}`);
      const movements = movementsOf(own, `SHOP#${prefix}${shop}#STOCK#${product}`);
      const book: Book = { shop, product, movements, sales, tell };
      books.set(product, book);
      judgeSums(book);
      judgeKeys(book, accepted);
      judgeDocuments(book);
      judgeOrder(book, accepted, history);
      judgeRules(book, accepted);
    }
    for (const each of history.asked)
      if (each.shop === shop && each.refusal === 'refused') judgeRefusal(each, books, accepted);
    judgeAnswers(own, accepted, sales, (what) => void faults.push(`${shop}: ${what}`));
  }
  return faults;
}

/**
 * Gapless; legs add up to the movement, movements to the stock and to what is on order, both kept beside each; no lot
 * and nothing on order is ever below zero.
 */
function judgeSums({ product, movements, tell }: Book): void {
  const naive = new Naive();
  movements.forEach(({ movement, after }, index) => {
    if (movement.seq !== index + 1) tell(`movement ${index + 1} is numbered ${movement.seq}`);
    if (movement.product_id !== product) tell(`movement ${movement.seq} is of ${movement.product_id}`);
    const legs = movement.legs.reduce((sum, { quantity }) => sum + quantity, 0);
    if (legs !== movement.quantity)
      tell(`movement ${movement.seq} is ${movement.quantity}, its legs ${legs}`);
    naive.take(movement);
    for (const fault of naive.faults()) tell(`after ${movement.seq}: ${fault}`);
    if (after.on_hand !== naive.total())
      tell(`after ${movement.seq} the movements come to ${naive.total()}, the stock is ${after.on_hand}`);
    const kept = new Naive();
    kept.onOrder = after.on_order ?? 0;
    for (const { location, loose, lots } of after.shelves)
      for (const lot of [{ quantity: loose }, ...lots])
        kept.take({ ...movement, ordered: 0, legs: [{ location, ...lot }] });
    if (kept.print() !== naive.print())
      tell(`after ${movement.seq} is kept ${kept.print()}, and there is ${naive.print()}`);
  });
}

/** Movements of each accepted key, exactly those it was told of, and of no other key. */
function judgeKeys({ product, movements, tell }: Book, accepted: readonly Asked[]): void {
  const told = new Map<string, number[]>();
  for (const { key, answer } of accepted) {
    const seqs =
      answer === undefined
        ? []
        : 'sale_id' in answer
          ? (answer.stock ?? []).filter((each) => each.product_id === product).map(({ seq }) => seq)
          : answer.lines.filter((line) => line.product_id === product).map(({ entry }) => entry);
    if (seqs.length > 0) told.set(key, seqs);
  }
  const stored = new Map<string, number[]>();
  for (const { movement } of movements) {
    const known = stored.get(movement.key) ?? [];
    stored.set(movement.key, [...known, movement.seq]);
  }
  for (const [key, seqs] of told) {
    const there = stored.get(key) ?? [];
    for (const seq of seqs)
      if (!there.includes(seq)) tell(`${key}: movement ${seq} was acknowledged and is lost`);
    // What a record stated is brought forward by a movement of its own, the first.
    const more = there.filter((seq) => !seqs.includes(seq) && !(seq === 1 && product !== 'tea'));
    if (more.length > 0) tell(`${key} has movements ${more} that nobody was told of`);
  }
  for (const key of stored.keys()) if (!told.has(key)) tell(`${key} has a movement and no acknowledgement`);
}

/** A document and its movements: both or neither. */
function judgeDocuments({ product, movements, sales, tell }: Book): void {
  for (const { movement } of movements) {
    const { sale_id: id, seq } = movement;
    if (id === undefined) continue;
    const listed = sales.get(id)?.stock?.find((each) => each.product_id === product);
    if (listed?.seq !== seq) tell(`movement ${seq} is of document ${id}, which does not know it`);
  }
  for (const sale of sales.values()) {
    const listed = (sale.stock ?? []).filter((each) => each.product_id === product);
    const sold = sale.lines.reduce((sum, line) => sum + (line.product_id === product ? line.quantity : 0), 0);
    if (listed.length > 1) tell(`document ${sale.sale_id} moved it twice`);
    for (const { seq } of listed) {
      const movement = movements[seq - 1]?.movement;
      if (movement?.sale_id !== sale.sale_id) tell(`document ${sale.sale_id} lacks movement ${seq}`);
      else if (movement.quantity !== -sold)
        tell(`document ${sale.sale_id} sold ${sold} and moved ${movement.quantity}`);
    }
    const mustMove = sale.kind === 'sale' && sold > 0 && (product === 'rice' || product === 'salt');
    if (mustMove && listed.length === 0) tell(`document ${sale.sale_id} moved nothing`);
  }
  if (product === UNKEPT && movements.length > 0) tell('its stock is not kept, and moved');
}

/** What was over before something began comes before it; what was read was so at some moment between. */
function judgeOrder(
  { shop, product, movements, tell }: Book,
  accepted: readonly Asked[],
  { seen }: History,
): void {
  const spans = new Map(accepted.map(({ key, from, to }) => [key, { from, to }]));
  let begun = Number.NEGATIVE_INFINITY;
  for (const { movement } of movements) {
    const span = spans.get(movement.key);
    if (span === undefined) continue;
    if (span.to < begun) tell(`movement ${movement.seq} was over before one under it began`);
    begun = Math.max(begun, span.from);
  }
  for (const look of seen) {
    if (look.shop !== shop || look.product !== product) continue;
    const stated = statedOf(shop, product);
    const there = look.seq === 0 ? stated.stock : movements[look.seq - 1]?.after.on_hand;
    const ordered = look.seq === 0 ? stated.onOrder : (movements[look.seq - 1]?.after.on_order ?? 0);
    if (there !== look.on_hand || ordered !== look.on_order)
      tell(`a read saw ${look.on_hand} and ${look.on_order} on order at movement ${look.seq}`);
    movements.forEach(({ movement }) => {
      const span = spans.get(movement.key);
      if (span === undefined) return;
      if (movement.seq > look.seq && span.to < look.from)
        tell(`a read saw movement ${look.seq} after ${movement.seq} was acknowledged`);
      if (movement.seq <= look.seq && span.from > look.to)
        tell(`a read saw movement ${movement.seq} before it was asked for`);
    });
  }
}

/** Every key in the store was acknowledged, every acknowledged document is there as it was told, and no other. */
function judgeAnswers(
  items: readonly Item[],
  accepted: readonly Asked[],
  sales: ReadonlyMap<string, Sale>,
  tell: (what: string) => void,
): void {
  const known = new Set(accepted.map(({ key }) => key));
  for (const { type, SK } of items)
    if (type === 'key' && !SK.includes('~') && !known.has(SK)) tell(`key ${SK} was never acknowledged`);
  const told = new Set<string>();
  for (const { key, answer } of accepted) {
    if (answer === undefined || !('sale_id' in answer)) continue;
    told.add(answer.sale_id);
    const { warnings: _, ...document } = answer;
    if (inOrder(sales.get(answer.sale_id)) !== inOrder(document))
      tell(`${key}: document ${answer.sale_id} is not as it was told`);
  }
  for (const id of sales.keys()) if (!told.has(id)) tell(`document ${id} was never acknowledged`);
}
