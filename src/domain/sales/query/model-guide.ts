import { invalid } from '../../errors.js';
import { nearest } from '../../nearest.js';
import type { Replica } from '../../ports/analytics/replica.js';
import type { ShopSettings } from '../../shop.js';
import { type Clock, zonedMoment } from '../../time.js';
import type { LiveModel, ShopModel } from './definitions/live-model.js';
import { EXAMPLES, type QueryExample } from './examples.js';
import { type Entry, GuideIndex, type MemberKind } from './guide-index.js';
import { type Dimension, entitiesOf, type Measure, type Model } from './model.js';
import { settingAt } from './planner.js';
import { readToken } from './receipt-token.js';
import { sampleValues } from './suggest.js';
import { partsOf } from './values.js';

/** All there is to say about one member. */
export interface MemberDetail extends Entry {
  readonly synonyms: string[];
  /** Dimensions a measure can be broken down by, or measures that fit a dimension. */
  readonly goes_with: string[];
  readonly sample_values?: string[] | undefined;
  readonly examples: QueryExample[];
  /** What the shop has defined it as. */
  readonly definition?: Readonly<Record<string, unknown>> | undefined;
}

const SAMPLES = 10;

/** Explains the model: what can be asked, by search or by name. */
export class ModelGuide {
  readonly #live: LiveModel;
  readonly #replica: Replica;
  readonly #shop: ShopSettings;
  readonly #clock: Clock;
  readonly #base: GuideIndex;
  #made: { readonly of: ShopModel; readonly index: GuideIndex } | undefined;

  constructor(live: LiveModel, replica: Replica, shop: ShopSettings, clock: Clock) {
    this.#live = live;
    this.#replica = replica;
    this.#shop = shop;
    this.#clock = clock;
    this.#base = new GuideIndex({ model: live.base, definitions: [], questions: [], unfit: [] });
  }

  /** Everything of a kind, or everything. Entities are the same for every shop and need no store. */
  async entries(kind?: MemberKind, signal?: AbortSignal): Promise<Entry[]> {
    const { index } = await this.#index(kind, signal);
    return index.entries.filter((entry) => kind === undefined || entry.kind === kind);
  }

  /** Entries that match the words, best first. */
  async search(text: string, kind?: MemberKind, signal?: AbortSignal): Promise<Entry[]> {
    const { index } = await this.#index(kind, signal);
    return index.search(text).filter((entry) => kind === undefined || entry.kind === kind);
  }

  async #index(
    kind: MemberKind | undefined,
    signal: AbortSignal | undefined,
  ): Promise<{ readonly index: GuideIndex; readonly of: ShopModel | undefined }> {
    if (kind === 'entity') return { index: this.#base, of: undefined };
    await this.#replica.sync(signal);
    const of = await this.#live.current();
    if (this.#made?.of !== of) this.#made = { of, index: new GuideIndex(of) };
    return this.#made;
  }

  /** @throws ClerkError `invalid_input` with the nearest names. */
  async detail(name: string, kind?: MemberKind, signal?: AbortSignal): Promise<MemberDetail> {
    const { index, of } = await this.#index(undefined, signal);
    const model = of?.model ?? this.#live.base;
    const entry =
      index.entries.find(
        (candidate) =>
          candidate.name === name &&
          (kind === undefined ? candidate.kind !== 'entity' : candidate.kind === kind),
      ) ?? index.entries.find((candidate) => candidate.name === name);
    if (entry === undefined) {
      const near = nearest(
        name,
        index.entries.map((candidate) => candidate.name),
      );
      throw invalid(
        'name',
        `There is no member "${name.slice(0, 60)}".${near.length > 0 ? ` Did you mean ${near[0]}?` : ''}`,
        { fix: 'Use search to find it.', ...(near.length > 0 ? { valid: near } : {}) },
      );
    }
    const dimension = entry.kind === 'dimension' ? model.dimension(name) : undefined;
    return {
      ...entry,
      synonyms: [
        ...(model.measure(name)?.synonyms ??
          dimension?.synonyms ??
          model.entities.find((entity) => entity.name === name)?.synonyms ??
          []),
      ],
      goes_with: goesWith(model, index, entry),
      sample_values: dimension === undefined ? undefined : await this.#samples(model, dimension, signal),
      definition: this.#definition(of, name),
      examples: EXAMPLES.filter(({ query }) =>
        [
          ...(query.measures ?? []),
          ...(query.dimensions ?? []),
          ...(query.filters ?? []).map(({ member }) => member),
        ].includes(name),
      ).slice(0, 3),
    };
  }

  /** What the shop has saved under a name; of a question, the query. */
  #definition(of: ShopModel | undefined, name: string): Readonly<Record<string, unknown>> | undefined {
    const saved = of?.definitions.find((definition) => definition.name === name);
    if (saved?.kind !== 'question') return saved;
    const { query, asOf } = readToken(this.#shop.shop_id, saved.receipt, 'name');
    return { query, verified_at: zonedMoment(asOf, this.#shop.time_zone) };
  }

  async #samples(model: Model, dimension: Dimension, signal: AbortSignal | undefined): Promise<string[]> {
    const setting = settingAt(this.#shop, this.#clock());
    return sampleValues(model, this.#replica, dimension, setting, SAMPLES, signal);
  }
}

function goesWith(model: Model, { entries }: GuideIndex, entry: Entry): string[] {
  if (entry.kind === 'entity')
    return entries
      .filter((other) => other.kind === 'dimension' && other.entity === entry.name)
      .map(({ name }) => name);
  const measure = model.measure(entry.name);
  if (entry.kind === 'measure' && measure !== undefined)
    return model.dimensions.filter((other) => suits(model, measure, other)).map(({ name }) => name);
  const dimension = model.dimension(entry.name);
  if (dimension === undefined) return [];
  return model.measures.filter((other) => suits(model, other, dimension)).map(({ name }) => name);
}

/** Whether everything a measure is made of can be broken down by a dimension. */
function suits(model: Model, measure: Measure, dimension: Dimension): boolean {
  return partsOf(model, measure).every(({ over }) =>
    model.entities.some(
      ({ name }) =>
        over[name] !== undefined && entitiesOf(dimension).every((entity) => model.paths(name).has(entity)),
    ),
  );
}
