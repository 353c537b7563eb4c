import { invalid } from '../../errors.js';
import { nearest } from '../../nearest.js';
import type { Replica } from '../../ports/analytics/replica.js';
import type { ShopSettings } from '../../shop.js';
import type { Clock } from '../../time.js';
import { EXAMPLES, type QueryExample } from './examples.js';
import { type Dimension, type EntityShape, entitiesOf, type Measure, type Model } from './model.js';
import { settingToday } from './planner.js';
import { sampleValues } from './suggest.js';
import { partsOf } from './values.js';

export type MemberKind = 'measure' | 'dimension' | 'entity';

/** One thing the model knows, in short. */
export interface Entry {
  readonly name: string;
  readonly kind: MemberKind;
  readonly label: string;
  readonly type?: string | undefined;
  readonly entity?: string | undefined;
  readonly description: string;
}

/** All there is to say about one member. */
export interface MemberDetail extends Entry {
  readonly synonyms: string[];
  /** Dimensions a measure can be broken down by, or measures that fit a dimension. */
  readonly goes_with: string[];
  readonly sample_values?: string[] | undefined;
  readonly examples: QueryExample[];
}

const SAMPLES = 10;

/** Explains the model: what can be asked, by search or by name. */
export class ModelGuide {
  readonly model: Model;
  readonly entries: readonly Entry[];
  readonly #replica: Replica;
  readonly #shop: ShopSettings;
  readonly #clock: Clock;
  readonly #words: readonly {
    readonly entry: Entry;
    readonly words: string;
    readonly phrases: readonly string[];
  }[];

  constructor(model: Model, replica: Replica, shop: ShopSettings, clock: Clock) {
    this.model = model;
    this.#replica = replica;
    this.#shop = shop;
    this.#clock = clock;
    const described: [Entry, readonly string[]][] = [
      ...model.measures.map((measure): [Entry, readonly string[]] => [
        measureEntry(measure),
        measure.synonyms ?? [],
      ]),
      ...model.dimensions.map((dimension): [Entry, readonly string[]] => [
        dimensionEntry(dimension),
        dimension.synonyms ?? [],
      ]),
      ...model.entities.map((entity): [Entry, readonly string[]] => [entityEntry(entity), entity.synonyms]),
    ];
    this.entries = described.map(([entry]) => entry);
    this.#words = described.map(([entry, synonyms]) => {
      const phrases = [entry.name.replaceAll('_', ' '), entry.label.toLowerCase(), ...synonyms];
      return { entry, phrases, words: ` ${[...phrases, entry.description].join(' ').toLowerCase()} ` };
    });
  }

  /**
   * Entries that match the words, best first. A word counts where it occurs, more where it is part of the name; a
   * whole name or synonym counts once more.
   */
  search(text: string): Entry[] {
    const asked = text
      .toLowerCase()
      .split(/[^\p{L}\p{M}\p{N}]+/u)
      .filter((word) => word !== '');
    const sentence = ` ${asked.join(' ')} `;
    const words = asked.filter((word) => word.length > 1 && !STOP_WORDS.has(word));
    const scored = this.#words.map(({ entry, words: known, phrases }) => {
      const whole = phrases.filter((phrase) => sentence.includes(` ${phrase} `));
      const score = words.reduce((sum, word) => {
        const stem = word.replace(/(?:ies|es|s)$/, '');
        if (entry.name.split('_').some((part) => part === word || part.replace(/(?:ies|es|s)$/, '') === stem))
          return sum + 3;
        return sum + (known.includes(` ${word}`) ? 2 : known.includes(` ${stem}`) ? 1 : 0);
      }, 0);
      const longest = Math.max(0, ...whole.map((phrase) => 1 + phrase.split(' ').length));
      return { entry, score: score + longest - entry.name.length / 1000 };
    });
    const found = scored.filter(({ score }) => score >= 0.5).sort((a, b) => b.score - a.score);
    if (found.length > 0) return found.map(({ entry }) => entry);
    const near = nearest(
      text,
      this.entries.map(({ name }) => name),
    );
    return this.entries.filter(({ name }) => near.includes(name));
  }

  /** @throws ClerkError `invalid_input` with the nearest names. */
  async detail(name: string, signal?: AbortSignal): Promise<MemberDetail> {
    const entry =
      this.entries.find((candidate) => candidate.name === name && candidate.kind !== 'entity') ??
      this.entries.find((candidate) => candidate.name === name);
    if (entry === undefined) {
      const near = nearest(
        name,
        this.entries.map((candidate) => candidate.name),
      );
      throw invalid(
        'name',
        `There is no member "${name.slice(0, 60)}".${near.length > 0 ? ` Did you mean ${near[0]}?` : ''}`,
        { fix: 'Use search to find it.', ...(near.length > 0 ? { valid: near } : {}) },
      );
    }
    const dimension = entry.kind === 'dimension' ? this.model.dimension(name) : undefined;
    return {
      ...entry,
      synonyms: [
        ...(this.model.measure(name)?.synonyms ??
          dimension?.synonyms ??
          this.model.entities.find((entity) => entity.name === name)?.synonyms ??
          []),
      ],
      goes_with: this.#goesWith(entry),
      sample_values: dimension === undefined ? undefined : await this.#samples(dimension, signal),
      examples: EXAMPLES.filter(({ query }) =>
        [
          ...(query.measures ?? []),
          ...(query.dimensions ?? []),
          ...(query.filters ?? []).map(({ member }) => member),
        ].includes(name),
      ).slice(0, 3),
    };
  }

  async #samples(dimension: Dimension, signal: AbortSignal | undefined): Promise<string[]> {
    await this.#replica.sync(signal);
    const setting = settingToday(this.#shop, this.#clock);
    return sampleValues(this.model, this.#replica, dimension, setting, SAMPLES, signal);
  }

  #goesWith(entry: Entry): string[] {
    if (entry.kind === 'entity')
      return this.entries
        .filter((other) => other.kind === 'dimension' && other.entity === entry.name)
        .map(({ name }) => name);
    const measure = this.model.measure(entry.name);
    if (entry.kind === 'measure' && measure !== undefined)
      return this.model.dimensions.filter((other) => this.#fit(measure, other)).map(({ name }) => name);
    const dimension = this.model.dimension(entry.name);
    if (dimension === undefined) return [];
    return this.model.measures.filter((other) => this.#fit(other, dimension)).map(({ name }) => name);
  }

  /** Whether everything a measure is made of can be broken down by a dimension. */
  #fit(measure: Measure, dimension: Dimension): boolean {
    return partsOf(this.model, measure).every(({ over }) =>
      this.model.entities.some(
        ({ name }) =>
          over[name] !== undefined &&
          entitiesOf(dimension).every((entity) => this.model.paths(name).has(entity)),
      ),
    );
  }
}

const STOP_WORDS = new Set([
  'the',
  'of',
  'by',
  'in',
  'for',
  'and',
  'or',
  'to',
  'is',
  'are',
  'what',
  'which',
  'who',
  'how',
  'many',
  'much',
  'our',
  'my',
  'per',
  'each',
  'show',
  'list',
  'all',
  'with',
]);

function measureEntry({ name, label, type, description, over }: Measure): Entry {
  return { name, kind: 'measure', label, type, entity: Object.keys(over)[0], description };
}

function dimensionEntry({ name, label, type, description, entity }: Dimension): Entry {
  return { name, kind: 'dimension', label, type, entity, description };
}

function entityEntry({ name, label, description }: EntityShape): Entry {
  return { name, kind: 'entity', label, description };
}
