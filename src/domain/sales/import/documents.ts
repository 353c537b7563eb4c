import type { LineDraft } from '../amounts.js';
import { MOST_LINES, type Sale } from '../sale.js';
import { digest, numberSuffix } from './ids.js';
import { nameOf, type Reference } from './references.js';

/** One line as read; its product is known by reference until {@link settleLines}. */
export interface ImportLine extends Omit<LineDraft, 'product_id' | 'description' | 'quantity' | 'mark'> {
  readonly product: Reference | undefined;
  product_id: string | undefined;
  description: string | undefined;
  quantity: number;
  mark: string | undefined;
  /** Line of the file. */
  readonly row: number;
}

/** What a document states beside its lines; the first row that states it counts. */
export type DocumentFacts = Partial<
  Pick<
    Sale,
    | 'payment'
    | 'channel'
    | 'location'
    | 'required_on'
    | 'shipped_on'
    | 'ship_name'
    | 'ship_address'
    | 'ship_city'
    | 'ship_region'
    | 'ship_postal_code'
    | 'ship_country'
    | 'freight'
  >
>;

/** A receipt or invoice as its rows are gathered. */
export interface ImportDocument {
  /** Id without the suffix of a split. */
  readonly id: string;
  readonly number: string | undefined;
  readonly at: string;
  customer: Reference | undefined;
  employee: Reference | undefined;
  shipper: Reference | undefined;
  facts: DocumentFacts | undefined;
  /** Stated to be a return. */
  isReturn: boolean;
  /** A row of it could not be read: it is not imported. */
  spoiled: boolean;
  readonly lines: ImportLine[];
}

export interface DocumentHead {
  readonly number: string | undefined;
  /** The shop's date, `yyyy-mm-dd`. */
  readonly date: string;
  /** RFC 3339. */
  readonly at: string;
  /** Everything that tells this row from another; makes the id of a document without a number. */
  readonly content: () => string;
}

/** Gathers rows into documents by number and date; a row without a number is a document of its own. */
export class Documents {
  readonly #byKey = new Map<string, ImportDocument>();
  readonly #single: ImportDocument[] = [];
  readonly #repeats = new Map<string, number>();
  readonly #datesOf = new Map<string, string>();
  #last: { readonly number: string; readonly date: string; readonly document: ImportDocument } | undefined;
  readonly #spoiledNumbers = new Set<string>();
  readonly #spoiledKeys = new Set<string>();
  /** Some number stands under more than one date: numbers start again, e.g. each day or year. */
  numbersRepeat = false;

