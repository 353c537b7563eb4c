import { dayNumber, weekdayOf } from '../../calendar/days.js';
import type { Fact } from '../../ports/language/language.js';
import type { Grain, Steps } from '../history/steps.js';
import type { Forecast } from '../types.js';

/** A fact, and our own sentence that tells it. */
export interface ToldFact extends Fact {
  readonly sentence: string;
}

/** Sums of the steps ahead as they were shown. */
export interface ShownTotal {
  readonly value: number;
  readonly low80: number;
  readonly high80: number;
}

export interface Explained {
  readonly name: string;
  /** What is counted, e.g. `packets` or `INR`. */
  readonly unit: string;
  readonly grain: Grain;
  readonly total: ShownTotal;
  readonly forecast: Forecast;
  readonly steps: Pick<Steps, 'values' | 'ahead'>;
  /** Days without a sale that are taken for a gap in supply. */
  readonly gaps: number;
}

/** A busiest weekday is worth a word from this much above the mean. */
const LEAST_PEAK = 1.05;
/** Effects that are told, the largest first. */
const MOST_EFFECTS = 3;
/** Least change of demand, in percent, that is told. */
const LEAST_EFFECT = 1;
const WEEKDAYS = ['Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays', 'Sundays'];

/** What is worth telling of a forecast, most needed first. */
export function factsOf(explained: Explained): readonly ToldFact[] {
  return [
    ...totals(explained),
    ...busiest(explained),
    ...accuracy(explained.forecast),
    ...effects(explained.forecast),
    ...gaps(explained.gaps),
  ];
}

function totals({ unit, grain, total, forecast, steps }: Explained): ToldFact[] {
  const { value, low80, high80 } = total;
  const length = forecast.point.length;
  const ahead = `${length === 1 ? '' : `${length} `}${grain}${length === 1 ? '' : 's'}`;
  const expected = {
    name: `expected in the next ${ahead}`,
    figure: `${shown(value)} ${unit}, with 80 % probability between ${shown(low80)} and ${shown(high80)}`,
    sentence: `Expected in the next ${ahead}: ${shown(value)} ${unit}, with 80 % probability between ${shown(low80)} and ${shown(high80)}.`,
  };
  const past = steps.values.slice(-length).filter((each) => each !== undefined);
  if (past.length === 0 || steps.values.length < length) return [expected];
  const sum = past.reduce((all, each) => all + each, 0);
  const known = past.length < length ? `, of which ${past.length} are known` : '';
  return [
    expected,
    {
      name: `sold in the last ${ahead}${known}`,
      figure: `${shown(sum)} ${unit}`,
      sentence: `The last ${ahead}${known} brought ${shown(sum)} ${unit}.`,
    },
  ];
}

function busiest({ unit, grain, forecast: { point }, steps }: Explained): ToldFact[] {
  if (grain !== 'day' || point.length < 7) return [];
  const days = new Map<number, number[]>();
  point.forEach((value, step) => {
    const weekday = weekdayOf(dayNumber(steps.ahead(step + 1)));
    days.set(weekday, [...(days.get(weekday) ?? []), value]);
  });
  const overall = mean([...point]);
  const [best] = [...days]
    .map(([day, values]) => ({ day, value: mean(values) }))
    .sort((a, b) => b.value - a.value);
  const name = WEEKDAYS[(best?.day ?? 0) - 1];
  if (best === undefined || name === undefined || best.value < LEAST_PEAK * overall) return [];
  return [
    {
      name: 'busiest weekday expected',
      figure: `${name} with ${shown(best.value)} ${unit} a day, against ${shown(overall)} on average`,
      sentence: `${name} are the busiest, with ${shown(best.value)} ${unit} a day against ${shown(overall)} on average.`,
    },
  ];
}

function accuracy({ backtest, method }: Forecast): ToldFact[] {
  if (backtest?.wape === undefined || backtest.naive.wape === undefined) return [];
  const [own, other] = [`${percent(backtest.wape)} %`, `${percent(backtest.naive.wape)} %`];
  const whose =
    method === 'sagemaker' ? 'the methods here, which are not the endpoint’s,' : 'this way of forecasting';
  return [
    {
      name: `mean error in the backtest, by ${whose.replace(/,$/, '')}`,
      figure: `${own} of demand, against ${other} by repeating the season before`,
      sentence: `In the backtest ${whose} missed by ${own} of demand, against ${other} by repeating the season before.`,
    },
  ];
}

function effects({ effects: known }: Forecast): ToldFact[] {
  return Object.entries(known)
    .map(([name, effect]) => ({ name, change: changeOf(name, effect) }))
    .filter(({ change }) => Math.abs(change) >= LEAST_EFFECT)
    .sort((a, b) => Math.abs(b.change) - Math.abs(a.change))
    .slice(0, MOST_EFFECTS)
    .map(({ name, change }) => {
      const figure = `${shown(Math.abs(change))} % ${change < 0 ? 'less' : 'more'} demand`;
      const cause =
        name === 'price'
          ? 'a price 10 % higher'
          : name === 'discount'
            ? 'a discount'
            : `the shopping days before ${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll('_', ' ')}`;
      const sentence = `In the past, ${cause} brought ${figure}.`;
      return { name: `effect in the past of ${cause}`, figure, sentence };
    });
}

/** Percent: of a price its elasticity at 10 % more, of anything else what its being there changes. */
function changeOf(name: string, effect: number): number {
  return Math.round(((name === 'price' ? 1.1 ** effect : Math.exp(effect)) - 1) * 1_000) / 10;
}

function gaps(days: number): ToldFact[] {
  if (days === 0) return [];
  const counted = `${days} ${days === 1 ? 'day' : 'days'}`;
  return [
    {
      name: 'left out as a gap in supply',
      figure: `${counted} without a sale`,
      sentence: `${counted} without a sale ${days === 1 ? 'is' : 'are'} taken for a gap in supply and left out.`,
    },
  ];
}

function shown(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function percent(share: number): string {
  return String(Math.round(share * 1_000) / 10);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
