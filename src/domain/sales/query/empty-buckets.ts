import { invalid } from '../../errors.js';
import type { Bindings } from './filters.js';
import { bucketSeries, bucketStart } from './grains.js';
import type { Grain, Model } from './model.js';
import type { Period } from './period.js';
import type { Plan, Setting } from './plan.js';

const DAY = 86_400_000;
/** Every hour since {@link EARLIEST}; takes the engine a second or two. */
const MOST_BUCKETS = 1_200_000;
/** No sale is recorded before it. */
const EARLIEST = '1900-01-01';

/**
 * A row for every bucket of the period, so that one without a sale shows as 0. Where buckets are set against each other,
 * those before the first sale and those to come take no part: no month is the worst before it has begun.
 */
export function emptyBuckets(
  model: Model,
  plan: Plan,
  period: Period,
  setting: Setting,
  bindings: Bindings,
  parts: readonly string[],
): string {
  const grain = plan.grain ?? 'day';
  refuseEndless(period, grain, setting);
  const filled = parts.map((part) => `SELECT k0 FROM (${part})`).join(' UNION ALL ');
  const edge = (day: string | undefined, find: 'min' | 'max'): string =>
    day === undefined
      ? `(SELECT ${find}(k0) FROM (${filled}))`
      : bucketStart(grain, `CAST(${bindings.bind(day)} AS TIMESTAMP)`, setting.fiscalShift);
  const last = period.to !== undefined && grain === 'hour' ? `${period.to}T23:00:00` : period.to;
  const [low, high] = [edge(period.from, 'min'), edge(last, 'max')];
  if (!isContest(model, plan)) return `SELECT k0, 0 AS n FROM (${bucketSeries(grain, low, high)})`;
  const begun = `(SELECT ${bucketStart(grain, 'CAST(min(s.sold_on) AS TIMESTAMP)', setting.fiscalShift)} FROM ${model.entity('sales').from})`;
  const today = grain === 'hour' ? `${setting.today}T23:00:00` : setting.today;
  const lasting = bucketSeries(
    grain,
    period.from === undefined ? low : `greatest(${low}, ${begun})`,
    period.to === undefined ? high : `least(${high}, ${edge(today, 'max')})`,
  );
  return `SELECT k0, 0 AS n FROM (${lasting})`;
}

/** Whether buckets are ranked by a figure or held to one. */
function isContest(model: Model, { grain, order: [first], topWithin, filters }: Plan): boolean {
  return (
    topWithin !== undefined ||
    (first !== undefined && first.member !== grain) ||
    filters.some(({ member }) => model.dimension(member) === undefined)
  );
}

/** @throws ClerkError `invalid_input` for more buckets than anyone could read or the engine should make. */
function refuseEndless({ from = EARLIEST, to }: Period, grain: Grain, { asOf }: Setting): void {
  const days = (Date.parse(to ?? asOf) - Date.parse(from)) / DAY + 1;
  const buckets = grain === 'hour' ? days * 24 : days;
  if ((grain === 'hour' || grain === 'day') && buckets > MOST_BUCKETS)
    throw invalid('period', `The period holds ${buckets} ${grain}s; at most ${MOST_BUCKETS} are listed.`, {
      fix: 'Send a shorter period or a coarser grain.',
    });
}
