import { type ClerkError, invalid } from '../../errors.js';
import { currencyDigits } from '../../money.js';
import type { ShopSettings } from '../../shop.js';
import { localDate } from '../../time.js';
import { distinct, resolveComparison } from './comparison.js';
import type { Filter, FilterRequest } from './filters.js';
import type { Dimension, Measure, Model } from './model.js';
import { type Period, resolveNamed, resolvePeriod } from './period.js';
import { ADDED, keyLabels, type Plan, type Setting } from './plan.js';
import type { QueryRequest } from './request.js';

const USUAL_LIMIT = 20;
const USUAL_BUCKETS = 100;

/** What the SQL of a shop depends on at a moment. */
export function settingAt(shop: ShopSettings, now: Date): Setting {
  const today = localDate(now, shop.time_zone);
  return {
    currency: shop.currency,
    currencyDigits: currencyDigits(shop.currency),
    today,
    asOf: today,
    fiscalShift: shop.fiscal_year_start - 1,
  };
}

/** Turns the names of a request into members of the model and its periods into days. */
export class Planner {
  readonly #model: Model;
  readonly #shop: ShopSettings;
  readonly #now: Date;

  /** @param now the moment that names such as "today" are understood at. */
  constructor(model: Model, shop: ShopSettings, now: Date) {
    this.#model = model;
    this.#shop = shop;
    this.#now = now;
  }

