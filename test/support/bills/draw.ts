import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { TrueBill } from './truth.js';

/** An amount as Indian bills print it: 1,23,456.00. */
export function lakhs(minor: number): string {
  return new Intl.NumberFormat('en-IN', { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(
    minor / 100,
  );
}

type Document = InstanceType<typeof import('pdfkit')>;
const HINDI_FONT = '@fontsource/noto-sans-devanagari/files/noto-sans-devanagari-devanagari-400-normal.woff';

interface Words {
  readonly [key: string]: string;
}
const ENGLISH: Words = {
  number: 'Bill No',
  date: 'Date',
  item: 'Description',
  qty: 'Qty',
  rate: 'Rate',
  amount: 'Amount',
  subtotal: 'Sub Total',
  rounding: 'Round Off',
  total: 'Grand Total',
  paid: 'Cash',
  change: 'Change',
};
/** Headings as shops print them: Hindi beside the figures, the tax words in Latin letters. */
const HINDI: Words = {
  number: 'बिल नं Bill No',
  date: 'दिनांक Date',
  item: 'विवरण',
  qty: 'मात्रा',
  rate: 'दर',
  amount: 'राशि',
  subtotal: 'योग Sub Total',
  rounding: 'Round Off',
  total: 'कुल राशि TOTAL',
  paid: 'नकद Cash',
  change: 'वापसी Change',
};

/** Draws a bill as a PDF of one page: an A4 sheet with a table, or a strip of thermal paper. */
export async function drawBill(bill: TrueBill): Promise<Uint8Array> {
  const { default: Pdf } = await import('pdfkit');
  const width = bill.style === 'printed' ? 595 : 226;
  const height = bill.style === 'printed' ? 842 : 300 + bill.items.length * 26;
  const doc = new Pdf({ size: [width, height], margin: 0, compress: true });
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve) => doc.on('end', resolve));
  doc.registerFont('hindi', await readFile(createRequire(import.meta.url).resolve(HINDI_FONT)));
  if (bill.style === 'printed') drawPrinted(doc, bill);
  else drawThermal(doc, bill);
  doc.end();
  await ended;
  return Buffer.concat(chunks);
}

interface Pen {
  readonly text: (
    text: string,
    x: number,
    y: number,
    size: number,
    align?: 'left' | 'right' | 'center',
    bold?: boolean,
  ) => void;
}

/** Writes text in the bill's font, what is Hindi in the Hindi font. */
function penOf(doc: Document, plain: string, bold: string): Pen {
  return {
    text: (text, x, y, size, align = 'left', heavy = false) => {
      const parts = text.split(
        /(?<=\P{Script=Devanagari}\s?)(?=\p{Script=Devanagari})|(?<=\p{Script=Devanagari}\p{M}*\s?)(?=[A-Za-z0-9])/u,
      );
      const fonts = parts.map((part) =>
        /\p{Script=Devanagari}/u.test(part) ? 'hindi' : heavy ? bold : plain,
      );
      const widths = parts.map((part, index) =>
        doc
          .font(fonts[index] ?? plain)
          .fontSize(size)
          .widthOfString(part),
      );
      const whole = widths.reduce((sum, each) => sum + each, 0);
      let at = align === 'right' ? x - whole : align === 'center' ? x - whole / 2 : x;
      parts.forEach((part, index) => {
        doc
          .font(fonts[index] ?? plain)
          .fontSize(size)
          .text(part, at, y + size, { lineBreak: false, baseline: 'alphabetic' });
        at += widths[index] ?? 0;
      });
    },
  };
}

