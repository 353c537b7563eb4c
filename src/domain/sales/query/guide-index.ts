import { nearest } from '../../nearest.js';
import { saidFor } from '../question/lexicon/said.js';
import type { SavedQuestion } from './definitions/definition.js';
import type { ShopModel } from './definitions/live-model.js';
import type { Dimension, EntityShape, Measure } from './model.js';
import { OPTIONS } from './options.js';
import { askedAs } from './search/asked-as/index.js';
import { type Described, TextIndex } from './search/text-index.js';

export type MemberKind = 'measure' | 'dimension' | 'entity' | 'option' | 'question';

/** One thing the model knows, in short. */
export interface Entry {
  readonly name: string;
  readonly kind: MemberKind;
  readonly label: string;
  readonly type?: string | undefined;
  readonly entity?: string | undefined;
  readonly description: string;
  /** Defined by the shop. */
  readonly saved?: boolean | undefined;
}

/** Tables are rarely what is looked for: measures and dimensions of the same name come first. */
const ENTITY = 0.8;

/** Everything the model of a shop knows, to be listed and searched. */
export class GuideIndex {
  readonly entries: readonly Entry[];
  readonly #found: readonly Entry[];
  readonly #described: () => Described[];
  #index: TextIndex | undefined;

  constructor({ model, questions, definitions, unfit }: ShopModel) {
    const own = new Set(definitions.map(({ name }) => name));
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
      ...OPTIONS.map(({ synonyms, ...option }): [Entry, readonly string[]] => [
        { ...option, kind: 'option' },
        synonyms,
      ]),
      ...questions.map((question): [Entry, readonly string[]] => [
        questionEntry(question),
        question.synonyms ?? [],
      ]),
    ];
    const told = described.map(([entry, words]): [Entry, readonly string[]] => [
      own.has(entry.name) ? { ...entry, saved: true } : entry,
      words,
    ]);
    this.entries = [
      ...told.map(([entry]) => entry),
      ...definitions.flatMap(({ name, kind, label }): Entry[] => {
        const why = unfit.find((each) => each.name === name)?.why;
        return why === undefined
          ? []
          : [{ name, kind, label, description: `Cannot be used any more: ${why}`, saved: true }];
      }),
    ];
    this.#found = told.map(([entry]) => entry);
    this.#described = () =>
      told.map(([{ name, kind, label, description }, synonyms]) => ({
        names: [name.replaceAll('_', ' '), label, ...synonyms, ...saidFor(name)],
        asked: own.has(name) ? [] : askedAs(name),
        description,
        weight: kind === 'entity' ? ENTITY : 1,
      }));
  }

  /** Entries that match the words, best first; a name written in full comes before all. */
  search(text: string): Entry[] {
    const whole = text
      .trim()
      .toLowerCase()
      .replace(/[\s_]+/g, ' ');
    const exact = this.#found.filter(({ name, label }) =>
      [name.replaceAll('_', ' '), label.toLowerCase()].includes(whole),
    );
    this.#index ??= new TextIndex(this.#described());
    const found = this.#index.search(text).flatMap((at) => this.#found[at] ?? []);
    const all = [...exact, ...found.filter((entry) => !exact.includes(entry))];
    if (all.length > 0) return all;
    const near = nearest(
      text,
      this.entries.map(({ name }) => name),
    );
    return this.entries.filter(({ name }) => near.includes(name));
  }
}

function measureEntry({ name, label, type, description, over }: Measure): Entry {
  return { name, kind: 'measure', label, type, entity: Object.keys(over)[0], description };
}

function dimensionEntry({ name, label, type, description, entity }: Dimension): Entry {
  return { name, kind: 'dimension', label, type, entity, description };
}

function entityEntry({ name, label, description }: EntityShape): Entry {
  return { name, kind: 'entity', label, description };
}

function questionEntry({ name, label, description }: SavedQuestion): Entry {
  return { name, kind: 'question', label, description };
}
