import * as z from 'zod';
import { ClerkError, invalid } from '../../../errors.js';
import type { Replica } from '../../../ports/analytics/replica.js';
import { once } from '../../../ports/store/once.js';
import { type OnWrite, Repository, shopKey } from '../../../ports/store/repository.js';
import type { Item, Table } from '../../../ports/store/table.js';
import type { ShopSettings } from '../../../shop.js';
import type { Clock } from '../../../time.js';
import { compile } from '../compile.js';
import type { Model } from '../model.js';
import { Planner } from '../planner.js';
import { readToken } from '../receipt-token.js';
import { DEFINITION, Definition } from './definition.js';
import { addTo, extendModel, madeOf } from './extend.js';
import { definitionOf, labelOf } from './inline.js';
import type { LiveModel, ShopModel } from './live-model.js';

/** Most definitions of one shop: the model is read anew whenever one changes. */
const MOST = 500;

interface Ports {
  readonly table: Table;
  readonly live: LiveModel;
  readonly replica: Replica;
  readonly settings: ShopSettings;
  readonly clock: Clock;
  readonly onWrite: OnWrite;
}

export interface SaveRequest {
  readonly name: string;
  /** Token of the receipt of the answer that was checked. */
  readonly receipt: string;
  /** What it means, in the shop's words. */
  readonly description: string;
  readonly synonyms?: string[] | undefined;
}

export interface Saved {
  readonly kind: Definition['kind'];
  readonly replaced: boolean;
}

/** What is to be saved, and the names that its query defined. */
interface Draft {
  readonly definition: Definition;
  readonly defined: readonly string[];
}

/** The key of a write and what it stands for. */
interface Keyed {
  readonly key: string;
  readonly payload: unknown;
}

/** Keeps what a shop defines itself: measures, dimensions and questions, by name. */
export class DefinitionService {
  readonly #ports: Ports;
  readonly #records: Repository<Definition>;

  constructor(ports: Ports) {
    this.#ports = ports;
    this.#records = new Repository(ports.table, ports.settings.shop_id, DEFINITION, ports.onWrite);
  }

