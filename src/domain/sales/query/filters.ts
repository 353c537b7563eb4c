import { invalid } from '../../errors.js';
import { FINE_DIGITS, toUnits } from '../../money.js';
import type { SqlValue } from '../../ports/analytics/engine.js';
import { plainDecimal } from './amount-text.js';
import { checkDate } from './day.js';
import type { Cases, Dimension, ValueType } from './model.js';

export const FILTER_OPS = [
  'is',
  'is_not',
  'contains',
  'starts_with',
  'more_than',
  'at_least',
  'less_than',
  'at_most',
  'between',
  'is_empty',
  'is_not_empty',
  'above_average',
  'below_average',
  'bought',
  'never_bought',
] as const;
export type FilterOp = (typeof FILTER_OPS)[number];

export interface FilterRequest {
  readonly member: string;
  readonly op: FilterOp;
  readonly values?: readonly string[] | undefined;
  /** Another member to compare with, instead of values. */
  readonly than?: string | undefined;
  /** For `bought` and `never_bought`: when, by name; the period of the query where absent, `all` for ever. */
  readonly period?: string | undefined;
  /** Filters of one number are alternatives: any of them may hold. All else must hold together. */
  readonly or_group?: number | undefined;
}

/** A filter whose period is days. */
export interface Filter extends FilterRequest {
  readonly days?: { readonly from?: string | undefined; readonly to?: string | undefined } | undefined;
}

/** Collects bound values; SQL text only ever holds their numbers. */
export class Bindings {
  readonly values: SqlValue[] = [];

