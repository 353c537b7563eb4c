import { idFromName, sameName } from '../names.js';

const MOST_NAMES = 20;
const MOST_SPELLINGS = 100_000;

/** Something a sale refers to (product, customer, ...), by code, by name, or both. */
export interface Reference {
  /** The code the file gives. */
  readonly code: string | undefined;
  /** Id in the books; that of the name until {@link References.settle}. */
  id: string;
  /** Known by more than its name, so that another of the same name is not taken for it. */
  readonly distinct: boolean;
  /** What the file calls it, and how often. */
  readonly names: Map<string, number>;
  /** Other facts the file has, for a record made from nothing else. */
  phone?: string;
  country?: string;
}

/** Every different thing of one kind that a file refers to. */
export class References {
  readonly #byCode = new Map<string, Reference>();
  readonly #byName = new Map<string, Reference>();
  /** The same by each spelling met, so that it is compared once. */
  readonly #bySpelling = new Map<string, Reference>();

  /** The one reference for this code or, without a code, this name; `tell` tells two of one name apart. */
  of(code: string | undefined, name: string | undefined, tell = ''): Reference | undefined {
    if (code === undefined && name === undefined) return undefined;
    let found = code === undefined && tell === '' ? this.#bySpelling.get(name ?? '') : undefined;
    if (found === undefined) {
      found = this.#find(code, name ?? '', tell);
      if (code === undefined && tell === '' && this.#bySpelling.size < MOST_SPELLINGS) {
        this.#bySpelling.set(own(name ?? ''), found);
      }
    }
    if (name !== undefined) {
      const count = found.names.get(name);
      if (count !== undefined) found.names.set(name, count + 1);
      else if (found.names.size < MOST_NAMES) found.names.set(own(name), 1);
    }
    return found;
  }

  #find(code: string | undefined, name: string, tell: string): Reference {
    const key = code ?? `${tell}\0${sameName(name)}`;
    const known = code === undefined ? this.#byName : this.#byCode;
    let found = known.get(key);
    if (found === undefined) {
      found = {
        code: code === undefined ? undefined : own(code),
        id: own(code ?? idFromName(`${name}${tell === '' ? '' : ` ${tell}`}`)),
        distinct: tell !== '',
        names: new Map(),
      };
      known.set(own(key), found);
    }
    return found;
  }

  *all(): Generator<Reference> {
    yield* this.#byCode.values();
    yield* this.#byName.values();
  }

  /** What is known by name only. */
  named(): IterableIterator<Reference> {
    return this.#byName.values();
  }

  /** Gives what is known by name only the code that the file has beside the same name elsewhere. */
  settleByCode(): void {
    const codes = this.#codesByName();
    for (const reference of this.#byName.values()) {
      if (!reference.distinct) reference.id = codes.get(sameName(nameOf(reference))) ?? reference.id;
    }
  }

  /** Codes by name, for names that stand beside one code only. */
  #codesByName(): Map<string, string> {
    const codes = new Map<string, string | undefined>();
    for (const [code, { names }] of this.#byCode) {
      for (const name of names.keys()) {
        const same = sameName(name);
        codes.set(same, codes.has(same) && codes.get(same) !== code ? undefined : code);
      }
    }
    return new Map([...codes].flatMap(([name, code]) => (code === undefined ? [] : [[name, code]])));
  }
}

/** The name used most often, the first of equals; the code where there is none. */
export function nameOf(reference: Reference): string {
  let best = reference.code ?? reference.id;
  let most = 0;
  for (const [name, count] of reference.names) {
    if (count > most) [best, most] = [name, count];
  }
  return best;
}

/** A copy that does not keep the whole text it was cut from in memory. */
export function own(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le');
}
