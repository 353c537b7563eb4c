import { FINE_DIGITS } from '../../money.js';
import type { Measure, Model, ValueType } from './model.js';

/** Decimals of a quotient. */
const QUOTIENT_DIGITS = 4;

/** The measures whose sums a measure needs: itself, or the parts of its formula, held to its own filters. */
export function partsOf(model: Model, measure: Measure): Measure[] {
  if (measure.formula === undefined) return [measure];
  const { plus, minus = [], per = [] } = measure.formula;
  return [...new Set([...plus, ...minus, ...per])].map((name) => {
    const part = model.measure(name);
    if (part === undefined || part.formula !== undefined)
      throw new Error(`${measure.name} is made of ${name}, which is no plain measure`);
    return measure.filters === undefined
      ? part
      : { ...part, name: partName(measure, name), filters: [...(part.filters ?? []), ...measure.filters] };
  });
}

function partName(measure: Measure, part: string): string {
  return measure.filters === undefined ? part : `${measure.name}$${part}`;
}

/** Decimals that the whole number of a measure stands for; undefined for dates. */
export function measureScale(measure: Measure, currencyDigits: number): number | undefined {
  if (measure.type === 'date') return undefined;
  return isQuotient(measure) ? QUOTIENT_DIGITS : sumScale(measure, currencyDigits);
}

function isQuotient({ per, formula }: Measure): boolean {
  return per !== undefined || (formula?.per ?? []).length > 0 || formula?.times !== undefined;
}

/** Whether a measure over nothing is 0; of anything else over nothing there is no value. */
export function isSum({ type, per, formula, mayBeUnknown }: Measure): boolean {
  const divided = per !== undefined || (formula?.per ?? []).length > 0;
  return type !== 'date' && !divided && mayBeUnknown !== true;
}

function sumScale({ type, scale, formula }: Measure, currencyDigits: number): number {
  if (scale !== undefined) return scale;
  const kind = formula?.of ?? type;
  if (kind === 'money') return currencyDigits + FINE_DIGITS;
  return kind === 'quantity' ? 3 : 0;
}

/**
 * SQL for the value of a measure over columns `<name>_over` and `<name>_per` of its parts, as a whole number of
 * {@link measureScale} decimals. A sum comes as it is; a quotient is divided exactly and rounded half away from zero;
 * a quotient by zero is empty.
 */
export function valueSql(model: Model, measure: Measure, currencyDigits: number): string {
  const over = `${measure.name}_over`;
  if (measure.type === 'date') return over;
  if (measure.per !== undefined) {
    const scale = measure.scale ?? (measure.type === 'money' ? currencyDigits + FINE_DIGITS : 0);
    return quotient(`coalesce(${over}, 0)`, `${measure.name}_per`, scale, 0, measure.type);
  }
  if (measure.formula === undefined) return measure.mayBeUnknown ? wide(over) : `coalesce(${wide(over)}, 0)`;
  const { plus, minus = [], per = [], times } = measure.formula;
  const sum = (names: readonly string[]): string =>
    names.map((name) => `coalesce(${wide(`${partName(measure, name)}_over`)}, 0)`).join(' + ') || '0';
  const above = `(${sum(plus)} - (${sum(minus)}))`;
  if (per.length === 0 && times === undefined) return above;
  const scaleOf = (name: string | undefined): number => {
    const part = name === undefined ? undefined : model.measure(name);
    return part === undefined ? 0 : sumScale(part, currencyDigits);
  };
  const [whole = '1', decimals = ''] = (times ?? '1').split('.');
  return quotient(
    `(${above} * CAST(${BigInt(`${whole}${decimals}`)} AS HUGEINT))`,
    per.length === 0 ? '1' : `(${sum(per)})`,
    scaleOf(plus[0]) + decimals.length,
    scaleOf(per[0]),
    measure.type,
  );
}

function wide(column: string): string {
  return `CAST(${column} AS HUGEINT)`;
}

function quotient(over: string, per: string, overScale: number, perScale: number, type: ValueType): string {
  const shift = QUOTIENT_DIGITS + (type === 'percent' ? 2 : 0) + perScale - overScale;
  const up = `CAST(${10 ** Math.max(0, shift)} AS HUGEINT)`;
  const down = `CAST(${10 ** Math.max(0, -shift)} AS HUGEINT)`;
  const size = `(2 * abs(${wide(over)}) * ${up} + abs(${wide(per)}) * ${down}) // (2 * abs(${wide(per)}) * ${down})`;
  return `CASE WHEN ${per} = 0 THEN NULL ELSE ${size} * sign(${over}) * sign(${per}) END`;
}
