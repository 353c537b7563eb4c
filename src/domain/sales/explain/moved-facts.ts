import type { Dimension } from '../query/model.js';
import type { Cell } from '../query/records.js';
import { type Compared, columnsOf, withDays } from './compared.js';
import type { SalesFact, Statement } from './fact.js';
import { figureIn, keysOf, rowWords, type Subject } from './subject.js';
import { listed, within } from './wording.js';

/** By which a change is told where no dimension was asked for; the second stands in where the first has one value. */
const USUAL = ['category', 'product'] as const;
const MOST = 2;

/** The rows that rose and fell most: of the dimensions asked for, or for net sales of the usual one. */
export async function movedFacts(subject: Subject, compared: Compared): Promise<Statement[]> {
  const { dimensions, measure, model } = subject;
  if (dimensions.length > 0) return movedBy(subject, dimensions, compared);
  if (measure.name !== 'net_sales') return [];
  for (const name of USUAL) {
    const usual = model.dimension(name);
    const told = usual === undefined ? [] : await movedBy(subject, [usual], compared);
    if (told.length > 0) return told;
  }
  return [];
}

async function movedBy(
  subject: Subject,
  dimensions: readonly Dimension[],
  compared: Compared,
): Promise<Statement[]> {
  const { measure, ask } = subject;
  const { days, before } = compared;
  const column = `${measure.name}_change_${columnsOf(before)}`;
  const ends = (['desc', 'asc'] as const).map((direction) =>
    ask({
      ...withDays(subject, compared),
      dimensions: dimensions.map(({ name }) => name),
      compare: [`${before.from}..${before.to}`],
      order_by: [{ member: column, direction }],
      limit: MOST,
    }),
  );
  const [rising, falling] = await Promise.all(ends);
  if ((rising?.row_count ?? 0) < 2) return [];
  const change = (row: Readonly<Record<string, Cell>>): number => figureIn(row, column) ?? 0;
  const up = (rising?.rows ?? []).filter((row) => change(row) > 0);
  const down = (falling?.rows ?? []).filter((row) => change(row) < 0);
  const fact = (row: Readonly<Record<string, Cell>>): SalesFact => ({
    kind: 'row_change',
    name: `${rowWords(row, dimensions)}, change of ${within(measure.label)}`,
    figure: subject.wording.signed(change(row), measure.type),
    value: change(row),
    unit: subject.wording.unit(measure.type),
    measure: measure.name,
    of: keysOf(row, dimensions),
    ...days,
  });
  const told = [
    ...(up.length === 0 ? [] : [`up most ${movers(subject, up, dimensions, change)}`]),
    ...(down.length === 0 ? [] : [`down most ${movers(subject, down, dimensions, change)}`]),
  ];
  if (told.length === 0) return [];
  const [only, ...more] = dimensions;
  const by = only === undefined || more.length > 0 ? 'By row' : `By ${within(only.label)}`;
  return [{ weight: 85, sentence: `${by}: ${told.join('; ')}.`, facts: [...up, ...down].map(fact) }];
}

function movers(
  { wording, measure }: Subject,
  rows: readonly Readonly<Record<string, Cell>>[],
  dimensions: readonly Dimension[],
  change: (row: Readonly<Record<string, Cell>>) => number,
): string {
  return listed(
    rows.map((row) => `${rowWords(row, dimensions)} (${wording.signed(change(row), measure.type)})`),
  );
}