  /** The document the row belongs to. */
  of(head: DocumentHead): ImportDocument {
    if (this.#last !== undefined && this.#last.number === head.number && this.#last.date === head.date)
      return this.#last.document;
    const day = head.date.replaceAll('-', '');
    if (head.number === undefined) {
      const content = digest(head.content(), 24);
      const count = (this.#repeats.get(content) ?? 0) + 1;
      this.#repeats.set(content, count);
      const document = newDocument(
        `${day}-~${count === 1 ? content.slice(0, 16) : digest(`${content} ${count}`, 16)}`,
        undefined,
        head.at,
      );
      this.#single.push(document);
      return document;
    }
    const key = `${day}-${head.number}`;
    let document = this.#byKey.get(key);
    if (document === undefined) {
      document = newDocument(`${day}-${numberSuffix(head.number)}`, head.number, head.at);
      this.#byKey.set(key, document);
      this.numbersRepeat ||= (this.#datesOf.get(head.number) ?? day) !== day;
      this.#datesOf.set(head.number, day);
    }
    this.#last = { number: head.number, date: head.date, document };
    return document;
  }

  /** A row of this document could not be read; without a date, every document of the number is in doubt. */
  spoil(number: string | undefined, date: string | undefined): void {
    if (number === undefined) return;
    if (date === undefined) this.#spoiledNumbers.add(number);
    else this.#spoiledKeys.add(`${date.replaceAll('-', '')}-${number}`);
  }

  /** The documents whose every row was read, and how many others there are. */
  finish(): { good: ImportDocument[]; spoiled: { readonly number: string; readonly lines: number }[] } {
    const good: ImportDocument[] = this.#single.filter(({ spoiled }) => !spoiled);
    const left = new Map<string, number>();
    for (const key of this.#spoiledKeys) left.set(key.slice(9), left.get(key.slice(9)) ?? 0);
    for (const number of this.#spoiledNumbers) left.set(number, left.get(number) ?? 0);
    for (const [key, document] of this.#byKey) {
      const number = document.number ?? '';
      if (document.spoiled || this.#spoiledKeys.has(key) || this.#spoiledNumbers.has(number)) {
        left.set(number, (left.get(number) ?? 0) + document.lines.length);
      } else good.push(document);
    }
    return { good, spoiled: [...left].map(([number, lines]) => ({ number, lines })) };
  }
}

/**
 * Gives the lines of documents the ids their products have in the end, and turns the quantities of documents that
 * take goods back but state them as positive. To be done once.
 */
export function settleLines(
  documents: readonly ImportDocument[],
  cancellations: ReadonlySet<ImportDocument>,
): void {
  const names = new Map<Reference, string>();
  for (const document of documents) {
    const back = document.isReturn ? 'return' : cancellations.has(document) ? 'cancellation' : undefined;
    const turn = back !== undefined && document.lines.every(({ quantity }) => quantity >= 0);
    for (const line of document.lines) {
      if (line.product !== undefined) {
        let name = names.get(line.product);
        if (name === undefined) {
          name = nameOf(line.product);
          names.set(line.product, name);
        }
        line.product_id = line.product.id;
        if (line.description === name) line.description = undefined;
      }
      if (turn && line.quantity !== 0) line.quantity = -line.quantity;
      if (back !== undefined) line.mark = line.mark === undefined ? back : `${line.mark}, ${back}`;
    }
  }
}

/** The parts that a document is kept in, each small enough for one stored item, with their ids. */
export function partsOf(
  document: ImportDocument,
): { readonly id: string; readonly lines: readonly ImportLine[] }[] {
  const parts: { id: string; lines: ImportLine[] }[] = [];
  let size = 0;
  for (const line of document.lines) {
    const own = LINE_SIZE + (line.description?.length ?? 0) * BYTES_PER_CHARACTER;
    let part = parts.at(-1);
    if (part === undefined || part.lines.length >= MOST_LINES || size + own > LARGEST_PART) {
      part = { id: parts.length === 0 ? document.id : `${document.id}~${parts.length + 1}`, lines: [] };
      parts.push(part);
      size = 0;
    }
    part.lines.push(line);
    size += own;
  }
  return parts;
}

/** Bytes of a line without its description, generously, and bound of a part: an item may hold 400 KB. */
const LINE_SIZE = 230;
const BYTES_PER_CHARACTER = 3;
const LARGEST_PART = MOST_LINES * LINE_SIZE;

const CANCELLATION = /^C-?\d+$/i;
const PLAIN_NUMBER = /^\d+$/;

/**
 * The documents numbered like cancellations: `C536379` among plain numbers such as `536365`. A shop that puts C
 * before most of its numbers means something else.
 */
export function findCancellations(documents: readonly ImportDocument[]): ReadonlySet<ImportDocument> {
  const found = new Set(documents.filter(({ number }) => number !== undefined && CANCELLATION.test(number)));
  const plain = documents.filter(({ number }) => number !== undefined && PLAIN_NUMBER.test(number)).length;
  return plain > found.size ? found : new Set();
}

function newDocument(id: string, number: string | undefined, at: string): ImportDocument {
  return {
    id,
    number,
    at,
    customer: undefined,
    employee: undefined,
    shipper: undefined,
    facts: undefined,
    isReturn: false,
    spoiled: false,
    lines: [],
  };
}

/** Says which documents were split because they are larger than one record may be. */
export function noteSplits(documents: readonly ImportDocument[], notes: string[]): void {
  const split = documents.filter((document) => partsOf(document).length > 1);
  if (split.length === 0) return;
  const names = split.slice(0, 5).map(({ number, id }) => number ?? id);
  notes.push(
    `${split.length} document(s) have more than ${MOST_LINES} lines, or very long ones, and are kept in parts whose ids end in ~2, ~3 ...: ${names.join(', ')}.`,
  );
}
