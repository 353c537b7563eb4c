import { nearest } from '../../nearest.js';
import type { SavedQuestion } from './definitions/definition.js';
import type { ShopModel } from './definitions/live-model.js';
import type { Dimension, EntityShape, Measure } from './model.js';
import { OPTIONS } from './options.js';

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

/** Everything the model of a shop knows, to be listed and searched. */
export class GuideIndex {
  readonly entries: readonly Entry[];
  readonly #words: readonly {
    readonly entry: Entry;
    readonly words: string;
    readonly phrases: readonly string[];
  }[];

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
    this.#words = told.map(([entry, synonyms]) => {
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

function questionEntry({ name, label, description }: SavedQuestion): Entry {
  return { name, kind: 'question', label, description };
}
