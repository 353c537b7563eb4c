import * as z from 'zod';
import type { Hint, Point, Word } from '../reading.js';

/** What is used of an answer of AnalyzeExpense; everything may be missing. */
const Box = z.looseObject({ Left: z.number(), Top: z.number(), Width: z.number(), Height: z.number() });
const Geometry = z.looseObject({
  BoundingBox: Box.nullish(),
  Polygon: z.array(z.looseObject({ X: z.number(), Y: z.number() })).nullish(),
});
type Geometry = z.infer<typeof Geometry>;
const Detection = z.looseObject({
  Text: z.string().nullish(),
  Confidence: z.number().nullish(),
  Geometry: Geometry.nullish(),
});
const ExpenseField = z.looseObject({
  Type: z.looseObject({ Text: z.string().nullish(), Confidence: z.number().nullish() }).nullish(),
  LabelDetection: Detection.nullish(),
  ValueDetection: Detection.nullish(),
});
type ExpenseField = z.infer<typeof ExpenseField>;
const Block = z.looseObject({
  BlockType: z.string().nullish(),
  Text: z.string().nullish(),
  Confidence: z.number().nullish(),
  Geometry: Geometry.nullish(),
});
export const ExpenseAnswer = z.looseObject({
  ExpenseDocuments: z
    .array(
      z.looseObject({
        Blocks: z.array(Block).nullish(),
        SummaryFields: z.array(ExpenseField).nullish(),
        LineItemGroups: z
          .array(
            z.looseObject({
              LineItems: z
                .array(z.looseObject({ LineItemExpenseFields: z.array(ExpenseField).nullish() }))
                .nullish(),
            }),
          )
          .nullish(),
      }),
    )
    .nullish(),
});
export type ExpenseAnswer = z.infer<typeof ExpenseAnswer>;

const HINTS: Readonly<Record<string, Hint['field']>> = {
  VENDOR_NAME: 'vendor',
  INVOICE_RECEIPT_ID: 'bill_number',
  INVOICE_RECEIPT_DATE: 'date',
  TOTAL: 'total',
  AMOUNT_DUE: 'total',
  SUBTOTAL: 'subtotal',
  TAX: 'tax',
};

/**
 * The words of one page in Textract's answer. They come from its blocks; where those are left out, from the fields'
 * own texts: labels, values, and the rows of goods (`EXPENSE_ROW`) where a line has nothing else. Text without a
 * place on the page is no word; it may still be a hint.
 */
export function readExpense(
  answer: ExpenseAnswer,
  width: number,
  height: number,
): { words: Word[]; hints: Hint[] } {
  const documents = answer.ExpenseDocuments ?? [];
  const fields = documents.flatMap((each) => each.SummaryFields ?? []);
  const words = documents.flatMap((each) => {
    const blocks = (each.Blocks ?? []).filter(({ BlockType: type }) => type === 'WORD');
    return blocks.flatMap((block) => wordsOf(block, width, height));
  });
  return { words: words.length > 0 ? words : fromFields(answer, width, height), hints: hintsOf(fields) };
}

/** Each kind of field once, the surest: Textract repeats them. */
function hintsOf(fields: readonly ExpenseField[]): Hint[] {
  const best = new Map<Hint['field'], Hint>();
  for (const { Type: type, ValueDetection: value } of fields) {
    const field = HINTS[type?.Text ?? ''];
    const text = value?.Text?.trim() ?? '';
    if (field === undefined || text === '') continue;
    const confidence = Math.min(type?.Confidence ?? 0, value?.Confidence ?? 0) / 100;
    if (confidence > (best.get(field)?.confidence ?? -1)) best.set(field, { field, text, confidence });
  }
  return [...best.values()];
}

function fromFields(answer: ExpenseAnswer, width: number, height: number): Word[] {
  const seen = new Set<string>();
  const words: Word[] = [];
  const add = (detection: z.infer<typeof Detection> | null | undefined): void => {
    if (detection === null || detection === undefined) return;
    for (const word of wordsOf(detection, width, height)) {
      const [{ x, y }] = word.polygon;
      const key = `${word.text} ${Math.round(x)} ${Math.round(y)}`;
      if (!seen.has(key)) words.push(word);
      seen.add(key);
    }
  };
  for (const document of answer.ExpenseDocuments ?? []) {
    for (const { LabelDetection: label, ValueDetection: value } of document.SummaryFields ?? []) {
      add(label);
      add(value);
    }
    for (const line of (document.LineItemGroups ?? []).flatMap((group) => group.LineItems ?? [])) {
      const fields = line.LineItemExpenseFields ?? [];
      const parts = fields.filter(({ Type: type }) => type?.Text !== 'EXPENSE_ROW');
      for (const { ValueDetection: value } of parts.length > 0 ? parts : fields) add(value);
    }
  }
  return words;
}

/** The words of a text; where it holds several, each has its share of the box by its letters. */
function wordsOf(
  { Text: text, Confidence: confidence, Geometry: geometry }: z.infer<typeof Detection>,
  width: number,
  height: number,
): Word[] {
  const corners = cornersOf(geometry, width, height);
  const parts = [...(text ?? '').matchAll(/\S+/g)];
  if (corners === undefined) return [];
  const [a, b, c, d] = corners;
  const length = (text ?? '').length;
  const between = (from: Point, to: Point, share: number): Point => ({
    x: from.x + (to.x - from.x) * share,
    y: from.y + (to.y - from.y) * share,
  });
  return parts.map((part) => {
    const [from, to] = [part.index / length, (part.index + part[0].length) / length];
    return {
      text: part[0],
      confidence: (confidence ?? 0) / 100,
      polygon: [between(a, b, from), between(a, b, to), between(d, c, to), between(d, c, from)],
    };
  });
}

function cornersOf(
  geometry: Geometry | null | undefined,
  width: number,
  height: number,
): [Point, Point, Point, Point] | undefined {
  const [a, b, c, d] = (geometry?.Polygon ?? []).map(({ X: x, Y: y }) => ({ x: x * width, y: y * height }));
  if (a !== undefined && b !== undefined && c !== undefined && d !== undefined) return [a, b, c, d];
  const box = geometry?.BoundingBox;
  if (box === null || box === undefined) return undefined;
  const [left, top] = [box.Left * width, box.Top * height];
  const [right, bottom] = [left + box.Width * width, top + box.Height * height];
  return [
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left, y: bottom },
  ];
}
