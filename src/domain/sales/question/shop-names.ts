import type { Replica } from '../../ports/analytics/replica.js';
import { type Named, NameIndex } from '../../words/names/name-index.js';
import type { ShopModel } from '../query/definitions/live-model.js';
import type { Dimension } from '../query/model.js';
import type { Setting } from '../query/plan.js';
import { sampleValues } from '../query/suggest.js';
import { otherCountryNames } from './country-names.js';

/** Most values of one dimension that are known by name. */
const MOST_VALUES = 200_000;

/** Dimensions whose values people name in questions, by the records that they come from. */
const BY_RECORD: readonly (readonly [types: readonly string[], dimensions: readonly string[]])[] = [
  [['product', 'category'], ['product']],
  [['category'], ['category']],
  [['supplier'], ['supplier', 'supplier_city', 'supplier_region', 'supplier_country']],
  [['customer'], ['customer', 'customer_city', 'customer_region', 'customer_country']],
  [['employee'], ['employee', 'employee_title', 'employee_city', 'employee_region', 'employee_country']],
  [['shipper'], ['shipper']],
  [['territory'], ['territory', 'sales_region']],
  [['sale'], ['payment', 'channel', 'location', 'ship_city', 'ship_region', 'ship_country']],
];

interface Kept {
  readonly revision: string;
  readonly index: Promise<NameIndex>;
}

/** The names that occur in a shop, by kind, each read anew only when records of that kind changed. */
export class ShopNames {
  readonly #replica: Replica;
  readonly #kept = new Map<string, Kept>();

  constructor(replica: Replica) {
    this.#replica = replica;
  }

  /** Indexes of all names, as of the replica's last sync. */
  async indexes(shopModel: ShopModel, setting: Setting, signal?: AbortSignal): Promise<NameIndex[]> {
    const own = shopModel.model.dimensions.filter(({ cases }) => cases !== undefined);
    const sources = [
      ...BY_RECORD.map(([types, names]) => ({
        types,
        dimensions: names.flatMap((name) => shopModel.model.dimension(name) ?? []),
      })),
      { types: ['definition'], dimensions: own },
    ];
    return Promise.all(sources.map((source) => this.#index(shopModel, source, setting, signal)));
  }

  #index(
    shopModel: ShopModel,
    { types, dimensions }: { readonly types: readonly string[]; readonly dimensions: readonly Dimension[] },
    setting: Setting,
    signal: AbortSignal | undefined,
  ): Promise<NameIndex> {
    const key = types.join(' ');
    const revision = types.map((type) => this.#replica.revision(type)).join(' ');
    const known = this.#kept.get(key);
    if (known?.revision === revision) return known.index;
    const index = this.#read(shopModel, dimensions, setting, signal);
    this.#kept.set(key, { revision, index });
    index.catch(() => this.#kept.delete(key));
    return index;
  }

  async #read(
    { model }: ShopModel,
    dimensions: readonly Dimension[],
    setting: Setting,
    signal: AbortSignal | undefined,
  ): Promise<NameIndex> {
    const named: Named[] = [];
    for (const dimension of dimensions) {
      const values = await sampleValues(model, this.#replica, dimension, setting, MOST_VALUES, signal);
      const categories = dimension.name === 'product' ? await this.#categories(signal) : undefined;
      for (const value of values) {
        const of = categories?.get(value);
        named.push({ member: dimension.name, value, ...(of === undefined ? {} : { of }) });
      }
      if (dimension.name.endsWith('_country'))
        for (const other of otherCountryNames(values)) named.push({ member: dimension.name, ...other });
    }
    return new NameIndex(named);
  }

  /** The category of each product that has one. */
  async #categories(signal: AbortSignal | undefined): Promise<ReadonlyMap<string, string>> {
    const { rows } = await this.#replica.read(
      'SELECT p.name, c.name FROM products p JOIN categories c ON c.category_id = p.category_id',
      [],
      signal,
    );
    return new Map(rows.map(([product, category]) => [String(product), String(category)]));
  }
}
