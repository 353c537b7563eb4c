import type { Replica } from '../../../ports/analytics/replica.js';
import type { Model } from '../model.js';
import { DEFINITION, Definition, type SavedQuestion } from './definition.js';
import { extendModel } from './extend.js';

/** The model of one shop as it stands: what Munshi knows and what the shop has defined. */
export interface ShopModel {
  readonly model: Model;
  readonly definitions: readonly Definition[];
  readonly questions: readonly SavedQuestion[];
  /** Definitions that do not fit this version of the model; what it cannot read at all is not among them. */
  readonly unfit: readonly { readonly name: string; readonly why: string }[];
}

/** Keeps the model of a shop in step with its definitions. */
export class LiveModel {
  readonly base: Model;
  readonly #replica: Replica;
  #read: { readonly revision: number; readonly shopModel: Promise<ShopModel> } | undefined;

  constructor(base: Model, replica: Replica) {
    this.base = base;
    this.#replica = replica;
  }

  /** The model as of the replica's last sync. */
  current(): Promise<ShopModel> {
    const revision = this.#replica.revision(DEFINITION.type);
    if (this.#read?.revision === revision) return this.#read.shopModel;
    const shopModel = this.#load();
    this.#read = { revision, shopModel };
    shopModel.catch(() => {
      this.#read = undefined;
    });
    return shopModel;
  }

  async #load(): Promise<ShopModel> {
    const { rows } = await this.#replica.read('SELECT body FROM definitions ORDER BY name', []);
    const definitions = rows.flatMap(([body]) => {
      const { data } = Definition.safeParse(JSON.parse(String(body)));
      return data === undefined || data.removed === true ? [] : [data];
    });
    return {
      ...extendModel(this.base, definitions),
      definitions,
      questions: definitions.flatMap((each) => (each.kind === 'question' ? [each] : [])),
    };
  }
}