  bind(value: SqlValue): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

/** A positive decimal that may stand in SQL as it is. */
const FACTOR = /^\d{1,6}(?:\.\d{1,4})?$/;
const YES = ['true', 'yes'];
const NO = ['false', 'no'];

const COMPARISONS: Partial<Record<FilterOp, string>> = {
  more_than: '>',
  at_least: '>=',
  less_than: '<',
  at_most: '<=',
};

/** What is compared: its SQL, its type, and how many of its units make one shown. */
export interface Subject {
  readonly sql: string;
  readonly type: ValueType;
  /** Decimals the column holds beyond the shown value, e.g. 2 for paise. */
  readonly scale: number;
  /** ISO 4217 code of amounts of money. */
  readonly currency: string;
  /** Query for the sum or the number of all values there are of the kind. */
  readonly all?: ((find: 'sum' | 'count') => string) | undefined;
  /** Query for the ids of customers with a sale in a period, to which a condition on the subject can be added. */
  readonly buyers?: ((filter: Filter) => string) | undefined;
}

/** What filters are made into, those of one `or_group` together: any of these may hold, and all of the rest. */
export function alternatives<T>(filters: readonly Filter[], made: (filter: Filter) => T): T[][] {
  const groups = new Map<string, T[]>();
  filters.forEach((filter, index) => {
    const group = filter.or_group === undefined ? `alone ${index}` : `any ${filter.or_group}`;
    groups.set(group, [...(groups.get(group) ?? []), made(filter)]);
  });
  return [...groups.values()];
}

/**
 * SQL for filters that must all hold, one condition each, those of one `or_group` together in one.
 *
 * @param all every filter of the query, for the position that an error names.
 */
export function filtersSql(
  filters: readonly Filter[],
  all: readonly Filter[],
  bindings: Bindings,
  subjectOf: (filter: Filter) => Subject,
): string[] {
  const conditions = alternatives(filters, (filter) => {
    const subject = subjectOf(filter);
    const field = `filters[${all.indexOf(filter)}]`;
    return filter.than === undefined
      ? filterSql(filter, subject, field, bindings)
      : thanSql(filter, subject, subjectOf({ ...filter, member: filter.than }), field);
  });
  return conditions.map((any) => (any.length === 1 ? any.join('') : `(${any.join(' OR ')})`));
}

/**
 * SQL for one filter. Text is compared without regard to case; "is not" lets empty values through.
 *
 * @throws ClerkError `invalid_input` when the operator or a value does not fit the member.
 */
function filterSql(filter: Filter, subject: Subject, field: string, bindings: Bindings): string {
  const { sql, type } = subject;
  const values = filter.values ?? [];
  if (filter.op === 'is_empty' || filter.op === 'is_not_empty') {
    if (values.length > 0)
      throw invalid(`${field}.values`, `${filter.op} takes no values.`, { fix: 'Leave values out.' });
    const empty = type === 'text' ? `(${sql} IS NULL OR ${sql} = '')` : `${sql} IS NULL`;
    return filter.op === 'is_empty' ? empty : `NOT (${empty})`;
  }
  if (filter.op === 'above_average' || filter.op === 'below_average') {
    const [factor = '1'] = values;
    if (values.length > 1 || !FACTOR.test(factor))
      throw invalid(`${field}.values`, `${filter.op} takes a factor at most.`, {
        fix: 'Leave values out, or send e.g. ["2"] for twice the average.',
      });
    if (!isNumber(subject) || subject.all === undefined)
      throw invalid(`${field}.op`, `${filter.op} works on numbers, and ${filter.member} is ${type}.`, {
        fix: 'Use a number, e.g. price.',
      });
    // Both sides times the number of values and the decimals of the factor: a mean in floating point is not exact.
    const [whole = '', decimals = ''] = factor.split('.');
    const left = `CAST(${sql} AS HUGEINT) * (${subject.all('count')}) * ${10 ** decimals.length}`;
    const right = `(${subject.all('sum')}) * ${BigInt(`${whole}${decimals}`)}`;
    return `${left} ${filter.op === 'above_average' ? '>' : '<'} ${right}`;
  }
  if (filter.op === 'bought' || filter.op === 'never_bought') {
    if (subject.buyers === undefined)
      throw invalid(`${field}.op`, `${filter.op} works on what is sold, and ${filter.member} is not.`, {
        fix: 'Use product, category or another dimension of sales.',
      });
    if (values.length === 0)
      throw invalid(`${field}.values`, `${filter.op} needs what was bought.`, {
        fix: `Send e.g. ["Tea"]; for any purchase at all filter on orders, at_least 1 or is 0.`,
      });
    const wanted = filterSql({ ...filter, op: 'is' }, subject, field, bindings);
    const among = `IN (${subject.buyers(filter)} AND ${wanted})`;
    return filter.op === 'bought'
      ? `k.customer_id ${among}`
      : `(k.customer_id IS NOT NULL AND k.customer_id NOT ${among})`;
  }
  if (values.length === 0)
    throw invalid(`${field}.values`, `${filter.op} needs a value.`, {
      fix: 'Send values as a list of text, e.g. ["Germany"].',
    });

  const bound = (value: SqlValue): string => {
    const parameter = bindings.bind(value);
    if (type === 'date') return `CAST(${parameter} AS DATE)`;
    return type === 'text' ? `lower(${parameter})` : parameter;
  };
  const read = (value: string, index: number): string =>
    bound(readValue(value, subject, `${field}.values[${index}]`));
  if (filter.op === 'is' || filter.op === 'is_not') {
    const list = values.map(read).join(', ');
    const left = type === 'text' ? `lower(${sql})` : sql;
    return filter.op === 'is' ? `${left} IN (${list})` : `(${sql} IS NULL OR ${left} NOT IN (${list}))`;
  }
  if (filter.op === 'contains' || filter.op === 'starts_with') {
    if (type !== 'text')
      throw invalid(`${field}.op`, `${filter.op} works on text, and ${filter.member} is ${type}.`, {
        fix: 'Use is, at_least, at_most or between.',
      });
    const call = filter.op === 'contains' ? 'contains' : 'starts_with';
    return `(${values.map((value, index) => `${call}(lower(${sql}), ${read(value, index)})`).join(' OR ')})`;
  }
  if (type === 'text' || type === 'boolean') {
    throw invalid(`${field}.op`, `${filter.op} does not work on ${type}, which ${filter.member} is.`, {
      fix: 'Use is, is_not, contains or starts_with.',
    });
  }
  if (filter.op === 'between') {
    if (values.length !== 2)
      throw invalid(`${field}.values`, 'between needs two values, the lower first.', {
        fix: 'Send e.g. ["10", "20"].',
      });
    const [low, high] = values.map((value, index) => readValue(value, subject, `${field}.values[${index}]`));
    if (low === undefined || high === undefined || low === null || high === null || low > high) {
      throw invalid(`${field}.values`, 'The lower value of between comes first.', {
        fix: 'Swap the two values.',
      });
    }
    return `${sql} BETWEEN ${bound(low)} AND ${bound(high)}`;
  }
  if (values.length !== 1)
    throw invalid(`${field}.values`, `${filter.op} takes one value.`, { fix: 'Send one value.' });
  return `${sql} ${COMPARISONS[filter.op]} ${values.map(read).join('')}`;
}

/** SQL for one member compared with another. */
function thanSql({ op, member, than, values }: Filter, left: Subject, right: Subject, field: string): string {
  if (values !== undefined && values.length > 0)
    throw invalid(`${field}.values`, 'A filter compares with values or with another member, not both.', {
      fix: 'Leave values out, or than.',
    });
  const numbers = isNumber(left) && isNumber(right);
  if (!numbers && left.type !== right.type)
    throw invalid(`${field}.than`, `${member} is ${left.type} and ${than} is ${right.type}.`, {
      fix: 'Compare members of one kind.',
    });
  const scale = Math.max(left.scale, right.scale);
  const side = ({ sql, type, scale: own }: Subject): string => {
    if (numbers) return `CAST(${sql} AS HUGEINT) * ${10 ** (scale - own)}`;
    return type === 'text' ? `lower(${sql})` : sql;
  };
  if (op === 'is') return `${side(left)} = ${side(right)}`;
  if (op === 'is_not') return `${side(left)} IS DISTINCT FROM ${side(right)}`;
  const comparison = COMPARISONS[op];
  if (comparison === undefined || left.type === 'boolean')
    throw invalid(`${field}.op`, `${op} does not compare two members.`, {
      fix: 'Use is, is_not, more_than, at_least, less_than or at_most.',
    });
  return `${side(left)} ${comparison} ${side(right)}`;
}

function isNumber({ type }: Subject): boolean {
  return type !== 'text' && type !== 'date' && type !== 'time' && type !== 'boolean';
}

function readValue(text: string, subject: Subject, field: string): SqlValue {
  switch (subject.type) {
    case 'text':
      return text;
    case 'boolean': {
      const word = text.trim().toLowerCase();
      if (YES.includes(word) || NO.includes(word)) return YES.includes(word);
      throw invalid(field, `"${cut(text)}" is neither true nor false.`, { fix: 'Send "true" or "false".' });
    }
    case 'date':
    case 'time':
      checkDate(field, text);
      return text;
    default: {
      const plain = plainDecimal(text, subject.type === 'money' ? subject.currency : undefined);
      if (plain === undefined)
        throw invalid(field, `"${cut(text)}" is not a number.`, { fix: 'Send a plain number, e.g. "12.5".' });
      const digits = Math.min(subject.scale, 4);
      return BigInt(toUnits(Number(plain), digits, field)) * 10n ** BigInt(subject.scale - digits);
    }
  }
}

function cut(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** WHEN clauses of the groups that are told by a member, each giving the name of its group. */
export function whenSql(
  { of, groups }: Pick<Cases, 'of' | 'groups'>,
  bindings: Bindings,
  subjectOf: (filter: Filter) => Subject,
): string {
  const clauses = groups.map((group) => {
    const filter = { ...group, member: of };
    const when = filtersSql([filter], [filter], bindings, subjectOf);
    return `WHEN ${when.join('')} THEN ${nameSql(group.label, bindings)}`;
  });
  return clauses.join(' ');
}

/** SQL for the name of a group. */
export function nameSql(label: string, bindings: Bindings): string {
  return `CAST(${bindings.bind(label)} AS VARCHAR)`;
}

/** Decimals that the values of a dimension hold: money is in minor or fine units, quantities in thousandths. */
export function dimensionScale(
  { type, fine }: Pick<Dimension, 'type' | 'fine'>,
  currencyDigits: number,
): number {
  if (type === 'money') return currencyDigits + (fine === true ? FINE_DIGITS : 0);
  if (type === 'quantity') return 3;
  return type === 'percent' ? 2 : 0;
}