  /**
   * Saves what an answer was made of, in place of an earlier definition of the name: the measure or dimension that its
   * query defined under the name, or else the whole query as a question.
   *
   * @throws ClerkError `invalid_input` naming the part that does not fit the model, `conflict` for a name that Munshi
   * or another kind of definition has.
   */
  async save(request: SaveRequest, write: Keyed, signal?: AbortSignal): Promise<Saved> {
    const draft = this.#draftOf(request);
    const { kind, name } = draft.definition;
    const replaced = await this.#write(
      'save_definition',
      name,
      write,
      async (stored) => {
        if (stored !== undefined && stored.removed !== true && stored.kind !== kind)
          throw taken(`A ${stored.kind} is saved as ${name} already.`);
        const current = await this.#current(signal);
        const others = current.definitions.filter((other) => other.name !== name);
        if (others.length >= MOST)
          throw new ClerkError('refused', `A shop can keep ${MOST} definitions.`, {
            field: 'name',
            fix: 'Remove one that is no longer used.',
          });
        this.#check(draft, others, current.unfit);
        return { next: draft.definition, result: stored !== undefined && stored.removed !== true };
      },
      z.boolean(),
    );
    return { kind, replaced };
  }

  /**
   * Takes a definition away.
   *
   * @returns what kind it was.
   * @throws ClerkError `not_found` for a name that is not defined, `refused` while another is made of it.
   */
  async remove(name: string, write: Keyed, signal?: AbortSignal): Promise<string> {
    return this.#write(
      'remove_definition',
      name,
      write,
      async (stored) => {
        if (stored === undefined || stored.removed === true)
          throw new ClerkError('not_found', `Nothing is saved as "${name.slice(0, 60)}".`, {
            field: 'name',
            fix: 'describe_data lists what is saved, marked saved.',
          });
        const { definitions, unfit } = await this.#current(signal);
        const others = definitions.filter((other) => other.name !== name);
        const unfitWithout = extendModel(this.#ports.live.base, others).unfit.map((each) => each.name);
        const unfitWith = unfit.map((each) => each.name);
        const asking = others.flatMap((other) =>
          other.kind === 'question' && this.#asks(other.receipt, name) ? [other.name] : [],
        );
        const broken = [...unfitWithout.filter((user) => !unfitWith.includes(user)), ...asking];
        if (broken.length > 0)
          throw new ClerkError('refused', `${broken.join(', ')} is made of ${name}.`, {
            field: 'name',
            fix: 'Remove or change that first.',
            valid: broken,
          });
        return { next: { ...stored, removed: true }, result: stored.kind };
      },
      z.string(),
    );
  }

  #draftOf({ name, receipt, description, synonyms }: SaveRequest): Draft {
    const { query } = readToken(this.#ports.settings.shop_id, receipt, 'receipt');
    const defined = (query.define ?? []).map((each) => definitionOf(each, 'receipt'));
    const inline = defined.find((each) => each.name === name);
    const described = { description, ...(synonyms === undefined ? {} : { synonyms }) };
    const read = Definition.safeParse(
      inline === undefined
        ? { name, label: labelOf(name), kind: 'question', receipt, ...described }
        : { ...inline, ...described },
    );
    if (!read.success)
      throw invalid('receipt', `What the answer defines as ${name} cannot be kept.`, {
        fix: 'Ask again with query_sales and send the token of that answer.',
      });
    return { definition: read.data, defined: defined.map((each) => each.name) };
  }

  /** Whether the query of a question names a member that it does not define itself. */
  #asks(receipt: string, name: string): boolean {
    const { query } = readToken(this.#ports.settings.shop_id, receipt, 'name');
    const { define = [], measures = [], dimensions = [], filters = [], pivot } = query;
    if (define.some((each) => each.name === name)) return false;
    const named = [
      ...measures,
      ...dimensions,
      ...filters.flatMap(({ member, than }) => [member, than]),
      pivot,
      ...define.map((each) => definitionOf(each, 'name')).flatMap(partsOf),
    ];
    return named.includes(name);
  }

  async #write<T extends boolean | string>(
    operation: string,
    name: string,
    { key, payload }: Keyed,
    work: (stored: Definition | undefined) => Promise<{ readonly next: Definition; readonly result: T }>,
    schema: z.ZodType<T>,
  ): Promise<T> {
    const { table, settings, clock, onWrite } = this.#ports;
    const now = clock();
    const shop = shopKey(settings.shop_id);
    let written: Item | undefined;
    const outcome = await once(table, { shop, operation, key, payload, now }, schema, async () => {
      const stored = await this.#records.get(name);
      const { next, result } = await work(stored?.record);
      const item = this.#records.item(next, (stored?.version ?? 0) + 1, now);
      written = item;
      return { writes: [{ item, when: stored === undefined ? 'absent' : stored.version }], result };
    });
    if (written !== undefined && !outcome.replayed) onWrite([written]);
    return outcome.result;
  }

  async #current(signal: AbortSignal | undefined): Promise<ShopModel> {
    await this.#ports.replica.sync(signal);
    return this.#ports.live.current();
  }

  #check({ definition, defined }: Draft, others: readonly Definition[], unfit: ShopModel['unfit']): void {
    const { live } = this.#ports;
    const { name } = definition;
    const before = extendModel(live.base, others);
    const unsaved = partsOf(definition).find(
      (used) =>
        defined.includes(used) &&
        before.model.measure(used) === undefined &&
        before.model.dimension(used) === undefined,
    );
    if (unsaved !== undefined)
      throw new ClerkError('refused', `${name} is made of ${unsaved}, which is not saved.`, {
        field: 'name',
        fix: `Save ${unsaved} first, from the same receipt.`,
        valid: [unsaved],
      });
    this.#tryOut(before.model, definition);
    const after = extendModel(live.base, [...others, definition]);
    const broken = after.unfit.filter(({ name: user }) => unfit.every((each) => each.name !== user));
    const [first] = broken;
    if (first !== undefined)
      throw new ClerkError(
        'refused',
        `${first.name} is made of ${name} and would no longer fit: ${first.why}`,
        {
          field: 'name',
          fix: 'Change that first, or choose another name.',
        },
      );
  }

  /** Makes the SQL of a definition, which tells what it would be refused for: the shop may have changed since. */
  #tryOut(base: Model, definition: Definition): void {
    const { kind, name } = definition;
    const { settings, clock } = this.#ports;
    try {
      const model = addTo(base, definition);
      if (kind === 'question') return;
      const planner = new Planner(model, settings, clock());
      const plan = planner.plan(kind === 'measure' ? { measures: [name] } : { dimensions: [name] }, 0);
      compile(model, plan, planner.setting(plan));
    } catch (error) {
      if (!(error instanceof ClerkError) || error.field === 'name') throw error;
      throw new ClerkError(error.code, `${name} cannot be kept: ${error.message}`, {
        field: 'receipt',
        fix: 'Ask again with query_sales and another define, and send the token of that answer.',
        ...(error.valid === undefined ? {} : { valid: error.valid }),
      });
    }
  }
}

function partsOf(definition: Definition): string[] {
  return definition.kind === 'question' ? [] : madeOf(definition);
}

function taken(message: string): ClerkError {
  return new ClerkError('conflict', message, { field: 'name', fix: 'Choose another name.' });
}
