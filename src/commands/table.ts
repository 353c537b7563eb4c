import * as z from 'zod';

const Cell = z.union([z.string(), z.number(), z.boolean()]);
const Answer = z.object({
  columns: z.array(
    z.object({ name: z.string(), label: z.string(), type: z.string(), unit: z.string().optional() }),
  ),
  rows: z.array(z.record(z.string(), Cell)),
});
const Entries = z.object({
  entries: z.array(z.object({ name: z.string(), kind: z.string(), description: z.string() })),
});

const Products = z.object({ products: z.array(z.record(z.string(), Cell)).min(1) });

const NUMBERS = new Set(['money', 'quantity', 'count', 'percent', 'days']);

/** An answer as plain text for a terminal. */
export function answerTable(answer: unknown): string {
  const described = Entries.safeParse(answer);
  if (described.success)
    return described.data.entries
      .map(({ name, kind, description }) => `  ${name} (${kind}): ${description}`)
      .join('\n');
  const listed = Products.safeParse(answer);
  const parsed = Answer.safeParse(listed.success ? asTable(listed.data) : answer);
  if (!parsed.success) return `  ${JSON.stringify(answer)}`;
  const { columns, rows } = parsed.data;
  const cells = [
    columns.map(({ label, unit }) => (unit === undefined ? label : `${label} (${unit})`)),
    ...rows.map((row) => columns.map(({ name, type }) => show(row[name], type))),
  ];
  const widths = columns.map((_, index) => Math.max(...cells.map((row) => row[index]?.length ?? 0)));
  return cells
    .map((row) =>
      `  ${row.map((cell, index) => (NUMBERS.has(columns[index]?.type ?? '') ? cell.padStart(widths[index] ?? 0) : cell.padEnd(widths[index] ?? 0))).join('  ')}`.trimEnd(),
    )
    .join('\n');
}

/** What is listed of products, as the answer to a query would be. */
function asTable({ products }: z.infer<typeof Products>): z.input<typeof Answer> {
  const names = ['product', 'category', 'unit', 'price', 'stock', 'stock_value', 'next_expiry_on'];
  return {
    columns: names.map((name) => ({
      name,
      label: name.replaceAll('_', ' '),
      type: name === 'stock' ? 'quantity' : name === 'price' || name === 'stock_value' ? 'money' : 'text',
    })),
    rows: products,
  };
}

function show(value: string | number | boolean | undefined, type: string): string {
  if (typeof value !== 'number') return value === undefined ? '' : String(value);
  const digits = type === 'money' ? 2 : 0;
  return value.toLocaleString('en-IN', {
    minimumFractionDigits: digits,
    maximumFractionDigits: type === 'percent' ? 1 : Math.max(digits, type === 'quantity' ? 3 : 0),
  });
}
