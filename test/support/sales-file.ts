import { seeded } from './seeded.js';

const GOODS = ['Tea 250 g', 'Basmati Rice', 'Toor Dal', 'Ghee 1 l', 'Soap', 'Postage', 'Atta 5 kg', 'Salt'];

/** A sales file of so many documents of one to four lines, cancellations and missing customers among them. */
export function salesFile(documents: number, seed: number): string {
  const random = seeded(seed);
  const below = (bound: number): number => Math.floor(random() * bound);
  const lines = ['Invoice No,Date,Item,Quantity,Unit Price,Customer'];
  for (let at = 0; at < documents; at += 1) {
    const back = below(20) === 0;
    const customer = below(5) === 0 ? '' : `Customer ${below(300)}`;
    const date = `2024-${String(1 + below(12)).padStart(2, '0')}-${String(1 + below(28)).padStart(2, '0')}`;
    for (let line = 0; line <= below(4); line += 1) {
      const price = `${below(900)}.${String(below(100)).padStart(2, '0')}${below(50) === 0 ? '5' : ''}`;
      lines.push(
        `${back ? 'C' : ''}${500_000 + at},${date},${GOODS[below(GOODS.length)]},${back ? -1 : 1 + below(9)},${price},${customer}`,
      );
    }
  }
  return `${lines.join('\n')}\n`;
}
