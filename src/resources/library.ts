import { ProtocolError, ProtocolErrorCode, ResourceNotFoundError } from '@modelcontextprotocol/server';
import type { Shop } from '../domain/open-shop.js';

/** A document that is always there. */
export interface FixedResource {
  readonly uri: string;
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly read: (shop: Shop) => unknown;
}

/** A family of documents: one variable at the end of the address. */
export interface ResourceFamily {
  /** Everything before the variable, e.g. `model://members/`. */
  readonly prefix: string;
  readonly variable: string;
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** The values the variable can take, for completion. */
  readonly values: (shop: Shop) => readonly string[] | Promise<readonly string[]>;
  /** The document for a value; undefined when there is none. */
  readonly read: (value: string, shop: Shop) => unknown;
}

const PAGE = 50;
const MOST_COMPLETIONS = 100;
const JSON_TYPE = 'application/json';

interface Contents {
  readonly contents: { uri: string; mimeType: string; text: string }[];
  readonly [key: string]: unknown;
}

/**
 * The resources that are served: JSON documents by address.
 */
export class Library {
  readonly #fixed: readonly FixedResource[];
  readonly #families: readonly ResourceFamily[];
  readonly #shop: () => Promise<Shop>;

  constructor(
    fixed: readonly FixedResource[],
    families: readonly ResourceFamily[],
    shop: () => Promise<Shop>,
  ) {
    this.#fixed = fixed;
    this.#families = families;
    this.#shop = shop;
  }

  list(cursor: string | undefined) {
    const { items, nextCursor } = page(this.#fixed, cursor);
    return {
      resources: items.map(({ uri, name, title, description }) => ({
        uri,
        name,
        title,
        description,
        mimeType: JSON_TYPE,
      })),
      ...(nextCursor === undefined ? {} : { nextCursor }),
    };
  }

  templates(cursor: string | undefined) {
    const { items, nextCursor } = page(this.#families, cursor);
    return {
      resourceTemplates: items.map(({ prefix, variable, name, title, description }) => ({
        uriTemplate: `${prefix}{${variable}}`,
        name,
        title,
        description,
        mimeType: JSON_TYPE,
      })),
      ...(nextCursor === undefined ? {} : { nextCursor }),
    };
  }

  /** @throws ResourceNotFoundError for an address that leads nowhere. */
  async read(uri: string): Promise<Contents> {
    const found = await this.#find(uri);
    if (found === undefined) throw new ResourceNotFoundError(uri.slice(0, 500));
    return { contents: [{ uri, mimeType: JSON_TYPE, text: JSON.stringify(found) }] };
  }

  async complete(template: string, argument: { readonly name: string; readonly value: string }) {
    const family = this.#families.find(
      ({ prefix, variable }) => `${prefix}{${variable}}` === template && variable === argument.name,
    );
    const typed = argument.value.toLowerCase();
    const all = family === undefined ? [] : await family.values(await this.#shop());
    const starting = all.filter((value) => value.toLowerCase().startsWith(typed));
    const values = [
      ...starting,
      ...all.filter((value) => !starting.includes(value) && value.toLowerCase().includes(typed)),
    ];
    return {
      values: values.slice(0, MOST_COMPLETIONS),
      total: values.length,
      hasMore: values.length > MOST_COMPLETIONS,
    };
  }

  async #find(uri: string): Promise<unknown> {
    const fixed = this.#fixed.find((resource) => resource.uri === uri);
    if (fixed !== undefined) return fixed.read(await this.#shop());
    const family = this.#families.find(({ prefix }) => uri.startsWith(prefix));
    const value = family === undefined ? undefined : decode(uri.slice(family.prefix.length));
    return value === undefined ? undefined : family?.read(value, await this.#shop());
  }
}

function page<T>(
  items: readonly T[],
  cursor: string | undefined,
): { items: readonly T[]; nextCursor: string | undefined } {
  const start = Number(cursor ?? 0);
  const issued = start > 0 && start < items.length && start % PAGE === 0 && cursor === String(start);
  if (cursor !== undefined && !issued) {
    throw new ProtocolError(ProtocolErrorCode.InvalidParams, 'The cursor is not one of ours.');
  }
  const end = start + PAGE;
  return { items: items.slice(start, end), nextCursor: end < items.length ? String(end) : undefined };
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
