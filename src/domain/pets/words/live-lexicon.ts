import type { Replica } from '../../ports/analytics/replica.js';
import { PET } from '../records.js';
import { type Lexicon, makeLexicon } from './lexicon.js';

/** Most values of its own that a shop's lexicon takes in. */
const MOST_VALUES = 5_000;

/** The lexicon of a shop, made anew when its pets have changed. */
export class LiveLexicon {
  #made: { readonly revision: number; readonly lexicon: Lexicon } | undefined;

  async lexicon(
    replica: Pick<Replica, 'sync' | 'read' | 'revision'>,
    signal: AbortSignal | undefined,
  ): Promise<Lexicon> {
    await replica.sync(signal);
    const revision = replica.revision(PET.type);
    if (this.#made?.revision === revision) return this.#made.lexicon;
    const { rows } = await replica.read(
      `SELECT DISTINCT type, breed, NULL AS colour FROM pets WHERE NOT removed
       UNION ALL SELECT DISTINCT NULL, NULL, colour FROM
         (SELECT unnest(string_split(trim(colours, '|'), '|')) AS colour FROM pets WHERE NOT removed)
       LIMIT ${MOST_VALUES}`,
      [],
      signal,
    );
    const texts = rows.map((row) => row.map((value) => (value === null ? undefined : String(value))));
    const lexicon = makeLexicon({
      types: [...new Set(texts.flatMap(([type]) => type ?? []))],
      breeds: texts.flatMap(([type, breed]) =>
        type === undefined || breed === undefined ? [] : [{ type, breed }],
      ),
      colours: texts.flatMap(([, , colour]) => colour ?? []),
    });
    this.#made = { revision, lexicon };
    return lexicon;
  }
}
