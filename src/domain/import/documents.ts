import { digest } from '../names.js';
import type { LineDraft } from '../sales/amounts.js';
import { MOST_LINES, type Sale } from '../sales/sale.js';
import { numberSuffix } from './ids.js';
import { own, type Reference } from './references.js';

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
  /** Where the lines are cut into parts; known once they are settled. */
  cuts: readonly number[];
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

  /** Puts a line into the document it belongs to, and gives that. */
  add(head: DocumentHead, line: ImportLine): ImportDocument {
    if (head.number === undefined) return this.#addSingle(head, line);
    const document = this.of(head, head.number);
    document.lines.push(line);
    return document;
  }

  /** The document of a number on a date. */
  of({ date, at }: Pick<DocumentHead, 'date' | 'at'>, number: string): ImportDocument {
    if (this.#last?.number === number && this.#last.date === date) return this.#last.document;
    const day = date.replaceAll('-', '');
    const key = `${day}-${number}`;
    let document = this.#byKey.get(key);
    if (document === undefined) {
      document = newDocument(`${day}-${numberSuffix(number)}`, number, at, []);
      this.#byKey.set(key, document);
      this.numbersRepeat ||= (this.#datesOf.get(number) ?? day) !== day;
      this.#datesOf.set(number, day);
    }
    this.#last = { number, date, document };
    return document;
  }

  #addSingle({ date, at, content }: DocumentHead, line: ImportLine): ImportDocument {
    const first = own(`${date.replaceAll('-', '')}-~${digest(content(), 16)}`);
    const count = (this.#repeats.get(first) ?? 0) + 1;
    this.#repeats.set(first, count);
    const id = count === 1 ? first : own(`${first.slice(0, 10)}${digest(`${first} ${count}`, 16)}`);
    const document = newDocument(id, undefined, at, [line]);
    this.#single.push(document);
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
 * take goods back but state them as positive. A line keeps its own description where the product is called otherwise.
 * To be done once.
 */
export function settleLines(
  documents: readonly ImportDocument[],
  cancellations: ReadonlySet<ImportDocument>,
  productNames: ReadonlyMap<string, string>,
): void {
  for (const document of documents) {
    const back = document.isReturn ? 'return' : cancellations.has(document) ? 'cancellation' : undefined;
    const turn = back !== undefined && document.lines.every(({ quantity }) => quantity >= 0);
    let size = 0;
    let count = 0;
    document.lines.forEach((line, at) => {
      const bytes = LINE_SIZE + (line.description?.length ?? 0) * BYTES_PER_CHARACTER;
      if (count >= MOST_LINES || size + bytes > LARGEST_PART) {
        document.cuts = [...document.cuts, at];
        [size, count] = [0, 0];
      }
      size += bytes;
      count += 1;
      if (line.product !== undefined) {
        line.product_id = line.product.id;
        if (line.description === productNames.get(line.product.id)) line.description = undefined;
      }
      if (turn && line.quantity !== 0) line.quantity = -line.quantity;
      if (back !== undefined) line.mark = line.mark === undefined ? back : `${line.mark}, ${back}`;
    });
  }
}

/** Bytes a stored line takes beside its description, and bound of a part: an item may hold 400 KB. */
const LINE_SIZE = 120;
const BYTES_PER_CHARACTER = 3;
const LARGEST_PART = 370_000;

/** The parts that a document is kept in, each small enough for one stored item, with their ids. */
export function partsOf({
  id,
  cuts,
  lines,
}: ImportDocument): { readonly id: string; readonly lines: readonly ImportLine[] }[] {
  return [0, ...cuts].map((from, part) => ({
    id: part === 0 ? id : `${id}~${part + 1}`,
    lines: lines.slice(from, cuts[part]),
  }));
}

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

const UNCUT: readonly number[] = [];

function newDocument(
  id: string,
  number: string | undefined,
  at: string,
  lines: ImportLine[],
): ImportDocument {
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
    lines,
    cuts: UNCUT,
  };
}

/** Says which documents were split because they are larger than one record may be. */
export function noteSplits(documents: readonly ImportDocument[], notes: string[]): void {
  const split = documents.filter(({ cuts }) => cuts.length > 0);
  if (split.length === 0) return;
  const names = split.slice(0, 5).map(({ number, id }) => number ?? id);
  notes.push(
    `${split.length} document(s) have more than ${MOST_LINES} lines, or very long ones, and are kept in parts whose ids end in ~2, ~3 ...: ${names.join(', ')}.`,
  );
}