  /** @throws ClerkError `invalid_input` naming an unknown or unfit member with the nearest known ones. */
  plan(request: QueryRequest, offset: number): Plan {
    const measures = (request.measures ?? []).map((name, index) => this.#measure(name, `measures[${index}]`));
    const names = [
      ...(request.dimensions ?? []),
      ...(request.pivot === undefined || request.dimensions?.includes(request.pivot) ? [] : [request.pivot]),
    ];
    const dimensions = names.map((name, index) =>
      this.#dimension(name, name === request.pivot ? 'pivot' : `dimensions[${index}]`),
    );
    if (measures.length + dimensions.length === 0) {
      throw invalid('measures', 'The query asks for nothing.', {
        fix: 'Name at least one measure or dimension; describe_data lists them.',
        valid: ['net_sales', 'orders', 'quantity', 'product', 'customer'],
      });
    }
    for (const [field, given] of [
      ['measures', request.measures],
      ['dimensions', request.dimensions],
    ] as const) {
      const twice = given?.find((name, index) => given.indexOf(name) !== index);
      if (twice !== undefined)
        throw invalid(field, `${twice} is named twice.`, { fix: 'Name each member once.' });
    }
    if (dimensions.some(({ name }) => name === request.grain))
      throw invalid('grain', `${request.grain} is both the grain and a dimension.`, {
        fix: 'Leave one of them out.',
      });
    if (request.pivot !== undefined && measures.length === 0)
      throw invalid('pivot', 'A pivot lays out figures and needs a measure.', {
        fix: 'Name a measure, e.g. "net_sales", or leave pivot out.',
      });
    const now = this.#now;
    const period = resolvePeriod(request.period ?? {}, this.#shop, now);
    const filters = request.filters ?? [];
    this.#checkFilters(filters, measures);
    const within = this.#within(request, dimensions);
    if (request.moving_average !== undefined && request.grain === undefined) {
      throw invalid('moving_average', 'A moving average runs along time and needs a grain.', {
        fix: 'Send grain, e.g. "month".',
      });
    }
    return {
      measures,
      dimensions,
      filters: filters.map((filter, index) => this.#dated(filter, period, `filters[${index}].period`)),
      period,
      grain: request.grain,
      compare: distinct(
        (request.compare ?? []).map((text, index) =>
          resolveComparison(text, period, request.grain, `compare[${index}]`, this.#shop, now),
        ),
      ),
      added: ADDED.filter((added) => request.add?.includes(added)),
      movingAverage: request.moving_average,
      includeEmpty: request.include_empty === true,
      top: within.length > 0 ? undefined : request.top,
      within,
      topWithin: within.length > 0 ? request.top : undefined,
      order: (request.order_by ?? []).map(({ member, direction }) => ({
        member,
        descending: direction === 'desc',
      })),
      limit: request.limit ?? (request.grain === undefined ? USUAL_LIMIT : USUAL_BUCKETS),
      offset,
    };
  }

  /** What the SQL of a plan depends on. */
  setting(plan: Plan): Setting {
    return {
      ...settingAt(this.#shop, this.#now),
      period: plan.period,
      ...(plan.period.to === undefined ? {} : { asOf: plan.period.to }),
    };
  }

  /** Filters on dimensions, measures and other columns are held to at different steps, each in groups of its own. */
  #checkFilters(filters: readonly FilterRequest[], measures: readonly Measure[]): void {
    const kindOf = (name: string, field: string): string => {
      if (this.#model.dimension(name) !== undefined) return 'dimensions';
      if (this.#model.measure(name) !== undefined) return 'measures';
      // What comes beside a measure begins with its name; whether it is there is seen when columns are made.
      if (measures.some((measure) => name.startsWith(`${measure.name}_`))) return 'other columns';
      throw this.#unknown(name, 'members', field);
    };
    const kinds = filters.map(({ member, than }, index) => {
      const kind = kindOf(member, `filters[${index}].member`);
      const other = than === undefined ? kind : kindOf(than, `filters[${index}].than`);
      if (kind !== other)
        throw invalid(`filters[${index}].than`, `${member} is of the ${kind}, and ${than} of the ${other}.`, {
          fix: 'Compare two dimensions, two measures or two other columns.',
        });
      return kind;
    });
    filters.forEach(({ or_group: group }, index) => {
      const mixed = filters.findIndex(
        (other, at) => group !== undefined && other.or_group === group && kinds[at] !== kinds[index],
      );
      if (mixed >= 0)
        throw invalid(
          `filters[${index}].or_group`,
          `The ${kinds[index]} and ${kinds[mixed]} cannot be alternatives of each other.`,
          { fix: 'Give filters on measures an or_group of their own.' },
        );
    });
  }

  #dated(filter: FilterRequest, period: Period, field: string): Filter {
    const about = filter.op === 'bought' || filter.op === 'never_bought';
    if (filter.period !== undefined && !about)
      throw invalid(field, 'Only bought and never_bought have a period of their own.', {
        fix: 'Use the period of the query.',
      });
    if (!about) return filter;
    const days =
      filter.period === undefined
        ? { from: period.from, to: period.to }
        : resolveNamed(filter.period, field, this.#shop, this.#now);
    return { ...filter, days };
  }

  #within(request: QueryRequest, dimensions: readonly Dimension[]): readonly string[] {
    const columns = keyLabels({ grain: request.grain, dimensions });
    (request.within ?? []).forEach((name, index) => {
      if (!columns.includes(name))
        throw invalid(`within[${index}]`, `${name.slice(0, 60)} is not a column that rows are grouped by.`, {
          fix: 'Add it to dimensions, or name a dimension of the query or its grain.',
          valid: columns,
        });
    });
    return request.within ?? [];
  }

  #measure(name: string, field: string): Measure {
    const measure = this.#model.measure(name);
    if (measure !== undefined) return measure;
    if (this.#model.dimension(name) !== undefined) {
      throw invalid(field, `${name} is a dimension, not a measure.`, {
        fix: `Move ${name} to dimensions.`,
        valid: this.#model.nearest(name, 'measures'),
      });
    }
    throw this.#unknown(name, 'measures', field);
  }

  #dimension(name: string, field: string): Dimension {
    const dimension = this.#model.dimension(name);
    if (dimension !== undefined) return dimension;
    if (this.#model.measure(name) !== undefined) {
      throw invalid(field, `${name} is a measure, not a dimension.`, {
        fix: `Move ${name} to measures.`,
        valid: this.#model.nearest(name, 'dimensions'),
      });
    }
    throw this.#unknown(name, 'dimensions', field);
  }

  #unknown(name: string, among: 'dimensions' | 'measures' | 'members', field: string): ClerkError {
    const near = this.#model.nearest(name, among);
    const kind = among === 'members' ? 'member' : among.slice(0, -1);
    const all = among === 'dimensions' ? this.#model.dimensions : this.#model.measures;
    return invalid(
      field,
      `There is no ${kind} "${name.slice(0, 60)}".${near.length > 0 ? ` Did you mean ${near[0]}?` : ''}`,
      {
        fix: 'Use a name from valid, or search with describe_data.',
        valid: near.length > 0 ? near : all.map((member) => member.name).slice(0, 40),
      },
    );
  }
}
