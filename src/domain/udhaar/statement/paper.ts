import { fontFiles, type Run, runs, type Weight } from '../../lettering.js';

/** Points; A4 is 595.28 by 841.89. */
export const MARGIN = 40;
export const WIDTH = 595.28 - 2 * MARGIN;
export const BOTTOM = 841.89 - MARGIN - 24;

/** How a text is set. Lengths in points. */
export interface Style {
  readonly size: number;
  readonly weight?: Weight;
  readonly width: number;
  readonly align?: 'left' | 'right';
  /** What to do with text wider than `width`: end it with an ellipsis, or set it smaller; default `cut`. */
  readonly fit?: 'cut' | 'shrink';
  readonly colour?: string;
}

/** A PDF document being written: lines of text in any mix of the font's scripts, rules and squares. */
export class Paper {
  readonly #doc: PDFKit.PDFDocument;
  readonly #chunks: Buffer[] = [];
  readonly #done: Promise<void>;

  private constructor(doc: PDFKit.PDFDocument) {
    this.#doc = doc;
    doc.on('data', (chunk: Buffer) => this.#chunks.push(chunk));
    this.#done = new Promise((resolve, reject) => {
      doc.on('end', resolve);
      doc.on('error', reject);
    });
    for (const [name, bytes] of fontFiles()) doc.registerFont(name, bytes);
  }

  /** An empty A4 page. The same title, author, time and content make the same bytes. */
  static async begin(title: string, author: string, at: Date): Promise<Paper> {
    const { default: Document } = await import('pdfkit');
    return new Paper(
      new Document({
        size: 'A4',
        margin: 0,
        bufferPages: true,
        lang: 'en',
        displayTitle: true,
        info: {
          Title: title,
          Author: author,
          Creator: 'Munshi',
          Producer: 'Munshi',
          CreationDate: at,
          ModDate: at,
        },
      }),
    );
  }

  /** Sets one line with its top at `y`. */
  text(text: string, x: number, y: number, style: Style): void {
    const { weight = 'regular', width, align = 'left', fit = 'cut', colour = '#000' } = style;
    let { size } = style;
    let parts = runs(text, weight);
    let wide = this.#width(parts, size);
    if (wide > width && fit === 'shrink') {
      size *= width / wide;
      wide = width;
    }
    for (let kept = [...text]; wide > width && kept.length > 0; wide = this.#width(parts, size)) {
      kept = kept.slice(0, Math.min(kept.length - 1, Math.ceil((kept.length * width) / wide)));
      parts = runs(`${kept.join('').trimEnd()}…`, weight);
    }
    this.#doc.fillColor(colour).fontSize(size);
    let at = align === 'right' ? x + width - wide : x;
    for (const { font, text: part } of parts) {
      // The files of the font share one baseline, not one height.
      this.#doc.font(font).text(part, at, y + size, { lineBreak: false, baseline: 'alphabetic' });
      at += this.#doc.widthOfString(part);
    }
  }

  rule(y: number, colour = '#999'): void {
    this.#doc
      .moveTo(MARGIN, y)
      .lineTo(MARGIN + WIDTH, y)
      .lineWidth(0.5)
      .stroke(colour);
  }

  /** Dark squares of a grid, `side` points wide in all. */
  squares(modules: readonly (readonly boolean[])[], x: number, y: number, side: number): void {
    const step = side / modules.length;
    for (const [row, cells] of modules.entries())
      for (const [column, dark] of cells.entries())
        if (dark) this.#doc.rect(x + column * step, y + row * step, step, step);
    this.#doc.fill('#000');
  }

  addPage(): void {
    this.#doc.addPage();
  }

  /** Goes through all pages once they are filled, with their number and how many there are. */
  eachPage(work: (page: number, pages: number) => void): void {
    const { start, count } = this.#doc.bufferedPageRange();
    for (let page = 0; page < count; page += 1) {
      this.#doc.switchToPage(start + page);
      work(page + 1, count);
    }
  }

  /** The finished document. */
  async end(): Promise<Uint8Array> {
    this.#doc.end();
    await this.#done;
    return Buffer.concat(this.#chunks);
  }

  #width(parts: readonly Run[], size: number): number {
    this.#doc.fontSize(size);
    return parts.reduce((sum, { font, text }) => sum + this.#doc.font(font).widthOfString(text), 0);
  }
}