function drawPrinted(doc: Document, bill: TrueBill): void {
  const pen = penOf(doc, 'Helvetica', 'Helvetica-Bold');
  const words = bill.hindi ? HINDI : ENGLISH;
  pen.text('TAX INVOICE', 297, 28, 11, 'center', true);
  pen.text(bill.vendor, 297, 46, 17, 'center', true);
  pen.text(bill.address.join(', '), 297, 68, 9, 'center');
  pen.text(`GSTIN: ${bill.vendorGstin}`, 297, 82, 10, 'center');
  doc.moveTo(36, 102).lineTo(559, 102).stroke();
  pen.text(`${words.number}: ${bill.number}`, 40, 110, 10);
  pen.text(`${words.date}: ${bill.dateText}`, 555, 110, 10, 'right');
  if (bill.buyer !== undefined) {
    pen.text(`Bill To: ${bill.buyer}`, 40, 128, 10);
    pen.text(`GSTIN: ${bill.buyerGstin ?? ''}`, 40, 142, 10);
  }
  const ends = { hsn: 290, qty: 340, unit: 372, rate: 432, gst: 472, amount: 555 };
  let y = 170;
  doc.rect(36, y - 4, 523, 20).stroke();
  pen.text('Sr', 40, y, 9.5, 'left', true);
  pen.text(words.item ?? '', 66, y, 9.5, 'left', true);
  pen.text('HSN', ends.hsn, y, 9.5, 'right', true);
  pen.text(words.qty ?? '', ends.qty, y, 9.5, 'right', true);
  pen.text('Unit', ends.unit, y, 9.5, 'right', true);
  pen.text(words.rate ?? '', ends.rate, y, 9.5, 'right', true);
  pen.text('GST %', ends.gst, y, 9.5, 'right', true);
  pen.text(words.amount ?? '', ends.amount, y, 9.5, 'right', true);
  y += 22;
  bill.items.forEach((item, index) => {
    pen.text(String(index + 1), 40, y, 9.5);
    pen.text(item.name, 66, y, 9.5);
    pen.text(item.hsn, ends.hsn, y, 9.5, 'right');
    pen.text(quantityText(item.quantity), ends.qty, y, 9.5, 'right');
    pen.text(item.unit, ends.unit, y, 9.5, 'right');
    pen.text(lakhs(item.rate), ends.rate, y, 9.5, 'right');
    pen.text(`${item.taxRate / 100}`, ends.gst, y, 9.5, 'right');
    pen.text(lakhs(item.amount), ends.amount, y, 9.5, 'right');
    y += 19;
  });
  doc.moveTo(36, y).lineTo(559, y).stroke();
  y += 8;
  for (const [label, value] of sumsOf(bill, words)) {
    const last = label === words.total;
    pen.text(label, 430, y, last ? 12 : 10, 'right', last);
    pen.text(value, ends.amount, y, last ? 12 : 10, 'right', last);
    y += last ? 20 : 16;
  }
  pen.text('E. & O. E.', 40, y + 20, 8);
  pen.text(`For ${bill.vendor}`, 555, y + 30, 9, 'right');
}

function drawThermal(doc: Document, bill: TrueBill): void {
  const pen = penOf(doc, 'Courier', 'Courier-Bold');
  const words = bill.hindi ? HINDI : ENGLISH;
  pen.text(bill.vendor, 113, 10, 12, 'center', true);
  bill.address.forEach((line, index) => {
    pen.text(line, 113, 27 + index * 11, 8, 'center');
  });
  pen.text(`GSTIN:${bill.vendorGstin}`, 113, 52, 8.5, 'center');
  pen.text(`${words.number}:${bill.number}`, 8, 68, 8);
  pen.text(`${words.date}:${bill.dateText}`, 218, 80, 8, 'right');
  doc.moveTo(8, 94).lineTo(218, 94).dash(2, { space: 2 }).stroke();
  const ends = { qty: 110, rate: 160, amount: 218 };
  let y = 97;
  pen.text(bill.hindi ? (words.item ?? '') : 'Item', 8, y, 8.5);
  pen.text(words.qty ?? '', ends.qty, y, 8.5, 'right');
  pen.text(words.rate ?? '', ends.rate, y, 8.5, 'right');
  pen.text(words.amount ?? '', ends.amount, y, 8.5, 'right');
  y += 14;
  for (const item of bill.items) {
    pen.text(item.name, 8, y, 8.5);
    pen.text(quantityText(item.quantity), ends.qty, y + 11, 8.5, 'right');
    pen.text(lakhs(item.rate), ends.rate, y + 11, 8.5, 'right');
    pen.text(lakhs(item.amount), ends.amount, y + 11, 8.5, 'right');
    y += 24;
  }
  doc
    .moveTo(8, y + 1)
    .lineTo(218, y + 1)
    .stroke();
  y += 5;
  for (const [label, value] of sumsOf(bill, words)) {
    const last = label === words.total;
    pen.text(label, 8, y, last ? 11 : 8.5, 'left', last);
    pen.text(value, ends.amount, y, last ? 11 : 8.5, 'right', last);
    y += last ? 17 : 13;
  }
  pen.text('Thank You! Visit Again', 113, y + 12, 8, 'center');
}

function sumsOf(bill: TrueBill, words: Words): [string, string][] {
  const rows: [string | undefined, string | undefined][] = [
    [words.subtotal, lakhs(bill.subtotal)],
    ['CGST', bill.cgst > 0 ? lakhs(bill.cgst) : undefined],
    ['SGST', bill.sgst > 0 ? lakhs(bill.sgst) : undefined],
    ['IGST', bill.igst > 0 ? lakhs(bill.igst) : undefined],
    [words.rounding, bill.rounding === 0 ? undefined : lakhs(bill.rounding)],
    [words.total, lakhs(bill.total)],
    [words.paid, bill.paid === undefined ? undefined : lakhs(bill.paid)],
    [words.change, bill.paid === undefined ? undefined : lakhs(bill.paid - bill.total)],
  ];
  return rows.flatMap(([label, value]): [string, string][] =>
    label === undefined || value === undefined ? [] : [[label, value]],
  );
}

function quantityText(thousandths: number): string {
  return thousandths % 1_000 === 0 ? String(thousandths / 1_000) : (thousandths / 1_000).toFixed(3);
}
