import type { Replica } from '../../ports/analytics/replica.js';
import { compile } from '../query/compile.js';
import type { ShopModel } from '../query/definitions/live-model.js';
import { Bindings } from '../query/filters.js';
import { dimensionSql, filledIn } from '../query/member-sql.js';
import type { Dimension, Entity, Measure, Model } from '../query/model.js';
import type { Setting } from '../query/plan.js';
import type { Planner } from '../query/planner.js';

/** Whose columns come from records; the others are worked out of them. */
const RECORDED: readonly Entity[] = [
  'sales',
  'products',
  'suppliers',
  'customers',
  'employees',
  'managers',
  'shippers',
  'territories',
];
/** Records that those columns are read from. */
const TYPES = ['definition', 'sale', 'product', 'supplier', 'customer', 'employee', 'shipper', 'territory'];
/** What says something false where the column it is worked out from is empty. */
const WORKED_OUT: Readonly<Record<string, string>> = {
  delivery: 'shipped_date',
  days_to_ship: 'shipped_date',
  late_orders: 'shipped_date',
  needs_reorder: 'reorder_level',
};

/** What shows that something was recorded: sales without a time of day stand at midnight. */
const TOLD: Readonly<Record<string, string>> = { hour_of_day: '<> 0' };

/** Finds the members of which a shop has recorded nothing: a figure of them would be empty, or wrong. */
export class EmptyMembers {
  readonly #replica: Replica;
  #kept:
    | { readonly of: ShopModel; readonly revision: string; readonly names: Promise<ReadonlySet<string>> }
    | undefined;

  constructor(replica: Replica) {
    this.#replica = replica;
  }

  /** Names of dimensions and measures without any value, as of the replica's last sync. */
  names(
    shopModel: ShopModel,
    planner: Planner,
    setting: Setting,
    signal?: AbortSignal,
  ): Promise<ReadonlySet<string>> {
    const revision = TYPES.map((type) => this.#replica.revision(type)).join(' ');
    const kept = this.#kept?.of === shopModel ? this.#kept : undefined;
    if (kept?.revision === revision) return kept.names;
    const names = this.#find(shopModel.model, kept?.names, planner, setting, signal);
    this.#kept = { of: shopModel, revision, names };
    names.catch(() => {
      this.#kept = undefined;
    });
    return names;
  }

  /** @param before what was empty; only that is looked at again, since records are seldom emptied. */
  async #find(
    model: Model,
    before: Promise<ReadonlySet<string>> | undefined,
    planner: Planner,
    setting: Setting,
    signal: AbortSignal | undefined,
  ): Promise<ReadonlySet<string>> {
    const known = await before;
    const open = ({ name }: Dimension | Measure): boolean => known?.has(name) !== false;
    const dimensions = model.dimensions.filter(
      (each) => RECORDED.includes(each.entity) && each.cases === undefined && open(each),
    );
    const measures = model.measures.filter(
      (each) => (each.mayBeUnknown === true || each.per !== undefined) && open(each),
    );
    const found = new Set([
      ...(await this.#dimensions(model, dimensions, setting, signal)),
      ...(await this.#measures(model, measures, planner, signal)),
    ]);
    for (const [name, column] of Object.entries(WORKED_OUT)) if (found.has(column)) found.add(name);
    return found;
  }

  async #dimensions(
    model: Model,
    dimensions: readonly Dimension[],
    setting: Setting,
    signal: AbortSignal | undefined,
  ): Promise<string[]> {
    if (dimensions.length === 0) return [];
    const bindings = new Bindings();
    const tests = dimensions.map((dimension) => {
      const rows = filledIn(model.rowsOf(dimension), setting, bindings);
      const value = dimensionSql(model, dimension, setting, bindings);
      const told = `${value} ${TOLD[dimension.name] ?? (dimension.type === 'text' ? "<> ''" : 'IS NOT NULL')}`;
      return `EXISTS (SELECT 1 FROM ${rows}) AND NOT EXISTS (SELECT 1 FROM ${rows} WHERE ${told})`;
    });
    const { rows } = await this.#replica.read(`SELECT ${tests.join(', ')}`, bindings.values, signal);
    return dimensions.flatMap(({ name }, index) => (rows[0]?.[index] === true ? [name] : []));
  }

  /** Measures that give nothing over all sales there are. */
  async #measures(
    model: Model,
    measures: readonly Measure[],
    planner: Planner,
    signal: AbortSignal | undefined,
  ): Promise<string[]> {
    if (measures.length === 0) return [];
    const plan = planner.plan({ measures: ['orders', ...measures.map(({ name }) => name)] }, 0);
    const { sql, values } = compile(model, plan, planner.setting(plan));
    const [row = []] = (await this.#replica.read(sql, values, signal)).rows;
    if (Number(row[0] ?? 0) === 0) return [];
    return measures.flatMap(({ name }, index) => (row[index + 1] === null ? [name] : []));
  }
}
